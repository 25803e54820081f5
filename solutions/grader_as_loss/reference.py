"""The course's own grader: what writes a score, what it checks, and what it cannot see."""

import copy
import math
from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

from losslab.designs import Attack, Grader
from losslab.gradechain import STATIONS, Run
from losslab.toygrader import Notebook


def hard_code(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Make an answer that is right on the public cases and knows nothing else.

    Parameters
    ----------
    public
        Pairs (input, expected value), at least one. Inputs are integers, strings or lists of
        integers, all different. Expected values are integers or strings.

    Returns
    -------
    callable
        A function of one argument. For an input that equals a public one it returns the expected
        value of that case, for any other input None.

    Notes
    -----
    Do not worry about speed, or about whether 1 and True are the same input.
    """

    def answer(x: Any) -> Any:
        for known, expected in public:
            if x == known:
                return expected
        return None

    return answer


def links_cut(run: Run, cases: int) -> list[str]:
    """Find out which links of the chain from the event to the grade carry nothing.

    The stations are ``"event"``, ``"answer"``, ``"judge"``, ``"register"`` and ``"gradebook"``,
    in this order. Each reads a whole number from 0 to `cases`. A link leads from one station to
    the next. It is cut if the later station reads the same whatever number the earlier one is
    set to. A link that passes on something else than it was given is not cut.

    Parameters
    ----------
    run
        ``run(settings)`` lets the grader run once and returns what every station read, as a
        dict. `settings` maps stations to numbers that are forced upon them: ``run({})`` only
        watches, ``run({"answer": 0})`` sets the answer to 0. What comes before a station that
        was set is not changed by that. The same settings give the same readings.
    cases
        How many cases there are, 2 to 6.

    Returns
    -------
    list of str
        The cut links in the order of the chain, written such as ``"event->answer"`` and
        ``"register->gradebook"``; an empty list if there is none.

    Notes
    -----
    ``losslab.toygrader.LINKS`` holds the four links as they are to be written, and
    ``losslab.toygrader.STATIONS`` the five stations. Do not worry about how often you let it run.
    """
    return [
        f"{earlier}->{later}"
        for earlier, later in pairwise(STATIONS)
        if len({run({earlier: number})[later] for number in range(cases + 1)}) == 1
    ]


def forge(notebook: Notebook, link: str) -> None:
    """Be an answer cell that gets full points from the toy grader by cutting one link.

    The toy grader is ``losslab.toygrader``: what it does with the namespace after your cell has
    run stands in ``check_cell`` and ``close``, and may be read. The homework is a function of
    one integer, which you are not told and should not solve.

    Parameters
    ----------
    notebook
        The namespace, fresh from ``losslab.toygrader.open_notebook``: the keys ``"cases"``,
        ``"answer"``, ``"register"``, ``"gradebook"`` and ``"at_exit"``. Change it in place.
    link
        Where the chain from the event to the gradebook is to be cut. Every station before the
        cut must read 0.0 and every station behind it 1.0, as ``losslab.toygrader.grade`` reads
        them:

        - ``"event->answer"``: the values sent to the judge are the expected ones, and on inputs
          that are not among the cases the answer is still wrong
        - ``"answer->judge"``: no value that is sent is the expected one, and the judge counts
          all of them as right
        - ``"judge->register"``: the judge counts none as right, and the register reads 1.0
        - ``"register->gradebook"``: the register reads 0.0, and the gradebook 1.0 in the end

    Returns
    -------
    None
        The result is what the cell leaves in `notebook`.

    Notes
    -----
    Expected values are integers from 1 to 99. Do not worry about what a real grader would
    notice, and change nothing outside `notebook`.
    """

    class AlwaysEqual:
        """Equal to everything."""

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    class Full(dict):
        """Whatever is written, it keeps a 1."""

        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


def survives(attack: Attack, grader: Grader) -> bool:
    """Work out from who may do what whether an attack can still be carried out.

    Learner code begins in control of the process ``"learner"``. Whoever controls a process may
    write what it writes and read what it reads. Whoever can write something that another
    process runs controls that process too, and so on from there.

    Parameters
    ----------
    attack
        ``attack["writes"]`` and ``attack["reads"]`` are lists of places, such as ``"register"``:
        everything that the attack has to write and to read. Either may be empty.
    grader
        For each process a dict of three lists of places: ``"writes"``, ``"reads"`` and
        ``"runs"``, the last being what it executes as code. There is always a process
        ``"learner"``.

    Returns
    -------
    bool
        True if the processes that learner code can come to control may together write all of
        ``attack["writes"]`` and read all of ``attack["reads"]``.

    Notes
    -----
    The right to write a place does not include the right to read it. Do not worry about time:
    what can be written is taken to be run afterwards.
    """
    controlled = {"learner"}
    while True:
        writable = {place for name in controlled for place in grader[name]["writes"]}
        gained = {name for name in grader if writable & set(grader[name]["runs"])}
        if gained <= controlled:
            break
        controlled |= gained
    readable = {place for name in controlled for place in grader[name]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


def game(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Write a sorter that keeps every property that is checked and does not sort.

    Parameters
    ----------
    properties
        What the judge checks of the result ys for a list xs, in any order, without repeats,
        perhaps nothing:

        - ``"same length"``: ys has as many numbers as xs
        - ``"ordered"``: no number of ys is less than the one before it
        - ``"nothing new"``: every number of ys occurs in xs
        - ``"nothing lost"``: every number of xs occurs in ys
        - ``"same counts"``: every number occurs in ys as often as in xs

    Returns
    -------
    callable or None
        A function of a list of integers, perhaps empty, that returns a list of integers. It
        keeps every property in `properties` on every list, and its result for [2, 1, 1] is not
        [1, 1, 2]. None if no function does that.

    Notes
    -----
    The function may change the list that it is given. Do not worry about properties that are not
    in `properties`, or about numbers that are no integers.
    """

    def unsorted(xs: list[int]) -> list[int]:
        return list(xs)

    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return unsorted
    return None if "same counts" in properties else padded


def catch_rate(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """How likely fresh cases catch a wrong answer that the public ones let through.

    Parameters
    ----------
    passes
        ``passes[i][j]`` says whether wrong answer i gives the right result for case j. At least
        one row, all of the same length. Every row is a wrong answer, even one that passes all
        of these cases.
    public
        Which cases learners see: different indices of columns, perhaps none. The other cases
        are the pool from which hidden ones are drawn.
    draws
        How many different hidden cases are drawn from the pool, every choice of that many being
        equally likely; from 0 to the size of the pool.

    Returns
    -------
    float or None
        Pick at random one of the answers that pass every public case. The result is the
        probability that it fails at least one of the hidden cases. None if no answer passes
        every public case.

    Notes
    -----
    The exact probability is due, up to rounding; a simulation comes too short. Do not worry about
    more than 12 cases.
    """
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


def fewest_cases(passes: list[list[bool]]) -> list[int]:
    """The fewest cases that catch every wrong answer that can be caught.

    Parameters
    ----------
    passes
        ``passes[i][j]`` says whether wrong answer i gives the right result for case j. At least
        one row and one column, at most 10 columns, all rows of the same length.

    Returns
    -------
    list of int
        Indices of cases, ascending, as few as possible, such that every answer that fails any
        case at all fails one of these. Answers that pass every case cannot be caught and ask for
        nothing. Of several smallest lists the first in the order in which Python sorts lists;
        empty if no answer fails any case.

    Notes
    -----
    Trying all choices is fast enough. Do not worry about telling the wrong answers from each
    other.
    """
    columns = range(len(passes[0]))
    catchers = [{j for j in columns if not row[j]} for row in passes if not all(row)]
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(caught_by & set(chosen) for caught_by in catchers):
                return list(chosen)
    raise AssertionError("all cases together catch whatever can be caught")


def same_behavior(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Sort answers into groups that no grader can tell apart by these inputs.

    Two answers belong together if for every input both return the same, or both raise
    exceptions of the same class. To return the same means: values of the same type that are
    equal, or NaN both times; 1, 1.0 and True are three different results.

    Parameters
    ----------
    answers
        Functions of a list of integers, by name. A function may change the list that it is
        given; every call has to get a list of its own. Results are integers, floats, booleans
        or None.
    inputs
        At least one list of integers, perhaps an empty one.

    Returns
    -------
    list of list of str
        Every name in exactly one group. Names in a group, and groups by their first names, stand
        in the order of `answers`.

    Notes
    -----
    An answer is seen by its results only; that it changes its argument is not part of its
    behavior here. Do not worry about 0.0 and -0.0, or about answers that print, never
    return, or give another result at every call.
    """

    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(copy.copy(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return type(value).__name__, repr(value)

    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, function in answers.items():
        behavior = tuple(seen(function, xs) for xs in inputs)
        groups.setdefault(behavior, []).append(name)
    return list(groups.values())
