from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.grader_as_loss import designs

from autograder.course.exercise import Args, Check, Exercise, recipe

known_designs = st.builds(
    lambda attack, grader: (
        recipe(designs.attack, name=attack),
        recipe(designs.design, name=grader),
    ),
    st.sampled_from(list(designs.ATTACKS)),
    st.sampled_from(list(designs.DESIGNS)),
)

_PLACES = ("verdict", "register", "gradebook", "expected values", "hidden cases", "log")


def _needs(writes: Sequence[str] = (), reads: Sequence[str] = ()) -> designs.Attack:
    return {"writes": list(writes), "reads": list(reads)}


def _rights(
    writes: Sequence[str] = (), reads: Sequence[str] = (), runs: Sequence[str] = ()
) -> dict[str, list[str]]:
    return {"writes": list(writes), "reads": list(reads), "runs": list(runs)}


@st.composite
def without_gain(draw: st.DrawFn) -> Args:
    """A judge that reads what the learner writes and runs nothing of it."""
    mine, others = draw(st.permutations(_PLACES))[:2]
    learner = _rights(["answer", "message", mine], ["public cases"], ["answer"])
    judge = _rights([others], ["message", "expected values"], ["judge code"])
    wanted = draw(st.sampled_from([mine, others]))
    return _needs([wanted]), {"learner": learner, "judge": judge}


@st.composite
def through_others(draw: st.DrawFn, hops: int) -> Args:
    """A row of processes of which each runs what the one before it writes; one may not."""
    names = ["courier", "reader", "judge"][-hops:]
    wanted = draw(st.sampled_from(_PLACES[:3]))
    hands = [f"message {n}" for n in range(1, hops + 1)]
    grader = {"learner": _rights(["answer", hands[0]], ["public cases"], ["answer"])}
    broken = draw(st.sampled_from([None, None, *range(hops)]))
    for n, name in enumerate(names):
        runs = [f"{name} code"] if n == broken else [f"{name} code", hands[n]]
        writes = [wanted] if n == hops - 1 else [hands[n + 1]]
        grader[name] = _rights(writes, [hands[n]], runs)
    order = draw(st.one_of(st.just(list(reversed(grader))), st.permutations(list(grader))))
    return _needs([wanted]), {name: grader[name] for name in order}


# To write what is wanted, to read the other place, to write the other place. The first tells
# those apart who take writing for reading, so it comes often.
_RIGHTS = (
    *[(True, False, True)] * 3,
    (True, False, False),
    (False, True, True),
    (True, True, False),
)


@st.composite
def reading_and_writing(draw: st.DrawFn) -> Args:
    """An attack that has to read one place and write another, of which it may do one, or both."""
    wanted, other = draw(st.permutations(_PLACES))[:2]
    may_write, may_read, writes_other = draw(st.sampled_from(_RIGHTS))
    learner = _rights(
        ["answer", *([wanted] if may_write else []), *([other] if writes_other else [])],
        [other] if may_read else ["public cases"],
        ["answer"],
    )
    judge = _rights([wanted, other], [wanted, other], ["judge code"])
    return _needs([wanted], [other]), {"learner": learner, "judge": judge}


@st.composite
def hands_joined(draw: st.DrawFn) -> Args:
    """An attack for which two processes that learner code controls have to work together."""
    first, second = draw(st.permutations(_PLACES))[:2]
    gained = draw(st.booleans())
    grader = {
        "learner": _rights(["answer", first], ["public cases"], ["answer"]),
        "judge": _rights([second], ["message"], ["judge code", *([first] if gained else [])]),
    }
    return _needs(["answer", second], ["public cases"]), grader


@st.composite
def code_that_is_read(draw: st.DrawFn) -> Args:
    """A judge whose code the learner can read and not write, or write and not read."""
    wanted = draw(st.sampled_from(_PLACES[:3]))
    reads = draw(st.booleans())
    learner = _rights(
        ["answer", *([] if reads else ["judge code"])],
        ["public cases", *(["judge code"] if reads else [])],
        ["answer"],
    )
    judge = _rights([wanted], ["expected values"], ["judge code"])
    return _needs([wanted]), {"learner": learner, "judge": judge}


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


EXERCISE = Exercise(
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
    checks=(
        Check(
            "check_attacks_on_known_designs",
            "It is right about every attack and design in losslab.grader_as_loss.designs.",
            known_designs,
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
            without_gain(),
            public=(({"writes": ["register"], "reads": []}, _plain),),
            weight=0.75,
            draws=4,
        ),
        Check(
            "check_control_through_several_processes",
            "Control passes through two or three processes if each runs what the last one writes.",
            st.one_of(through_others(2), through_others(3)),
            public=(
                _chain_of_command("judge", "courier", "learner"),
                _chain_of_command("learner", "courier", "judge"),
            ),
            draws=8,
        ),
        Check(
            "check_reading_and_writing_are_two_rights",
            "An attack that has to read and to write needs both rights.",
            reading_and_writing(),
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
            hands_joined(),
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
            code_that_is_read(),
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
