"""Cells that give the same to everybody: run once in the warm process, known to every learner's.

What such a cell has defined is put into a learner's process where the notebook has it. A cell
that turns out to do more than to define and to print is left alone, and runs in every process.
"""

from __future__ import annotations

import os
import random
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.sandbox.reach import Cell

if TYPE_CHECKING:
    from autograder.sandbox.shell import CellShell


@dataclass(frozen=True)
class Done:
    """What a cell left behind: the names that it defined, and the files that tracebacks name."""

    source: str
    names: Mapping[str, Any]
    files: Sequence[str]


def run(shell: CellShell, cell: Cell, room: int) -> tuple[dict[str, Any], Done] | None:
    """Run a cell and take back what it did to the shell; None if it did more than it may."""
    history = shell.history_manager
    assert history is not None
    namespace, count, state = dict(shell.user_ns), shell.execution_count, _state()
    inputs = len(history.input_hist_parsed)
    last = {name: getattr(history, name) for name in ("_i", "_ii", "_iii", "_i00")}
    files = set(shell.compile._filename_map)
    shell.execution_count = cell.place + 1
    result = shell.run(cell.source, room)
    names = {name: shell.user_ns[name] for name in cell.binds if name in shell.user_ns}
    new = [name for name in shell.compile._filename_map if name not in files]
    shell.user_ns.clear()
    shell.user_ns.update(namespace)
    shell.execution_count = count
    del history.input_hist_parsed[inputs:], history.input_hist_raw[inputs:]
    history.db_input_cache.clear()
    for name, value in last.items():
        setattr(history, name, value)
    plain = all(
        output["output_type"] == "display_data" or output.get("name") == "stdout"
        for output in result["outputs"]
    )
    if result["error"] or not plain or _state() != state:
        _restore(state)
        return None
    return result, Done(cell.source, names, new)


def bring(shell: CellShell, done: Done) -> None:
    """Leave a shell as the cell would have left it, had it run here."""
    count = shell.execution_count
    if shell.history_manager is not None:
        shell.history_manager.store_inputs(count, done.source, done.source)
    shell.user_ns.update(done.names)
    shell.compile._filename_map.update(dict.fromkeys(done.files, count))
    shell.execution_count = count + 1


def _state() -> tuple[Any, ...]:
    """What one cell can change for all that come after it, besides names."""
    state: list[Any] = [random.getstate(), os.getcwd(), len(warnings.filters)]
    if numpy := sys.modules.get("numpy"):
        kind, keys, *rest = numpy.random.get_state()
        state += [(kind, keys.tobytes(), *rest), numpy.geterr(), numpy.get_printoptions()]
    if torch := sys.modules.get("torch"):
        state += [bytes(torch.default_generator.get_state().numpy()), torch.get_default_dtype()]
        state += [torch.is_grad_enabled()]
    return tuple(state)


def _restore(state: tuple[Any, ...]) -> None:
    """Set back what calls of a learner's function do not set back themselves."""
    random.setstate(state[0])
    if numpy := sys.modules.get("numpy"):
        kind, keys, *rest = state[3]
        numpy.random.set_state((kind, numpy.frombuffer(keys, "uint32"), *rest))
        numpy.seterr(**state[4])
        numpy.set_printoptions(**state[5])
    if torch := sys.modules.get("torch"):
        generator, dtype, grad = state[-3:]
        torch.default_generator.set_state(torch.frombuffer(bytearray(generator), dtype=torch.uint8))
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(grad)
