"""What is handed to a grading service: a chapter with all that grading it takes.

Each package holds solutions: it goes to the service and to nobody else. Packages are installed
from the lock, when the service builds its image; a submission then starts in seconds.
"""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.course.course import CONFIG, Course, CourseError
from autograder.course.dependencies import files_below

ROOT_FILES = (CONFIG, "pyproject.toml", "requirements.lock", "README.md", "LICENSE", "LICENSE-TEXT")
TARGETS = ("gradescope", "prairielearn", "github", "image")

_INSTALL = """\
python3 -m venv "{here}/.venv"
"{here}/.venv/bin/python" "{here}/tools/setup_env.py" "{here}/.venv"
"{here}/.venv/bin/lossbook" grade-one --prepare {chapter}
"""
_SETUP = """\
#!/usr/bin/env bash
# Run once, when the service builds its image: it installs the pinned packages, which takes minutes.
set -euo pipefail
apt-get update -qq
apt-get install -y -qq python3 python3-venv git make >/dev/null
"""
_RUN_GRADESCOPE = """\
#!/usr/bin/env bash
# Run for each submission. AUTOGRADER may name another folder, to try it out.
set -euo pipefail
at=${{AUTOGRADER:-/autograder}}
cd "$at/source"
mkdir -p "$at/results"
exec "${{LOSSBOOK:-.venv/bin/lossbook}}" grade-one --service gradescope \\
    --to "$at/results/results.json" {chapter} "$at/submission"
"""
_RUN_PRAIRIELEARN = """\
#!/usr/bin/env bash
# The entrypoint of the external grader. GRADE may name another folder, to try it out.
set -euo pipefail
at=${{GRADE:-/grade}}
cd "${{COURSE:-/course}}"
mkdir -p "$at/results"
exec "${{LOSSBOOK:-.venv/bin/lossbook}}" grade-one --service prairielearn \\
    --to "$at/results/results.json" {chapter} "$at/student"
"""
_INFO = """\
{{
    "gradingMethod": "External",
    "externalGradingOptions": {{
        "enabled": true,
        "image": "YOUR-REGISTRY/{chapter}",
        "entrypoint": "/course/entrypoint.sh",
        "timeout": 300
    }}
}}
"""
_WORKFLOW = """\
# For a repository of the instructor's that learners cannot read: it holds the solutions.
# Submissions are pushed into submitted/<student>/{chapter}/{chapter}.ipynb.
name: Grade {chapter}
on:
  push:
    paths: ["submitted/**"]
  workflow_dispatch:
permissions:
  contents: read
jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: .venv
          key: lossbook-${{{{ runner.os }}}}-${{{{ hashFiles('requirements.lock') }}}}
      - run: make setup
      - run: |
          shopt -s nullglob
          rm -rf results
          failed=0
          for folder in submitted/*/{chapter}; do
            student=$(basename "$(dirname "$folder")")
            mkdir -p "results/$student"
            .venv/bin/lossbook grade-one --service classroom50 --student="$student" \\
              --to "results/$student/result.json" --summary "$GITHUB_STEP_SUMMARY" \\
              {chapter} "$folder" || failed=1
          done
          exit $failed
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: results
          path: results/*/result.json
"""
_CLASSROOM50 = """\
\"\"\"The autograder of Classroom 50, on a runner of the instructor's that has the image's files.

Bundles are published, so that the solutions cannot lie in one: LOSSBOOK_COURSE names the folder
on the runner in which the package was unpacked and set up.
\"\"\"

import os  # and nothing that could lie beside this file: a learner may have put it there

course = os.environ.get("LOSSBOOK_COURSE", "/course")
here = os.getcwd()
command = [f"{{course}}/.venv/bin/lossbook", "grade-one", "--service", "classroom50"]
command += ["--to", f"{{here}}/result.json", "{chapter}", here]
os.chdir(course)
os.execv(command[0], command)
"""
_IMAGE = """\
# podman build -t lossbook-{chapter} . ; then, from the folder that holds submitted/ and, where
# somebody may hand in later, extensions.yml:
# podman run --rm --read-only --tmpfs /tmp:mode=1777 --network none -v "$PWD:/class" \\
#     --userns keep-id:uid=1000,gid=1000 lossbook-{chapter}
FROM docker.io/library/python:3.12-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq git make && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --create-home grader && mkdir /course /class && chown grader /course /class
COPY --chown=grader . /course
USER grader
WORKDIR /course
RUN python tools/setup_env.py .venv && .venv/bin/lossbook grade-one --prepare {chapter}
ENV HOME=/tmp
CMD [".venv/bin/lossbook", "grade", "{chapter}", "--submitted", "/class/submitted"]
"""
_IMAGE_PRAIRIELEARN = """\
# docker build -t YOUR-REGISTRY/{chapter} . && docker push YOUR-REGISTRY/{chapter}
# The service mounts /grade as a folder that root alone may enter. So the grader is root, and every
# submission a user of its own: no USER stands here.
FROM docker.io/library/python:3.12-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq git make && rm -rf /var/lib/apt/lists/*
COPY . /course
WORKDIR /course
RUN python tools/setup_env.py .venv && .venv/bin/lossbook grade-one --prepare {chapter}
"""


def contents(course: Course, chapter: str) -> Iterator[tuple[str, Path]]:
    """All files that grading a chapter takes, by their paths in a package."""
    course.folder(chapter)
    for name in ROOT_FILES:
        if not (course.root / name).is_file():
            raise CourseError(
                f"{course.root / name} is missing: packages for services are made in a checkout"
            )
        yield name, course.root / name
    yield from beside_settings(course)
    for folder in ("autograder", "tools", "exercises/losslab", f"exercises/{chapter}"):
        yield from files_below(course.root / folder, folder)
    for name in ("pyproject.toml", "README.md"):
        yield f"exercises/{name}", course.release / name
    yield from files_below(course.solutions / chapter, f"solutions/{chapter}")


def beside_settings(course: Course) -> Iterator[tuple[str, Path]]:
    """The modules and packages beside the settings that these name, and what those name in turn.

    A setting names a class as text, such as ``late.TenthADay``; so a text that begins with the
    name of a module counts as an import does.
    """
    waiting, seen = [course.root / CONFIG], {Path(CONFIG).stem, "autograder", "exercises", "tools"}
    while waiting:
        path = waiting.pop()
        for name in sorted(_named(path) - seen):
            seen.add(name)
            module, package = course.root / f"{name}.py", course.root / name
            found = [(module.name, module)] if module.is_file() else []
            if (package / "__init__.py").is_file() and package != course.solutions:
                found = list(files_below(package, name))
            yield from found
            waiting += [file for _, file in found if file.suffix == ".py"]


def _named(path: Path) -> set[str]:
    """The first parts of all dotted names that a program imports or has as text."""
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path} is no Python that can be read: {error}") from None
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = re.fullmatch(r"([A-Za-z_]\w*)(\.\w+)*", node.value)
            found |= {match[1]} if match else set()
    return found


def scripts(target: str, chapter: str) -> dict[str, str]:
    """The files that a service looks for, besides the course itself.

    Raises
    ------
    CourseError
        If no such service is known.
    """
    here = {"gradescope": "/autograder/source", "prairielearn": "/course"}.get(target, "")
    setup = _SETUP + _INSTALL.format(here=here, chapter=chapter)
    known = {
        "gradescope": {
            "setup.sh": setup,
            "run_autograder": _RUN_GRADESCOPE.format(chapter=chapter),
        },
        "prairielearn": {
            "Containerfile": _IMAGE_PRAIRIELEARN.format(chapter=chapter),
            "entrypoint.sh": _RUN_PRAIRIELEARN.format(chapter=chapter),
            "info.json": _INFO.format(chapter=chapter),
        },
        "github": {
            f".github/workflows/grade-{chapter}.yml": _WORKFLOW.format(chapter=chapter),
            "classroom50/autograder.py": _CLASSROOM50.format(chapter=chapter),
        },
        "image": {"Containerfile": _IMAGE.format(chapter=chapter)},
    }
    if target not in known:
        raise CourseError(f"no service {target!r}; there are: {', '.join(TARGETS)}")
    return known[target]


def make_package(course: Course, target: str, chapter: str, to: Path) -> Path:
    """Write the package of a chapter for one service into the folder `to`; the zip's path.

    Raises
    ------
    CourseError
        If there is no such service or chapter, or a file is missing or a link.
    """
    written = scripts(target, chapter)
    files = dict(sorted(contents(course, chapter)))
    to.mkdir(parents=True, exist_ok=True)
    packed = to / f"{target}-{chapter}.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, path in files.items():
            if path.is_symlink():
                raise CourseError(f"{path} is a link: put a file in its place")
            _put(archive, name, path.read_bytes())
        if target == "github":
            _put(archive, "Makefile", (course.root / "Makefile").read_bytes())
        for name, text in written.items():
            _put(archive, name, text.encode(), 0o100755 if text.startswith("#!") else 0o100644)
    return packed


def _put(archive: zipfile.ZipFile, name: str, data: bytes, mode: int = 0o100644) -> None:
    from autograder.authoring.package import EPOCH  # it loads what makes notebooks

    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = 3
    entry.external_attr = mode << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
