from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.grader_as_loss import designs

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.grader_as_loss.survives.reference import survives

Inputs = SearchStrategy[Args]

_PLACES = (
    "verdict",
    "register",
    "gradebook",
    "expected values",
    "hidden cases",
    "log",
    "score",
    "report",
    "list of names",
)
_NAMES = ("judge", "clerk", "courier", "reader", "compiler", "archive")


def _needs(writes: Sequence[str] = (), reads: Sequence[str] = ()) -> designs.Attack:
    return {"writes": list(writes), "reads": list(reads)}


def _rights(
    writes: Sequence[str] = (), reads: Sequence[str] = (), runs: Sequence[str] = ()
) -> dict[str, list[str]]:
    return {"writes": list(writes), "reads": list(reads), "runs": list(runs)}


@st.composite
def reached(
    draw: st.DrawFn,
    writes: Sequence[str] = (),
    reads: Sequence[str] = (),
    hops: int = 2,
    broken: int | None = None,
    backward: bool = True,
    bare: bool = False,
    idle: bool = False,
) -> Args:
    """An attack, and a row of processes of which each runs what the one before it writes.

    `writes` and `reads` say who has the places that are needed: the ``"learner"``, the ``"first"``
    or the ``"last"`` process of the row; ``"aside"``, which also runs something of the learner's;
    or an ``"outsider"``, who reads everything that is handed on and runs none of it, while the
    last of the row has a place with a longer name. Or the last of the row has it by another
    right: ``"write"``, ``"read"`` or ``"run"``. The process number `broken` reads what it is
    handed, and does not run it; its code may be read by the one before. The row is listed
    `backward`, or in any order. Where it is `bare`, nobody has more than that. Where it is `idle`,
    the outsider runs nothing at all.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    names = ["learner", *chance.sample(_NAMES, hops + 2)]
    *row, aside, outsider = names
    grader = {name: _rights(runs=[f"{name} code"]) for name in names}
    if idle:
        grader[outsider]["runs"].clear()
    for n in range(hops):
        hand, earlier, later = f"message {n}", grader[row[n]], grader[row[n + 1]]
        earlier["writes"].append(hand)
        if n == broken:
            later["reads"].append(hand)
            earlier["reads"].append(f"{row[n + 1]} code")
        else:
            later["runs"].append(hand)
        grader[outsider]["reads"].append(hand)
    if "aside" in (*writes, *reads):
        grader["learner"]["writes"].append("request")
        grader[aside]["runs"].append("request")
    places = chance.sample(_PLACES, len(_PLACES))
    has = {
        "learner": "learner",
        "first": row[min(1, hops)],
        "last": row[-1],
        "aside": aside,
        "outsider": outsider,
    }
    needed: dict[str, list[str]] = {"writes": [], "reads": []}
    for right, owners in (("writes", writes), ("reads", reads)):
        for owner in owners:
            place = places.pop()
            needed[right].append(place)
            if owner in has:
                grader[has[owner]][right].append(place)
            else:
                grader[row[-1]][f"{owner}s"].append(place)
            if owner == "outsider":
                grader[row[-1]][right].append(f"{place}, a copy")
    for held in () if bare else grader.values():
        for right in ("writes", "reads"):
            held[right] += [places.pop()] if places else []
            chance.shuffle(held[right])
    order = names[::-1] if backward else chance.sample(names, len(names))
    return needed, {name: grader[name] for name in order}


def _known_design(attack: str, grader: str) -> Args:
    return recipe(designs.attack, name=attack), recipe(designs.design, name=grader)


def known_designs(left_open: bool) -> Inputs:
    """Attacks and designs of losslab of which the one gets through the other, or does not."""
    return st.sampled_from(
        [
            _known_design(attack, grader)
            for attack in designs.ATTACKS
            for grader in designs.DESIGNS
            if survives(designs.attack(attack), designs.design(grader)) == left_open
        ]
    )


_plain = designs.design("two processes, plain data")


def _chain_of_command(*order: str) -> Args:
    grader = {
        "learner": {"writes": ["message"], "reads": [], "runs": ["answer"]},
        "courier": {"writes": ["plan"], "reads": [], "runs": ["message"]},
        "judge": {"writes": ["register"], "reads": [], "runs": ["plan"]},
    }
    return {"writes": ["register"], "reads": []}, {name: grader[name] for name in order}


def _pair(attack: designs.Attack, learner: dict, judge: dict | None = None) -> Args:
    return attack, {"learner": learner, **({} if judge is None else {"judge": judge})}


_handing = _rights(["message"], [], ["answer"])

EXERCISE = Exercise(
    title="What a boundary removes",
    objective="Derive from who may do what which attacks a process boundary leaves open.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Start with what learner code may do itself. When does it come to control another process? "
        "Not by sending it something; by sending something that it runs.",
        "Gaining control can open the way to a further process, which may come earlier in the "
        "dict. When may you stop?",
        "Two questions, one after the other. Which processes are controlled in the end? And what "
        "may all of these together write, and what may they read? An attack that needs nothing "
        "of one kind is not stopped there.",
    ),
    checks=(
        Check(
            "check_attacks_on_known_designs",
            "It is right about attacks and designs in losslab.grader_as_loss.designs.",
            {"left open": known_designs(True), "closed": known_designs(False)},
            public=(
                _known_design("overwrite the score", "one process"),
                _known_design("make the comparison say yes", "two processes, pickled messages"),
                _known_design("make the comparison say yes", "two processes, plain data"),
                _known_design("read the expected values", "two processes, plain data"),
                _known_design("hand in a copy", "two processes, plain data"),
            ),
            draws=4,
        ),
        Check(
            "check_only_what_is_run_gives_control",
            "A process is controlled if it runs what the learner writes, not if it reads it or its "
            "code can be read.",
            {
                "read and not run": reached(["last"], hops=1, broken=0),
                "run": reached(["last"], hops=1),
                "read and not run, nothing to write": reached([], ["last"], hops=1, broken=0),
            },
            public=(
                ({"writes": ["register"], "reads": []}, _plain),
                _pair(
                    _needs(["register"]),
                    _rights(["answer"], ["judge code"]),
                    _rights(["register"], [], ["judge code"]),
                ),
            ),
            draws=3,
        ),
        Check(
            "check_control_through_several_processes",
            "Control passes through two or three processes if each runs what the last one writes.",
            {
                "three in a row, the last one first": reached(["last"], hops=3),
                "two in a row": reached(["last"], hops=2, backward=False),
                "the last one does not run it": reached(["last"], hops=3, broken=2),
                "the first one does not run it": reached(["last"], hops=2, broken=0),
            },
            public=(
                _chain_of_command("judge", "courier", "learner"),
                _chain_of_command("learner", "courier", "judge"),
            ),
            draws=4,
        ),
        Check(
            "check_three_rights_are_three",
            "To write a place, to read it and to run it are three rights.",
            {
                "written, to be read": reached(["last"], ["write"], hops=1),
                "run, to be read": reached(["last"], ["run"], hops=1),
                "read, to be written": reached(["read"], ["last"], hops=1),
                "run, to be written": reached(["run"], ["last"], hops=1),
                "both rights": reached(["last"], ["last"], hops=1),
            },
            public=(
                _pair(
                    _needs(["answer"], ["expected values"]), _rights(["answer", "expected values"])
                ),
                _pair(_needs([], ["answer"]), _rights(["answer"], [], ["answer"])),
                _pair(_needs(["answer"]), _rights([], [], ["answer"])),
                _pair(_needs(["cases"], ["answer"]), _rights(["answer"], ["cases", "answer"])),
            ),
            draws=5,
        ),
        Check(
            "check_rights_add_up",
            "Controlled processes may do together what none may do alone, and all of it is needed.",
            {
                "spread over three": reached(["learner", "first", "last"], ["last", "learner"]),
                "the first to write is missing": reached(["outsider", "last", "learner"], ["last"]),
                "the last to write is missing": reached(
                    ["last", "learner", "outsider"], ["last"], idle=True
                ),
                "the first to read is missing": reached(
                    ["last"], ["outsider", "last", "learner"], idle=True
                ),
                "the last to read is missing": reached(["last"], ["last", "learner", "outsider"]),
            },
            public=(
                _pair(
                    _needs(["answer", "register"]),
                    _rights(["answer", "message"]),
                    _rights(["register"], [], ["message"]),
                ),
                _pair(_needs(["answer", "register"]), _rights(["answer"])),
                _pair(
                    _needs(["answer"], ["cases", "register"]),
                    _rights(["answer", "message"], ["cases"]),
                    _rights([], ["register"], ["message"]),
                ),
            ),
            draws=5,
            contains={
                "a process that runs nothing": lambda attack, grader: any(
                    not rights["runs"] for rights in grader.values()
                ),
            },
            covers=("Each of these lists may be empty.",),
        ),
        Check(
            "check_nothing_to_write_or_nothing_to_read",
            "An attack that has nothing to write, or nothing to read, is not stopped by that.",
            {
                "nothing to write": reached([], ["last"]),
                "nothing to write, and nobody who may read": reached([], ["last", "outsider"]),
                "nothing to read, and nobody who may write": reached(["outsider", "last"]),
                "nothing at all": reached(hops=0),
            },
            public=(
                _pair(_needs([], ["expected values"]), _rights([], ["expected values"])),
                _pair(_needs([], ["key"]), _handing, _rights([], ["key"], ["message"])),
                _pair(_needs(), _rights()),
            ),
            draws=4,
        ),
        Check(
            "check_all_of_it_at_once",
            "The result is right for larger graders, whatever an attack needs.",
            {
                "open, three in a row": reached(["last", "first"], ["last"], 3),
                "open, nothing to write": reached(
                    [], ["last", "learner", "first"], 3, backward=False
                ),
                "open, nothing to read": reached(["first", "last", "learner"], [], 2),
                "the second does not run it": reached(
                    ["last"], ["learner"], 3, broken=1, backward=False
                ),
                "the only one does not run it": reached([], ["last"], 1, broken=0),
                "written, to be read": reached(
                    ["last", "learner"], ["learner", "write"], 2, backward=False
                ),
                "run, to be read": reached([], ["last", "run"], 2),
                "read, to be written": reached(["last", "read"], ["last"], 2, backward=False),
                "run, to be written": reached(["run", "last"], [], 2),
                "one to write is missing": reached(
                    ["outsider", "last"], ["last"], 2, backward=False, idle=True
                ),
                "another to write is missing": reached(["learner", "outsider"], ["first"], 2),
                "one to read is missing": reached(
                    ["last"], ["outsider", "last"], 3, backward=False
                ),
                "another to read is missing": reached(
                    ["last"], ["learner", "outsider"], 2, idle=True
                ),
                "open to the learner alone": reached(["learner"], ["learner"], 0, bare=True),
                "open, two branches": reached(
                    ["last", "aside"], ["aside", "first"], 2, backward=False
                ),
                "open, nothing at all": reached(hops=1),
            },
            public=(
                (
                    _needs(["register", "answer"], ["expected values"]),
                    {
                        "judge": _rights(["register"], ["log"], ["judge code", "plan"]),
                        "courier": _rights(["plan"], ["expected values"], ["message"]),
                        "learner": _rights(["answer", "message"], ["cases"], ["answer"]),
                    },
                ),
                (
                    _needs(["register"], ["expected values"]),
                    {
                        "judge": _rights(["register", "expected values"], [], ["plan"]),
                        "courier": _rights(["plan"], [], ["message"]),
                        "learner": _rights(["answer", "message"], ["cases"], ["answer"]),
                    },
                ),
            ),
            weight=6,
            draws=16,
        ),
    ),
)
