"""Run the book's pages under other random numbers, and list the claims that do not hold there.

A page's claims about its experiments are assertions in its cells. Here every seed that a page or
losslab gives to NumPy or PyTorch is shifted; an assertion that fails is reported, and the page
goes on. A claim that fails for some shift is too strong for what the page shows: say less.

Example: python tools/sweep_pages.py training_stories --shifts 3
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
MARK = "a claim failed: "

# Runs before the first cell of a page. Assertions become reports, and seeds are shifted.
PRELUDE = """
import ast as _ast
import numpy as _np
import torch as _torch

_shift = {shift}
_default_rng, _Generator = _np.random.default_rng, _torch.Generator


def _shifted_rng(seed=None):
    if isinstance(seed, (int, _np.integer)):
        return _default_rng([int(seed), _shift])
    if isinstance(seed, (list, tuple)):
        return _default_rng([*map(int, seed), _shift])
    return _default_rng(seed)


class _ShiftedGenerator(_Generator):
    def manual_seed(self, seed):
        return super().manual_seed(int(seed) + 1_000_003 * _shift)


class _Soft(_ast.NodeTransformer):
    def visit_Assert(self, node):
        said = "{mark}" + _ast.unparse(node.test)
        report = _ast.parse(f"print({said!r})").body
        kind = _ast.Name("AssertionError", _ast.Load())
        handler = _ast.ExceptHandler(type=kind, name=None, body=report)
        softened = _ast.Try(body=[node], handlers=[handler], orelse=[], finalbody=[])
        return _ast.fix_missing_locations(_ast.copy_location(softened, node))


_np.random.default_rng, _torch.Generator = _shifted_rng, _ShiftedGenerator
get_ipython().ast_transformers.append(_Soft())
"""


def swept(notebook: NotebookNode, shift: int, folder: Path) -> tuple[list[str], list[str]]:
    """Run a notebook with shifted seeds.

    Parameters
    ----------
    notebook
        It stays as it is; a copy is run.
    shift
        Which other random numbers.
    folder
        Where the cells run.

    Returns
    -------
    failed
        The assertions that failed, as source.
    broken
        Errors other than failed assertions, a line each.
    """
    copy = nbformat.from_dict(notebook)
    prelude = PRELUDE.replace("{shift}", str(shift)).replace("{mark}", MARK)
    copy.cells.insert(0, nbformat.v4.new_code_cell(prelude))
    client = NotebookClient(
        copy, timeout=1200, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    outputs = [out for cell in copy.cells for out in cell.get("outputs", [])]
    said = "".join(out.text for out in outputs if out.output_type == "stream")
    failed = re.findall(rf"^{re.escape(MARK)}(.*)$", said, re.MULTILINE)
    broken = [f"{out.ename}: {out.evalue}" for out in outputs if out.output_type == "error"]
    return failed, broken


def has_cells(page: Path) -> bool:
    """Whether a page runs anything."""
    return "{code-cell}" in page.read_text(encoding="utf-8")


def main() -> int:
    """Sweep the pages that are named, or all that have cells."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", help="names such as training_stories; all by default")
    parser.add_argument("--shifts", type=int, default=20, help="how many shifts to try")
    parser.add_argument("--first", type=int, default=1, help="the number of the first of them")
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    pages = [ROOT / "book" / f"{name}.md" for name in asked.pages]
    pages = pages or [p for p in sorted((ROOT / "book").glob("*.md")) if has_cells(p)]
    bad = False
    for page in pages:
        if not page.is_file():
            sys.exit(f"There is no page {page}; name one of book/*.md without its ending.")
        notebook = jupytext.read(page, fmt="md:myst")
        failed: Counter[str] = Counter()
        broken: Counter[str] = Counter()
        for shift in range(asked.first, asked.first + asked.shifts):
            now_failed, now_broken = swept(notebook, shift, page.parent)
            failed.update(now_failed)
            broken.update(now_broken)
        bad = bad or bool(failed or broken)
        print(f"{page.stem}: {asked.shifts} shifts, {len(failed)} claims that failed", flush=True)
        for kind, found in (("failed", failed), ("broke", broken)):
            for text, often in found.most_common():
                print(f"    {kind} in {often}: {text}", flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
