from itertools import pairwise

from losslab.grader_as_loss.gradechain import STATIONS, Run

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "A link counts as cut where two neighbors read different numbers in a run that only "
        "watches. A forged number can be the one that was due, and a link can change what it "
        "passes on."
    ),
)
def watches(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if seen[a] != seen[b]]


@mutant(
    says=(
        "Only the event is set. Behind the first cut nothing follows the event any more, so all "
        "later links look cut."
    ),
)
def sets_the_event(run: Run, cases: int) -> list[str]:
    runs = [run({"event": number}) for number in range(cases + 1)]
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if len({r[b] for r in runs}) == 1]


@mutant(
    says=(
        "The numbers 0 and 1 are tried. A rule may answer to higher numbers only, such as one "
        "that gives everything for a perfect paper. Cut means: the same for every number."
    ),
)
def two_numbers(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: 1})[b]]


@mutant(
    says=(
        "The least and the greatest number are tried. A rule may treat the two alike and still "
        "follow in between, such as one that takes a perfect paper for a copy."
    ),
)
def both_ends(run: Run, cases: int) -> list[str]:
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: cases})[b]]


@mutant(
    says=(
        "The greatest number is not tried. A rule that gives everything or nothing shows itself "
        "at the top alone."
    ),
)
def misses_the_top(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})[b] for number in range(cases)}) == 1
    ]


@mutant(
    says=(
        "A link counts as cut if it passes on something else than it was given. A judge that "
        "gives half the points to everybody distorts, and still depends on the answer. Cut means "
        "that nothing gets through."
    ),
)
def distorted(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if any(run({a: number})[b] != number for number in range(cases + 1))
    ]


@mutant(
    says=(
        "Whichever station is set, the gradebook decides. That tells whether anything is cut from"
        " here to the end. A link is cut if the next station does not follow."
    ),
)
def reads_the_end(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})["gradebook"] for number in range(cases + 1)}) == 1
    ]


@mutant(
    says=(
        "Only the first cut is found. There may be another one behind it, and it matters as soon "
        "as the first is mended."
    ),
)
def first_only(run: Run, cases: int) -> list[str]:
    for a, b in pairwise(STATIONS):
        if len({run({a: number})[b] for number in range(cases + 1)}) == 1:
            return [f"{a}->{b}"]
    return []


@mutant(
    says=(
        "Every link comes out as cut, as if the later station were set and the earlier one read. "
        "Causes run forward: nothing that is set later changes what came before."
    ),
)
def backward(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({b: number})[a] for number in range(cases + 1)}) == 1
    ]


@mutant(
    says=(
        "A link counts as cut if setting the earlier station to 0 changes nothing. If it read 0 "
        "anyway, nothing could have changed; and a rule may answer to other numbers only."
    ),
)
def zero_against_watching(run: Run, cases: int) -> list[str]:
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == seen[b]]


@mutant(
    says="0, the number in the middle and the greatest number are tried. A rule may answer to "
    "another one alone. Cut means: the same for every number.",
)
def three_numbers(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})[b] for number in (0, cases // 2, cases)}) == 1
    ]


@mutant(
    says="0 is not tried. A rule that gives everything for anything shows itself there alone.",
)
def misses_nothing(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: number})[b] for number in range(1, cases + 1)}) == 1
    ]


@mutant(
    says="A link counts as whole here if any later station follows the earlier one, perhaps by "
    "another way. It is cut if the next station does not.",
)
def any_later_station(run: Run, cases: int) -> list[str]:
    return [
        f"{a}->{b}"
        for i, (a, b) in enumerate(pairwise(STATIONS))
        if all(
            len({run({a: number})[later] for number in range(cases + 1)}) == 1
            for later in STATIONS[i + 1 :]
        )
    ]


@variant(how="compares the greatest reading with the least")
def by_extremes(run: Run, cases: int) -> list[str]:
    cut = []
    for i in range(4):
        earlier, later = STATIONS[i], STATIONS[i + 1]
        numbers = range(cases + 1)
        readings = [run({earlier: number})[later] for number in numbers]
        if max(readings) == min(readings):
            cut.append(earlier + "->" + later)
    return cut


@variant(how="holds all other stations at what they read")
def holds_the_others(run: Run, cases: int) -> list[str]:
    watched = run({})
    cut = []
    for earlier, later in pairwise(STATIONS):
        held = {station: watched[station] for station in STATIONS if station != later}
        numbers = range(cases + 1)
        seen = {run({**held, earlier: number})[later] for number in numbers}
        if len(seen) < 2:
            cut.append(f"{earlier}->{later}")
    return cut
