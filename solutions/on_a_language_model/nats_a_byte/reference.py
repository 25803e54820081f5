def nats_a_byte(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Work out three numbers that are each called the loss of a language model on a text.

    The model read the text in batches, and a program logged the mean loss of each batch.

    Parameters
    ----------
    batches
        At least one dict with the keys ``tokens``, how many tokens of the batch count, an
        integer, 0 or more; and ``mean``, their mean loss in nats. Where no token counts, `mean`
        is NaN: PyTorch's mean of nothing. In some batch a token counts. A batch whose
        computation failed has NaN or infinity there although its tokens count.
    text_bytes
        How many bytes the tokens that count stand for in the text, at least 1. It may be more
        or less than the number of tokens.

    Returns
    -------
    dict
        ``mean_of_means``: the mean of the logged means, over the batches in which a token
        counts. ``token``: the mean loss of a token that counts, in nats. ``byte``: the loss of
        all tokens that count, in nats, for each byte of the text. If a batch failed, its NaN
        or infinity is in all three: a failed run has no loss to report.

    Notes
    -----
    The third is the one by which models with other tokens can be compared. Do not worry about
    rounding.
    """
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    total = sum(tokens * mean for tokens, mean in counted)
    return {
        "mean_of_means": sum(mean for _, mean in counted) / len(counted),
        "token": total / sum(tokens for tokens, _ in counted),
        "byte": total / text_bytes,
    }
