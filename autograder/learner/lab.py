"""JupyterLab for a learner: in the work folder, with no instructor's side bars."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The page address that a notebook's panel links to.
BOOK_VARIABLE = "LOSSLAB_BOOK"
# nbgrader's side bars and servers are for whoever makes and collects assignments.
_PAGE = {
    "disabledExtensions": {
        "@jupyter/nbgrader": True,
        "@jupyterlab/apputils-extension:announcements": True,  # it asks and phones home
    }
}
_SERVERS = ("formgrader", "assignment_list", "course_list", "validate_assignment")


def installed() -> bool:
    """Whether JupyterLab can be started from this Python."""
    return importlib.util.find_spec("jupyterlab") is not None


def has_browser() -> bool:
    """Whether there is a browser here that JupyterLab can open."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def command(home: Path, notebook: Path) -> list[str]:
    """What starts JupyterLab in a folder, with one notebook open.

    Where there is no browser it prints the address to open elsewhere.
    """
    opened = notebook.relative_to(home).as_posix()
    options = [f"--ServerApp.root_dir={home}", "--log-level=WARN"]
    options += [] if has_browser() else ["--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # as in most containers; it is local anyway
        options.append("--allow-root")
    return [sys.executable, "-m", "jupyterlab", *options, opened]


def environment(home: Path, book: str = "") -> dict[str, str]:
    """The environment for it: this Python's kernels and tools, and the learner's settings."""
    tools = str(Path(sys.executable).parent)
    path = tools + os.pathsep + os.environ.get("PATH", "")
    settings = [str(_settings(home)), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    made = {"PATH": path, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, settings))}
    return os.environ | made | ({BOOK_VARIABLE: book} if book else {})


def _settings(home: Path) -> Path:
    """Write the settings into the work folder; they hold for what is started with them only."""
    folder = home / ".lossbook" / "jupyter"
    servers = {f"nbgrader.server_extensions.{name}": False for name in _SERVERS}
    for name, content in (
        ("labconfig/page_config.json", _PAGE),
        ("jupyter_server_config.json", {"ServerApp": {"jpserver_extensions": servers}}),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return folder


@contextmanager
def ended_with_us() -> Iterator[None]:
    """Turn a request to end, as `kill` sends it, into an exit: children then end too."""
    import signal

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
