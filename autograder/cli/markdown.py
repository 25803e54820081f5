"""Hints and discussions in a terminal: Markdown, with formulas as Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.markdown import Markdown

from autograder.cli.app import out

_FORMULA = re.compile(r"(?<![\\$])\$([^$\n]+)\$")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_NAMES = {
    "ell": "ℓ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "varepsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "Delta": "Δ",
    "Sigma": "Σ",
    "sum": "Σ",
    "prod": "Π",
    "infty": "∞",
    "partial": "∂",
    "nabla": "∇",
    "cdot": "·",
    "times": "×",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "in": "∈",
    "to": "→",
    "dots": "…",
    "ldots": "…",
    "log": "log",
    "exp": "exp",
    "quad": " ",
    "phys": "ℓ̂",
    "math": "ℓ",
    "left": "",
    "right": "",
    "mathrm": "",
    "text": "",
}
_HATS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def show(text: str) -> None:
    """Print Markdown."""
    out.print(Markdown(formulas_as_unicode(text)))


def formulas_as_unicode(text: str) -> str:
    """Markdown whose formulas between dollar signs are written in Unicode.

    A command that is not known keeps its name, without the backslash.
    """
    return _FORMULA.sub(lambda found: _unicode(found[1]), text)


def _unicode(formula: str) -> str:
    for name, mark in _HATS.items():
        formula = re.sub(
            rf"\\{name}\s*(?:\{{([^{{}}]*)\}}|(\\[A-Za-z]+|\S))",
            rf"\1\2{mark}",
            formula,
        )
    formula = _symbols(formula)
    formula = re.sub(r"\^(?:\{([0-9n+-]+)\}|([0-9n]))", _script(_RAISED), formula)
    formula = re.sub(r"_(?:\{([0-9+-]+)\}|([0-9]))", _script(_LOWERED), formula)
    return formula.replace("{", "").replace("}", "").strip()


def _symbols(formula: str) -> str:
    return _COMMAND.sub(lambda found: _NAMES.get(found[1], found[1]), formula)


def _script(table: dict[int, int]) -> Callable[[re.Match[str]], str]:
    return lambda found: (found[1] or found[2]).translate(table)
