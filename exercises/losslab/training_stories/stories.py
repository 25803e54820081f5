"""Training stories as typed plain data: what is wanted, why training should produce it.

After Evan Hubinger's training stories: a goal, with its specification and desirability, and a
rationale of constraints and nudges. Added here are an executable check, controls, and a list of
unknowns. Everything is a dict that survives JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypedDict, get_type_hints

__all__ = [
    "Claim",
    "Goal",
    "Prediction",
    "Run",
    "Story",
    "claim",
    "from_json",
    "measured",
    "prediction",
    "sketch",
    "table",
    "to_json",
    "written",
]


class Prediction(TypedDict):
    """A metric of runs with one setup is at least (``>=``) or at most (``<=``) a value.

    ``control`` names the setup with the nudge taken out, or is None; ``margin`` is by how much
    the mean must be better than the control's.
    """

    setup: str
    metric: str
    op: str
    value: float
    control: str | None
    margin: float


class Claim(TypedDict):
    """Why training should produce the goal, in words and in predictions.

    ``kind`` is ``"constraint"``, which has to hold in every run, or ``"nudge"``, which makes
    something likelier.
    """

    id: str
    kind: str
    says: str
    predictions: list[Prediction]


class Goal(TypedDict):
    """How the model should think and act, why that is good, and a check of it."""

    specification: str
    desirability: str
    check: Prediction | None


class Story(TypedDict):
    """A goal, the rationale for it, and what is not known."""

    goal: Goal
    rationale: list[Claim]
    unknowns: list[str]


class Run(TypedDict):
    """What one training run measured: a number for each metric."""

    setup: str
    seed: int
    measured: dict[str, float]


def prediction(
    setup: str,
    metric: str,
    op: str,
    value: float,
    control: str | None = None,
    margin: float = 0.05,
) -> Prediction:
    """Write a prediction in one line."""
    return Prediction(
        setup=setup, metric=metric, op=op, value=value, control=control, margin=margin
    )


def claim(id: str, kind: str, says: str, *predictions: Prediction) -> Claim:
    """Write a claim in one expression."""
    return Claim(id=id, kind=kind, says=says, predictions=list(predictions))


def written(lines: Sequence[str]) -> list[Claim]:
    """Claims from lines such as ``"flip: nudge new acc >= 0.9 control plain margin 0.05"``.

    A line holds an id, a kind, and predictions with semicolons between them. Names hold no
    blanks; an underscore stands for one.
    """
    found = []
    for line in lines:
        name, _, rest = line.partition(":")
        kind, _, promises = rest.strip().partition(" ")
        texts = [text for text in promises.split(";") if text.strip()]
        found.append(claim(name, kind, "", *map(_written_prediction, texts)))
    return found


def _written_prediction(text: str) -> Prediction:
    words = [word.replace("_", " ") for word in text.split()]
    setup, metric, op, value = words[:4]
    options = dict(zip(words[4::2], words[5::2], strict=True))
    if extra := set(options) - {"control", "margin"}:
        raise ValueError(f"{text!r}: there is no {extra.pop()!r} in a prediction")
    margin = float(options.get("margin", 0.05))
    return prediction(setup, metric, op, float(value), options.get("control"), margin)


def sketch(
    claims: Sequence[str],
    check: str | None = "new acc >= 0.5",
    unknowns: Sequence[str] = ("Why?",),
    specification: str = "Reads shapes.",
    desirability: str = "Tags lie.",
) -> Story:
    """A story in few words: claims and check as :func:`written` reads them."""
    return Story(
        goal=Goal(
            specification=specification,
            desirability=desirability,
            check=None if check is None else _written_prediction(check),
        ),
        rationale=written(claims),
        unknowns=list(unknowns),
    )


def measured(values: dict[str, dict[str, list[float | None]]]) -> list[Run]:
    """Runs from lists of values, as in ``{"new": {"acc": [0.9, 0.8]}}``: two runs of ``new``.

    Where a value is None, that run did not measure that metric.
    """
    runs = []
    for setup, metrics in values.items():
        for seed in range(max(map(len, metrics.values()))):
            found = {name: of[seed] for name, of in metrics.items() if seed < len(of)}
            numbers = {name: value for name, value in found.items() if value is not None}
            runs.append(Run(setup=setup, seed=seed, measured=numbers))
    return runs


def to_json(story: Story) -> str:
    """A story as JSON, to keep beside the code that it is about."""
    return json.dumps(story, indent=2, ensure_ascii=False, allow_nan=False)


def from_json(text: str) -> Story:
    """Read what :func:`to_json` wrote, or somebody typed.

    Raises
    ------
    ValueError
        If something is missing, has the wrong type, or is not part of a story; the message says
        where.
    """
    story = json.loads(text)
    _check(story, Story, "the story")
    return story


_LISTS: dict[Any, Any] = {list[Claim]: Claim, list[Prediction]: Prediction, list[str]: str}
_OPTIONS: dict[Any, Any] = {Prediction | None: Prediction, str | None: str}


def _check(value: Any, wanted: Any, where: str) -> None:
    if wanted in _OPTIONS:
        if value is not None:
            _check(value, _OPTIONS[wanted], where)
    elif wanted in _LISTS:
        if not isinstance(value, list):
            raise ValueError(f"{where} is not a list")
        for number, item in enumerate(value):
            _check(item, _LISTS[wanted], f"{where}[{number}]")
    elif wanted is float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{where} is not a number")
    elif wanted is str:
        if not isinstance(value, str):
            raise ValueError(f"{where} is not a string")
    else:
        _check_dict(value, get_type_hints(wanted), where)


def _check_dict(value: Any, hints: dict[str, Any], where: str) -> None:
    if not isinstance(value, dict):
        raise ValueError(f"{where} is not a dict")
    missing = [key for key in hints if key not in value]
    other = [key for key in value if key not in hints]
    if missing:
        raise ValueError(f"{where} lacks {missing[0]!r}")
    if other:
        raise ValueError(f"{where} has {other[0]!r}, which no story has")
    for key, wanted in hints.items():
        _check(value[key], wanted, f"{where}[{key!r}]")


def table(runs: Sequence[Run]) -> str:
    """Runs as text: for each setup and metric the mean over the runs, and their range."""
    lines = [f"{'setup':16} {'metric':12} {'runs':>4} {'mean':>7} {'least':>7} {'most':>7}"]
    values: dict[tuple[str, str], list[float]] = {}
    for run in runs:
        for metric, value in run["measured"].items():
            values.setdefault((run["setup"], metric), []).append(value)
    for (setup, metric), found in values.items():
        mean = sum(found) / len(found)
        numbers = f"{len(found):4} {mean:7.3f} {min(found):7.3f} {max(found):7.3f}"
        lines.append(f"{setup:16} {metric:12} {numbers}")
    return "\n".join(lines)
