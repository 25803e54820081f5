"""The three trained models and the records of what was done with them, as they come with losslab.

``python -m losslab.on_a_language_model._make`` made the files in ``data/``, with the seeds that
stand there.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from losslab.on_a_language_model.model import Shape, Transformer
from losslab.on_a_language_model.tokens import Tokenizer

__all__ = ["SEEDS", "checked", "models", "records", "tokenizer"]

SEEDS = (0, 1, 2)
DATA = Path(__file__).with_name("data")


def checked(name: str, folder: Path = DATA) -> bytes:
    """The bytes of a shipped file, if they are those that were shipped.

    Raises
    ------
    FileNotFoundError
        If the file is not there.
    ValueError
        If its SHA-256 is not the one in ``checksums.json``.
    """
    mend = "install losslab again, or make the files anew as CONTRIBUTING.md says"
    path = folder / name
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; {mend}")
    wanted = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))[name]
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise ValueError(
            f"{path} has the checksum {found[:12]}… and not {wanted[:12]}…: it is damaged or "
            f"from another version; {mend}"
        )
    return data


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer of the three models."""
    return Tokenizer(json.loads(checked("merges.json")))


@cache
def records() -> dict[str, Any]:
    """What the script recorded; ``_make.py`` says what each part holds."""
    records: dict[str, Any] = json.loads(checked("records.json"))
    return records


def models() -> list[Transformer]:
    """Fresh copies of the three trained models, in the order of :data:`SEEDS`.

    Weights are stored in float16 and used in float32.
    """
    nets = []
    for seed in SEEDS:
        checked(f"model_{seed}.npz")
        net = Transformer(Shape(tokens=len(tokenizer())))
        with np.load(DATA / f"model_{seed}.npz", allow_pickle=False) as stored:
            state = {name: torch.from_numpy(stored[name]).float() for name in stored.files}
        net.load_state_dict(state)
        nets.append(net.eval())
    return nets
