"""What is installed here, and what should be: read from files, with nothing imported."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DISTRIBUTION = "lossbook"


def lock_file() -> Path | None:
    """``requirements.lock`` of the checkout this module runs from; None in an installed copy."""
    path = Path(__file__).resolve().parents[1] / "requirements.lock"
    return path if path.is_file() else None


def requirements() -> Iterator[Requirement]:
    """What must be installed here: the lock's pins, or else what the package itself requires."""
    lock = lock_file()
    lines = lock.read_text().splitlines() if lock else metadata.requires(DISTRIBUTION) or []
    stripped = (line.partition("#")[0].strip(" \\") for line in lines)  # hashes stand below
    for wanted in map(Requirement, (s for s in stripped if s and not s.startswith("--hash="))):
        if wanted.name == "losslab":  # ours, on no index; without it nothing here would run
            continue
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield wanted


def versions() -> dict[str, str]:
    """What is installed, by the names of the folders that say so: reading all takes too long."""
    found: dict[str, str] = {}
    for place in sys.path:
        for path in Path(place).glob("*.dist-info"):
            name, _, version = path.stem.rpartition("-")
            found.setdefault(canonicalize_name(name), version)
    return found


def torch_build() -> dict[str, Any] | None:
    """What torch's module ``version`` says; None where there is no torch."""
    if "torch" in sys.modules:
        return vars(sys.modules["torch"].version)
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return None
    return runpy.run_path(str(Path(spec.origin).with_name("version.py")))
