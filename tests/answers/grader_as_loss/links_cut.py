from itertools import pairwise
from losslab.grader_as_loss.gradechain import STATIONS, Run


def right_sets(run: Run, cases: int) -> list[str]:
    """For every link the set of readings; a cut link has one."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases + 1)}) == 1
    ]


def right_loops(run: Run, cases: int) -> list[str]:
    """Plain loops that stop at the first reading that differs from that for 0."""
    names = ["event", "answer", "judge", "register", "gradebook"]
    found = []
    for i in range(4):
        first = run({names[i]: 0})[names[i + 1]]
        cut = True
        number = 1
        while cut and number <= cases:
            cut = run({names[i]: number})[names[i + 1]] == first
            number += 1
        if cut:
            found.append(names[i] + "->" + names[i + 1])
    return found


def right_numpy_range(run: Run, cases: int) -> list[str]:
    """A table of readings, links by numbers; a cut row has the range 0."""
    import numpy as np

    from losslab.grader_as_loss.toygrader import LINKS

    ends = [link.split("->") for link in LINKS]
    table = np.array([[run({a: n})[b] for n in range(cases + 1)] for a, b in ends])
    return [LINKS[i] for i in np.flatnonzero(np.ptp(table, axis=1) == 0)]


def right_recursion(run: Run, cases: int) -> list[str]:
    """Recursion over the stations, with max and min of the readings."""

    def after(stations):
        if len(stations) < 2:
            return []
        a, b = stations[:2]
        seen = [run({a: n})[b] for n in range(cases + 1)]
        return [f"{a}->{b}"] * (max(seen) == min(seen)) + after(stations[1:])

    return after(list(STATIONS))


def right_neighboring_numbers(run: Run, cases: int) -> list[str]:
    """Cut if no step from a number to the next changes the reading; all runs are made first."""
    from itertools import product

    runs = {(a, n): run({a: n}) for a, n in product(STATIONS[:-1], range(cases + 1))}
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if all(runs[a, n][b] == runs[a, n + 1][b] for n in range(cases))
    ]


def right_strike_out(run: Run, cases: int) -> list[str]:
    """Begin with all links, from the last number down, and strike those that carry something."""
    from losslab.grader_as_loss.toygrader import LINKS

    left = dict.fromkeys(LINKS)
    full = {link: run({link.split("->")[0]: cases}) for link in LINKS}
    for number in reversed(range(cases)):
        for link in list(left):
            a, b = link.split("->")
            if run({a: number})[b] != full[link][b]:
                del left[link]
    return list(left)


def right_later_stations_forced(run: Run, cases: int) -> list[str]:
    """What stands behind the link is set to 0 as well, which cannot matter; a Counter counts."""
    from collections import Counter

    found = []
    for i, (a, b) in enumerate(pairwise(STATIONS)):
        behind = dict.fromkeys(STATIONS[i + 2 :], 0)
        seen = Counter(run({a: n, **behind})[b] for n in range(cases + 1))
        if seen.most_common(1)[0][1] == cases + 1:
            found.append(f"{a}->{b}")
    return found


def right_torch_unique(run: Run, cases: int) -> list[str]:
    """The unique readings by torch, filter over the links."""
    import torch

    def carries_nothing(link):
        a, b = link
        seen = torch.tensor([run({a: n})[b] for n in range(cases + 1)])
        return torch.unique(seen).numel() == 1

    return ["->".join(link) for link in filter(carries_nothing, pairwise(STATIONS))]


def wrong_only_ends(run: Run, cases: int) -> list[str]:
    """Tries 0 and `cases` only: "takes full marks for a copy" reads 0 at both."""
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: cases})[b]]


def wrong_never_full(run: Run, cases: int) -> list[str]:
    """Numbers end before `cases`: "all or nothing" seems to be cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases)}) == 1
    ]


def wrong_never_nothing(run: Run, cases: int) -> list[str]:
    """Numbers begin at 1: "anything at all" seems to be cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(1, cases + 1)}) == 1
    ]


def wrong_only_watches(run: Run, cases: int) -> list[str]:
    """Only watches: "always full" after 3 solved of 3 cases goes unnoticed."""
    seen = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if seen[a] != seen[b]]


def wrong_no_copy_is_cut(run: Run, cases: int) -> list[str]:
    """Takes a link for cut that passes on something else: "counts the faults"."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if any(run({a: n})[b] != n for n in range(cases + 1))
    ]


def wrong_reads_the_grade(run: Run, cases: int) -> list[str]:
    """Reads the gradebook for every link: behind one cut link all before it seem cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})["gradebook"] for n in range(cases + 1)}) == 1
    ]


def wrong_sets_the_event(run: Run, cases: int) -> list[str]:
    """Sets the event only: behind a cut link all later ones seem cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({"event": n})[b] for n in range(cases + 1)}) == 1
    ]


def wrong_first_cut_only(run: Run, cases: int) -> list[str]:
    """Stops at the first cut: judge and gradebook "always full" gives one link of two."""
    for a, b in pairwise(STATIONS):
        if len({run({a: n})[b] for n in range(cases + 1)}) == 1:
            return [f"{a}->{b}"]
    return []


def wrong_order(run: Run, cases: int) -> list[str]:
    """In the order of the alphabet: cut at "event" and "answer", the answer's link comes first."""
    return sorted(
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases + 1)}) == 1
    )


def wrong_links_that_carry(run: Run, cases: int) -> list[str]:
    """The links that are not cut: an honest chain gives all four."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases + 1)}) > 1
    ]


def wrong_only_full_is_forged(run: Run, cases: int) -> list[str]:
    """Cut only where the reading is full throughout: "always nothing" is missed."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if all(run({a: n})[b] == cases for n in range(cases + 1))
    ]


def wrong_zero_against_watching(run: Run, cases: int) -> list[str]:
    """Compares 0 with watching: honest links with none of the cases solved seem cut."""
    watched = run({})
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == watched[b]]


def wrong_one_step(run: Run, cases: int) -> list[str]:
    """Tries 0 and 1 only: "at least half" of 3 cases reads 1 for both."""
    return [f"{a}->{b}" for a, b in pairwise(STATIONS) if run({a: 0})[b] == run({a: 1})[b]]


def wrong_one_to_one(run: Run, cases: int) -> list[str]:
    """Asks for a reading of its own for each number: "at least half" seems cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases + 1)}) < cases + 1
    ]


def wrong_slope(run: Run, cases: int) -> list[str]:
    """Fits a line and takes slope 0 for cut: "likes a single one" of 2 cases reads 0, 2, 0."""
    import numpy as np

    numbers = np.arange(cases + 1)
    found = []
    for a, b in pairwise(STATIONS):
        slope = np.polyfit(numbers, [run({a: int(n)})[b] for n in numbers], 1)[0]
        if abs(slope) < 1e-9:
            found.append(f"{a}->{b}")
    return found


def wrong_settings_kept(run: Run, cases: int) -> list[str]:
    """From the end, settings never cleared: the later station is forced, so all seem cut."""
    settings, found = {}, []
    for a, b in list(pairwise(STATIONS))[::-1]:
        seen = set()
        for n in range(cases + 1):
            settings[a] = n
            seen.add(run(settings)[b])
        if len(seen) == 1:
            found.insert(0, f"{a}->{b}")
    return found


def wrong_gradebook_forgotten(run: Run, cases: int) -> list[str]:
    """Leaves out the last link: a gradebook that is "always full" is not found."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS[:-1])
        if len({run({a: n})[b] for n in range(cases + 1)}) == 1
    ]


def wrong_three_cases(run: Run, cases: int) -> list[str]:
    """Numbers up to 3 at most: with 5 cases "all or nothing" seems cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(min(cases, 3) + 1)}) == 1
    ]


def wrong_spaces(run: Run, cases: int) -> list[str]:
    """Writes "judge -> register" with spaces: wrong wherever a link is cut."""
    return [
        f"{a} -> {b}"
        for a, b in pairwise(STATIONS)
        if len({run({a: n})[b] for n in range(cases + 1)}) == 1
    ]


def wrong_sets_the_later(run: Run, cases: int) -> list[str]:
    """Sets the later station and reads the earlier one, which never follows: all seem cut."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({b: n})[a] for n in range(cases + 1)}) == 1
    ]


def wrong_follows_the_event(run: Run, cases: int) -> list[str]:
    """Not cut if the event moves it too: a judge that "reads the event" seems to listen."""
    return [
        f"{a}->{b}"
        for a, b in pairwise(STATIONS)
        if len({run({s: n})[b] for s in ("event", a) for n in range(cases + 1)}) == 1
    ]
