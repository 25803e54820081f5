"""Seeds: what decides the fresh inputs of an exam, and whatever else is drawn."""

from __future__ import annotations

import hashlib
import secrets


def new_seed() -> int:
    """A seed that no learner can foresee."""
    return secrets.randbits(48)


def derive(seed: int, *names: str) -> int:
    """A seed for one use, from the run's seed and the names of the use."""
    text = ":".join([str(seed), *names])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
