import numpy as np


def where_after(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    """Say where gradient descent on a quadratic loss stands after any number of steps.

    The loss of the weights w is ``0.5 * (w - minimum) @ hessian @ (w - minimum)``. One step of
    gradient descent subtracts `rate` times its gradient from w.

    Parameters
    ----------
    hessian
        float64 of shape (d, d), symmetric, no eigenvalue below 0. Some may be 0: in such a
        direction the loss is flat.
    minimum, start
        float64 of shape (d,).
    rate
        The learning rate: positive, and rate times the largest eigenvalue is below 1.9, so that
        no direction diverges.
    steps
        How many steps are taken, 0 to 10**9, an integer. Simulating 10**9 steps would take
        about an hour; ten seconds are allowed.

    Returns
    -------
    ndarray
        float64 of shape (d,): the weights after so many steps, none off by more than 1e-5.

    Notes
    -----
    Do not worry about rounding in the machine that would really take the steps.
    """
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = (1 - rate * eigenvalues) ** steps * (directions.T @ (start - minimum))
    return minimum + directions @ shrunk
