"""Write into ``requirements.lock`` the SHA-256 of every file of every pinned version.

pip then installs what was published when the pin was made, or nothing. The lines with pins and
comments stay as they are; all hashes below them are written anew. uv asks the index for them,
PyPI unless uv is told otherwise, and it asks PyTorch's own for builds that PyPI does not have.
Where that one cannot be reached, such a pin keeps the hashes that it has, if it has any.

Usage: python tools/lock_hashes.py [LOCK]    (needs uv: pip install uv)
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
TORCH_INDEX = "https://download.pytorch.org/whl/cpu"
COMPILE = (
    *("uv", "pip", "compile", "-", "--quiet", "--no-deps", "--generate-hashes", "--universal"),
    *("--python-version", "3.11", "--no-annotate", "--no-header"),
)


@dataclass(frozen=True)
class Entry:
    """A pin with its marker, and the hashes below it; or a comment, which has none."""

    line: str
    hashes: tuple[str, ...] = ()

    @property
    def pin(self) -> tuple[str, str]:
        """Name and version; the name as every index spells it."""
        name, _, version = self.line.partition(";")[0].strip().partition("==")
        return re.sub(r"[-_.]+", "-", name).lower(), version

    @property
    def is_pin(self) -> bool:
        """Whether it is no comment."""
        return "==" in self.line.partition("#")[0]

    @property
    def is_elsewhere(self) -> bool:
        """Whether PyPI cannot have it: it takes no local version such as ``2.13.0+cpu``."""
        return self.is_pin and "+" in self.pin[1]

    def text(self) -> str:
        """The entry as it stands in the lock."""
        return " \\\n".join([self.line, *(f"    --hash={one}" for one in self.hashes)]) + "\n"


def entries(lock: str) -> Iterator[Entry]:
    """The entries of a lock, in order."""
    for logical in lock.replace("\\\n", " ").splitlines():
        line, *hashes = re.split(r"\s+--hash=", logical.rstrip())
        yield Entry(line, tuple(hashes))


def asked(pins: Iterable[Entry], *options: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The hashes that an index has for pins; raises CalledProcessError where it lacks one."""
    lines = "\n".join(entry.line for entry in pins)
    done = subprocess.run([*COMPILE, *options], input=lines, capture_output=True, text=True)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, "uv", stderr=done.stderr)
    found = (entry for entry in entries(done.stdout) if entry.is_pin)
    return {entry.pin: tuple(sorted(entry.hashes)) for entry in found}


def hashed(lock: str) -> str:
    """The lock with fresh hashes."""
    old = list(entries(lock))
    pins = [entry for entry in old if entry.is_pin and not entry.is_elsewhere]
    elsewhere = [entry for entry in old if entry.is_elsewhere]
    try:
        found = asked(pins)
    except FileNotFoundError:
        sys.exit("uv is missing: pip install uv")
    except subprocess.CalledProcessError as error:
        sys.exit(f"the index does not have all pins:\n{error.stderr.strip()}")
    try:
        found |= asked(elsewhere, "--index-url", TORCH_INDEX) if elsewhere else {}
    except subprocess.CalledProcessError:
        for entry in elsewhere:
            if not entry.hashes:
                sys.exit(f"{TORCH_INDEX} cannot be asked for the hashes of {entry.line}")
            print(f"{TORCH_INDEX} cannot be asked: {entry.line} keeps the hashes it has")
            print("  (if that pin was changed, they are the old one's, and setup will stop at it)")
            found[entry.pin] = entry.hashes
    missing = [entry.line for entry in old if entry.is_pin and not found.get(entry.pin)]
    if missing:
        sys.exit(f"the index has no file of {', '.join(missing)}")
    return "".join(
        Entry(entry.line, found[entry.pin] if entry.is_pin else ()).text() for entry in old
    )


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else LOCK
    path.write_text(hashed(path.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {path}")
