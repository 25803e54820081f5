"""What nbgrader's plug-in takes, against plain nbgrader, and what formgrader's button takes.

Three figures of one run: ``nbgrader autograde`` of a class with the plug-in and without it, and
single submissions graded one after the other in a server's process, as formgrader's button does:
the first with no warm process, the others with it. The warm process ends with the run.

Example: python tests/benchmarks/button.py --submissions 10 --json
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measure import (
    arguments,
    environment,
    grade_plainly,
    plain_course,
    ratio,
    run,
    scratch,
    write_class,
)

IDLE_SECONDS = 20
PRESSES = """
import json, sys, time
from traitlets.config import Config
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Application
assignment, root, *students = sys.argv[1:]
app = NbGrader()
Application.load_config_file(app, "nbgrader_config", [root])
app.config.CourseDirectory.root = root
api = NbGraderAPI(config=app.config)
took = []
for student in students:
    started = time.perf_counter()
    done = api.autograde(assignment, student, force=True)
    if not done["success"]:
        sys.exit(done["log"] + done["error"])
    took.append(time.perf_counter() - started)
print(json.dumps(took))
"""


def compare(submissions: int, assignment: str) -> dict[str, Any]:
    """Autograde a class both ways, and press the button for three of it."""
    with scratch() as (folder, course), TemporaryDirectory() as private:
        os.environ |= {"XDG_RUNTIME_DIR": private, "LOSSBOOK_IDLE_SECONDS": str(IDLE_SECONDS)}
        chapter = course.chapter(assignment)
        submitted = course.root / "submitted"
        names = write_class(chapter, course, submitted, submissions)
        plain_course(course, chapter, folder / "plain", submitted)
        plain = grade_plainly(chapter, folder / "plain")
        done = subprocess.run(
            [sys.executable, "-c", PRESSES, assignment, str(course.root), *names[:3]],
            env=environment(),
            cwd=course.root,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        first, *later = json.loads(done.stdout.splitlines()[-1])
        while list(Path(private).glob("*/*.sock")):  # the class begins with no warm process
            time.sleep(0.5)
        command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--force"]
        ours = run([*command, "--log-level=ERROR"], course.root)
    return {
        "submissions": submissions,
        "ratio": ratio(plain, ours),
        "plain": plain.to_json(),
        "ours": ours.to_json(),
        "button": {"first": round(first, 2), "later": round(statistics.median(later), 2)},
    }


if __name__ == "__main__":
    options = arguments(__doc__, submissions=10).parse_args()
    found = compare(options.submissions, options.assignment)
    print(json.dumps(found) if options.json else json.dumps(found, indent=2))
