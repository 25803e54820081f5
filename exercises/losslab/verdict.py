"""What ``check()`` says of an answer, as text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from losslab.values.failed_call import (
    GREEN,
    RED,
    FailedCall,
    box_html,
    escaped,
    promise_html,
    promise_text,
)
from losslab.values.show import show_outcome

MORE = "Grading also tries fresh inputs."
AGAIN = "check.repeat() makes the failing call again; check.failing() gives its arguments."
STUCK = "Stuck? The hints are folded above the answer cell."


@dataclass(frozen=True)
class Tried:
    """One public input, and how the answer did on it.

    Parameters
    ----------
    promise
        What it tests.
    call
        The call as code.
    returned
        What came back, plain.
    got, expected
        What was read in it and what should have been.
    failed
        What is wrong, if anything.
    """

    promise: str
    call: str
    returned: Any
    got: Any
    expected: Any
    failed: FailedCall | None = None


class Verdict:
    """How an answer did on the public inputs of its exercise.

    Parameters
    ----------
    name
        The exercise.
    tried
        What was tried.
    untried
        How many inputs were not, because the time was up.
    stopped
        The call that used it up, if one did, and why it was stopped.
    usually
        What people who get this usually did.
    """

    def __init__(
        self,
        name: str,
        tried: list[Tried],
        untried: int = 0,
        stopped: tuple[str, str] | None = None,
        usually: str = "",
    ):
        self.name = name
        self.tried = tried
        self.untried = untried
        self.stopped = stopped
        self.usually = usually
        self.wrong = [t for t in tried if t.failed]

    @property
    def right(self) -> bool:
        """Whether all was tried, and nothing was wrong."""
        return not self.wrong and not self.untried

    def head(self) -> str:
        """The verdict in a line."""
        if self.wrong:
            return f"{self.name}: wrong on {len(self.wrong)} of {len(self.tried)} public inputs"
        if self.untried:
            return f"{self.name}: out of time; {len(self.tried)} public inputs were right"
        return f"{self.name}: right on all {len(self.tried)} public inputs"

    def short(self) -> str:
        """The same, with what is wrong in the call that is shown first."""
        shown = [failed.difference for _, _, failed in self._promises() if failed]
        reason = shown[0] if shown else ""
        reason = self.stopped[1] if self.stopped and not reason else reason
        return f"{self.head()}{': ' if reason else ''}{reason}"

    def __repr__(self) -> str:
        lines = [self.head()]
        for promise, kept, failed in self._promises():
            lines += promise_text(kept, promise, failed)
        if self.usually:
            lines.append(f"  usually   {self.usually}")
        return "\n".join([*lines, *(f"  {line}" for line in self._closing())])

    def _repr_html_(self) -> str:
        items = "".join(promise_html(kept, said, failed) for said, kept, failed in self._promises())
        usually = (
            f"<p><strong>What usually happened.</strong> {escaped(self.usually)}</p>"
            if self.usually
            else ""
        )
        closing = "".join(f"<div>{escaped(line)}</div>" for line in self._closing())
        return box_html(
            GREEN if self.right else RED,
            f'<p style="margin:0 0 .5em"><strong>{escaped(self.head())}</strong></p>{usually}'
            f'<ul style="list-style:none;padding:0;margin:0">{items}</ul>{self._calls()}{closing}',
        )

    def _promises(self) -> list[tuple[str, bool, FailedCall | None]]:
        """Every promise of which something was tried, with the shortest call that broke it.

        Calls that end with the same exception in the same line are shown once.
        """
        found: dict[str, FailedCall | None] = {}
        for t in self.tried:
            shown = found.setdefault(t.promise, t.failed)
            if t.failed and (shown is None or len(t.failed.call) < len(shown.call)):
                found[t.promise] = t.failed
        crashes: set[str] = set()
        promises = []
        for promise, failed in found.items():
            again = failed is not None and failed.difference in crashes
            if failed and failed.difference.startswith("it raised"):
                crashes.add(failed.difference)
            promises.append((promise, failed is None, None if again else failed))
        return promises

    def _closing(self) -> list[str]:
        if self.right:
            return [MORE]
        if not self.stopped:
            return [AGAIN, STUCK] if self.wrong else [f"{self.untried} were not tried."]
        call, why = self.stopped
        said = f"{call} was stopped: {why}. {self.untried} public inputs were not judged."
        return [said, *([AGAIN, STUCK] if self.wrong else [])]

    def _calls(self) -> str:
        if not self.right:
            return ""
        cells = ((escaped(t.call), escaped(show_outcome(t.returned))) for t in self.tried)
        td = '<td style="text-align:left"><code>'
        rows = "".join(f"<tr>{td}{a}</code></td>{td}{b}</code></td></tr>" for a, b in cells)
        return (
            '<details style="overflow-x:auto"><summary>The calls</summary><table>'
            f"<tr><th>called</th><th>returned</th></tr>{rows}</table></details>"
        )
