"""Forecasts by counting: how often which token followed a context, with backoff to shorter ones.

The smoothing is that of Witten and Bell, "The zero-frequency problem", 1991, their method C: a
context that was followed by ``t`` different tokens in ``n`` occurrences keeps ``n / (n + t)``
for what it has seen and leaves the rest to the context that is one token shorter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

__all__ = ["Backoff"]


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
    """

    def __init__(self, text: Sequence[int], size: int, order: int) -> None:
        self.size, self.order = size, order
        self.after: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        text = list(text)
        for length in range(order):
            for end in range(length, len(text)):
                self.after[tuple(text[end - length : end])][text[end]] += 1

    def forecast(self, context: Sequence[int]) -> np.ndarray:
        """The next token's probabilities after a context: float64 of shape (size,)."""
        p = np.full(self.size, 1 / self.size)
        for length in range(min(self.order - 1, len(context)) + 1):
            counts = self.after.get(tuple(context[len(context) - length :]))
            if counts is None:
                break
            total, kinds = counts.total(), len(counts)
            p *= kinds / (total + kinds)
            p[list(counts)] += np.fromiter(counts.values(), float) / (total + kinds)
        return p

    def nats(self, text: Sequence[int]) -> np.ndarray:
        """Minus the log-probability of each token of a text after those before it: (tokens,)."""
        text = list(text)
        paid = []
        for at, token in enumerate(text):
            p = 1 / self.size
            for length in range(min(self.order - 1, at) + 1):
                counts = self.after.get(tuple(text[at - length : at]))
                if counts is None:
                    break
                total, kinds = counts.total(), len(counts)
                p = (counts[token] + kinds * p) / (total + kinds)
            paid.append(p)
        return -np.log(paid)

    def longest_match(self, context: Sequence[int]) -> int:
        """How many of a context's latest tokens stand together in the text, up to order - 1."""
        for length in range(min(self.order - 1, len(context)), 0, -1):
            if tuple(context[len(context) - length :]) in self.after:
                return length
        return 0
