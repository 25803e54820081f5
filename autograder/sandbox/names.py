"""The names in a cell: those it reads, those it gives a meaning, and what a path begins with."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """The global names of a cell: those it reads, those it gives a meaning, those it imports.

    `later` are those that its functions read, whenever somebody calls them.
    """

    read: frozenset[str]
    bound: frozenset[str]
    imported: frozenset[str]
    later: frozenset[str]


def global_names(source: str) -> Names | None:
    """The global names of a trusted cell; None if it is no plain Python."""
    try:
        top = symtable.symtable(source, "cell", "exec")
    except SyntaxError:
        return None
    read: set[str] = set()
    bound: set[str] = set()
    imported: set[str] = set()
    later: set[str] = set()
    tables: list[symtable.SymbolTable] = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                name = symbol.get_name()
                if symbol.is_referenced():
                    (read if table is top else later).add(name)
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    bound.add(name)
                if symbol.is_imported():
                    imported.add(name)
    return Names(*map(frozenset, (read | later, bound, imported, later)))


def root(node: ast.AST) -> str:
    """The name that a path such as ``a.b[0].c`` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def bound_outside(tree: ast.AST) -> Iterator[str]:
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
