"""Skeletons of a chapter and of an exercise: they load, and break the contract until filled."""

from __future__ import annotations

import keyword
from pathlib import Path

from autograder.course.course import TEXT, Course, CourseError

CHAPTER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# {title}: exercises

Say what these exercises ask, and what they do not.
"""

PLACE = """
+++

## {title}

Open with a claim that the reader probably believes, and a cell that shows it failing.

```{{code-cell}} ipython3
:tags: [exercise]
{name}
```
"""

EXERCISE = {
    "reference.py": '''\
def {name}(x: float) -> float:
    """Say in one line what it returns.

    Parameters
    ----------
    x
        What it is, with shape, unit and range.

    Returns
    -------
    float
        What it is, with its unit.

    Notes
    -----
    Say what not to worry about.
    """
    return x
''',
    "checks.py": """\
from hypothesis import strategies as st

from autograder.course.exercise import Check, Exercise

EXERCISE = Exercise(
    title="{title}",
    objective="",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(),
    checks=(
        Check(
            "check_small_numbers",
            "Small numbers are right.",
            inputs=st.tuples(st.integers(-8, 8).map(float)),
            public=((1.0,),),
        ),
    ),
)
""",
    "mutants.py": """\
from autograder.course.exercise import mutant, variant


@mutant(says="Say what somebody who wrote this got wrong, as behavior.")
def forgets_the_sign(x: float) -> float:
    return abs(x)


@variant(how="Say in what it differs from the reference.")
def by_addition(x: float) -> float:
    return x + 0.0
""",
    "discussion.md": "",
}


def new_chapter(course: Course, name: str) -> list[Path]:
    """Begin a chapter; the files that were made. Nothing that is there is touched."""
    _refuse(name)
    folder = course.solutions / name
    if folder.exists():
        raise CourseError(f"{folder} is there already; choose another name")
    return [_write(folder / TEXT, CHAPTER.format(title=_title(name)))]


def new_exercise(course: Course, chapter: str, name: str) -> list[Path]:
    """Begin an exercise, at the end of its chapter; the files that were made or grew."""
    _refuse(name)
    text = course.folder(chapter) / TEXT
    folder = text.parent / name
    if folder.exists() or (text.parent / f"{name}.py").exists():
        raise CourseError(f"{folder} is there already; choose another name")
    title = _title(name)
    made = [
        _write(folder / file, content.format(name=name, title=title))
        for file, content in EXERCISE.items()
    ]
    with text.open("a", encoding="utf-8") as file:
        file.write(PLACE.format(name=name, title=title))
    return [*made, text]


def _refuse(name: str) -> None:
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower():
        raise CourseError(f"{name!r} is no name of a function: use small letters, digits and _")


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path
