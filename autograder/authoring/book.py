"""Build the book: pages for a browser, one PDF to print, or an ePub."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread

from autograder.course.course import Course, CourseError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PRINT_SECONDS = 900
SILENT_SECONDS = 5.0


class Form(StrEnum):
    """What the book can be built to."""

    html = "html"
    pdf = "pdf"
    epub = "epub"


BUILDERS: dict[Form, list[str]] = {
    Form.html: [],
    Form.pdf: ["--builder", "singlehtml"],
    Form.epub: ["--builder", "custom", "--custom-builder", "epub"],
}


def build(course: Course, form: Form = Form.html, strict: bool = True) -> Path:
    """Build the book and return what a reader opens.

    Parameters
    ----------
    course
        The course with ``_config.yml`` and ``_toc.yml`` in its root.
    form
        Pages; or all of them printed into one PDF by a Chromium without a window; or an ePub.
    strict
        Whether a warning is an error.

    Raises
    ------
    CourseError
        If a page is wrong, which is told on the terminal, or no browser can print.
    """
    browser = _browser() if form is Form.pdf else ""
    start = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "build", str(course.root)]
    command += ["--path-output", str(course.root), "--keep-going", *BUILDERS[form]]
    command += ["-n", "-W"] if strict else []
    environment = os.environ | {
        "PYTHONPATH": str(course.root),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # Pages run side by side, one a processor; threads would only be in each other's way.
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
    }
    out = course.root / "_build"
    environment |= {"IPYTHONDIR": str(_quiet_kernels(out))}
    if form is Form.epub:
        shutil.rmtree(out / "epub", ignore_errors=True)  # whatever lies there is packed
    if _run(command, course.root, environment):
        # Sphinx has read the page that is wrong, and would be silent about it next time.
        shutil.rmtree(out / ".doctrees", ignore_errors=True)
        raise CourseError("the book was not built; the warnings above say why")
    if form is Form.html:
        return out / "html" / "index.html"
    if form is Form.epub:
        return next((out / "epub").glob("*.epub"))
    # Sphinx writes the one page into a folder, and its addresses as if it lay in the root.
    whole = out / "singlehtml" / "whole.html"
    shutil.copyfile(out / "singlehtml" / "book" / "start.html", whole)
    return _printed(browser, whole, out / "pdf" / "book.pdf")


def _quiet_kernels(out: Path) -> Path:
    """A profile in which kernels warn of no missing encryption: they are ours, on this machine."""
    profile = out / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(
        'get_config().Application.log_level = "ERROR"\n'
    )
    return profile.parent


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run a program that may be silent for minutes, with a sign of life every few seconds."""
    color = {"FORCE_COLOR": "1"} if sys.stdout.isatty() else {}
    began = heard = time.monotonic()
    ended = Event()

    def tell() -> None:
        while not ended.wait(1):
            now = time.monotonic()
            if now - max(heard, told[-1]) >= SILENT_SECONDS:
                told.append(now)
                print(f"... {now - began:.0f} s", flush=True)

    told = [began]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment | color,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stdout is not None
        Thread(target=tell, daemon=True).start()
        try:
            for line in running.stdout:
                heard = time.monotonic()
                print(line, end="", flush=True)
        finally:
            ended.set()
    return running.returncode


def _browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise CourseError(
            "a PDF is printed by Chromium, and none was found: install one (on Debian: "
            "apt install chromium), or open the built pages and print them"
        )
    return found


def _printed(browser: str, page: Path, pdf: Path) -> Path:
    """Print a page when its formulas have been set."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.unlink(missing_ok=True)
    command = [browser, "--headless=new", "--disable-gpu", "--no-pdf-header-footer"]
    command += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command += ["--virtual-time-budget=120000", f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=PRINT_SECONDS, check=False)
    if not pdf.is_file():
        raise CourseError(f"{browser} printed nothing; open {page} and print it from there")
    return pdf
