import numpy as np


def right_loop_over_lengths(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """For each length of context walk along the text and count."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def right_recursion(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """The forecast of a context rests on that of the context without its oldest token."""

    def seen(suffix: tuple[int, ...]) -> list[float]:
        before = seen(suffix[1:]) if suffix else [1.0 / tokens] * tokens
        k = len(suffix)
        follow = [t for i, t in enumerate(text) if i >= k and tuple(text[i - k : i]) == suffix]
        n = len(follow)
        return [(follow.count(v) + strength * before[v]) / (n + strength) for v in range(tokens)]

    return np.array(seen(tuple(context)), dtype=np.float64)


def right_ngram_counter(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Count all n-grams of the text up to the needed length once, then look them up."""
    from collections import Counter

    longest = len(context)
    grams = Counter(
        tuple(text[end - k - 1 : end])
        for k in range(longest + 1)
        for end in range(k + 1, len(text) + 1)
    )
    forecast = [1 / tokens for _ in range(tokens)]
    for k in range(longest + 1):
        last = tuple(context[longest - k :])
        n = [grams[(*last, v)] for v in range(tokens)]
        whole = sum(n) + strength
        forecast = [(n[v] + strength * forecast[v]) / whole for v in range(tokens)]
    return np.asarray(forecast, dtype=float)


def right_places_narrowed(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Keep an array of the places that still match, and narrow it down token by token."""
    words = np.array(text, dtype=np.int64)
    places = np.arange(len(words))
    forecast = np.ones(tokens) / tokens
    for k in range(len(context) + 1):
        if k:
            places = places[places >= k]
            places = places[words[places - k] == context[-k]]
        n = np.bincount(words[places], minlength=tokens)
        forecast = (n + strength * forecast) / (n.sum() + strength)
    return forecast


def right_exact_fractions(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Rational numbers throughout, turned into floats at the very end."""
    from fractions import Fraction

    worth = Fraction(float(strength))
    forecast = {v: Fraction(1, tokens) for v in range(tokens)}
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        n = dict.fromkeys(range(tokens), 0)
        for start in range(len(text) - k):
            if all(text[start + j] == last[j] for j in range(k)):
                n[text[start + k]] += 1
        whole = sum(n.values()) + worth
        forecast = {v: (n[v] + worth * forecast[v]) / whole for v in n}
    return np.array([float(forecast[v]) for v in range(tokens)])


def right_stops_when_unseen(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """What never occurred changes nothing, nor does a longer context: stop there."""
    from itertools import count

    forecast = np.full(tokens, 1 / tokens, dtype=np.float64)
    for k in count():
        if k > len(context):
            return forecast
        last = [] if k == 0 else context[-k:]
        followers = [text[i] for i in range(k, len(text)) if text[i - k : i] == last]
        if not followers:
            return forecast
        n = np.eye(tokens)[followers].sum(axis=0)
        forecast = (n + strength * forecast) / (len(followers) + strength)


def right_torch_unfold(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Windows of the text by torch's unfold, compared with the context all at once."""
    import torch

    words, wanted = torch.tensor(text, dtype=torch.long), torch.tensor(context, dtype=torch.long)
    forecast = torch.full((tokens,), 1 / tokens, dtype=torch.float64)
    for k in range(len(wanted) + 1):
        n = torch.zeros(tokens, dtype=torch.float64)
        if len(words) > k:
            windows = words.unfold(0, k + 1, 1)
            match = (windows[:, :k] == wanted[len(wanted) - k :]).all(dim=1)
            n = torch.bincount(windows[match, k], minlength=tokens).double()
        forecast = (n + strength * forecast) / (n.sum() + strength)
    return forecast.numpy()


def right_unrolled_weights(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Unroll the recursion from the longest context on: each length gets what is left over."""
    left, forecast = 1.0, np.zeros(tokens)
    for k in reversed(range(len(context) + 1)):
        last = context[len(context) - k :]
        n = np.zeros(tokens)
        for i, token in enumerate(text):
            if i >= k and all(a == b for a, b in zip(text[i - k : i], last, strict=True)):
                n[token] += 1.0
        forecast += left * n / (n.sum() + strength)
        left *= strength / (n.sum() + strength)
    return forecast + left / tokens


def wrong_minus_zero(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """context[-0:] is the whole context, so for k = 0 nothing is counted: text 1, context 0."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[-k:]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_first_tokens(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Looks at the first k tokens of the context, not the last: context 0, 1."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[:k]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_reversed(text: list[int], context: list[int], tokens: int, strength: float) -> np.ndarray:
    """Compares with the context backwards: context 0, 1 finds 1, 0 in the text."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[::-1][:k]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_no_overlap(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Goes on behind a match: in the text 1, 1, 1 the token 1 follows 1 once."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        place = k
        while place < len(text):
            if text[place - k : place] == last:
                counts[text[place]] += 1
                place += k
            place += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_first_place_missing(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Begins a place too late: the text's first token is never counted for k = 0."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k + 1, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_last_place_missing(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Stops a place too early: the text's last token is never counted."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text) - 1):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_single_tokens_need_a_past(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """For k = 0 counts only tokens that follow another one: a text of one token."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(max(k, 1), len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_text_in_a_circle(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """The text's end is followed by its beginning: text 0, 1, context 1."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        if k > len(text):
            break
        counts = np.zeros(tokens)
        for place in range(len(text)):
            if [text[place - k + j] for j in range(k)] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_context_joins_the_text(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Appends the context to the text and counts in both."""
    text = [*text, *context]
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_strength_for_each_token(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Adds the strength once for each token to the sum, so the rest does not sum to 1."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength * tokens)
    return forecast


def wrong_uniform_at_each_length(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Mixes each length with the uniform forecast, not with the shorter one's."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength / tokens) / (counts.sum() + strength)
    return forecast


def wrong_longest_first(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Begins with the longest context, so the shortest has the last word."""
    forecast = np.full(tokens, 1 / tokens)
    for k in reversed(range(len(context) + 1)):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_whole_context_missing(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """range(len(context)) leaves out the whole context."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context)):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_starts_at_one(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Leaves out k = 0: with an empty context the forecast stays uniform."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(1, len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_only_the_whole_context(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """No backing off: only the whole context, mixed with the uniform forecast."""
    forecast = np.full(tokens, 1 / tokens)
    for k in [len(context)]:
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_longest_seen_only(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Takes the longest context that occurs by itself, without the shorter ones' shares."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        if counts.any():
            forecast = (counts + strength / tokens) / (counts.sum() + strength)
    return forecast


def wrong_unseen_is_uniform(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """A context that never occurs resets the forecast to the uniform one."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
        if not counts.any():
            forecast = np.full(tokens, 1 / tokens)
    return forecast


def wrong_end_counts_as_followed(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """n counts how often the tokens occur, also at the text's end, where none follows."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        found = sum(text[i : i + k] == last for i in range(len(text) - k + 1)) if k else len(text)
        forecast = (counts + strength * forecast) / (found + strength)
    return forecast


def wrong_one_token_back_only(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """For each k compares the token k places back alone, not all k."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if not k or text[place - k] == last[0]:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_anywhere_before(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Counts tokens after which... any of the last k tokens came: sets are compared."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if set(text[place - k : place]) == set(last):
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_counted_once(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Notes which tokens follow, not how often: text 1, 1, 1, 0."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] = 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_two_tokens_at_most(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Looks at two tokens of context at most, as the notebook's language has: three."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(min(len(context), 2) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_whole_strength(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Rounds the strength down to a whole number: 0.5 is none, and 2.5 is 2."""
    strength = max(int(strength), 1)
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def wrong_strength_grows(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """The strength is multiplied by the length of the context: k = 2."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + (k + 1) * strength * forecast) / (counts.sum() + (k + 1) * strength)
    return forecast


def wrong_half_half(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Mixes frequencies and the shorter forecast half and half, whatever the strength is."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        if counts.any():
            forecast = (counts / counts.sum() + forecast) / 2
    return forecast


def wrong_strength_on_counts(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Multiplies the counts by the strength instead of the shorter forecast: strength 2."""
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (strength * counts + forecast) / (strength * counts.sum() + 1)
    return forecast


def wrong_mean_of_lengths(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """The plain average of the forecasts of all lengths, not the last of them."""
    forecast, every = np.full(tokens, 1 / tokens), []
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
        every.append(forecast)
    return np.mean(every, axis=0)


def wrong_last_but_one(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Returns the forecast of the context without its oldest token, one step too early."""
    forecast = before = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        before = forecast
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return before


def wrong_float32(text: list[int], context: list[int], tokens: int, strength: float) -> np.ndarray:
    """Computes in float32: the dtype is wrong, and sums are 1 to seven digits only."""
    forecast = np.full(tokens, 1 / tokens, dtype=np.float32)
    for k in range(len(context) + 1):
        last = context[len(context) - k :]
        counts = np.zeros(tokens, dtype=np.float32)
        for place in range(k, len(text)):
            if text[place - k : place] == last:
                counts[text[place]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast.astype(np.float32)
