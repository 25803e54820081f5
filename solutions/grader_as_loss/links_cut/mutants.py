from itertools import pairwise

from losslab.grader_as_loss.gradechain import STATIONS, Run

from autograder.course.exercise import mutant, variant


@mutant(
    says="You watch one run and call a link cut where two neighbors read different numbers. A "
    "forged number can be the one that was due, and a link can change what it passes on. Set the "
    "earlier station, and see whether the later one follows.",
)
def watches(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if seen[a] != seen[b]]


@mutant(
    says="You set the event only. Behind the first cut nothing follows the event any more, so all "
    "later links look cut. Each link has to be asked at its own earlier station.",
)
def sets_the_event(run: Run, cases: int) -> list[str]:
    runs = [run({"event": number}) for number in range(cases + 1)]
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if len({r[b] for r in runs}) == 1]


@mutant(
    says="You try the numbers 0 and 1. A rule may answer to higher numbers only, such as one that "
    "gives everything for a perfect paper. Cut means: the same for every number.",
)
def two_numbers(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: 1})[b]]


@mutant(
    says="You try the least and the greatest number. A rule may treat the two alike and still "
    "follow in between, such as one that takes a perfect paper for a copy.",
)
def both_ends(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: cases})[b]]


@mutant(
    says="You leave out the greatest number: `range(cases)` ends one before it. A rule that gives "
    "everything or nothing shows itself at the top alone.",
)
def misses_the_top(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})[b] for number in range(cases)}) == 1
    ]


@mutant(
    says="You call a link cut if it passes on something else than it was given. A judge that gives "
    "half the points to everybody distorts, and still depends on the answer. Cut means that "
    "nothing gets through.",
)
def distorted(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if any(run({a: number})[b] != number for number in range(cases + 1))
    ]


@mutant(
    says="You look at the gradebook, whichever station you set. That asks whether anything is cut "
    "from here to the end. Look at the next station.",
)
def reads_the_end(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})["gradebook"] for number in range(cases + 1)}) == 1
    ]


@mutant(
    says="You stop at the first cut. There may be another one behind it, and it matters as soon as "
    "the first is mended.",
)
def first_only(run: Run, cases: int) -> list[str]:
    for a, b in pairwise(STATIONS):
        if len({run({a: number})[b] for number in range(cases + 1)}) == 1:
            return [f"{a}->{b}"]
    return []


@mutant(
    says="You set the later station and look at the earlier one. Causes run forward: nothing that "
    "is set later changes what came before, so every link looks cut.",
)
def backward(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({b: number})[a] for number in range(cases + 1)}) == 1
    ]


@mutant(
    says="You set the earlier station to 0 and compare with a run that only watches. If that run "
    "read 0 there anyway, nothing could have changed. Compare what you have set with what you have "
    "set, for every number.",
)
def zero_against_watching(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == seen[b]]


@variant(how="compares every run with the first")
def by_comparison(run: Run, cases: int) -> list[str]:
    cut = []
    for i in range(4):
        earlier, later = STATIONS[i], STATIONS[i + 1]
        first = run({earlier: 0})[later]
        if all(run({earlier: n})[later] == first for n in range(1, cases + 1)):
            cut.append(earlier + "->" + later)
    return cut


@variant(how="sets the event and the station before the link together")
def holds_the_event(run: Run, cases: int) -> list[str]:
    cut = []
    for earlier, later in pairwise(STATIONS):
        seen = {run({"event": 0, earlier: n})[later] for n in range(cases + 1)}
        if len(seen) < 2:
            cut.append(f"{earlier}->{later}")
    return cut
