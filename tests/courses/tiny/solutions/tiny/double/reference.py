def double(x: float) -> float:
    """Double a number.

    Parameters
    ----------
    x
        Any finite number.

    Returns
    -------
    float
        Twice the number.
    """
    return 2.0 * x
