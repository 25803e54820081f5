import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The context is shortened at its end. The tokens that matter most are the latest: "
    "back off by dropping the oldest, so that k = 1 looks at the last token.",
)
def backoff_first_tokens(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == context[:k]:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@mutant(
    says="Raw counts decide wherever a context was seen. Where it was seen once, one token then "
    "gets all probability. Every level is mixed with the "
    "one before it.",
)
def backoff_only_if_unseen(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        if counts.sum() > 0:
            forecast = counts / counts.sum()
    return forecast


@mutant(
    says="The counts of the whole context are mixed with the uniform distribution, without what "
    "shorter contexts know. In a context that was never seen this knows nothing, though its "
    "last token may be an old friend.",
)
def backoff_to_uniform(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    k = len(context)
    counts = np.zeros(tokens)
    for i in range(k, len(text)):
        if text[i - k : i] == context:
            counts[text[i]] += 1
    return (counts + strength / tokens) / (counts.sum() + strength)


@mutant(
    says="The divisor is how often the context occurs. At the end of the text it occurs and "
    "nothing follows: count places where something does, or your probabilities do not sum"
    " to 1.",
)
def backoff_counts_the_end(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        places = counts.sum() + (k > 0 and text[len(text) - k :] == recent)
        forecast = (counts + strength * forecast) / (places + strength)
    return forecast


@mutant(
    says="The denominator holds the strength once for each token. It is shared out among the "
    "tokens by the shorter context's forecast, which sums to 1: in all it adds the strength once.",
)
def backoff_strength_per_token(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength * tokens)
    return forecast


@mutant(
    says="This starts from the shares of the tokens in the text. A token that does not occur there "
    "then gets probability 0, and a single surprise costs infinitely much. Begin one level "
    "lower, with the uniform distribution.",
)
def backoff_from_shares(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    shares = np.bincount(np.array(text, dtype=int), minlength=tokens)
    forecast = shares / shares.sum() if text else np.full(tokens, 1 / tokens)
    for k in range(1, len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@mutant(
    says="Places that overlap are missed. In 1, 1, 1, 1 the pair 1, 1 is followed by 1 twice.",
)
def backoff_without_overlap(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        i = k
        while i < len(text):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
                i += max(k, 1)
            else:
                i += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@mutant(
    says="This goes from the longest context to the shortest, so that the last word is had by the "
    "counts of single tokens, which are large. Go from the shortest to the longest: what knows "
    "more of the context comes last.",
)
def backoff_longest_first(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in reversed(range(len(context) + 1)):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@mutant(
    says="The first level, k = 0, counts nothing here, as if no token followed an empty context. "
    "(`context[-0:]` is the whole context.)",
)
def backoff_minus_zero(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == context[-k:]:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@mutant(
    says="The last token is never counted. It too follows what stands before it.",
)
def backoff_stops_early(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        counts = np.zeros(tokens)
        for i in range(k, len(text) - 1):
            if text[i - k : i] == context[len(context) - k :]:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


@variant(how="recursive, with dictionaries")
def backoff_recursive(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    def level(recent: tuple[int, ...]) -> list[float]:
        follows: dict[int, int] = {}
        for i in range(len(text) - len(recent)):
            if tuple(text[i : i + len(recent)]) == recent:
                after = text[i + len(recent)]
                follows[after] = follows.get(after, 0) + 1
        base = level(recent[1:]) if recent else [1 / tokens] * tokens
        n = sum(follows.values())
        return [(follows.get(v, 0) + strength * base[v]) / (n + strength) for v in range(tokens)]

    return np.array(level(tuple(context)))


@variant(how="comparing whole arrays instead of looping over the text")
def backoff_with_arrays(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    words = np.array(text, dtype=int)
    follows = np.ones(len(words), dtype=bool)
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        if k:
            earlier = np.zeros(len(words), dtype=bool)
            earlier[k:] = words[:-k] == context[-k]
            follows = follows & earlier
        counts = np.bincount(words[follows], minlength=tokens)
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast
