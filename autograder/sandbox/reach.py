"""What a cell's text can change: read off the source, in doubt everything.

What is read is what the text itself can do: give a name a meaning, import, write into what a name
stands for, ask for what reaches everywhere. That a function which is called does no more than
texts tell of is assumed: who uses this keeps to what only shows, and does not score.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

# Longer cells are not looked into.
MAX_CHARACTERS = 20_000

# Whoever uses one of these may change what he does not name.
_EVERYWHERE = """
    __builtins__ __class__ __code__ __dict__ __getattribute__ __globals__ __import__ __setattr__
    _getframe atexit builtins chdir compile ctypes currentframe delattr environ eval exec exit
    f_back f_builtins f_globals gc get_ipython globals importlib io locals mock monkeypatch
    multiprocessing open os pathlib quit setattr shutil signal subprocess sys threading vars
"""
_REACHES_EVERYWHERE = frozenset(_EVERYWHERE.split())
# The same, as something that a module is asked for.
_OF_MODULES = "filterwarnings manual_seed patch rcParams reload seed seterr simplefilter"
_ASKED_OF_MODULES = _REACHES_EVERYWHERE | frozenset(_OF_MODULES.split())
# Methods that change what they are called on.
_METHODS = """
    add append clear difference_update discard extend fill insert intersection_update pop popitem
    put remove resize reverse set setdefault sort symmetric_difference_update update
"""
_CHANGES = frozenset(_METHODS.split())


@dataclass(frozen=True)
class Names:
    """The global names of a cell: those it reads, those it gives a meaning, those it imports."""

    read: frozenset[str]
    bound: frozenset[str]
    imported: frozenset[str]


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


def changes(source: str, imported: frozenset[str]) -> frozenset[str] | None:
    """The names whose meaning a cell may change; None if it may change anything.

    Parameters
    ----------
    source
        The cell's text, anybody's.
    imported
        The names that the notebook's first cells import. Who writes into one of these changes
        what all use who know it by another name.
    """
    seen = read(source)
    return None if seen is None or seen.written & imported else seen.bound | seen.written


@dataclass(frozen=True)
class Read:
    """What stands in a cell that reaches only what it names."""

    bound: frozenset[str]
    written: frozenset[str]


def read(source: str) -> Read | None:
    """What anybody's cell names; None if it is long, no plain Python, or may change anything."""
    try:
        if len(source) > MAX_CHARACTERS:
            return None
        tree = ast.parse(source)
        nodes = list(ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if any(_reaches_everywhere(node) for node in nodes):
        return None
    declared = [name for node in nodes if isinstance(node, ast.Global) for name in node.names]
    written = (name for node in nodes if (name := _written_into(node)))
    return Read(frozenset([*_bound_outside(tree), *declared]), frozenset(written))


def _reaches_everywhere(node: ast.AST) -> bool:
    """Whether a node asks for what may change anything."""
    if isinstance(node, ast.Name):
        return node.id in _REACHES_EVERYWHERE
    if isinstance(node, ast.Attribute):
        if node.attr == "manual_seed" and isinstance(node.value, ast.Call):
            return False  # of a generator that has just been made
        # torch.set_default_dtype and many like it.
        return node.attr in _ASKED_OF_MODULES or node.attr.startswith(("set_", "_set"))
    if isinstance(node, ast.alias):
        parts = node.name.split(".")
        return "*" in parts or not _ASKED_OF_MODULES.isdisjoint(parts)
    if isinstance(node, ast.ImportFrom):
        return not _REACHES_EVERYWHERE.isdisjoint((node.module or "").split("."))
    return False


def _written_into(node: ast.AST) -> str:
    """The name whose value a node changes without giving it another one; empty for none."""
    if not isinstance(node, ast.Attribute | ast.Subscript):
        return ""
    written = isinstance(node.ctx, ast.Store | ast.Del)
    if isinstance(node, ast.Attribute):
        in_place = node.attr.endswith("_") and not node.attr.endswith("__")
        written = written or node.attr in _CHANGES or in_place
    return root(node) if written else ""


def root(node: ast.AST) -> str:
    """The name that a path such as ``a.b[0].c`` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _bound_outside(tree: ast.AST) -> Iterator[str]:
    """The names to which a cell gives a meaning outside of its functions."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield from _bound(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults]
            waiting += [default for default in node.args.kw_defaults if default is not None]
        else:
            waiting += ast.iter_child_nodes(node)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names to which a node itself gives a meaning."""
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).partition(".")[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def global_names(source: str) -> Names | None:
    """The global names of a trusted cell; None if it is no plain Python."""
    try:
        top = symtable.symtable(source, "cell", "exec")
    except SyntaxError:
        return None
    read: set[str] = set()
    bound: set[str] = set()
    imported: set[str] = set()
    tables: list[symtable.SymbolTable] = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                name = symbol.get_name()
                if symbol.is_referenced():
                    read.add(name)
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    bound.add(name)
                if symbol.is_imported():
                    imported.add(name)
    return Names(frozenset(read), frozenset(bound), frozenset(imported))
