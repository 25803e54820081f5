"""Sphinx extension: one label for a work, in the text and in the list: ``Turner, 2022b``.

Works of the same people and year get letters, in the order of the list. In ``_config.yml`` the
list takes the style ``labelled`` and the text refers by ``label``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style as UnsortedStyle
from pybtex.style.labels import BaseLabelStyle

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx


def authors(entry: Entry) -> str:
    """The family names of up to two authors, or the first one's and *et al.*"""
    people = [" ".join([*p.prelast_names, *p.last_names]) for p in entry.persons["author"]]
    if len(people) > 2:
        return f"{people[0]} et al."
    return " and ".join(people)


class AuthorYear(BaseLabelStyle):  # type: ignore[misc]
    """Labels of authors and year."""

    def format_labels(self, sorted_entries: Sequence[Entry]) -> Iterator[str]:
        """A label for each entry; those that would be equal get a, b, c."""
        plain = [f"{authors(entry)}, {entry.fields['year']}" for entry in sorted_entries]
        often, seen = Counter(plain), Counter[str]()
        for label in plain:
            seen[label] += 1
            yield label + ("" if often[label] == 1 else chr(ord("a") + seen[label] - 1))


class Labelled(UnsortedStyle):  # type: ignore[misc]
    """A list sorted by author and year, with these labels."""

    default_sorting_style = "author_year_title"
    default_label_style = AuthorYear


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the style with pybtex, which sphinxcontrib-bibtex asks for it."""
    register_plugin("pybtex.style.formatting", "labelled", Labelled)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
