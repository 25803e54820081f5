"""The first code cell of a notebook: the merged imports of a chapter's references.

Where an import fails the cell says what to install, and into which Python. Where the course has
an address, a notebook that was opened from it on Colab first fetches what belongs to it.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable

from autograder.course.address import Address

LINE = 96  # and four more where the cell is guarded
_GUARD = """\
try:
{imports}
except ImportError as error:
    import sys
    from pathlib import Path

    # The folder with losslab in it: above this notebook, or beside the folder it was copied to.
    near = [up / part for up in Path.cwd().parents for part in (".", "exercises")]
    home = next((str(each) for each in near if (each / "losslab" / "__init__.py").is_file()), None)
    what = f'`%pip install "{{home}}"`' if home else "`%pip install FOLDER`"
    raise ImportError(
        f"{{error}}. This kernel's Python is {{sys.executable}}. Choose the kernel that has "
        f"losslab, or install it here: run {{what}} in a new cell, then restart the kernel."
        + ("" if home else " FOLDER is the course's folder exercises, which holds losslab{where}.")
    ) from None"""
_FETCH = """\
import sys

if "google.colab" in sys.modules:  # Colab brings this notebook alone: fetch what belongs to it
    import os
    import subprocess

    home = os.path.expanduser("~/{name}")
    if not os.path.isdir(home):
        source = "{url}"
        subprocess.run(["git", "clone", "--depth=1", "--branch={branch}", source, home], check=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", f"{{home}}/exercises"]
        subprocess.run(pip, check=True)
    os.chdir(f"{{home}}/exercises/{chapter}")

"""


def guarded(imports: str, address: Address | None = None, chapter: str = "") -> str:
    """Imports as a cell that, where one of them fails, says what to install in which Python.

    With the course's address the cell fetches, on Colab, what the notebook needs beside it.
    """
    where = f"; it can be had from {address.url}" if address else ""
    cell = _GUARD.format(imports=textwrap.indent(imports, "    "), where=where)
    if address is None:
        return cell
    fetch = _FETCH.format(
        name=address.name, url=address.url, branch=address.branch, chapter=chapter
    )
    return fetch + cell


def merged_imports(sources: Iterable[str]) -> str:
    """The import statements of several modules as one block, each name once, in ruff's order."""
    plain: set[str] = set()
    named: dict[str, set[str]] = {}
    for source in sources:
        for node in ast.parse(source).body:
            if isinstance(node, ast.Import):
                plain.update(ast.unparse(node).removeprefix("import ").split(", "))
            elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
                names = {ast.unparse(alias) for alias in node.names}
                named.setdefault(node.module, set()).update(names)
    lines = [(_place(name.split()[0], 0), f"import {name}") for name in plain]
    lines += [(_place(module, 1), _from(module, names)) for module, names in named.items()]
    return "\n".join(line for _, line in sorted(lines))


def split_imports(source: str) -> tuple[str, str]:
    """The import statements at the top level of a cell, and the cell without them.

    A cell that is no Python, because of a magic, stays whole.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "", source
    lines = source.splitlines()
    imports = []
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            imports.append(ast.unparse(node))
            assert node.end_lineno is not None
            for number in range(node.lineno - 1, node.end_lineno):
                lines[number] = "\0"
    rest = "\n".join(line for line in lines if line != "\0").strip("\n")
    return "\n".join(imports), rest


def _place(module: str, kind: int) -> tuple[bool, int, str]:
    """Where a statement stands: the standard library first, then ``import``, then ``from``."""
    foreign = module.partition(".")[0] not in sys.stdlib_module_names
    return foreign, kind, module.lower()


def _from(module: str, names: set[str]) -> str:
    ordered = sorted(names, key=_name_order)
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= LINE:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in ordered) + ")"


def _name_order(name: str) -> tuple[int, str]:
    """Constants before classes before functions."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[0].isupper() else 2), name.lower()
