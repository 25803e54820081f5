"""Training runs in a file, one member of a zip archive each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from losslab.physical_loss.trace import Trace
from losslab.values.packed import pack, unpack_trusted

# Loop, style and seed of a run.
Key = tuple[str, str, int]


class RunFile:
    """A file of training runs.

    Parameters
    ----------
    path
        Where it lies.
    """

    def __init__(self, path: Path):
        self.path = path

    def write(self, runs: Mapping[Key, Trace]) -> None:
        """Write all runs: always the same bytes for the same runs, with no date in them."""
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for key, trace in sorted(runs.items()):
                archive.writestr(zipfile.ZipInfo(_member(key)), pack(trace), 8, 9)

    def read(self, key: Key) -> Trace:
        """One run; raises KeyError if the file does not hold it."""
        trace: Trace = unpack_trusted(self._archive.read(_member(key)))
        return trace

    def __contains__(self, key: Key) -> bool:
        return _member(key) in self._archive.NameToInfo

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        """The file; it stays open, as finding its members takes longer than reading one.

        It is read whole: processes that are copies of one share no place in an open file.
        """
        return zipfile.ZipFile(io.BytesIO(self.path.read_bytes()))


def _member(key: Key) -> str:
    return "{}-{}-{}".format(*key)
