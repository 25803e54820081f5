import math

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The mean loss of a token is the mean of the batches' means here. A token of a short "
    "batch then counts more than one of a long batch.",
)
def every_batch_alike(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    mean = sum(mean for _, mean in counted) / len(counted)
    tokens = sum(tokens for tokens, _ in counted)
    return {"mean_of_means": mean, "token": mean, "byte": mean * tokens / text_bytes}


@mutant(
    says="The mean of the logged means is weighted by tokens here, which makes it the mean loss of "
    "a token. The one that is often printed weighs all batches alike.",
)
def no_mean_of_means(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    total = sum(tokens * mean for tokens, mean in counted)
    token = total / sum(tokens for tokens, _ in counted)
    return {"mean_of_means": token, "token": token, "byte": total / text_bytes}


@mutant(
    says="The loss a byte is in bits here. Nats are due, as they were logged.",
)
def bits_a_byte(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    total = sum(tokens * mean for tokens, mean in counted)
    return {
        "mean_of_means": sum(mean for _, mean in counted) / len(counted),
        "token": total / sum(tokens for tokens, _ in counted),
        "byte": total / math.log(2) / text_bytes,
    }


@mutant(
    says="The loss of one token is divided by all the bytes here. All tokens together stand for "
    "the text's bytes, so it is the loss of all of them that has to be divided.",
)
def one_token_for_all_bytes(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    token = sum(n * mean for n, mean in counted) / sum(n for n, _ in counted)
    return {
        "mean_of_means": sum(mean for _, mean in counted) / len(counted),
        "token": token,
        "byte": token / text_bytes,
    }


@mutant(
    says="The loss a byte is the loss a token times the bytes of a token here. A token of three "
    "bytes spreads its loss over three bytes: each of them gets less, not more.",
)
def upside_down(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    counted = [(batch["tokens"], batch["mean"]) for batch in batches if batch["tokens"]]
    tokens = sum(tokens for tokens, _ in counted)
    token = sum(n * mean for n, mean in counted) / tokens
    return {
        "mean_of_means": sum(mean for _, mean in counted) / len(counted),
        "token": token,
        "byte": token * text_bytes / tokens,
    }


@mutant(
    says="A batch in which nothing counts makes everything NaN. It has no loss, so there is "
    "nothing to add; and 0 times NaN is NaN.",
)
def nothing_times_nan(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    total = sum(batch["tokens"] * batch["mean"] for batch in batches)
    return {
        "mean_of_means": sum(batch["mean"] for batch in batches) / len(batches),
        "token": total / sum(batch["tokens"] for batch in batches),
        "byte": total / text_bytes,
    }


@mutant(
    says="A batch in which nothing counts is a batch with the mean 0 here, which lowers the mean "
    "of the means. No token of it was predicted well; there is none.",
)
def nothing_is_perfect(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    means = [batch["mean"] if batch["tokens"] else 0.0 for batch in batches]
    total = sum(b["tokens"] * mean for b, mean in zip(batches, means, strict=True))
    return {
        "mean_of_means": sum(means) / len(means),
        "token": total / sum(batch["tokens"] for batch in batches),
        "byte": total / text_bytes,
    }


@mutant(
    says="Every NaN is left out. That is right where no token counts. Where tokens count it hides "
    "a batch whose computation failed, and the run looks healthy.",
)
def hides_what_failed(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    kept = [(batch["tokens"], batch["mean"]) for batch in batches if batch["mean"] == batch["mean"]]
    total = sum(tokens * mean for tokens, mean in kept)
    return {
        "mean_of_means": sum(mean for _, mean in kept) / len(kept),
        "token": total / sum(tokens for tokens, _ in kept),
        "byte": total / text_bytes,
    }


@mutant(
    says="Everything that is not finite is left out. Where tokens count, NaN and infinity are "
    "what the run computed, and there is no loss to report without them.",
)
def finite_only(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    kept = [(batch["tokens"], batch["mean"]) for batch in batches if math.isfinite(batch["mean"])]
    total = sum(tokens * mean for tokens, mean in kept)
    return {
        "mean_of_means": sum(mean for _, mean in kept) / len(kept),
        "token": total / sum(tokens for tokens, _ in kept),
        "byte": total / text_bytes,
    }


@variant(how="NumPy arrays and a mask")
def with_arrays(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    tokens = np.array([batch["tokens"] for batch in batches])
    means = np.array([batch["mean"] for batch in batches])[tokens > 0]
    tokens = tokens[tokens > 0]
    return {
        "mean_of_means": means.mean(),
        "token": np.average(means, weights=tokens),
        "byte": tokens @ means / text_bytes,
    }


@variant(how="one loop that adds up as a program would")
def as_a_program(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    total, tokens, means, counted = 0.0, 0.0, 0.0, 0
    for batch in batches:
        if batch["tokens"] == 0:
            continue
        total += batch["tokens"] * batch["mean"]
        tokens += batch["tokens"]
        means += batch["mean"]
        counted += 1
    return {
        "mean_of_means": means / counted,
        "token": total / tokens,
        "byte": total / text_bytes,
    }
