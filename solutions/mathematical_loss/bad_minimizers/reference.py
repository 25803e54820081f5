import numpy as np


def bad_minimizers(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    """List what refutes "this loss is minimized only by good predictions", in one idealization.

    The loss is the expected cross-entropy of a case (x, y) drawn from `joint`: minus the natural
    logarithm of the probability that a prediction gives to label y at input x. The minimizers are
    those candidates that no other candidate has less of it than. A prediction is good if at
    *every* input its total variation distance from the truth, half the sum over labels of the
    absolute differences, is at most `slack`.

    Parameters
    ----------
    joint
        float64 of shape (m, k), sums to 1: the probability of each case in the idealization. An
        input may have probability 0 in it.
    candidates
        The class, at least one prediction, each float64 of shape (m, k) with rows that sum to 1
        and may hold zeros. At least one has a finite loss. The truth may be among them or not.
    truth
        float64 of shape (m, k): what a good prediction is near to. It may differ from what `joint`
        says of the labels, since somebody idealized.
    slack
        How far a good prediction may be off, from 0.04 to 0.96.

    Returns
    -------
    list of int
        The indices in `candidates` of the minimizers that are not good, in ascending order; empty
        if the claim is true. Candidates whose losses differ by less than 1e-9 have the same loss.

    Notes
    -----
    A case of probability 0 adds nothing to the loss, whatever is predicted for it. Do not worry
    about distances within 0.001 of the slack: none occurs. Source: items 16 and 17 of the
    companion.
    """
    occurs = joint > 0
    with np.errstate(divide="ignore"):  # what is ruled out and occurs costs infinitely much
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    minimal = losses < losses.min() + 1e-9
    far = [(np.abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i in range(len(candidates)) if minimal[i] and far[i]]
