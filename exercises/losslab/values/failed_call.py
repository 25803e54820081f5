"""A call that came out wrong, as a reader sees it: in ``check()`` and in graded feedback."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from losslab.values.plain import target
from losslab.values.show import show_apart, show_call, show_outcome, show_program, visible

GREEN, RED, GRAY = "#1a7f5a", "#b3261e", "#5c5c5c"
# Jupyter floats these names into a narrow column of its own.
_NAME = "font-weight:normal;opacity:.8;margin:.2em 0 0;float:none;width:auto"
_WRAP = "white-space:pre-wrap;overflow-wrap:anywhere;background:none;color:inherit;padding:0"


@dataclass(frozen=True)
class FailedCall:
    """One call that came out wrong, in words.

    Parameters
    ----------
    call
        The call as code, long arguments cut.
    got, expected
        What came back and what should have.
    judged
        What was read in what came back, where that is something else.
    difference
        Where the two first differ.
    program
        The call with its imports, as lines that run in the notebook.
    """

    call: str
    got: str
    expected: str
    difference: str
    judged: str = ""
    program: str = ""

    @classmethod
    def of(
        cls,
        function: str,
        args: Sequence[Any],
        returned: Any,
        got: Any,
        expected: Any,
        wrong: str,
        *,
        like: Callable[..., Any] | None = None,
        probe: Callable[..., Any] | None = None,
        part: str = "",
        read: bool = False,
    ) -> Self:
        """Put a call into words.

        Parameters
        ----------
        function, args
            What was called.
        returned, got
            What came back, and what was read in it.
        expected, wrong
            What should have been read, and how they differ.
        like
            A function whose parameters name the arguments.
        probe, part
            What made the call, and what was looked at in its outcome, if anything.
        read
            Whether `got` was read in `returned`, and is not that itself.
        """
        name = probe.__name__ if probe else None
        if type(expected) is float:
            expected += 0.0  # minus zero is zero
        shown, right = _apart(got, expected)
        if part and not read:  # what differs is named as the call is shown
            wrong = wrong.replace("the result", f"the result[{part!r}]", 1)
        return cls(
            show_call(function, args, None if probe else like, name, part),
            show_outcome(returned) if read else shown,
            right,
            wrong,
            shown if read else "",
            show_program(function, args, target(probe) if probe else None),
        )

    def rows(self) -> list[tuple[str, str]]:
        """The parts that there are, with their names."""
        rows = [
            ("called", self.call),
            ("returned", self.got),
            ("judged", self.judged),
            ("expected", self.expected),
            ("so", self.difference),
        ]
        return [(name, text) for name, text in rows if text]

    def to_text(self, indent: str) -> list[str]:
        """Lines for a terminal."""
        return [f"{indent}{name:<9} {text}" for name, text in self.rows()]

    def to_html(self) -> str:
        """The same for a page, with the lines that repeat the call folded below."""
        rows = "".join(
            f'<dt style="{_NAME}">{name}</dt>'
            f'<dd style="margin:0 0 0 1em"><code style="{_WRAP}">{escaped(text)}</code></dd>'
            for name, text in self.rows()
        )
        again = (
            '<details style="margin:.2em 0 0"><summary>To repeat the call</summary>'
            f'<pre style="{_WRAP};margin:.3em 0 0 1em">{escaped(self.program)}</pre></details>'
        )
        folded = again if self.program else ""
        return f'<dl style="margin:.2em 0 .2em 1em">{rows}</dl>{folded}'


def _apart(got: Any, expected: Any) -> tuple[str, str]:
    """What came back and what should have, with as many digits as tell them apart."""
    phrases = show_outcome(got), show_outcome(expected)
    return show_apart(got, expected) if phrases[0] == phrases[1] else phrases


# How a promise is marked that was kept, was not, or that nothing could be said of.
MARKS = {True: ("✓", "kept", GREEN), False: ("✗", "not kept", RED), None: ("–", "not tried", GRAY)}


def promise_html(kept: bool | None, promise: str, failed: FailedCall | None = None) -> str:
    """One promise as an item of a list, with the call in which it was broken."""
    sign, word, color = MARKS[kept]
    line = (
        f'<span style="background:{color};color:#fff;padding:0 .35em;border-radius:.3em;'
        f'white-space:nowrap">{sign} {word}</span> {escaped(promise)}'
    )
    return f'<li style="margin:.3em 0">{line}{failed.to_html() if failed else ""}</li>'


def promise_text(kept: bool | None, promise: str, failed: FailedCall | None = None) -> list[str]:
    """The same as lines for a terminal."""
    sign, word, _ = MARKS[kept]
    said = f"  {sign} {promise}" + (f" ({word})" if kept is None else "")
    return [said, *(failed.to_text("      ") if failed else [])]


def box_html(color: str, inner: str) -> str:
    """A verdict's frame: it has no color but its edge, and fits a narrow screen."""
    style = f"border-left:4px solid {color};padding:.5em .8em;max-width:46em;overflow-wrap:anywhere"
    # The class keeps MathJax from reading a learner's text as commands.
    return f'<div class="tex2jax_ignore" style="{style}">{inner}</div>'


def escaped(text: str) -> str:
    """`text` for a page: nothing in it is read as markup, and nothing in it is unseen."""
    return html.escape(visible(text), quote=True)
