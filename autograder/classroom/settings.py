"""What nbgrader's configuration says: the course's file, and the user's and the system's."""

from __future__ import annotations

from pathlib import Path

from jupyter_core.application import JupyterApp
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from traitlets.config import Application, Config

from autograder.course.course import CONFIG, Course, CourseError


def nbgrader_config(course: Course) -> Config:
    """The settings that nbgrader finds in this course and in the user's and system's folders.

    Raises
    ------
    CourseError
        If one of the files cannot be read: without it, another gradebook could be taken.
    """
    app = JupyterApp(raise_config_file_errors=True)  # as nbgrader's own, which load every converter
    folders = [str(course.root), *app.config_file_paths]
    try:
        Application.load_config_file(app, "nbgrader_config", folders)
    except Exception as error:
        raise CourseError(
            f"{course.root / CONFIG}, or one in {', '.join(folders[1:])}, cannot be read: "
            f"{type(error).__name__}: {error}"
        ) from error
    return app.config


def gradebook_set(course: Course) -> str:
    """The database URL that is set as ``c.CourseDirectory.db_url``; empty where none is.

    A file's path counts from the course's folder, in which nbgrader is called.

    Raises
    ------
    CourseError
        If what is set is no database URL.
    """
    said = nbgrader_config(course).CourseDirectory.get("db_url", "")
    if not said:
        return ""
    try:
        url = make_url(said)
    except ArgumentError as error:
        raise CourseError(
            f"{CONFIG} sets CourseDirectory.db_url to {said!r}, which is no database URL: {error}"
        ) from None
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(Path(course.root, url.database)))
    return url.render_as_string(hide_password=False)
