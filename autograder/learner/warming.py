"""Start the process that runs a learner's cells while the chapter itself still loads.

Both take seconds, most of them torch's; side by side they take half as long. Nothing here loads
torch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.course.course import Course
from autograder.course.demonstrations import known_cells
from autograder.course.dependencies import preload
from autograder.course.names import ANSWER
from autograder.course.notebook import is_answer, is_check, nbgrader_metadata, read_release
from autograder.sandbox import Zygote, spawned


def launch(course: Course, chapter: str, walls: bool, only: Collection[str] = ()) -> Zygote | None:
    """A warm process that begins to warm up; None where none can be forked, as on Windows.

    Of one exercise alone, it runs no demonstration behind it.

    Parameters
    ----------
    course, chapter
        Whose.
    walls
        Whether learner code is walled in.
    only
        The exercises that will be graded; all by default.
    """
    if spawned.NEEDED and not walls:
        return None
    release = course.trusted_release(chapter)
    # One that turns out to be stale saves nothing, and does no harm.
    cells = _cells_before(read_release(release), only) if release.is_file() else {}
    warm = Zygote(preload(course, chapter), walls, (course.solutions,), **cells)
    warm.launch()
    return warm


@contextmanager
def launched(
    course: Course, chapter: str, walls: bool, only: Collection[str] = ()
) -> Iterator[Zygote | None]:
    """What :func:`launch` gives; it ends afterwards."""
    warm = launch(course, chapter, walls, only)
    try:
        yield warm
    finally:
        if warm is not None:
            warm.close()


def _cells_before(release: Any, only: Collection[str]) -> dict[str, Any]:
    """The cells to run beforehand: of some exercises alone, those before the last of them."""
    cells = known_cells(release)
    code = [cell for cell in release.cells if cell.cell_type == "code" and not is_check(cell)]
    wanted = {f"{name}{ANSWER}" for name in only}
    places = [
        place
        for place, cell in enumerate(code)
        if is_answer(cell) and nbgrader_metadata(cell).get("grade_id") in wanted
    ]
    if places:
        cells["once"] = tuple(cell for cell in cells["once"] if cell.place < max(places))
    return cells
