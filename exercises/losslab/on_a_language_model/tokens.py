"""Byte-pair encoding, in small: bytes, and the pairs that were merged most often.

After Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword units",
2016. Any text can be encoded, since all 256 bytes are tokens.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

__all__ = ["Tokenizer", "learn"]

# Merges stay within a word with the space before it, a number, a run of one kind of sign.
_PIECES = re.compile(r" ?[A-Za-z]+| ?[0-9]+|\n+|  +|[^\sA-Za-z0-9]+|.", re.DOTALL)


def _merged(piece: list[int], pair: tuple[int, int], token: int) -> list[int]:
    out: list[int] = []
    at = 0
    while at < len(piece):
        if at + 1 < len(piece) and (piece[at], piece[at + 1]) == pair:
            out.append(token)
            at += 2
        else:
            out.append(piece[at])
            at += 1
    return out


class Tokenizer:
    """Text to tokens and back.

    Parameters
    ----------
    merges
        Pairs of tokens in the order in which they were merged. The first 256 tokens are the
        bytes, and pair ``i`` becomes token ``256 + i``.
    """

    def __init__(self, merges: Sequence[tuple[int, int]]) -> None:
        self.merges = [(int(a), int(b)) for a, b in merges]
        self.spelled = [bytes([byte]) for byte in range(256)]
        for a, b in self.merges:
            self.spelled.append(self.spelled[a] + self.spelled[b])
        self._rank = {pair: 256 + i for i, pair in enumerate(self.merges)}
        self._known: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.spelled)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""
        return [token for piece in _PIECES.findall(text) for token in self._piece(piece)]

    def _piece(self, piece: str) -> list[int]:
        if piece not in self._known:
            tokens = list(piece.encode())
            while len(tokens) > 1:
                pair = min(itertools.pairwise(tokens), key=self._order)
                if pair not in self._rank:
                    break
                tokens = _merged(tokens, pair, self._rank[pair])
            self._known[piece] = tokens
        return self._known[piece]

    def _order(self, pair: tuple[int, int]) -> int:
        return self._rank.get(pair, len(self.spelled))

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens; bytes that are no text become the replacement character."""
        return b"".join(self.spelled[token] for token in tokens).decode(errors="replace")

    def lengths(self) -> np.ndarray:
        """How many bytes each token has: int64 of shape (tokens,)."""
        return np.array([len(spelled) for spelled in self.spelled])


def learn(text: str, merges: int) -> Tokenizer:
    """Merge the most frequent pair of tokens, again and again; ties go to the smaller pair."""
    often = Counter(_PIECES.findall(text))
    words, times = [list(piece.encode()) for piece in often], list(often.values())
    pairs: Counter[tuple[int, int]] = Counter()
    where: defaultdict[tuple[int, int], set[int]] = defaultdict(set)

    def count(at: int, sign: int) -> None:
        for pair in zip(words[at], words[at][1:], strict=False):
            pairs[pair] += sign * times[at]
            where[pair].add(at)

    for at in range(len(words)):
        count(at, 1)
    found: list[tuple[int, int]] = []
    for token in range(256, 256 + merges):
        best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
        if best is None or pairs[best] == 0:
            break
        found.append(best)
        for at in sorted(where[best]):
            count(at, -1)
            words[at] = _merged(words[at], best, token)
            count(at, 1)
        del pairs[best], where[best]
    return Tokenizer(found)
