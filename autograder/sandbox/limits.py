"""How much of the machine one submission may use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

with contextlib.suppress(ImportError):  # Windows has none, and none of these limits
    import resource

MIB = 2**20
# Signals that wait for a submission; a user may have only so many.
PENDING_SIGNALS = 128


@dataclass(frozen=True)
class Limits:
    """The limits of one submission's process.

    Parameters
    ----------
    cell_seconds
        Wall time of one of the learner's cells.
    call_seconds
        Wall time of all the calls of one check.
    total_seconds
        Wall time of the whole submission.
    memory_mib
        Address space of a process beyond what the warm process already has, and of all
        the submission's processes together.
    scratch_mib
        Size of the temporary folder.
    processes
        Number of processes and threads.
    file_mib
        Size of any file written.
    open_files
        Number of open files.
    output_kib
        Text and pictures kept of one cell.
    """

    cell_seconds: float = 10.0
    call_seconds: float = 10.0
    total_seconds: float = 120.0
    memory_mib: int = 2048
    scratch_mib: int = 64
    processes: int = 64
    file_mib: int = 64
    open_files: int = 256
    output_kib: int = 512

    def updated(self, values: Mapping[str, float]) -> Limits:
        """These limits with some of them replaced.

        Raises
        ------
        ValueError
            If a name is no limit, or a value no positive number.
        """
        known = [field.name for field in fields(self)]
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"{name!r} is no limit; there are: {', '.join(known)}")
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise ValueError(f"the limit {name} must be a positive number, not {value!r}")
            if not name.endswith("seconds") and value != int(value):
                raise ValueError(f"the limit {name} must be a whole number, not {value!r}")
        whole = {k: float(v) if k.endswith("seconds") else int(v) for k, v in values.items()}
        return replace(self, **whole)  # type: ignore[arg-type]

    def apply(self, processes: int | None = None) -> None:
        """Set what the kernel enforces by resource limits, for this process and its children.

        Parameters
        ----------
        processes
            Another number of processes and threads, where the kernel counts more than these.
        """
        cpu = int(self.total_seconds) + 5
        memory = address_space() + self.memory_mib * MIB
        _lower(resource.RLIMIT_CPU, cpu)
        _lower(resource.RLIMIT_AS, memory)
        _lower(resource.RLIMIT_FSIZE, self.file_mib * MIB)
        _lower(resource.RLIMIT_NOFILE, self.open_files)
        _lower(resource.RLIMIT_NPROC, processes or self.processes)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_MEMLOCK, 0)
        if hasattr(resource, "RLIMIT_SIGPENDING"):  # Linux has it alone
            _lower(resource.RLIMIT_SIGPENDING, PENDING_SIGNALS)


def _lower(kind: int, wanted: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (value, value))


def address_space() -> int:
    """The bytes of address space that this process uses now."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
