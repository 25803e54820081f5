import torch


def logged_in_bfloat16(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Follow the loss that a program logs if it adds up the losses of its batches in bfloat16.

    A register holds the sum. After each batch the program adds the batch's loss to it: the
    register then holds the bfloat16 number that is nearest to the exact sum of what it held and
    the loss, and where two are equally near, the one whose last bit is 0. A bfloat16 number has
    8 significant bits: it is a whole number from 128 to 255, or 0, times a power of two.

    Parameters
    ----------
    register
        What the register holds at the start, a bfloat16 number from 0 to 30000.
    batches
        How many batches have been added to it before, 0 or more.
    losses
        The losses of the next batches in nats, at least one, each from 0 to 100 and a multiple
        of 1/64, which need not be a bfloat16 number.

    Returns
    -------
    dict
        ``register``: what it holds in the end. ``logged``: what the program logs then, the
        register divided by the number of all batches, as a float of usual precision.
        ``unmoved``: how many of the losses above 0 left the register exactly as it was.

    Notes
    -----
    A usual float holds each of these sums, and 24 significant bits do too. Do not worry about
    numbers too great or too small for bfloat16.
    """
    unmoved = 0
    for loss in losses:
        # The exact sum is a float32, and PyTorch rounds it as promised above.
        after = torch.tensor(register + loss).bfloat16().item()
        unmoved += loss > 0 and after == register
        register = after
    return {
        "register": register,
        "logged": register / (batches + len(losses)),
        "unmoved": unmoved,
    }
