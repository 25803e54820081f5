"""What a record was made with: a digest of the code that its making runs, and of the weights.

Comments, docstrings and layout do not count. Digests of code can be compared only between equal
minor versions of Python, since each writes syntax trees out a little differently.
"""

from __future__ import annotations

import ast
import hashlib
import json
from pathlib import Path

__all__ = ["code", "weights"]

HERE = Path(__file__).parent
PACKAGE = "losslab.on_a_language_model"


def code(part: str, script: str = "_make", folder: Path = HERE) -> str:
    """A digest of a function of the script, of all in it that this uses, and of their modules.

    Parameters
    ----------
    part
        The function's name.
    script, folder
        Where it stands.

    Raises
    ------
    KeyError
        If the script has no function of this name.
    """
    tree = _stripped((folder / f"{script}.py").read_text(encoding="utf-8"))
    named = {name: node for node in tree.body for name in _defined(node)}
    kept, waiting, used = {part: named[part]}, [part], set[str]()
    while waiting:
        names = {n.id for n in ast.walk(named[waiting.pop()]) if isinstance(n, ast.Name)}
        used |= names
        fresh = {name for name in names & set(named) if name not in kept}
        kept |= {name: named[name] for name in fresh}
        waiting += fresh
    imported = _imports(tree)
    modules, queue = set[str](), [imported[name] for name in used & set(imported)]
    while queue:
        module = queue.pop()
        if module not in modules:
            modules.add(module)
            source = (folder / f"{module}.py").read_text(encoding="utf-8")
            queue += _imports(_stripped(source)).values()
    texts = [ast.unparse(kept[name]) for name in sorted(kept)]
    for module in sorted(modules):
        source = (folder / f"{module}.py").read_text(encoding="utf-8")
        texts.append(ast.unparse(_stripped(source)))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def weights(names: tuple[str, ...], folder: Path) -> str:
    """A digest of the checksums of shipped files."""
    sums = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
    joined = "\n".join(f"{name} {sums.get(name)}" for name in names)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _stripped(source: str) -> ast.Module:
    """The syntax tree without texts that are statements of their own."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [
                each
                for each in body
                if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
            ]
            node.body = kept or [ast.Pass()]  # type: ignore[attr-defined]
    return tree


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]


def _imports(tree: ast.Module) -> dict[str, str]:
    """For each imported name, the module of this package that it comes from or is."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            inner = (node.module or "")[len(PACKAGE) + 1 :]
            for alias in node.names:
                found[alias.asname or alias.name] = inner or alias.name
    return found
