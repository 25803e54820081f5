"""Read archives that strangers made: bounded, nothing unpacked, no link followed."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.course.notebook import MAX_NOTEBOOK_BYTES, BadNotebookError

MAX_MEMBERS = 20_000
MAX_FOLDED = 50 * 2**20


class BadArchiveError(Exception):
    """An archive that cannot be read, or is refused; the message says why."""


@dataclass(frozen=True)
class Member:
    """One file of an archive.

    Parameters
    ----------
    name
        Its path in the archive, with ``/`` between folders.
    size
        How many bytes it says that it unpacks to.
    """

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Its path in the archive, with ``/`` between folders."""
        return self.info.filename.replace("\\", "/")

    def read(self, most: int = MAX_NOTEBOOK_BYTES) -> bytes:
        """Its bytes; reading stops at the limit, whatever the archive says of its size.

        Raises
        ------
        BadNotebookError
            If it is larger than `most`, a link, locked with a password, or broken.
        """
        if stat.S_ISLNK(self.info.external_attr >> 16):
            raise BadNotebookError(f"{self.name} is a link, not a file")
        try:
            with self.archive.open(self.info) as file:
                data = file.read(most + 1)
        except (OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            raise BadNotebookError(f"{self.name} cannot be unpacked: {error}") from None
        except (zipfile.BadZipFile, zlib.error) as error:
            raise BadNotebookError(f"{self.name} cannot be unpacked: {error}") from None
        if len(data) > most:
            raise BadNotebookError(f"{self.name} unpacks to more than {most // 2**20} MiB")
        return data


def members(file: Path | IO[bytes], most: int = MAX_MEMBERS) -> Iterator[Member]:
    """The files of a zip archive, in their order; what systems add by themselves is left out.

    Raises
    ------
    BadArchiveError
        If it is no zip archive, has more than `most` entries, or a name that leads out of it.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadArchiveError(f"it is no zip archive that can be read: {error}") from None
    with archive:
        infos = archive.infolist()
        if len(infos) > most:
            raise BadArchiveError(f"it has {len(infos)} entries; at most {most} are read")
        for info in infos:
            member = Member(archive, info)
            path = PurePosixPath(member.name)
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[:1]:
                raise BadArchiveError(f"the name {info.filename!r} leads out of the archive")
            hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
            if not info.is_dir() and not hidden:
                yield member
