"""What a lab shows where no script runs, and on paper: a drawing of the same data.

`drawn` knows each lab by its name. The lab of the reader's own predictions has none, as there is
nothing to draw without a reader.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from book._lib.drawings import curves, grid

__all__ = ["LABS", "drawn"]

Data = Mapping[str, Any]
HEAD = 22  # letters that the head of a row may have


def _head(said: str, letters: int = HEAD) -> str:
    return "\n".join(textwrap.wrap(said, letters))


def _minus(said: str) -> str:
    return said.replace("-", "−")


def _register(data: Data) -> str:
    place = data["factors"].index(3.0)
    cells: dict[str, list[str]] = {}
    for edit, name in data["edits"].items():
        row = []
        for form in data["forms"]:
            if edit not in data["runs"][form]:
                row.append("–")
                continue
            run = data["runs"][form][edit]["runs"][place]
            numbers = "refused" if run["error"] else f"{run['ratio']:.1f}; {run['register']:.2f}"
            row.append(_minus(numbers))
        cells[_head(name, 17)] = row
    heads = ["\n".join(textwrap.wrap(name, 10)) for name in data["forms"].values()]
    label = "Edits with the number 3: the step, as a multiple of that without it; the register."
    return grid(label, heads, cells, first=112)


def _margin(data: Data) -> str:
    margins = data["margins"]
    ends = margins[0], margins[len(margins) // 2], margins[-1]
    values: dict[str, list[tuple[float, float]]] = {}
    slopes: dict[str, list[tuple[float, float]]] = {}
    for name, curve in data["formulas"].items():
        for points, key in ((values, "value"), (slopes, "gradient")):
            points[name] = [
                (margin, value)
                for margin, value in zip(margins, curve[key], strict=True)
                if isinstance(value, float) and math.isfinite(value)
            ]
    high = 20.0 * math.ceil(margins[-1] / 20)
    return curves(
        "What each formula reads, up to where it is finite.", "margin; above, the value in nats",
        values, (ends, (0.0, high / 2, high)),
    ) + curves(
        "The gradient that each formula leaves, up to where it is finite.",
        "margin; above, the gradient", slopes, (ends, (-1.0, -0.5, 0.0)),
    )  # fmt: skip


def _scoring(data: Data) -> str:
    truths = data["truths"]
    shown = [
        min(range(len(truths)), key=lambda i, p=p: abs(truths[i] - p)) for p in (0.1, 0.3, 0.5, 0.9)
    ]
    rows = {
        _head(name): [f"{rule['best'][place]:.2f}" for place in shown]
        for name, rule in data["rules"].items()
    }
    heads = [f"{truths[place]:.2f}" for place in shown]
    heads[0] = f"p = {heads[0]}"
    label = "For an event of probability p, the report that costs least under each rule."
    return grid(label, heads, rows, first=150)


def _bon(data: Data) -> str:
    ns = data["ns"]
    last = len(ns) - 1
    series = {
        tail["name"]: [(float(at), value) for at, value in enumerate(tail["gold"])]
        for tail in data["tails"]
    }
    most = max(max(tail["gold"]) for tail in data["tails"])
    ends = (0.0, float(last // 2), float(last))
    return curves(
        "Quality of the judge's favorite, for tails of the judge's error from none to very heavy.",
        "candidates; above, the favorite's quality", series,
        (ends, (0.0, math.ceil(most) / 2, float(math.ceil(most)))),
        {end: f"{ns[int(end)]:,}" for end in ends},
    )  # fmt: skip


def _entropy(chances: Sequence[float]) -> float:
    return -sum(p * math.log2(p) for p in chances if p > 0)


def _bits(station: Data, motives: Sequence[str], slip: float) -> float:
    """What a first action there is expected to tell about the motive, all being as likely."""
    table = []
    for motive in motives:
        best = station["best"][motive]
        row = [slip / len(station["actions"])] * len(station["actions"])
        for at, action in enumerate(station["actions"]):
            row[at] += (1 - slip) / len(best) if action in best else 0.0
        table.append(row)
    mixed = [sum(column) / len(table) for column in zip(*table, strict=True)]
    return _entropy(mixed) - sum(map(_entropy, table)) / len(table)


def _motives(data: Data) -> str:
    motives = list(data["motives"])
    rows = {
        _head(each["name"], 30): [f"{abs(_bits(each, motives, data['slip'])):.2f}"]
        for each in data["stations"]
    }
    label = "Stations, and how many bits about the motive a first action there is expected to tell."
    return grid(label, ["bits"], rows, first=200)


def _contest(data: Data) -> str:
    """What each forecaster pays on average, over contexts and the network's own draws."""

    def cost(forecasts: Sequence[Sequence[float]], met: bool) -> float:
        pays = [
            -sum(p * math.log(q) for p, q in zip(said, forecast, strict=True))
            for said, forecast, here in zip(data["network"], forecasts, data["met"], strict=True)
            if here is met
        ]
        return sum(pays) / len(pays) if pays else math.nan

    entries = {**data["entries"], "whoever knows the network's own probabilities": data["network"]}
    rows = {
        _head(name, 27): [f"{cost(table, met):.2f}" for met in (True, False)]
        for name, table in entries.items()
    }
    label = "What each forecaster pays on average, in nats a token."
    return grid(label, ["contexts\nmet", "never\nmet"], rows, first=180)


def _tokens(data: Data) -> str:
    """The mean regret of each advice in each kind of text."""
    contexts = data["contexts"]

    def regret(place: int, kind: str) -> float:
        found = [
            sum(
                p * math.log(p / q)
                for p, q in zip(c["model"], c["forecasts"][place], strict=True)
                if p > 0  # rounded numbers are sent to the page
            )
            for c in contexts
            if c["kind"] == kind
        ]
        return sum(found) / len(found)

    rows = {
        _head(name): [f"{regret(place, kind):.2f}" for kind in data["kinds"]]
        for place, name in enumerate(data["advice"])
    }
    heads = ["\n".join(textwrap.wrap(kind, 9)) for kind in data["kinds"]]
    label = "The mean regret of each advice in each kind of text, in nats."
    return grid(label, heads, rows, first=140)


def _chain(data: Data) -> str:
    walls = list(data["walls"])
    masks = [sum(1 << walls.index(wall) for wall in design) for _, design in data["designs"]]
    rows = {
        _head(attack["name"]): ["works" if attack["open"][mask] else "–" for mask in masks]
        for attack in data["attacks"]
    }
    names = [f"{place}" for place in range(1, len(masks) + 1)]
    said = "; ".join(f"{n}: {name}" for n, (name, _) in zip(names, data["designs"], strict=True))
    return grid(f"Which attacks work in which design. {said}.", names, rows, first=140)


LABS: dict[str, Callable[[Data], str]] = {
    "register": _register,
    "margin": _margin,
    "scoring": _scoring,
    "bon": _bon,
    "motives": _motives,
    "contest": _contest,
    "chain": _chain,
    "tokens": _tokens,
}


def drawn(lab: str, data: Any) -> str:
    """The drawing of a lab with these data, and what it shows; empty for an unknown lab."""
    if lab not in LABS:
        return ""
    made = LABS[lab](data)
    labels = [part.split('"')[0] for part in made.split('aria-label="')[1:]]
    return f"<figure>{made}<figcaption>{' '.join(labels)}</figcaption></figure>"
