"""Objects that last: loading half a million of them without a collector that looks at each.

torch, a chapter and its cases stay until the process ends. Collections while they are made
find nothing and take seconds; later ones need not look at them again, and in forked processes
would copy the pages they lie on.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Collect nothing meanwhile, and keep what is there at the end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        keep()
        if collecting:
            gc.enable()


def keep() -> None:
    """Let no later collection look at what is there now."""
    gc.freeze()
