"""Machine-made mutants: an answer with one small thing changed, as learners change it by mistake.

Each operator takes a node of the syntax tree and gives what it could have been instead.
What the judge reads alike is not changed: a float for an integer, a tuple for a list.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.authoring.confusions import (
    ARITHMETIC,
    COMPARISONS,
    LOSABLE,
    LOSABLE_METHODS,
    NAMES,
)

CLOSE = 1e-2  # A smaller constant is a tolerance.


@dataclass(frozen=True)
class Mutant:
    """An answer with one thing changed.

    Parameters
    ----------
    source
        The whole answer.
    was, became
        The line that was changed, before and after; `became` is empty where it was dropped.
    """

    source: str
    was: str
    became: str

    def __str__(self) -> str:
        return f"`{self.was}` → `{self.became}`"


def mutants(source: str) -> list[Mutant]:
    """All machine-made mutants of the source of one function, each once."""
    tree = ast.parse(source)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    start = 1 if ast.get_docstring(function) is not None else 0
    originals = list(_mutable(function.body[start:]))
    whole = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for number, node in enumerate(originals):
        for change in _changes(node):
            twin = copy.deepcopy(tree)
            body = twin.body[0]
            assert isinstance(body, ast.FunctionDef)
            theirs = list(_mutable(body.body[start:]))
            mutated = change(theirs[number])
            if mutated is not theirs[number]:
                _replace(body, theirs[number], mutated)
            text = ast.unparse(ast.fix_missing_locations(twin))
            if text != whole and text not in found:
                found[text] = Mutant(text, *_difference(whole, text))
    return list(found.values())


def _mutable(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes that operators look at: no annotation, docstring, assertion or exception's text."""
    waiting: list[ast.AST] = list(statements)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Assert):
            continue  # it tells the type checker what holds anyway
        yield node
        if isinstance(node, ast.Raise):
            continue
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "type_comment"):
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [
                child
                for child in children
                if isinstance(child, ast.AST)
                and not (isinstance(child, ast.keyword) and child.arg == "strict")
            ]


def _difference(before: str, after: str) -> tuple[str, str]:
    """The lines in which two texts differ, joined."""
    one, other = before.splitlines(), after.splitlines()
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return _joined(one[start : len(one) - end]), _joined(other[start : len(other) - end])


def _joined(lines: list[str]) -> str:
    return " ⏎ ".join(line.strip() for line in lines)


Change = Callable[[ast.AST], ast.AST | None]


def _replace(root: ast.AST, old: ast.AST, new: ast.AST | None) -> None:
    """Put `new` where `old` stands below `root`; None drops a statement."""
    for parent in ast.walk(root):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                at = next(i for i, item in enumerate(value) if item is old)
                kept = [] if new is None else [new]
                value[at : at + 1] = kept
                if not value and name == "body":
                    value.append(ast.Pass())
                return


def _changes(node: ast.AST) -> Iterator[Change]:
    for kind, operator in _OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _setting(**fields: object) -> Change:
    def change(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return change


def _part(take: Callable[..., ast.AST]) -> Change:
    return lambda node: take(node)


def _compare(node: ast.Compare) -> Iterator[Change]:
    for i, op in enumerate(node.ops):
        for other in COMPARISONS.get(type(op), ()):
            yield _setting(ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def _arithmetic(node: ast.BinOp) -> Iterator[Change]:
    for other in ARITHMETIC.get(type(node.op), ()):
        yield _setting(op=other())
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
        yield _part(lambda n: n.left)
    if isinstance(node.op, ast.Div) and _calls(node.left, "sum") and _calls(node.right, "len"):
        for pick in ("sorted({})[len({}) // 2]", "(min({0}) + max({0})) / 2", "{}[0]", "{}[-1]"):
            yield _average(pick)


def _average(pick: str) -> Change:
    """Another average than ``sum(values) / len(…)``."""

    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.BinOp)
        assert isinstance(node.left, ast.Call)
        values = ast.unparse(node.left.args[0])
        values = f"list({values})"
        return ast.parse(pick.format(values, values), mode="eval").body

    return change


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _in_place(node: ast.AugAssign) -> Iterator[Change]:
    for other in ARITHMETIC.get(type(node.op), ()):
        yield _setting(op=other())
    yield lambda n: ast.Assign(targets=[n.target], value=n.value)  # type: ignore[attr-defined]


def _assign(node: ast.Assign) -> Iterator[Change]:
    """``x = x + y`` as ``x += y``, which changes what others hold."""
    target, value = node.targets[0], node.value
    if isinstance(value, ast.BinOp) and ast.unparse(target) == ast.unparse(value.left):
        yield lambda n: ast.AugAssign(n.targets[0], n.value.op, n.value.right)  # type: ignore[attr-defined]


def _boolean(node: ast.BoolOp) -> Iterator[Change]:
    yield _setting(op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for i in range(len(node.values)):
        yield _without_value(i)


def _without_value(i: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.BoolOp)
        values = node.values[:i] + node.values[i + 1 :]
        return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)

    return change


def _unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield _part(lambda n: n.operand)


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield _setting(value=not value)
    elif isinstance(value, int):
        yield _setting(value=value + 1)
        yield _setting(value=value - 1)
    elif isinstance(value, float):
        small = 0 < abs(value) < CLOSE
        for other in (value * 1000, value / 1000) if small else (value * 2, value + 1):
            yield _setting(value=other)
    elif isinstance(value, str) and value:
        yield _setting(value=value + "_")


def _name(node: ast.Name) -> Iterator[Change]:
    for other in NAMES.get(node.id, ()):
        yield _setting(id=other)


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    for other in NAMES.get(node.attr, ()):
        yield _setting(attr=other)


def _call(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Name) and node.func.id in LOSABLE and node.args:
        yield _part(lambda n: n.args[0])
    if isinstance(node.func, ast.Attribute):
        if node.func.attr in LOSABLE_METHODS and not isinstance(node.func.value, ast.Name):
            yield _part(lambda n: n.func.value)
        elif node.func.attr in LOSABLE_METHODS | LOSABLE:
            yield _part(lambda n: n.args[0] if n.args else n.func.value)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "strict":
            continue
        yield _setting(keywords=node.keywords[:i] + node.keywords[i + 1 :])
    if len(node.args) >= 2 and not any(isinstance(a, ast.Starred) for a in node.args[:2]):
        yield _setting(args=[node.args[1], node.args[0], *node.args[2:]])
    if _calls(node, "range") or _calls(node, "sorted"):
        yield _reversed
    if _calls(node, "range"):
        yield _shorter


def _reversed(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    inner = ast.Call(ast.Name("reversed"), [copy.copy(node)], [])
    return ast.Call(ast.Name("list"), [inner], [])


def _shorter(node: ast.AST) -> ast.AST:
    """A range that ends one too early."""
    assert isinstance(node, ast.Call)
    last = 0 if len(node.args) == 1 else 1
    node.args[last] = ast.BinOp(node.args[last], ast.Sub(), ast.Constant(1))
    return node


def _subscript(node: ast.Subscript) -> Iterator[Change]:
    index = node.slice
    if isinstance(index, ast.Slice) and (index.lower or index.upper or index.step):
        yield _setting(slice=ast.Slice())
    if isinstance(index, ast.Constant) and index.value == 0:
        yield _setting(slice=ast.Constant(-1))
    if ast.unparse(index) == "-1":
        yield _setting(slice=ast.Constant(0))


def _conditional(node: ast.IfExp) -> Iterator[Change]:
    yield _part(lambda n: n.body)
    yield _part(lambda n: n.orelse)


def _if(node: ast.If) -> Iterator[Change]:
    yield _setting(test=ast.Constant(True))
    yield _setting(test=ast.Constant(False))


def _comprehension(node: ast.comprehension) -> Iterator[Change]:
    for i in range(len(node.ifs)):
        yield _setting(ifs=node.ifs[:i] + node.ifs[i + 1 :])


def _jump(node: ast.Break | ast.Continue) -> Iterator[Change]:
    yield lambda _: ast.Continue() if isinstance(node, ast.Break) else ast.Break()


def _drop(node: ast.stmt) -> Iterator[Change]:
    yield lambda _: None


_OPERATORS: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[Change]]], ...] = (
    (ast.Compare, _compare),
    (ast.BinOp, _arithmetic),
    (ast.AugAssign, _in_place),
    (ast.Assign, _assign),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _unary),
    (ast.Constant, _constant),
    (ast.Name, _name),
    (ast.Attribute, _attribute),
    (ast.Call, _call),
    (ast.Subscript, _subscript),
    (ast.IfExp, _conditional),
    (ast.If, _if),
    (ast.comprehension, _comprehension),
    ((ast.Break, ast.Continue), _jump),
    ((ast.Assign, ast.AugAssign, ast.Expr, ast.Assert, ast.Raise, ast.For, ast.While), _drop),
)
