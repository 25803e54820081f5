"""Fuzzes what reads a stranger's bytes, guided by coverage: the wire's values, and notebooks.

Needs atheris, which is no requirement of the course: pip install atheris. Whatever is read must
be plain data or refused, in memory and time that its length bounds; a notebook is rebuilt to the
release's locked cells or refused. A finding ends the run, and its bytes lie in the current folder.

Example: python tests/benchmarks/fuzz.py wire --seconds 300
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["losslab.values", "autograder.course.notebook"]):
    from losslab.values.calling import read_outcomes
    from losslab.values.compare import USUAL, difference
    from losslab.values.packed import unpack
    from losslab.values.plain import NotPlainError
    from losslab.values.show import show_outcome

    from autograder.course.notebook import (
        BadNotebookError,
        is_answer,
        nbgrader_metadata,
        parse_submission,
        read_release,
        rebuild,
        restored,
    )

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = (2.0, 7, "text", {1, 2}, [1.0, (2, 3)], {"a": 1.0})
# What one input of some kilobytes may take.
MOST_SECONDS = 5.0


def wire(data: bytes) -> None:
    """Read bytes as a value, and as the outcome of a call that is judged and shown."""
    with contextlib.suppress(NotPlainError):
        unpack(data)
    (got,) = read_outcomes([data])
    for expected in EXPECTED:
        said = difference(got, expected, USUAL)
        assert said is None or isinstance(said, str)
    assert len(show_outcome(got)) < 2_000


def notebook(data: bytes) -> None:
    """Read bytes as a notebook and rebuild it."""
    try:
        cells = parse_submission(data)
    except BadNotebookError:
        return
    cells, _ = restored(RELEASE, cells)
    rebuilt = rebuild(RELEASE, cells)
    locked = [c.source for c in rebuilt.cells if nbgrader_metadata(c) and not is_answer(c)]
    assert locked == LOCKED


TARGETS = {"wire": wire, "notebook": notebook}
RELEASE = read_release(ROOT / "exercises" / "physical_loss" / "physical_loss.ipynb")
LOCKED = [c.source for c in RELEASE.cells if nbgrader_metadata(c) and not is_answer(c)]


def main() -> None:
    """Fuzz one target for a while."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    options = parser.parse_args()
    target = TARGETS[options.target]

    def timed(data: bytes) -> None:
        began = time.process_time()
        target(data)
        assert time.process_time() - began < MOST_SECONDS

    with tempfile.TemporaryDirectory() as corpus:
        if options.target == "notebook":
            seed = Path(corpus) / "seed"
            seed.write_bytes(
                b'{"cells":[{"cell_type":"code","source":["x"],"metadata":{"nbgrader":'
                b'{"grade_id":"accumulate-answer","solution":true}}}],"nbformat":4,'
                b'"nbformat_minor":5,"metadata":{}}'
            )
        limits = [f"-max_total_time={options.seconds}", "-max_len=4096", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, corpus], timed)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
