import math
from decimal import Decimal, localcontext

from torch import Tensor


def enclosure(logits: Tensor, label: int) -> tuple[float, float]:
    """Enclose the ideal cross-entropy of given logits between two floats.

    The float32 numbers in `logits` are taken for exactly the real numbers that they are. Their
    ideal cross-entropy is the real number log(Σ exp(z[j])) - z[label], which no float is equal
    to. The interval must contain it, without exception.

    Parameters
    ----------
    logits
        float32 of shape (k,), k >= 2, from -3000 to 3000; no two of them are more than 300 apart.
    label
        The right class, 0 to k - 1.

    Returns
    -------
    tuple of float
        lo and hi with lo <= ideal loss <= hi and hi - lo <= 1e-12 * lo.

    Notes
    -----
    The loss is positive and may be as small as 5e-131; float64 holds that, and the width counts
    relative to it. ``math.nextafter`` gives a float's neighbors. Do not worry about speed, or
    about gradients.
    """
    z = [Decimal(number) for number in logits.tolist()]
    with localcontext() as context:
        context.prec = 200
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        nearest = float(total.ln())
    return math.nextafter(nearest, 0.0), math.nextafter(nearest, math.inf)
