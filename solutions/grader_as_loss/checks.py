"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

from hypothesis import strategies as st
from losslab import designs, homework, toygrader
from losslab.homework import PROPERTIES

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.grader_as_loss import inputs
from solutions.grader_as_loss.discussions import DISCUSSIONS
from solutions.grader_as_loss.essays import ESSAYS as ESSAYS

HARD_CODE = Exercise(
    id="hard_code",
    title="Learned by heart",
    objective="Write an answer that the public cases cannot tell from a right one.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "You return a function. It may remember `public`, and needs nothing else.",
        "Lists cannot be keys of a dict, and they can be compared: go through the pairs.",
        "Define `def answer(x):` inside, with `for known, expected in public:`, "
        "`if x == known: return expected`, and `return None` after the loop. Return `answer`.",
    ),
    discussion=DISCUSSIONS["hard_code"],
    checks=(
        Check(
            "check_public_numbers_and_words",
            "Public inputs that are integers or strings get their expected values.",
            st.one_of(inputs.numbers_known, inputs.words_known),
            public=(
                ([(3, 9), (-2, 4), (5, 25)], []),
                ([("abc", 3), ("b", 1)], []),
            ),
            probe=homework.tabled,
            draws=4,
        ),
        Check(
            "check_public_lists",
            "Public inputs that are lists get their expected values.",
            inputs.lists_known,
            public=(([([3, 1], 4), ([], 0), ([5], 5)], []),),
            weight=0.5,
            probe=homework.tabled,
            draws=3,
        ),
        Check(
            "check_other_inputs_get_none",
            "Inputs that are not public get None.",
            inputs.anything_else,
            public=(([(3, 9), (-2, 4)], [4, 0]),),
            weight=0.5,
            probe=homework.tabled,
            draws=3,
        ),
    ),
)

LINKS_CUT = Exercise(
    id="links_cut",
    title="Where the chain is cut",
    objective="Find by intervention where a score stops depending on what it is said to measure.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Watching is not enough: a forged number may be the one that would have stood there "
        "anyway. Set a station and see who follows.",
        "Ask about one link at a time. Set its earlier station to one number after the other and "
        "look at its later station only.",
        "For `earlier, later` in `itertools.pairwise(STATIONS)` collect "
        "`{run({earlier: n})[later] for n in range(cases + 1)}`. The link is cut if this set has "
        "one element.",
    ),
    discussion=DISCUSSIONS["links_cut"],
    checks=(
        Check(
            "check_one_cut_link",
            "One cut link is found, wherever it is, and whether anything is solved or not.",
            inputs.one_cut(),
            public=(
                inputs.chain(3, 1, {"register": "always full"}),
                inputs.chain(3, 2, {"answer": "always nothing"}),
                inputs.chain(2, 1, {}),
            ),
            draws=6,
        ),
        Check(
            "check_cut_that_leaves_no_trace",
            "A cut link is found where the forged number is the one that was due.",
            inputs.cut_without_a_trace(),
            public=(inputs.chain(3, 3, {"judge": "always full"}),),
            draws=4,
        ),
        Check(
            "check_several_cut_links",
            "Every cut link is found, also behind another one.",
            inputs.several_cuts(),
            public=(inputs.chain(3, 2, {"answer": "always full", "register": "always one short"}),),
            draws=4,
        ),
        Check(
            "check_links_that_distort_are_not_cut",
            "A link that passes on something else than it was given is not cut.",
            inputs.distorted(),
            public=(
                inputs.chain(4, 1, {"judge": "at least half"}),
                inputs.chain(4, 2, {"judge": "all or nothing"}),
                inputs.chain(4, 4, {"register": "takes full marks for a copy"}),
                inputs.chain(4, 1, {"answer": "counts the faults", "gradebook": "always full"}),
            ),
            draws=8,
        ),
        Check(
            "check_station_that_is_passed_by",
            "A link is cut if the later station reads the event and not the station before it.",
            inputs.passed_by(),
            public=(inputs.chain(3, 3, {"register": "reads the event"}),),
            draws=4,
        ),
    ),
)


def _forgery(link: str, promise: str, name: str) -> Check:
    cases = [(102, 7), (245, 31), (660, 12)]
    fresh = [(318, 25), (771, 4)]
    return Check(
        f"check_{name}",
        promise,
        inputs.homework_at(link),
        public=((link, cases, fresh),),
        probe=toygrader.forged,
        draws=2,
    )


FORGE = Exercise(
    id="forge",
    title="Four forgeries",
    objective="Get full points from a grader in your own process, in four ways that differ in "
    "which link they cut.",
    points=5,
    difficulty=4,
    minutes=30,
    hints=(
        "Read `check_cell` and `close` above. For each link find the line that makes the later "
        "station of the earlier one. What does that line look up, and when?",
        "Who decides whether `got == expected`? In Python, `got` does. Which object carries out "
        '`notebook["register"]["score"] = verdict`? The register does. And what is called last?',
        "event->answer: the expected values are in the namespace. answer->judge: return an object "
        "whose `__eq__` says True. judge->register: put an instance of a subclass of `dict` in "
        "its place, which stores 1.0 whatever is written. register->gradebook: append to "
        "`at_exit`.",
    ),
    discussion=DISCUSSIONS["forge"],
    checks=(
        _forgery(
            "event->answer",
            "The values sent are the expected ones though nothing else is solved.",
            "values_sent_without_solving",
        ),
        _forgery(
            "answer->judge",
            "The judge counts values as right that are not.",
            "judge_counts_wrong_values",
        ),
        _forgery(
            "judge->register",
            "The register reads full points though the judge wrote none.",
            "register_reads_what_nobody_wrote",
        ),
        _forgery(
            "register->gradebook",
            "The gradebook reads full points in the end though the register reads none.",
            "gradebook_is_written_last",
        ),
    ),
)


def _known_design(attack: str, grader: str) -> Args:
    return recipe(designs.attack, name=attack), recipe(designs.design, name=grader)


_plain = designs.DESIGNS["two processes, plain data"]


def _chain_of_command(*order: str) -> Args:
    grader = {
        "learner": {"writes": ["message"], "reads": [], "runs": ["answer"]},
        "courier": {"writes": ["plan"], "reads": [], "runs": ["message"]},
        "judge": {"writes": ["register"], "reads": [], "runs": ["plan"]},
    }
    return {"writes": ["register"], "reads": []}, {name: grader[name] for name in order}


SURVIVES = Exercise(
    id="survives",
    title="What a boundary removes",
    objective="Derive from who may do what which attacks a process boundary leaves open.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "Start with what learner code may do itself. When does it come to control another process? "
        "Not by sending it something; by sending something that it runs.",
        "Gaining control can open the way to a further process. Repeat until nothing is gained.",
        "Keep a set `controlled`. Collect what it can write; add every process of which `runs` "
        "shares a place with that; stop when the set no longer grows. Then compare both lists of "
        "the attack with the union of the rights of the whole set.",
    ),
    discussion=DISCUSSIONS["survives"],
    checks=(
        Check(
            "check_attacks_on_known_designs",
            "It is right about every attack and design in losslab.designs.",
            inputs.known_designs,
            public=(
                _known_design("overwrite the score", "one process"),
                _known_design("make the comparison say yes", "two processes, pickled messages"),
                _known_design("make the comparison say yes", "two processes, plain data"),
                _known_design("rewrite the grade", "two processes, one account"),
                _known_design("read the expected values", "two processes, plain data"),
                _known_design("hand in a copy", "two processes, plain data"),
            ),
            draws=8,
        ),
        Check(
            "check_data_that_is_read_gives_no_control",
            "A process that reads what the learner writes, and does not run it, is not controlled.",
            inputs.without_gain(),
            public=(({"writes": ["register"], "reads": []}, _plain),),
            weight=0.75,
            draws=4,
        ),
        Check(
            "check_control_through_several_processes",
            "Control passes through two or three processes if each runs what the last one writes.",
            st.one_of(inputs.through_others(2), inputs.through_others(3)),
            public=(
                _chain_of_command("judge", "courier", "learner"),
                _chain_of_command("learner", "courier", "judge"),
            ),
            draws=8,
        ),
        Check(
            "check_reading_and_writing_are_two_rights",
            "An attack that has to read and to write needs both rights.",
            inputs.reading_and_writing(),
            public=(
                (
                    {"writes": ["answer"], "reads": ["expected values"]},
                    {
                        "learner": {
                            "writes": ["answer", "expected values"],
                            "reads": [],
                            "runs": [],
                        },
                    },
                ),
            ),
            weight=0.75,
            draws=6,
        ),
        Check(
            "check_rights_add_up",
            "Several controlled processes may do together what none may do alone.",
            inputs.hands_joined(),
            public=(
                (
                    {"writes": ["answer", "register"], "reads": []},
                    {
                        "learner": {"writes": ["answer", "message"], "reads": [], "runs": []},
                        "judge": {"writes": ["register"], "reads": [], "runs": ["message"]},
                    },
                ),
            ),
            weight=0.75,
            draws=5,
        ),
        Check(
            "check_code_that_can_be_read_only",
            "To read another process's code gives no control of it; to write it does.",
            inputs.code_that_is_read(),
            public=(
                (
                    {"writes": ["register"], "reads": []},
                    {
                        "learner": {"writes": ["answer"], "reads": ["judge code"], "runs": []},
                        "judge": {"writes": ["register"], "reads": [], "runs": ["judge code"]},
                    },
                ),
            ),
            weight=0.75,
            draws=4,
        ),
    ),
)

_all_loose = [name for name in PROPERTIES if name not in ("ordered", "same counts")]
_lists = [[], [3, 1, 1, 2, 3]]

GAME = Exercise(
    id="game",
    title="Every check kept, the task missed",
    objective="Find the gap between a specification and what it was written for, or show that "
    "there is none.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Which property does the list itself break, returned as it is?",
        "If the result must be ordered, think of [2, 1, 1] and [1, 2, 2]. Which properties tell "
        "them apart?",
        "Three branches. Without `ordered`: the list as it is. With `ordered` and `same counts`: "
        "None, only sorting does that. Else: the different numbers in ascending order, and the "
        "greatest of them as often again as the length needs. Look at the empty list.",
    ),
    discussion=DISCUSSIONS["game"],
    checks=(
        Check(
            "check_without_order",
            "Where order is not checked, everything that is checked is kept and the task missed.",
            inputs.unordered,
            public=(
                ([], _lists),
                (["same length", "nothing lost"], _lists),
                (["same counts", *_all_loose], _lists),
            ),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=5,
        ),
        Check(
            "check_with_order",
            "Where order is checked and counts are not, the task can still be missed.",
            inputs.ordered,
            public=(
                (["ordered"], _lists),
                (["ordered", "same length", "nothing new"], _lists),
                (["ordered", "nothing lost", "nothing new"], _lists),
            ),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=6,
        ),
        Check(
            "check_with_four_properties",
            "Order, length, nothing new and nothing lost together still leave a gap.",
            inputs.nearly_everything,
            public=((["ordered", *_all_loose], _lists),),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=2,
        ),
        Check(
            "check_where_there_is_no_gap",
            "Where only sorting keeps everything, it returns None.",
            inputs.pinned_down,
            public=(
                (["ordered", "same counts"], _lists),
                (list(PROPERTIES), _lists),
            ),
            weight=0.5,
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=3,
        ),
        Check(
            "check_counts_without_order",
            "Where counts are checked and order is not, the task can be missed.",
            inputs.counted,
            public=((["same counts"], _lists),),
            weight=0.5,
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=2,
        ),
    ),
)

_rows = [[True, False, True, True], [True, True, False, False], [False, False, True, True]]

CATCH_RATE = Exercise(
    id="catch_rate",
    title="What fresh inputs catch",
    objective="Compute how likely hidden cases catch an answer that the public ones let through.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "First throw out the answers that a public case stops. About them nothing is asked.",
        "For one answer it is easier to say how likely it escapes: all the drawn cases are among "
        "those of the pool that it passes.",
        "With m cases in the pool of which an answer passes p, it escapes with probability "
        "`math.comb(p, draws) / math.comb(m, draws)`. Average over the answers that the public "
        "cases let through, and take it from 1.",
    ),
    discussion=DISCUSSIONS["catch_rate"],
    checks=(
        Check(
            "check_several_draws",
            "Several draws from the pool catch as often as they should.",
            inputs.some_of_each,
            public=((_rows, [0], 2), (_rows, [3], 2)),
            draws=6,
        ),
        Check(
            "check_one_draw",
            "One draw from the pool catches as often as it should.",
            inputs.one_draw,
            public=((_rows, [0], 1),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_answers_that_no_case_catches",
            "A wrong answer that passes every case counts as one that escapes.",
            inputs.some_never_caught,
            public=(([[True, True, True, True], [True, True, False, False]], [0], 2),),
            draws=4,
        ),
        Check(
            "check_nothing_gets_through",
            "Where no answer passes the public cases the result is None.",
            inputs.nobody_through,
            public=(([[False, True, True]], [0], 1),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_no_draw_and_whole_pool",
            "Without a draw nothing is caught; with the whole pool, whatever can be.",
            st.one_of(inputs.no_draw, inputs.whole_pool),
            public=((_rows, [0], 0), (_rows, [0], 3)),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_no_public_case",
            "Without public cases every answer gets through.",
            inputs.nothing_public(),
            public=((_rows, [], 2),),
            weight=0.5,
            draws=3,
        ),
    ),
)

_star = inputs.rows_of([(0, 1), (0, 2), (0, 3)], 4)

FEWEST_CASES = Exercise(
    id="fewest_cases",
    title="The fewest cases that catch them all",
    objective="Find a smallest set of cases that no wrong answer of a bank survives.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Turn the rows around: for each wrong answer, which cases catch it? An answer that no case "
        "catches asks for nothing.",
        "Taking the case that catches most, then the next, can cost a case too many. Ten columns "
        "have 1,024 subsets: try them, the small ones first.",
        "`itertools.combinations(range(width), size)` for size 0, 1, 2, … gives the subsets of one "
        "size in the order that is asked for. Return the first that shares a case with every "
        "answer's set.",
    ),
    discussion=DISCUSSIONS["fewest_cases"],
    checks=(
        Check(
            "check_any_small_bank",
            "The result is right for small banks of any kind.",
            inputs.any_rows(),
            public=((_rows,), ([[True, False], [True, True]],)),
            draws=8,
        ),
        Check(
            "check_the_greedy_choice_is_not_taken",
            "The result is smallest also where the case that catches most is not part of it.",
            inputs.relabelled(inputs.GREEDY, 3),
            public=((inputs.rows_of(inputs.GREEDY, 3),),),
            draws=4,
        ),
        Check(
            "check_one_case_that_catches_everybody",
            "The result is one case where one case will do.",
            inputs.star(),
            public=((_star,),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_cases_that_are_needed_alone",
            "Cases that alone catch an answer are in it, others only as far as they are needed.",
            inputs.relabelled(inputs.ESSENTIAL, 4),
            public=((inputs.rows_of(inputs.ESSENTIAL, 4),),),
            draws=4,
        ),
        Check(
            "check_answers_that_cannot_be_caught",
            "Answers that pass every case ask for nothing.",
            inputs.relabelled([(1,), (0, 1)], 3, never=2),
            public=(([[True, True, True], [True, False, True]],),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_nobody_can_be_caught",
            "Where every answer passes every case, no case is needed.",
            inputs.relabelled([], 2, never=2),
            public=(([[True, True, True]],),),
            weight=0.5,
            draws=2,
        ),
    ),
)

_usual = ("worked it out", "copied it", "sorts a copy", "starts from zero", "takes the last")
_changing = ("sorts in place", "empties the list", "takes the last", "worked it out")
_raising = (
    "worked it out",
    "empties the list",
    "looked it up",
    "negates the least",
    "says None of nothing",
)
_nothing = ("says NaN of nothing", "says inf - inf of nothing", "says None of nothing")
_types = ("worked it out", "returns a float", "says True for 1", "looked it up")

SAME_BEHAVIOR = Exercise(
    id="same_behavior",
    title="What no grader can tell apart",
    objective="Group answers by what a judge behind a boundary can see of them.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Write down for one answer and one input what came back, as something that can be "
        "compared: a key. An answer's behavior is the tuple of its keys.",
        "A key needs the type as well as the value, or the class of the exception. NaN is not "
        "equal to itself, but its `repr` is. Give each call `list(xs)`.",
        "`groups.setdefault(behavior, []).append(name)` for every name; a dict keeps the order in "
        "which keys arrived. Keys: `(type(value).__name__, repr(value))`, and "
        '`("raised", type(error).__name__)`.',
    ),
    discussion=DISCUSSIONS["same_behavior"],
    checks=(
        Check(
            "check_equal_results_stand_together",
            "Answers that return the same for every input are one group, however they get there.",
            inputs.learners(_usual, [[-3, -1], [5, 2]]),
            public=(
                inputs.compared(_usual, [[5, 2]]),
                inputs.compared(_usual, [[2, 5], [-3, -1], [5, 2]]),
            ),
            draws=4,
        ),
        Check(
            "check_every_call_gets_its_own_list",
            "An answer that changes its argument does not change what others are given.",
            inputs.learners(_changing, [[5, 2], [3, 1, 2]], in_order=True),
            public=(inputs.compared(_changing, [[5, 2]]),),
            draws=3,
        ),
        Check(
            "check_exceptions_by_class",
            "Exceptions count by their class, and are not a result.",
            inputs.learners(_raising, [[]]),
            public=(inputs.compared(_raising, [[2, 4], []]),),
            draws=3,
        ),
        Check(
            "check_nan_is_nan",
            "NaN and NaN are the same result.",
            inputs.learners(_nothing, [[]]),
            public=(inputs.compared(_nothing, [[]]),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_types_count",
            "1, 1.0 and True are three results.",
            inputs.learners(_types, [[1]]),
            public=(inputs.compared(_types, [[1]]),),
            weight=0.5,
            draws=3,
        ),
    ),
)

PRELOAD = (
    "losslab.designs",
    "losslab.gradechain",
    "losslab.homework",
    "losslab.toygrader",
)

EXERCISES = (
    HARD_CODE,
    LINKS_CUT,
    FORGE,
    SURVIVES,
    GAME,
    CATCH_RATE,
    FEWEST_CASES,
    SAME_BEHAVIOR,
)
