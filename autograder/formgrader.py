"""formgrader's pages, in which no name is markup.

nbgrader prints the names of students, as text and inside scripts, as they are. Which names get
into a gradebook is not for the grader alone to say: rosters are imported, and an address tells
a page whatever it likes. ``nbgrader_config.py``, which the server reads before it makes its
pages, calls :func:`escape`.
"""

from __future__ import annotations

import html
import sys
from typing import Any

MODULE = "nbgrader.server_extensions.formgrader.formgrader"


class EscapingExporter:
    """Exports a graded notebook as a page; what is told beside it is text.

    Parameters
    ----------
    exporter
        What makes the page.
    """

    def __init__(self, exporter: Any):
        self._exporter = exporter

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, Any]:
        """The page of a notebook's file; names in `resources` are escaped."""
        escaped = {
            key: html.escape(value) if isinstance(value, str) else value
            for key, value in resources.items()
        }
        page: tuple[str, Any] = self._exporter.from_filename(filename, resources=escaped)
        return page


def escape() -> None:
    """Escape whatever formgrader's templates print, in this process from now on.

    Nothing happens where formgrader is not loaded, which are all other programs of nbgrader's.
    """
    module = sys.modules.get(MODULE)
    extension = getattr(module, "FormgradeExtension", None)
    if extension is None or hasattr(extension, "escapes"):
        return
    prepare = extension.init_tornado_settings

    def init_tornado_settings(self: Any, webapp: Any) -> None:
        prepare(self, webapp)
        webapp.settings["nbgrader_jinja2_env"].autoescape = True
        webapp.settings["nbgrader_exporter"] = EscapingExporter(
            webapp.settings["nbgrader_exporter"]
        )

    extension.init_tornado_settings = init_tornado_settings
    extension.escapes = True
