import math


def description_lengths(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Say how short a model makes the description of the text that it was trained on.

    Whoever has a forecast of a token can write the token down in about as many nats as its loss,
    by arithmetic coding. There are two ways to tell the text to somebody who has the program but
    not the weights.

    - *In two parts*: send the trained weights, then the text as the trained model forecasts it.
    - *Online*: both begin with the same untrained weights. Each chunk is sent as the model
      forecasts it when training comes to it first; then both train on it, and the receiver's
      weights stay the same as the sender's. What was sent once is known and costs nothing
      afterwards. A chunk to which training never came is sent at last, and each of its tokens
      costs the natural logarithm of `vocabulary`.

    Parameters
    ----------
    readings
        What the loss register read in training, in that order: pairs of a chunk's number and the
        mean loss of its tokens in nats, before the update on this chunk. A chunk may be read
        several times, or never. The list may be empty.
    tokens
        How many tokens each chunk of the text has; the first entry is that of chunk 0.
    vocabulary
        How many different tokens there are, at least 2.
    final
        The mean loss of each chunk's tokens after training, in nats, as many as `tokens`.
    weights
        The size of the file of trained weights, in bytes.
    files
        The sizes in bytes that compressors made of the text, by their names. It may be empty.

    Returns
    -------
    dict
        ``two_part`` and ``online``: floats, the lengths in bytes. ``shortest``: the name of the
        shortest description, ``"two_part"``, ``"online"`` or a name from `files`; no two
        are equally short.

    Notes
    -----
    A byte is eight times the natural logarithm of 2 in nats. The result is not rounded to whole
    bytes, and the two or three bytes that arithmetic coding adds are left out. For online
    descriptions see Blier and Ollivier, *The description length of deep learning models* (2018).
    Do not worry about the program's own length: it is the same for both.
    """
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}
