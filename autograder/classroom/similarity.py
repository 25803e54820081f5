"""Which answers are alike beyond what the task explains.

An answer is parsed, names and constants of the learner's own are made alike, and its syntax tree
becomes a sequence of tokens. Of all runs of `GRAM` tokens the fingerprints are chosen by winnowing
(Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003): any run of `GRAM` + `WINDOW` - 1 equal tokens shares at least one. Fingerprints that
occur in the release, in the reference or in a known wrong answer are left out, and so are those
that many answers share: what most write is no sign of copying.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

GRAM, WINDOW = 12, 6
# What this share of a class writes is the obvious way to write it.
COMMON = 0.25
# With fewer fingerprints of its own an answer is too short to say anything.
FEWEST = 8


@dataclass(frozen=True)
class Pair:
    """Two answers to one exercise.

    Parameters
    ----------
    one, other
        Whose.
    shared
        How many fingerprints they share.
    share
        Which part that is of the smaller one's fingerprints.
    """

    one: str
    other: str
    shared: int
    share: float


def tokens(source: str) -> list[str]:
    """The syntax tree as a sequence, without the learner's own names; empty if it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    own = _own_names(tree)
    return list(_walk(tree, own))


def _own_names(tree: ast.AST) -> set[str]:
    """Names that the answer binds: parameters, assigned variables, its own functions."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def _walk(node: ast.AST, own: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring, or a text that does nothing
    kind = type(node).__name__
    if isinstance(node, ast.Name):
        yield "own" if node.id in own else node.id
        return
    if isinstance(node, ast.Attribute):
        kind += f".{node.attr}"
    elif isinstance(node, ast.Constant):
        kind += f":{type(node.value).__name__}"
    elif isinstance(node, ast.expr_context):
        return
    yield kind
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.arguments):  # a signature is the task's
            yield from _walk(child, own)


def fingerprints(source: str) -> set[int]:
    """The chosen fingerprints of an answer."""
    sequence = tokens(source)
    grams = ("\0".join(sequence[i : i + GRAM]) for i in range(len(sequence) - GRAM + 1))
    digests = (hashlib.blake2b(gram.encode(), digest_size=8).digest() for gram in grams)
    hashes = [int.from_bytes(digest, "big") for digest in digests]
    if len(hashes) <= WINDOW:
        return {min(hashes)} if hashes else set()
    return {min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1)}


def alike(answers: Mapping[str, str], known: Iterable[str] = (), least: float = 0.6) -> list[Pair]:
    """Pairs of answers that share more than the task explains, the most alike first.

    Parameters
    ----------
    answers
        The source of each student's answer to one exercise.
    known
        Sources that everybody may resemble: the release, the reference, known wrong answers.
    least
        The least share of the smaller answer's fingerprints.
    """
    taken: set[int] = set().union(*(fingerprints(source) for source in known))
    prints = {student: fingerprints(source) - taken for student, source in answers.items()}
    counts = Counter(mark for marks in prints.values() for mark in marks)
    most = max(2, int(COMMON * len(answers)))
    rare = {s: {m for m in marks if counts[m] <= most} for s, marks in prints.items()}
    found = []
    for one, other in combinations(sorted(rare), 2):
        smaller = min(len(rare[one]), len(rare[other]))
        shared = len(rare[one] & rare[other])
        if smaller >= FEWEST and shared / smaller >= least:
            found.append(Pair(one, other, shared, shared / smaller))
    return sorted(found, key=lambda pair: (-pair.share, -pair.shared, pair.one, pair.other))
