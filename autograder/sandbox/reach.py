"""What a cell's text can change: read off the source, in doubt everything.

A cell is trusted to change nothing but names only if all that it does is listed as harmless: it
imports what only computes, sets attributes of nothing but its own objects, and hands on neither a
module nor a value that others use too. That a function which is called does no more than texts
tell of is assumed: who uses this keeps to what only shows, and does not score.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType, ModuleType
from typing import Any

from autograder.sandbox.names import bound_outside, global_names, root

# Longer cells are not looked into.
MAX_CHARACTERS = 20_000
# What so many of them may change is remembered: cells of the release come with every submission.
MOST_KEPT = 256

# Whoever uses one of these may change what he does not name.
_EVERYWHERE = """
    __builtins__ __import__ atexit breakpoint builtins chdir compile ctypes currentframe delattr
    environ eval exec exit f_back f_builtins f_globals f_locals gc get_ipython getattr globals
    importlib io locals mock monkeypatch multiprocessing open os pathlib quit setattr shutil signal
    subprocess sys threading vars
"""
_REACHES_EVERYWHERE = frozenset(_EVERYWHERE.split())
# The same, as something that a module is asked for.
_OF_MODULES = """
    filterwarnings manual_seed memmap patch rcParams reload resetwarnings save savetxt savez seed
    setbufsize setcontext seterr setstate simplefilter swap_tensors tofile update_wrapper
"""
_ASKED_OF_MODULES = _REACHES_EVERYWHERE | frozenset(_OF_MODULES.split())
# torch.set_default_dtype and many like it.
_SETTERS = ("set_", "_set", "register_", "enable_", "use_")
# Of names such as __dict__ and __class__, those that lead to nothing which others use too.
_OWN = """
    __add__ __call__ __doc__ __enter__ __eq__ __exit__ __getitem__ __init__ __iter__ __len__
    __mul__ __name__ __post_init__ __qualname__ __repr__ __setitem__ __str__ __sub__ __version__
"""
_LEADS_NOWHERE = frozenset(_OWN.split())
# What any cell may import: packages that compute, and keep nothing that a cell can set by a call.
_MODULES = """
    __future__ abc bisect cmath collections copy dataclasses decimal enum fractions functools heapq
    itertools math numbers numpy random re statistics string textwrap time torch typing
"""
_COMPUTES = frozenset(_MODULES.split())
# Attributes that may be set on what a cell has got from elsewhere: they are a tensor's.
_OF_TENSORS = frozenset({"data", "grad", "requires_grad"})
# Methods that change what they are called on.
_METHODS = """
    add append clear difference_update discard extend fill insert intersection_update pop popitem
    put remove resize reverse set setdefault sort symmetric_difference_update update
"""
_CHANGES = frozenset(_METHODS.split())
# What is looked at in a cell besides its names; the rest only joins these.
_TELLING = (
    ast.AnnAssign,
    ast.arg,
    ast.AsyncFunctionDef,
    ast.Attribute,
    ast.Call,
    ast.ClassDef,
    ast.ExceptHandler,
    ast.FunctionDef,
    ast.Global,
    ast.Import,
    ast.ImportFrom,
    ast.alias,
    ast.Subscript,
)


@dataclass(frozen=True)
class Cell:
    """A trusted cell that gives the same to everybody.

    Parameters
    ----------
    source
        Its text.
    uses
        The names that it takes from elsewhere. Whoever gives one of them another meaning in front
        of it changes what it shows.
    binds
        The names that it defines.
    place
        How many code cells run before it, in a notebook with no cells of a learner's own.
    """

    source: str
    uses: frozenset[str]
    binds: frozenset[str]
    place: int


@dataclass(frozen=True)
class Opening:
    """What a notebook's first cells have made, as far as cells behind them may change it.

    Parameters
    ----------
    imported
        The names that they import. Who writes into one of these, or hands it on, changes what all
        use who know it by another name.
    defined
        The names that they define besides. Whoever reads one may write into what it stands for.
    modules
        Those of the imported names that are modules: what is called in one is a function, and
        changes nothing by its name.
    fixed
        Names, and attributes of modules such as ``novels.WORDS``, whose values nobody can change.
    """

    imported: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()

    def looked_up(self, namespace: Mapping[str, Any]) -> dict[str, list[str]]:
        """`modules` and `fixed`, once the first cells have run: found in their namespace."""
        modules = [n for n in self.imported if isinstance(namespace.get(n), ModuleType)]
        fixed = [n for n in self.imported if _cannot_change(namespace.get(n))]
        for name in modules:
            for attribute, value in vars(namespace[name]).items():
                if attribute.isupper() and _cannot_change(value):
                    fixed.append(f"{name}.{attribute}")
        return {"modules": modules, "fixed": fixed}


def _cannot_change(value: object) -> bool:
    """Whether a value stays what it is, whatever anybody does who has it."""
    if type(value) in (tuple, frozenset):
        return all(map(_cannot_change, value))  # type: ignore[call-overload]
    if isinstance(value, MappingProxyType):
        return all(map(_cannot_change, (*value, *value.values())))
    if is_dataclass(value) and not isinstance(value, type):
        frozen = type(value).__dataclass_params__.frozen  # type: ignore[attr-defined]
        return frozen and all(map(_cannot_change, vars(value).values()))
    return type(value) in (str, bytes, int, float, complex, bool)


@functools.lru_cache(maxsize=MOST_KEPT)
def changes(source: str, opening: Opening) -> frozenset[str] | None:
    """The names whose meaning a cell may change; None if it may change anything.

    Parameters
    ----------
    source
        The cell's text, anybody's.
    opening
        What stands in front of it.
    """
    seen = read(source, opening)
    touched = None if seen is None else seen.written | (seen.handed_on - opening.fixed)
    if seen is None or touched is None or seen.foreign or touched & opening.imported:
        return None
    return seen.bound | seen.written | (seen.read & opening.defined)


@dataclass(frozen=True)
class Read:
    """What stands in a cell that reaches only what it names.

    Parameters
    ----------
    bound
        The names to which it gives a meaning.
    written
        The names whose values it changes.
    read
        The names that it reads.
    handed_on
        Those of them that it does more with than to call, or to look into for something to call.
    foreign
        Whether it does anything that is not listed as harmless in anybody's cell.
    """

    bound: frozenset[str]
    written: frozenset[str]
    read: frozenset[str]
    handed_on: frozenset[str]
    foreign: bool


def read(source: str, opening: Opening | None = None) -> Read | None:
    """What anybody's cell names; None if it is long, no plain Python, or may change anything."""
    opening = opening or Opening()
    try:
        if len(source) > MAX_CHARACTERS:
            return None
        tree = ast.parse(source)
        nodes = _parts(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names = [node for node in nodes if isinstance(node, ast.Name)]
    nodes = [node for node in nodes if isinstance(node, _TELLING)]
    if any(n.id in _REACHES_EVERYWHERE for n in names) or any(map(_reaches_everywhere, nodes)):
        return None
    declared = [name for node in nodes if isinstance(node, ast.Global) for name in node.names]
    elsewhere = global_names(source)
    if elsewhere is None:
        return None
    names = [name for name in names if name.id in elsewhere.read]
    asked = [n for n in nodes if isinstance(n, ast.Attribute)]
    harmless = {id(name) for node in nodes for name in _only_looked_at(node)}
    harmless -= {id(name) for node in asked for name in _asked_for_a_value(node, opening.fixed)}
    # A name that is a function's own may stand for something else outside.
    everywhere = elsewhere.read | elsewhere.bound
    written = frozenset(_written_into(node, opening.modules) for node in nodes) & everywhere
    return Read(
        bound=frozenset([*bound_outside(tree), *declared]),
        written=written,
        read=elsewhere.read,
        handed_on=frozenset(n.id for n in names if id(n) not in harmless),
        foreign=any(_is_foreign(node) for node in nodes),
    )


def _parts(tree: ast.AST) -> list[ast.AST]:
    """All nodes of a tree but constants and what stands for an operator or a context."""
    found = [tree]
    for node in found:
        for field in node._fields:
            value = getattr(node, field, None)
            for part in value if type(value) is list else (value,):
                if isinstance(part, ast.AST) and part._fields and type(part) is not ast.Constant:
                    found.append(part)
    return found


def _reaches_everywhere(node: ast.AST) -> bool:
    """Whether a node asks for what may change anything."""
    if isinstance(node, ast.Attribute):
        if node.attr == "manual_seed" and isinstance(node.value, ast.Call):
            return False  # of a generator that has just been made
        hidden = node.attr.startswith("__") and node.attr not in _LEADS_NOWHERE
        return hidden or node.attr in _ASKED_OF_MODULES or node.attr.startswith(_SETTERS)
    if isinstance(node, ast.alias):
        parts = node.name.split(".")
        return "*" in parts or not _ASKED_OF_MODULES.isdisjoint(parts)
    if isinstance(node, ast.ImportFrom):
        return not _REACHES_EVERYWHERE.isdisjoint((node.module or "").split("."))
    return False


def _is_foreign(node: ast.AST) -> bool:
    """Whether a node imports what does more than compute, or sets what may not be its own."""
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] not in _COMPUTES for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        private = any(alias.name.startswith("_") for alias in node.names)
        return private or (node.module or "").partition(".")[0] not in _COMPUTES
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        return node.attr not in _OF_TENSORS and root(node) != "self"
    return False


def _only_looked_at(node: ast.AST) -> Iterator[ast.AST]:
    """The names in a node that are called, looked into, or named as a kind, and no more."""
    if isinstance(node, ast.Call):
        yield node.func
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            for kinds in node.args[1:]:
                yield from ast.walk(kinds)
    elif isinstance(node, ast.Attribute):
        yield node.value
    elif isinstance(node, ast.ClassDef):
        yield from (*node.bases, *node.decorator_list)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from node.decorator_list
        if node.returns is not None:
            yield from ast.walk(node.returns)
    elif isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield from ast.walk(node.type)
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield from ast.walk(node.annotation)


def _asked_for_a_value(node: ast.Attribute, fixed: frozenset[str]) -> Iterator[ast.AST]:
    """The name that a node asks for a value which others may use too."""
    # By custom such a name is a value's, not a function's.
    named_so = node.attr.isupper() or node.attr.startswith("_")
    if named_so and ast.unparse(node) not in fixed:
        owner = node.value
        while isinstance(owner, ast.Attribute):
            owner = owner.value
        yield owner


def _written_into(node: ast.AST, modules: frozenset[str]) -> str:
    """The name whose value a node changes without giving it another one; empty for none."""
    if not isinstance(node, ast.Attribute | ast.Subscript):
        return ""
    written = isinstance(node.ctx, ast.Store | ast.Del)
    if isinstance(node, ast.Attribute):
        in_place = node.attr.endswith("_") and not node.attr.endswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id in modules):
            written = written or node.attr in _CHANGES or in_place
    return root(node) if written else ""
