"""Sphinx extension: how a reader gets the exercises, here or in a browser, and where all lies.

``{take} chapter``
    A directive: the folder of exercises as a zip, and what opens the chapter's notebook without an
    installation. Without a chapter it is the zip alone.

The services and the address come from ``repository`` in ``_config.yml``. While it has none, no
page names any, and the theme's buttons to the repository are off.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from autograder.authoring.package import contents, pack
from autograder.course.address import Address, address
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ZIP = "build/book/exercises.zip"
BUTTONS = ("use_repository_button", "use_issues_button", "use_edit_page_button")


class Take(SphinxDirective):
    """The line that offers the exercises."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the links."""
        self.env.note_dependency(str(Path(self.env.srcdir) / "_config.yml"))
        label = nodes.inline("", "All exercises as a zip")
        download = addnodes.download_reference("", "", label, reftarget=f"/{ZIP}")
        line = nodes.paragraph("", "", download, classes=["take"])
        where: Address | None = self.config.course_address
        if where and self.arguments:
            chapter = self.arguments[0]
            notebook = f"exercises/{chapter}/{chapter}.ipynb"
            for service, url in where.launches(notebook).items():
                link = nodes.reference("", f"Open in {service}", refuri=url, classes=["take-in"])
                line += [nodes.Text(" "), link]
        return [line]


def prepare(app: Sphinx, config: Any) -> None:
    """Read the address, tell the theme of it, and pack the exercises."""
    root = Path(app.srcdir)
    try:
        where = address(root)
        if not (root / "nbgrader_config.py").is_file():
            return
        offered = root / ZIP
        offered.parent.mkdir(parents=True, exist_ok=True)
        course = Course(root)
        pack(offered, course.release.name, contents(course))
    except CourseError as error:
        raise ConfigError(str(error)) from error
    config.course_address = where
    options = config.html_theme_options
    options.update(dict.fromkeys(BUTTONS, where is not None))
    if where:
        options["repository_url"], options["repository_branch"] = where.url, where.branch
        url = escape(where.url, quote=True)
        said = options.get("extra_footer", "")
        options["extra_footer"] = f'{said} The course lies at <a href="{url}">{url}</a>.'


def without_dead_ends(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Pages that are made while the book is built cannot be edited in the repository."""
    if pagename.startswith("book/exercises/"):
        context.pop("page_source_suffix", None)


def without_downloads(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave the zip out of a book of one file."""
    if app.builder.name not in ("html", "dirhtml"):
        for line in list(doctree.findall(nodes.paragraph)):
            if "take" in line["classes"]:
                line.parent.remove(line)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("course_address", None, "env", types=[Address, type(None)])
    app.add_directive("take", Take)
    app.connect("config-inited", prepare)
    app.connect("html-page-context", without_dead_ends, priority=100)
    app.connect("doctree-resolved", without_downloads)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
