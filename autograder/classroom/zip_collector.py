"""The names in archives of learning management systems, for ``nbgrader zip_collect``.

In ``nbgrader_config.py``::

    c.ZipCollectApp.collector_plugin = "autograder.classroom.zip_collector.ArchiveNames"

Then ``nbgrader zip_collect ASSIGNMENT --ArchiveNames.system=canvas`` takes what lies, packed or
unpacked, in ``downloaded/ASSIGNMENT/archive``. ``lossbook collect`` does more: it bounds sizes,
refuses links, keeps what it replaces and counts attempts.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Unicode

from autograder.classroom import lms
from autograder.classroom.collect import zone_of
from autograder.classroom.submission_folder import NAME
from autograder.course.course import CourseError


class ArchiveNames(FileNameCollectorPlugin):
    """Reads file names as ``lossbook collect`` does; with ``named_regexp``, as nbgrader does."""

    system = Unicode("", help="Where the archive comes from: " + ", ".join(lms.SYSTEMS) + ".").tag(
        config=True
    )
    timezone = Unicode("", help="The zone of the times in file names, such as Europe/Berlin.").tag(
        config=True
    )

    def _match(self, filename: str) -> dict | None:
        """Who handed in which file, and when; None where the name does not say it."""
        if not self.system and self.named_regexp:
            found: dict | None = super()._match(filename)
            return found
        try:
            if not self.system:
                raise CourseError("say where the archive comes from: --ArchiveNames.system=canvas")
            known = lms.system(self.system)
            zone = zone_of(self.timezone, known)
        except CourseError as error:
            said = str(error).replace("--timezone ", "--ArchiveNames.timezone=")
            self.parent.fail(said)
            return None
        entry = known.entry(Path(filename).as_posix())
        if entry is None or not NAME.fullmatch(entry.student):
            self.log.warning("not how %s names a submitted file: %s", known.title, filename)
            return None
        match = {"student_id": entry.student, "file_id": Path(entry.file).name}
        if entry.time is not None and zone is not None:
            time = entry.time.replace(tzinfo=zone).astimezone(UTC)
            match["timestamp"] = f"{time:%Y-%m-%d %H:%M:%S} UTC"
        return match
