"""Explorers for notebooks: choose something, and the real step is run."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets

from losslab.physical_loss import register

__all__ = ["register_explorer", "warm_up"]

_PRE = "background:#f6f8fa;color:#24292f;padding:.5em .8em;margin:.4em 0;line-height:1.5"
_MARK = "background:#fff1c2"

NUMBERS = (-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)


def register_explorer() -> ipywidgets.VBox:
    """An explorer of the loss register: choose a loss, an edit and a number, then take the step.

    Nothing is shown before the button is pressed, so that there is time to predict, and a new
    choice clears what was shown.

    Returns
    -------
    ipywidgets.VBox
        Put it on the last line of a cell. Its children are the three controls, the button and
        the report.
    """
    form = ipywidgets.Dropdown(
        options=[(name, key) for key, name in register.FORMS.items()], description="loss"
    )
    edit = ipywidgets.Dropdown(options=_edit_options("ce"), value="no_grad", description="edit")
    factor = ipywidgets.SelectionSlider(
        options=[(f"{number:g}", number) for number in NUMBERS], value=3.0, description="number"
    )
    button = ipywidgets.Button(description="Take the step")
    report = ipywidgets.HTML()

    def offer_edits(change: dict[str, Any]) -> None:
        chosen = edit.value
        edit.options = _edit_options(change["new"])
        edit.value = chosen if chosen in register.edits_of(change["new"]) else "none"

    def forget(_change: dict[str, Any]) -> None:
        report.value = ""

    def take_the_step(_button: ipywidgets.Button) -> None:
        report.value = _report(form.value, edit.value, factor.value)

    form.observe(offer_edits, "value")
    for control in (form, edit, factor):
        control.observe(forget, "value")
    button.on_click(take_the_step)
    return ipywidgets.VBox([form, edit, factor, button, report])


def _edit_options(form: str) -> list[tuple[str, str]]:
    return [(register.EDITS[key], key) for key in register.edits_of(form)]


def _report(form: str, edit: str, factor: float) -> str:
    """The program that was run and what it did, as HTML."""
    seen = register.observe(form, edit, factor)
    plain = register.observe(form, "none", factor)
    lines = [
        f'<span style="{_MARK}">{html.escape(line)}</span>'
        if number == seen.edited
        else html.escape(line)
        for number, line in enumerate(seen.lines)
    ]
    if seen.error:
        step = html.escape(seen.error)
    else:
        step = f"the step is {seen.ratio(plain):.3f} × the step without the edit"
    return (
        f'<pre style="{_PRE}">' + "\n".join(lines) + "</pre>"
        f"<p>The register reads <b>{seen.register:.3f}</b>, "
        f"without the edit {plain.register:.3f}; <b>{step}</b>.</p>"
        f"<p>{html.escape(register.why(form, edit))}</p>"
    )


def warm_up() -> None:
    """Show the explorer once: its parts are imported then."""
    register_explorer()
