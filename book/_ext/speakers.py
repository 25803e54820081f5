"""Sphinx extension: who says what in the discussion under the essay.

``{speaker}`A```
    A role: a letter that links to the cast list, with a card that shows on hover and on focus.
``{speakers}``
    A directive: the cast list, one row a speaker, with links to the comments that are confirmed.

The letters and what stands on their cards come from ``book/speakers.json``.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SOURCE = Path(__file__).resolve().parents[1] / "speakers.json"
THREAD = "https://www.lesswrong.com/posts/jnmG5jczvWbeRPcvG?commentId="


@cache
def speakers() -> dict[str, dict[str, Any]]:
    """The speakers by their letters, in order."""
    return {each["letter"]: each for each in json.loads(SOURCE.read_text(encoding="utf-8"))}


def anchor(letter: str) -> str:
    """The label of a speaker's row in the cast list."""
    return f"speaker-{letter.lower()}"


def permalinks(speaker: dict[str, Any]) -> str:
    """Links to the speaker's comments as Markdown, or a dash while none is confirmed."""
    found = [f"[{items}]({THREAD}{key})" for key, items in speaker["comments"].items()]
    return ", ".join(found) or "–"


def cast_lines() -> list[str]:
    """The cast list as Markdown."""
    lines = []
    for letter, each in speakers().items():
        lines += [
            f"({anchor(letter)})=",
            f"**{letter}** · items {each['items']} · comments: {permalinks(each)}",
            f": {each['who']}",
            "",
        ]
    return lines


class Speaker(SphinxRole):
    """A speaker's letter, linked to the cast list."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the link and its card."""
        if self.text not in speakers():
            known = ", ".join(speakers())
            message = f"no speaker {self.text!r} in {SOURCE.name}; known are {known}"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        each = speakers()[self.text]
        card = (
            f'<span class="speaker-card" aria-hidden="true">{escape(each["who"])}'
            f" Items {escape(each['items'])}.</span>"
        )
        link = addnodes.pending_xref(
            "", nodes.inline("", self.text), refdomain="std", reftype="ref",
            reftarget=anchor(self.text), refexplicit=True, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        # The card stands beside the link: Sphinx keeps nothing but the text of what it links.
        mention = nodes.inline("", "", link, classes=["speaker"])
        mention += nodes.raw("", card, format="html")
        return [mention], []


class Speakers(SphinxDirective):
    """The cast list."""

    def run(self) -> list[nodes.Node]:
        """Parse the generated Markdown where the directive stands."""
        self.env.note_dependency(str(SOURCE))
        holder = nodes.container(classes=["cast"])
        lines = StringList(cast_lines(), source=str(SOURCE))
        self.state.nested_parse(lines, self.content_offset, holder)
        return holder.children


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_role("speaker", Speaker())
    app.add_directive("speakers", Speakers)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
