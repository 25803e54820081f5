"""What lives in a built page without a kernel: labs fed with results of real runs.

A lab is a place in the page with data in it. The scripts in the book's static folder draw it in
the reader's browser; without scripts, and on paper, the reader sees a drawing of the same data.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from IPython.display import HTML
from losslab.physical_loss import register
from torch import Tensor

from book._lib import statics

__all__ = ["margin_data", "margin_lab", "mount", "register_data", "register_lab"]

FACTORS = (-1.0, 0.5, 2.0, 3.0, 10.0)


def mount(lab: str, title: str, task: str, data: Any, static: str = "") -> HTML:
    """A place in the page for a lab, with its data.

    Parameters
    ----------
    lab
        The lab's name; a script of the book looks for it.
    title
        What it is called; readers see it and screen readers say it.
    task
        What to do there, one sentence.
    data
        Anything that JSON can hold. Infinities and NaN become the strings ``"inf"``,
        ``"-inf"`` and ``"nan"``.
    static
        HTML that tells the same without a script and on paper; by default the drawing that
        `statics` knows for this lab.
    """
    told = static or statics.drawn(lab, data)
    instead = (
        f'<div class="lab-static">{told}</div>'
        if told
        else '<p class="lab-fallback">This needs JavaScript in your browser.</p>'
    )
    body = json.dumps(_plain(data), allow_nan=False, separators=(",", ":")).replace("</", "<\\/")
    return HTML(
        f'<div class="lab" data-lab="{html.escape(lab)}" role="group" '
        f'aria-labelledby="lab-{html.escape(lab)}">'
        f'<p class="lab-title" id="lab-{html.escape(lab)}">{html.escape(title)}</p>'
        f'<p class="lab-task">{html.escape(task)}</p>'
        f'<script type="application/json">{body}</script>'
        f"{instead}</div>"
    )


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def register_data(factors: Sequence[float] = FACTORS) -> dict[str, Any]:
    """Every run of the register experiment: form x edit x factor.

    Returns
    -------
    dict
        ``forms`` and ``edits`` (key -> name), ``factors``, and ``runs``: form -> edit -> one
        entry a factor, with ``lines``, ``edited``, ``register``, ``before`` (what the register
        reads without the edit), ``ratio`` (of the step's length to that without the edit,
        negative when it goes the other way, None after an error), ``error``; and ``why``.
    """
    runs: dict[str, Any] = {}
    for form in register.FORMS:
        plain = register.observe(form, "none", 1.0)
        runs[form] = {}
        for edit in register.edits_of(form):
            seen = [register.observe(form, edit, factor) for factor in factors]
            runs[form][edit] = {
                "why": register.why(form, edit),
                "runs": [
                    {
                        "lines": list(run.lines),
                        "edited": run.edited,
                        "before": plain.register,
                        "register": run.register,
                        "ratio": None if run.error else run.ratio(plain),
                        "error": run.error,
                    }
                    for run in seen
                ],
            }
    return {
        "forms": register.FORMS,
        "edits": register.EDITS,
        "factors": list(factors),
        "runs": runs,
    }


def register_lab() -> HTML:
    """The register lab: choose a loss, an edit and a factor; see the step that it made."""
    return mount(
        "register",
        "Register lab",
        "Choose a loss, an edit and a factor, and see which step the weights took.",
        register_data(),
    )


def margin_data(
    formulas: Mapping[str, Callable[[Tensor, Tensor], Tensor]], margins: Sequence[float]
) -> dict[str, Any]:
    """Value and gradient of cross-entropy formulas on two logits, wrong by a growing margin.

    Parameters
    ----------
    formulas
        Name -> function of float32 logits (1, 2) and labels (1,).
    margins
        How far the right class's logit lies below the other's.

    Returns
    -------
    dict
        ``margins``, and under ``formulas`` for each name the lists ``value`` and ``gradient``
        (with respect to the right class's logit). ``ideal`` holds the same in float64.
    """
    label = torch.tensor([0])
    curves: dict[str, dict[str, list[float]]] = {}
    for name, formula in formulas.items():
        value, gradient = [], []
        for margin in margins:
            logits = torch.tensor([[-margin, 0.0]], dtype=torch.float32, requires_grad=True)
            loss = formula(logits, label)
            loss.backward()
            assert logits.grad is not None
            value.append(loss.item())
            gradient.append(logits.grad[0, 0].item())
        curves[name] = {"value": value, "gradient": gradient}
    ideal = {
        "value": [math.log1p(math.exp(-m)) + m for m in margins],
        "gradient": [-1.0 / (1.0 + math.exp(-m)) for m in margins],
    }
    return {"margins": list(margins), "formulas": curves, "ideal": ideal}


def margin_lab(
    formulas: Mapping[str, Callable[[Tensor, Tensor], Tensor]], margins: Sequence[float]
) -> HTML:
    """The margin lab: move the margin and read the value and gradient of each formula."""
    return mount(
        "margin",
        "Margin lab",
        "Move the margin and compare what each formula reads and which gradient it leaves.",
        margin_data(formulas, margins),
    )
