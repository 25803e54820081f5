"""Does an interval contain the ideal loss? Asked of the exponential, so no loss is computed.

The ideal cross-entropy of logits z with label y is the number c with exp(c) = Σ exp(z[j] - z[y]).
So an interval from lo to hi contains it if exp(lo) ≤ Σ exp(z[j] - z[y]) ≤ exp(hi). To check an
answer is easier than to find it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["WIDTH", "enclosure_verdict"]

WIDTH = Decimal("1e-12")

# A loss of exp(-300) begins 131 digits after the point; the rest is to spare.
_CONTEXT = Context(prec=180, Emin=-999_999, Emax=999_999, traps=[])


def enclosure_verdict(ends: Sequence[float], logits: Tensor, label: int) -> dict[str, bool]:
    """Whether the two `ends` enclose the ideal cross-entropy, and tightly.

    Parameters
    ----------
    ends
        The interval ``(lo, hi)`` to judge.
    logits
        float32 of shape (k,), each taken for exactly the number that it stores.
    label
        The right class.

    Returns
    -------
    dict
        ``"lo <= loss <= hi"`` and ``"hi - lo <= 1e-12 * lo"``: True or False.
    """
    lo, hi = (_decimal(end) for end in ends)
    z = [Decimal(number) for number in logits.tolist()]
    total = Decimal(0)
    for number in z:
        total = _CONTEXT.add(total, _CONTEXT.exp(_CONTEXT.subtract(number, z[label])))
    finite = lo.is_finite() and hi.is_finite()
    width = _CONTEXT.subtract(hi, lo)
    return {
        "lo <= loss <= hi": finite and _CONTEXT.exp(lo) <= total <= _CONTEXT.exp(hi),
        "hi - lo <= 1e-12 * lo": finite and width <= _CONTEXT.multiply(WIDTH, lo),
    }


def _decimal(end: Any) -> Decimal:
    """An end of the interval, without rounding where that is possible."""
    return Decimal(end if isinstance(end, int | float | Decimal) else float(end))
