"""Forecasts by counting: how often which token followed a context, with backoff to shorter ones.

The smoothing is that of Witten and Bell, "The zero-frequency problem", 1991, their method C: a
context that was followed by ``t`` different tokens in ``n`` occurrences keeps ``n / (n + t)``
for what it has seen and leaves the rest to the context that is one token shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["Backoff"]


@dataclass(frozen=True)
class _Table:
    """What followed the contexts of one length; contexts and pairs are numbers, in order."""

    contexts: np.ndarray
    totals: np.ndarray  # how often each context was followed by a token
    kinds: np.ndarray  # by how many different ones
    first: np.ndarray  # where its pairs begin
    pairs: np.ndarray  # a context and the token after it, as one number
    times: np.ndarray


class Backoff:
    """Counts of the tokens after every context of up to ``order - 1`` tokens.

    Parameters
    ----------
    text
        Tokens, integers from 0 to ``size - 1``.
    size
        How many tokens there are.
    order
        Length of the longest context, plus one: 3 makes a trigram model.

    Raises
    ------
    ValueError
        If so many tokens in a row cannot be numbered in 64 bits.
    """

    def __init__(self, text: Sequence[int], size: int, order: int) -> None:
        if size**order >= 2**63:
            raise ValueError(f"{order} tokens of {size} cannot be numbered in 64 bits")
        self.size, self.order = size, order
        self.tables = []
        for length in range(order):
            pairs, times = np.unique(self._numbers(text, length + 1), return_counts=True)
            contexts, first, kinds = np.unique(pairs // size, return_index=True, return_counts=True)
            totals = np.add.reduceat(times, first) if len(first) else times
            self.tables.append(_Table(contexts, totals, kinds, first, pairs, times))

    def _numbers(self, text: Sequence[int], length: int) -> np.ndarray:
        """Each stretch of so many tokens as one number: int64 of shape (tokens - length + 1,)."""
        tokens = np.array(list(text), np.int64)
        numbers = np.zeros(max(len(tokens) - length + 1, 0), np.int64)
        for at in range(length):
            numbers = numbers * self.size + tokens[at : at + len(numbers)]
        return numbers

    def _latest(self, context: Sequence[int], length: int) -> int | None:
        """Where the last tokens of a context stand in the table of their length, if they do."""
        number = 0
        for token in context[len(context) - length :]:
            number = number * self.size + int(token)
        contexts = self.tables[length].contexts
        at = int(np.searchsorted(contexts, number))
        return at if at < len(contexts) and contexts[at] == number else None

    def forecast(self, context: Sequence[int]) -> np.ndarray:
        """The next token's probabilities after a context: float64 of shape (size,)."""
        p = np.full(self.size, 1 / self.size)
        for length in range(min(self.order - 1, len(context)) + 1):
            at = self._latest(context, length)
            if at is None:
                break
            table = self.tables[length]
            total, kinds = table.totals[at], table.kinds[at]
            after = slice(table.first[at], table.first[at] + kinds)
            p *= kinds / (total + kinds)
            p[table.pairs[after] % self.size] += table.times[after] / (total + kinds)
        return p

    def nats(self, text: Sequence[int]) -> np.ndarray:
        """Minus the log-probability of each token of a text after those before it: (tokens,)."""
        p = np.full(len(text), 1 / self.size)
        for length, table in enumerate(self.tables):
            numbers = self._numbers(text, length + 1)
            met = np.flatnonzero(np.isin(numbers // self.size, table.contexts))
            at = np.searchsorted(table.contexts, numbers[met] // self.size)
            pair = np.searchsorted(table.pairs, numbers[met]).clip(max=len(table.pairs) - 1)
            counts = np.where(table.pairs[pair] == numbers[met], table.times[pair], 0)
            total, kinds = table.totals[at], table.kinds[at]
            p[length + met] = (counts + kinds * p[length + met]) / (total + kinds)
        return -np.log(p)

    def longest_match(self, context: Sequence[int]) -> int:
        """How many of a context's latest tokens stand together in the text, up to order - 1."""
        for length in range(min(self.order - 1, len(context)), 0, -1):
            if self._latest(context, length) is not None:
                return length
        return 0
