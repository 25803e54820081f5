"""Graders as plain data: which process may write, read and execute what.

Process names, places and rights are all there is. Which attacks a design leaves open is not
written down here; it follows.
"""

from __future__ import annotations

from copy import deepcopy

__all__ = ["ATTACKS", "DESIGNS", "Attack", "Grader", "attack", "design"]

Grader = dict[str, dict[str, list[str]]]
Attack = dict[str, list[str]]

_CLERK = {"writes": ["gradebook"], "reads": ["register"], "runs": ["clerk code"]}
_JUDGE = {
    "writes": ["verdict", "register"],
    "reads": ["message", "expected values"],
    "runs": ["judge code"],
}
_LEARNER = {"writes": ["answer", "message"], "reads": ["public cases"], "runs": ["answer"]}

_DESIGNS: dict[str, Grader] = {
    "one process": {
        "learner": {
            "writes": ["answer", "message", "judge code", "verdict", "register"],
            "reads": ["public cases", "expected values", "judge code"],
            "runs": ["answer", "judge code"],
        },
        "clerk": _CLERK,
    },
    "two processes, pickled messages": {
        "learner": _LEARNER,
        "judge": {**_JUDGE, "runs": ["judge code", "message"]},
        "clerk": _CLERK,
    },
    "two processes, a shared folder of modules": {
        "learner": {**_LEARNER, "writes": ["answer", "message", "modules"]},
        "judge": {**_JUDGE, "runs": ["judge code", "modules"]},
        "clerk": {**_CLERK, "runs": ["clerk code", "modules"]},
    },
    "two processes, one account": {
        "learner": {**_LEARNER, "writes": ["answer", "message", "gradebook"]},
        "judge": _JUDGE,
        "clerk": _CLERK,
    },
    "two processes, plain data": {"learner": _LEARNER, "judge": _JUDGE, "clerk": _CLERK},
}

_ATTACKS: dict[str, Attack] = {
    "make the comparison say yes": {"writes": ["verdict"], "reads": []},
    "overwrite the score": {"writes": ["register"], "reads": []},
    "rewrite the grade": {"writes": ["gradebook"], "reads": []},
    "read the expected values": {"writes": ["answer"], "reads": ["expected values"]},
    "learn the public cases by heart": {"writes": ["answer"], "reads": ["public cases"]},
    "hand in a copy": {"writes": ["answer"], "reads": []},
    "satisfy the checks and not the task": {"writes": ["answer"], "reads": []},
}

DESIGNS = tuple(_DESIGNS)
ATTACKS = tuple(_ATTACKS)


def design(name: str) -> Grader:
    """A grader of `DESIGNS`, as a copy; ValueError if there is none of that name."""
    if name not in DESIGNS:
        raise ValueError(f"no design {name!r}; there are: {', '.join(DESIGNS)}")
    return deepcopy(_DESIGNS[name])


def attack(name: str) -> Attack:
    """What an attack of `ATTACKS` needs, as a copy; ValueError if there is none of that name."""
    if name not in ATTACKS:
        raise ValueError(f"no attack {name!r}; there are: {', '.join(ATTACKS)}")
    return deepcopy(_ATTACKS[name])
