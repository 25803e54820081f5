"""What a notebook shows beside its exercises: how far you are, hints, and predictions.

Both need a notebook's kernel. Where there is none, as in grading, they do nothing.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from pathlib import Path
from typing import Any

from losslab import progress

# Set by `lossbook start`: the address of the chapter's page.
BOOK = "LOSSLAB_BOOK"
_STATES = {"solved": ("✓", "#1a7f4e"), "begun": ("✗", "#b5431a"), "new": ("·", "inherit")}
_CODE = re.compile(r"`([^`]+)`")
_panels: list[_Panel] = []


def panel(cases: str | Path = "cases.json") -> None:
    """Show the chapter's exercises, which of them are solved, what comes next, and its hints.

    It follows every ``check(...)`` in the notebook.

    Parameters
    ----------
    cases
        The file that describes the exercises; it lies beside the notebook.
    """
    if not _in_notebook():
        return
    path = Path(cases)
    if not path.is_file():
        print(f"There is no {path.name} beside this notebook: open it from its own folder.")
        return
    found = json.loads(path.read_text(encoding="utf-8"))
    made = _Panel(found)
    _panels[:] = [made]  # running the cell again replaces it
    from IPython.display import display

    display(made.box)


def refresh() -> None:
    """Bring the panel up to date with what has been recorded."""
    for one in _panels:
        one.update()


def _in_notebook() -> bool:
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None


class _Panel:
    """The widgets of one chapter."""

    def __init__(self, chapter: dict[str, Any]):
        import ipywidgets as widgets

        self.chapter = chapter
        self.exercises: dict[str, dict[str, Any]] = chapter["exercises"]
        self.states: dict[str, progress.State] = {}
        self.shown: dict[str, int] = {}
        self.head = widgets.HTML()
        self.table = widgets.HTML()
        options = [(told["title"], name) for name, told in self.exercises.items()]
        wide = widgets.Layout(flex="1 1 12em", width="auto", min_width="0", max_width="28em")
        self.choice = widgets.Dropdown(options=options, layout=wide)
        self.more = widgets.Button(layout=widgets.Layout(width="11em"))
        self.hints = widgets.HTMLMath()
        row = widgets.HBox(
            [self.choice, self.more], layout=widgets.Layout(flex_flow="row wrap", width="100%")
        )
        self.box = widgets.VBox([self.head, row, self.hints, self.table])
        self.choice.observe(lambda change: self._show_hints(), names="value")
        self.more.on_click(self._one_more)
        self.update()
        following = self._next()
        if following:
            self.choice.value = following
        self._show_hints()

    def update(self) -> None:
        """Read what has been recorded, and show it."""
        recorded, chapter = progress.read(), self.chapter.get("chapter", "")
        before = self._next() if self.states else None
        self.states = {n: recorded.get((chapter, n), progress.NOTHING) for n in self.exercises}
        self.head.value = self._head()
        self.table.value = self._table()
        if before and self.choice.value == before and self._next():
            self.choice.value = self._next()

    def _next(self) -> str | None:
        return next((n for n, state in self.states.items() if not state.solved), None)

    def _head(self) -> str:
        each = [(told, self.states[name]) for name, told in self.exercises.items()]
        solved = sum(state.solved for _, state in each)
        points = sum(float(told["points"]) for told, _ in each)
        earned = sum(min(state.earned, float(told["points"])) for told, state in each)
        left = sum(told.get("minutes", 0) for told, state in each if not state.solved)
        title = html.escape(str(self.chapter.get("title", "")))
        said = f"{solved} of {len(each)} solved, {earned:g} of {points:g} points"
        rest = f", about {left} minutes left" if left else ""
        name = self._next()
        following = f"Next: <b>{html.escape(self.exercises[name]['title'])}</b>" if name else "Done"
        share = round(100 * solved / max(len(each), 1))
        return (
            f'<div style="line-height:1.5"><b>{title}</b> · {said}{rest}'
            f'<div role="progressbar" aria-valuenow="{share}" aria-valuemin="0" '
            'aria-valuemax="100" aria-label="solved" style="height:.5em;border-radius:.25em;'
            'background:rgba(128,128,128,.3);margin:.3em 0;max-width:40em">'
            f'<div style="height:100%;width:{share}%;border-radius:.25em;background:#1a7f4e">'
            f"</div></div>{following} · {_page()}</div>"
        )

    def _table(self) -> str:
        rows = "".join(self._row(name, told) for name, told in self.exercises.items())
        return (
            "<details><summary>All exercises</summary>"
            f'<div style="overflow-x:auto"><table>{rows}</table></div></details>'
        )

    def _row(self, name: str, told: dict[str, Any]) -> str:
        state = self.states[name]
        kind = "solved" if state.solved else "begun" if state.tries else "new"
        sign, color = _STATES[kind]
        cells = (
            f'<span style="color:{color}">{sign}</span>',
            html.escape(told["title"]),
            f"{told['points']:g} points",
            f"{told.get('minutes', '?')} min",
            html.escape(state.word),
        )
        return (
            "<tr>"
            + "".join(f'<td style="text-align:left;padding:0 .6em">{cell}</td>' for cell in cells)
            + "</tr>"
        )

    def _one_more(self, button: object) -> None:
        name = self.choice.value
        self.shown[name] = min(self.shown.get(name, 0) + 1, len(self.exercises[name]["hints"]))
        self._show_hints()

    def _show_hints(self) -> None:
        hints = self.exercises[self.choice.value]["hints"]
        shown = self.shown.get(self.choice.value, 0)
        self.more.disabled = shown == len(hints)
        self.more.description = (
            "No more hints" if self.more.disabled else f"Hint {shown + 1} of {len(hints)}"
        )
        self.hints.value = "".join(
            f"<p>{n}. {_marked(h)}</p>" for n, h in enumerate(hints[:shown], 1)
        )


def _page() -> str:
    address = os.environ.get(BOOK, "")
    if address.startswith(("http://", "https://")):
        link = html.escape(address)
        style = "text-decoration:underline"
        return f'<a href="{link}" target="_blank" rel="noopener" style="{style}">Read the page</a>'
    return "the chapter's page: <code>lossbook serve</code>"


def _marked(text: str) -> str:
    """A hint as HTML: code between backticks, and nothing else but what stands there."""
    return _CODE.sub(r"<code>\1</code>", html.escape(text, quote=False))


def predict() -> None:
    """Hold back what this cell shows until you have said what you expect.

    What you said is kept on this machine, and not asked again as long as the cell is the same.
    """
    if not _in_notebook():
        return
    from IPython import get_ipython
    from IPython.utils.capture import capture_output

    shell = get_ipython()
    source = shell.user_ns["In"][-1]
    key = hashlib.sha256(source.encode()).hexdigest()[:16]
    said = progress.predictions().get(key)
    if said is not None:
        print(f"You predicted: {said}")
        return
    capture = capture_output()
    held = capture.__enter__()

    def finish(result: Any) -> None:
        shell.events.unregister("post_run_cell", finish)
        capture.__exit__(None, None, None)
        if result.error_before_exec or result.error_in_exec:
            held.show()
            return
        _ask(key, held)

    shell.events.register("post_run_cell", finish)


def _ask(key: str, held: Any) -> None:
    """Ask for a prediction, and show what was held back once there is one."""
    import ipywidgets as widgets
    from IPython.display import display

    text = widgets.Text(
        placeholder="What will it show?", layout=widgets.Layout(width="100%", max_width="28em")
    )
    button = widgets.Button(description="Show the output")
    asked = widgets.HBox([text, button], layout=widgets.Layout(flex_flow="row wrap"))
    note, shown = widgets.HTML("Your prediction, before the output is shown:"), widgets.Output()

    def reveal(_: object) -> None:
        said = text.value.strip()
        if not said:
            note.value = "Say something first: a number, a line, a guess."
            return
        progress.remember(key, said)
        note.value = f"You predicted: {html.escape(said)}"
        asked.layout.display = "none"
        shown.outputs = _as_outputs(held)

    button.on_click(reveal)
    text.on_submit(reveal)
    display(widgets.VBox([note, asked, shown]))


def _as_outputs(held: Any) -> tuple[dict[str, Any], ...]:
    """What was held back, as outputs of the notebook format."""
    streams = [("stdout", held.stdout), ("stderr", held.stderr)]
    made: list[dict[str, Any]] = [
        {"output_type": "stream", "name": name, "text": text} for name, text in streams if text
    ]
    for rich in held.outputs:
        made.append(
            {"output_type": "display_data", "data": rich.data, "metadata": rich.metadata or {}}
        )
    return tuple(made)
