"""Known answers to the exercises that follow a score from the answer to the gradebook."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from losslab.designs import Attack, Grader
from losslab.gradechain import STATIONS, Run
from losslab.toygrader import Notebook

from autograder.course.exercise import mutant, variant

# --- hard_code --------------------------------------------------------------------------


@mutant(
    "hard_code",
    says="A dict of the public cases is the right idea, and a list cannot be a key of it. Keep the "
    "pairs and compare.",
)
def hard_code_dict(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    return dict(public).get


@mutant(
    "hard_code",
    says="An input that is not public ends in an exception here. A table that does not know a "
    "case says None.",
)
def hard_code_key_error(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table[repr(x)]


@mutant(
    "hard_code",
    says="For an input that is not public you return a value that was expected elsewhere. It might "
    "be right by luck; the task is to know nothing, and say None.",
)
def hard_code_guesses(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            if x == known:
                return expected
        return public[-1][1]

    return answer


@mutant(
    "hard_code",
    says="The functions that you made in the loop share its variables, and see them as they stand "
    "at the end: every one of them knows the last case only.",
)
def hard_code_late_binding(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    rules = []
    for known, expected in public:
        rules.append(lambda x: expected if x == known else None)  # noqa: B023

    def answer(x: Any) -> Any:
        return next((y for rule in rules if (y := rule(x)) is not None), None)

    return answer


@mutant(
    "hard_code",
    says="Only the first case is ever looked at: the loop returns in its first round, whether the "
    "input was found or not.",
)
def hard_code_first_case(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            return expected if x == known else None
        return None

    return answer


@mutant(
    "hard_code",
    says="`is` asks whether two names stand for one object. An equal list that was made anew is "
    "another object. Compare with `==`.",
)
def hard_code_identity(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        return next((expected for known, expected in public if x is known), None)

    return answer


@variant("hard_code", how="a dict whose keys are the inputs written out")
def hard_code_written_out(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table.get(repr(x))


@variant("hard_code", how="looks the position up in the list of inputs")
def hard_code_by_position(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    inputs = [known for known, _ in public]

    def answer(x: Any) -> Any:
        return public[inputs.index(x)][1] if x in inputs else None

    return answer


# --- links_cut --------------------------------------------------------------------------


@mutant(
    "links_cut",
    says="You watch one run and call a link cut where two neighbors read different numbers. A "
    "forged number can be the one that was due, and a link can change what it passes on. Set the "
    "earlier station, and see whether the later one follows.",
)
def links_cut_watches(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if seen[a] != seen[b]]


@mutant(
    "links_cut",
    says="You set the event only. Behind the first cut nothing follows the event any more, so all "
    "later links look cut. Each link has to be asked at its own earlier station.",
)
def links_cut_sets_the_event(run: Run, cases: int) -> list[str]:
    runs = [run({"event": number}) for number in range(cases + 1)]
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if len({r[b] for r in runs}) == 1]


@mutant(
    "links_cut",
    says="You try the numbers 0 and 1. A rule may answer to higher numbers only, such as one that "
    "gives everything for a perfect paper. Cut means: the same for every number.",
)
def links_cut_two_numbers(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: 1})[b]]


@mutant(
    "links_cut",
    says="You try the least and the greatest number. A rule may treat the two alike and still "
    "follow in between, such as one that takes a perfect paper for a copy.",
)
def links_cut_both_ends(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: cases})[b]]


@mutant(
    "links_cut",
    says="You leave out the greatest number: `range(cases)` ends one before it. A rule that gives "
    "everything or nothing shows itself at the top alone.",
)
def links_cut_misses_the_top(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})[b] for number in range(cases)}) == 1
    ]


@mutant(
    "links_cut",
    says="You call a link cut if it passes on something else than it was given. A judge that gives "
    "half the points to everybody distorts, and still depends on the answer. Cut means that "
    "nothing gets through.",
)
def links_cut_distorted(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if any(run({a: number})[b] != number for number in range(cases + 1))
    ]


@mutant(
    "links_cut",
    says="You look at the gradebook, whichever station you set. That asks whether anything is cut "
    "from here to the end. Look at the next station.",
)
def links_cut_reads_the_end(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})["gradebook"] for number in range(cases + 1)}) == 1
    ]


@mutant(
    "links_cut",
    says="You stop at the first cut. There may be another one behind it, and it matters as soon as "
    "the first is mended.",
)
def links_cut_first_only(run: Run, cases: int) -> list[str]:
    for a, b in pairwise(STATIONS):
        if len({run({a: number})[b] for number in range(cases + 1)}) == 1:
            return [f"{a}->{b}"]
    return []


@mutant(
    "links_cut",
    says="You set the later station and look at the earlier one. Causes run forward: nothing that "
    "is set later changes what came before, so every link looks cut.",
)
def links_cut_backward(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({b: number})[a] for number in range(cases + 1)}) == 1
    ]


@mutant(
    "links_cut",
    says="You set the earlier station to 0 and compare with a run that only watches. If that run "
    "read 0 there anyway, nothing could have changed. Compare what you have set with what you have "
    "set, for every number.",
)
def links_cut_zero_against_watching(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == seen[b]]


@variant("links_cut", how="compares every run with the first")
def links_cut_by_comparison(run: Run, cases: int) -> list[str]:
    cut = []
    for i in range(4):
        earlier, later = STATIONS[i], STATIONS[i + 1]
        first = run({earlier: 0})[later]
        if all(run({earlier: n})[later] == first for n in range(1, cases + 1)):
            cut.append(earlier + "->" + later)
    return cut


@variant("links_cut", how="sets the event and the station before the link together")
def links_cut_holds_the_event(run: Run, cases: int) -> list[str]:
    cut = []
    for earlier, later in pairwise(STATIONS):
        seen = {run({"event": 0, earlier: n})[later] for n in range(cases + 1)}
        if len(seen) < 2:
            cut.append(f"{earlier}->{later}")
    return cut


# --- forge ------------------------------------------------------------------------------


@mutant(
    "forge",
    says="You write into the register while your cell runs. The check cell runs later and writes "
    "its own number over yours. To win against a later writer, change what the writing does.",
)
def forge_register_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"]["score"] = 1.0
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    "forge",
    says="You write into the gradebook while your cell runs. The register is copied over it "
    "afterwards. Something of yours has to run when that is done.",
)
def forge_gradebook_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["gradebook"]["score"] = 1.0


@mutant(
    "forge",
    says="What runs at the exit comes too late for the register: it has been read and copied. The "
    "gradebook is all that is still to be had by then.",
)
def forge_register_too_late(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    def at_the_end() -> None:
        if link == "judge->register":
            notebook["register"]["score"] = 1.0
        notebook["gradebook"]["score"] = 1.0

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    else:
        notebook["at_exit"].append(at_the_end)


@mutant(
    "forge",
    says="One object that is equal to everything gets full points, and it cuts the link from the "
    "answer to the judge. For the other links the judge has to see honest values, right or wrong. "
    "Ask which station has to read what.",
)
def forge_one_lie_for_all(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    notebook["answer"] = lambda x: AlwaysEqual()


@mutant(
    "forge",
    says="You forge every station at once. That gets the points, but it is four cuts. Cut the one "
    "link that is named, and let the honest grader do the rest.",
)
def forge_everything(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    notebook["register"] = Full()
    notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    "forge",
    says="Without cases there is nothing to count, and the check cell divides by zero before it "
    "writes anything. Leave the cases, and change what is found in them or how it is compared.",
)
def forge_no_cases(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["cases"].clear()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    "forge",
    says="An answer that raises does not skip the comparison: the exception is caught and the case "
    "counts as wrong. The comparison itself has to be won.",
)
def forge_raises(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    def stop(x: int) -> None:
        raise ValueError("no comparison, please")

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = stop
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    "forge",
    says="For the link from the answer to the judge you send the expected values. Then the judge "
    "is honest, and right about what it was sent; what you have cut is the link before. The judge "
    "has to be wrong about a wrong value.",
)
def forge_sends_the_right_values(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link in ("event->answer", "answer->judge"):
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    "forge",
    says="Register and gradebook hold your number while your cell runs, and both are written again "
    "afterwards: by the check cell, and when everything is closed. It does not help to put another "
    "dict in their place. Change what writing does, or write last.",
)
def forge_both_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = {"score": 1.0}
    else:
        notebook["gradebook"] = {"score": 1.0}


@mutant(
    "forge",
    says="A register that cannot be written stops the check cell with an exception, and a grader "
    "that stops gives no points. Let it be written, and keep what you like.",
)
def forge_register_refuses(notebook: Notebook, link: str) -> None:
    from types import MappingProxyType

    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = MappingProxyType({"score": 1.0})
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@variant(
    "forge", how="reads the caller's frame, changes the expected values, a gradebook that lies"
)
def forge_by_other_means(notebook: Notebook, link: str) -> None:
    import sys

    class Reads1:
        def __setitem__(self, key: str, value: float) -> None:
            pass

        def __getitem__(self, key: str) -> float:
            return 1.0

    if link == "event->answer":
        notebook["answer"] = lambda x: sys._getframe(1).f_locals["expected"]
    elif link == "answer->judge":
        notebook["cases"] = [(x, None) for x, _ in notebook["cases"]]
    elif link == "judge->register":
        notebook["register"] = Reads1()
    else:
        notebook["gradebook"] = Reads1()


@variant("forge", how="a table made in advance, an integer that lies, a register that resists")
def forge_with_a_table(notebook: Notebook, link: str) -> None:
    class Liar(int):
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    class Stubborn(dict):
        def __setitem__(self, key: str, value: float) -> None:
            pass

    if link == "event->answer":
        table = dict(notebook["cases"])
        notebook["answer"] = lambda x: table.get(x, -1)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: Liar(0)
    elif link == "judge->register":
        notebook["register"] = Stubborn(score=1)
    else:
        gradebook = notebook["gradebook"]

        def late() -> None:
            gradebook["score"] = 1

        notebook["at_exit"] = [late]


# --- survives ---------------------------------------------------------------------------


@mutant(
    "survives",
    says="You look at what learner code may do itself. It can do more as soon as another process "
    "runs something that it can write: a pickle, a module, a plan.",
)
def survives_own_rights(attack: Attack, grader: Grader) -> bool:
    mine = grader["learner"]
    return set(attack["writes"]) <= set(mine["writes"]) and set(attack["reads"]) <= set(
        mine["reads"]
    )


@mutant(
    "survives",
    says="You go one step: processes that run what the learner writes. A process controlled that "
    "way can write what a third one runs. Repeat until nothing is gained.",
)
def survives_one_step(attack: Attack, grader: Grader) -> bool:
    mine = set(grader["learner"]["writes"])
    controlled = {"learner"} | {n for n in grader if mine & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    "survives",
    says="You ask only what has to be written. An attack that has to read something, such as the "
    "expected values, fails where nobody it controls may read it.",
)
def survives_ignores_reads(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    return set(attack["writes"]) <= {p for n in controlled for p in grader[n]["writes"]}


@mutant(
    "survives",
    says="You ask for one process that may do everything that the attack needs. Controlled "
    "processes work together: what one may write and another may read adds up.",
)
def survives_one_hand(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    return any(
        set(attack["writes"]) <= set(grader[n]["writes"])
        and set(attack["reads"]) <= set(grader[n]["reads"])
        for n in controlled
    )


@mutant(
    "survives",
    says="You let whoever may write a place read it too. The two are separate rights: a letter box "
    "can be filled by people who cannot open it.",
)
def survives_writing_is_reading(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]} | writable
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    "survives",
    says="You are content if one of the places can be written or read. The attack needs all of "
    "them.",
)
def survives_any_place(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return bool(set(attack["writes"]) & writable or set(attack["reads"]) & readable)


@mutant(
    "survives",
    says="You hand over a process as soon as it reads what learner code writes. Reading data gives "
    "nobody control; that is what plain data is for. Only what a process runs can take it over.",
)
def survives_reading_is_running(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & {*grader[n]["runs"], *grader[n]["reads"]}}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    "survives",
    says="You hand over a process whose code can be read. To read the judge's source is legal and "
    "harmless here; to take the judge over, one has to write what it runs.",
)
def survives_open_source_is_lost(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        reach = {p for n in controlled for p in (*grader[n]["writes"], *grader[n]["reads"])}
        controlled |= {n for n in grader if reach & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    "survives",
    says="You go through the processes once, in the order in which they are listed. A process that "
    "comes early may be gained through one that comes late. Repeat until nothing is gained.",
)
def survives_one_pass(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    writable = set(grader["learner"]["writes"])
    for name, rights in grader.items():
        if writable & set(rights["runs"]):
            controlled.add(name)
            writable |= set(rights["writes"])
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    "survives",
    says="You ask only what learner code itself may write. An attack may have to read something "
    "too, and learner code can do more as soon as another process runs something that it can "
    "write.",
)
def survives_own_writes(attack: Attack, grader: Grader) -> bool:
    return set(attack["writes"]) <= set(grader["learner"]["writes"])


@variant("survives", how="a worklist of processes whose rights are still to be added")
def survives_worklist(attack: Attack, grader: Grader) -> bool:
    todo, done = ["learner"], set()
    while todo:
        name = todo.pop()
        done.add(name)
        todo += [
            other
            for other in grader
            if other not in done
            and other not in todo
            and any(place in grader[other]["runs"] for place in grader[name]["writes"])
        ]
    return all(any(p in grader[n]["writes"] for n in done) for p in attack["writes"]) and all(
        any(p in grader[n]["reads"] for n in done) for p in attack["reads"]
    )
