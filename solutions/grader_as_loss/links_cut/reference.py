from itertools import pairwise

from losslab.grader_as_loss.gradechain import STATIONS, Run


def links_cut(run: Run, cases: int) -> list[str]:
    """Find out which links of the chain from the event to the grade carry nothing.

    The stations are ``"event"``, ``"answer"``, ``"judge"``, ``"register"`` and ``"gradebook"``,
    in this order. Each reads a whole number from 0 to `cases`. A link leads from one station to
    the next. It is cut if the later station reads the same whatever number from 0 to `cases` the
    earlier one is set to, while no other station is set. A link that passes on something else than
    it was given is not cut, however seldom or irregularly that changes.

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
    ``losslab.grader_as_loss.toygrader.LINKS`` holds the four links as they are to
    be written, and ``losslab.grader_as_loss.toygrader.STATIONS`` the five stations. Do not
    worry about how often you let it run.
    """
    cut = []
    for earlier, later in pairwise(STATIONS):
        numbers = range(cases + 1)
        if len({run({earlier: number})[later] for number in numbers}) == 1:
            cut.append(f"{earlier}->{later}")
    return cut
