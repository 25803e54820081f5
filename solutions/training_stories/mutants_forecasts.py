"""Known answers to the exercises on forecasts of a small language model."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math

import numpy as np

from autograder.course.exercise import mutant, variant

# --- regret_in_nats ---------------------------------------------------------------------


@mutant(
    "regret_in_nats",
    says="You have the divergence the wrong way round: the average is taken over the forecast's "
    "tokens. It is the model that emits the tokens, so its probabilities are the weights.",
)
def regret_reversed(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(forecast > 0, np.log(forecast) - np.log(model), 0.0)
        return float(np.where(forecast > 0, forecast * cost, 0.0).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="This is right in bits. Nats are due: the natural logarithm.",
)
def regret_in_bits(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log2(model) - np.log2(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="This is the expected cost. Even the perfect forecast pays the model's entropy; regret is "
    "what is paid on top of it, and it is 0 where forecast and model agree.",
)
def regret_is_cost(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.where(model > 0, -model * np.log(forecast), 0.0).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="You clip probabilities before you take the logarithm. A forecaster who said that "
    "something cannot happen, and saw it happen, then pays about 28 nats a time. The rule says "
    "that no finite price covers it.",
)
def regret_clipped(forecast: np.ndarray, model: np.ndarray) -> float:
    q, p = np.maximum(forecast, 1e-12), np.maximum(model, 1e-12)
    return float((model * (np.log(p) - np.log(q))).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="Where the model's probability is 0, you multiply 0 by minus infinity and get NaN. A "
    "token that is never emitted costs nothing: leave it out of the sum.",
)
def regret_nan(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float((model * (np.log(model) - np.log(forecast))).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="You average over tokens as well as over contexts. The sum over the tokens of a context "
    "is already an expectation, weighted by the model; only contexts are averaged.",
)
def regret_mean_over_cells(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).mean())


@mutant(
    "regret_in_nats",
    says="You have the sum over the contexts. The mean is due.",
)
def regret_summed(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum())


@mutant(
    "regret_in_nats",
    says="You compare probabilities by squared error. That is a proper score too, with another "
    "unit and other prices: it hardly notices a forecast of 0 where the model says 0.01.",
)
def regret_squared(forecast: np.ndarray, model: np.ndarray) -> float:
    return float(((forecast - model) ** 2).sum(axis=1).mean())


@mutant(
    "regret_in_nats",
    says="You charge infinity for every forecast of 0, also for tokens that the model never emits. "
    "To rule out what does not happen is right, and free.",
)
def regret_any_zero(forecast: np.ndarray, model: np.ndarray) -> float:
    if (forecast == 0).any():
        return float("inf")
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum(axis=1).mean())


@variant("regret_in_nats", how="expected cost minus entropy, in plain loops")
def regret_in_loops(forecast: np.ndarray, model: np.ndarray) -> float:
    total = 0.0
    for q_row, p_row in zip(forecast.tolist(), model.tolist(), strict=True):
        for q, p in zip(q_row, p_row, strict=True):
            if p > 0:
                if q == 0:
                    return math.inf
                total += p * math.log(p) - p * math.log(q)
    return total / len(model)


@variant("regret_in_nats", how="torch's xlogy, as a tensor until the end")
def regret_in_torch(forecast: np.ndarray, model: np.ndarray) -> float:
    import torch

    q, p = torch.tensor(forecast), torch.tensor(model)
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1).mean().item()


# --- forecast_by_backoff ----------------------------------------------------------------


@mutant(
    "forecast_by_backoff",
    says="You shorten the context at its end. The tokens that matter most are the latest: back off "
    "by dropping the oldest, so that k = 1 looks at the last token.",
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
    "forecast_by_backoff",
    says="You back off only where a context was never seen, and trust raw counts otherwise. Where "
    "it was seen once, you then give all probability to one token. Every level is mixed with the "
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
    "forecast_by_backoff",
    says="You mix the counts of the whole context with the uniform distribution and skip what "
    "shorter contexts know. In a context that was never seen you then know nothing, though its "
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
    "forecast_by_backoff",
    says="You divide by how often the context occurs. At the end of the text it occurs and nothing "
    "follows: count places where something does, or your probabilities do not sum to 1.",
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
    "forecast_by_backoff",
    says="You add the strength once for each token to the denominator. It is shared out among the "
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
    "forecast_by_backoff",
    says="You start from the shares of the tokens in the text. A token that does not occur there "
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
    "forecast_by_backoff",
    says="After a match you jump behind it, and miss places that overlap. In 1, 1, 1, 1 the pair "
    "1, 1 is followed by 1 twice.",
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
    "forecast_by_backoff",
    says="You go from the longest context to the shortest, so that the last word is had by the "
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
    "forecast_by_backoff",
    says="`context[-k:]` is the last k tokens for every k but 0: there it is `context[0:]`, the "
    "whole context, so that your first level counts nothing. Use `context[len(context) - k:]`.",
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
    "forecast_by_backoff",
    says="Your loop never counts the last token. It too follows what stands before it.",
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


@variant("forecast_by_backoff", how="recursive, with dictionaries")
def backoff_recursive(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    def level(recent: tuple[int, ...]) -> list[float]:
        shorter = level(recent[1:]) if recent else None
        follows: dict[int, int] = {}
        for i in range(len(text) - len(recent)):
            if tuple(text[i : i + len(recent)]) == recent:
                after = text[i + len(recent)]
                follows[after] = follows.get(after, 0) + 1
        if not recent:
            base = [1 / tokens] * tokens
        else:
            assert shorter is not None
            base = shorter
        n = sum(follows.values())
        return [(follows.get(v, 0) + strength * base[v]) / (n + strength) for v in range(tokens)]

    return np.array(level(tuple(context)))


@variant("forecast_by_backoff", how="comparing whole arrays instead of looping over the text")
def backoff_with_arrays(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    words = np.array(text, dtype=int)
    follows = np.ones(len(words), dtype=bool)
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        if k:
            earlier = np.zeros(len(words), dtype=bool)
            earlier[k:] = words[: max(len(words) - k, 0)] == context[-k]
            follows = follows & earlier
        counts = np.bincount(words[follows], minlength=tokens)
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


# --- best_guess_on_distribution ---------------------------------------------------------


@mutant(
    "best_guess_on_distribution",
    says="You forecast the process and forget what was left out of the text. The model never saw "
    "the process. It saw text, in which some tokens never follow others.",
)
def best_guess_true_process(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([process[a, b] for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You remove what was left out and do not share its probability among the rest. The "
    "forecast then sums to less than 1.",
)
def best_guess_not_normalized(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([np.where(allowed[b], process[a, b], 0.0) for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You remove what may not follow the first token of the context. Neighbors are what "
    "counts: the next token stands beside the second one.",
)
def best_guess_wrong_neighbor(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[a], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([after(a, b) for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="In a context that the text does not have, you ask the process. That assumes that the "
    "model knows what nobody showed it. Ask what it has seen that looks alike.",
)
def best_guess_no_look_alikes(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    kept = np.where(allowed[second], process[first, second], 0.0)
    return (1 - doubt) * kept / kept.sum() + doubt / len(allowed)


@mutant(
    "best_guess_on_distribution",
    says="In a context that the text does not have, you give up and forecast the uniform "
    "distribution. The model does not give up: it answers as in contexts that look alike.",
)
def best_guess_gives_up(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    k = len(allowed)
    if not allowed[first, second]:
        return np.full(k, 1 / k)
    kept = np.where(allowed[second], process[first, second], 0.0)
    return (1 - doubt) * kept / kept.sum() + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="Your look-alikes share the second token only. A context that shares the first token, in "
    "its place, looks alike too.",
)
def best_guess_same_second(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k) if allowed[a, second]]
    basis = [(first, second)] if allowed[first, second] else alike
    guess = np.mean([after(a, b) for a, b in basis], axis=0) if basis else np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You average over look-alikes that do not occur in the text either. Nothing was learned "
    "in them.",
)
def best_guess_unseen_look_alikes(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k) if a != first]
    alike += [(first, b) for b in range(k) if b != second]
    basis = [(first, second)] if allowed[first, second] else alike
    guess = np.mean([after(a, b) for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You give no share to doubt. A forecast that says 0 for what was left out is infinitely "
    "wrong about a network, whose softmax never says 0.",
)
def best_guess_no_doubt(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    return np.mean([after(a, b) for a, b in basis], axis=0)


@mutant(
    "best_guess_on_distribution",
    says="Where the context occurs you leave out doubt. Every forecast gives its share to the "
    "uniform distribution, in both cases.",
)
def best_guess_sure_of_the_text(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([after(a, b) for a, b in basis], axis=0)
    return guess if allowed[first, second] else (1 - doubt) * guess + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You average the process over the look-alikes and remove afterwards what may not follow "
    "the second token. In a look-alike with another second token other things were left out: take "
    "each one's own distribution, then average.",
)
def best_guess_average_first(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    kept = np.where(allowed[second], np.mean([process[a, b] for a, b in basis], axis=0), 0.0)
    return (1 - doubt) * kept / kept.sum() + doubt / k


@mutant(
    "best_guess_on_distribution",
    says="You average each kind of look-alike, then the two averages. Where one kind has fewer "
    "members, each of them counts more. The plain average counts every look-alike once.",
)
def best_guess_two_halves(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    if allowed[first, second]:
        guess = after(first, second)
    else:
        kinds = [
            [after(a, second) for a in range(k) if allowed[a, second]],
            [after(first, b) for b in range(k) if allowed[first, b]],
        ]
        guess = np.mean([np.mean(kind, axis=0) for kind in kinds if kind], axis=0)
    return (1 - doubt) * guess + doubt / k


@variant("best_guess_on_distribution", how="whole arrays and a mask of look-alikes")
def best_guess_with_mask(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    k = len(allowed)
    text = process * allowed[None]
    text = text / text.sum(axis=2, keepdims=True)
    first, second = context
    if allowed[first, second]:
        guess = text[first, second]
    else:
        mask = np.zeros((k, k), dtype=bool)
        mask[first, :] = mask[:, second] = True
        guess = text[mask & allowed].mean(axis=0)
    return (1 - doubt) * guess + doubt * np.full(k, 1 / k)


@variant("best_guess_on_distribution", how="plain lists and sums")
def best_guess_in_loops(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    k = len(allowed)
    first, second = context
    basis = []
    for a in range(k):
        for b in range(k):
            same = (a == first) + (b == second)
            if allowed[a, b] and same >= (2 if allowed[first, second] else 1):
                basis.append((a, b))
    guess = [0.0] * k
    for a, b in basis:
        total = sum(process[a, b, c] for c in range(k) if allowed[b, c])
        for c in range(k):
            if allowed[b, c]:
                guess[c] += process[a, b, c] / total / len(basis)
    return np.array([(1 - doubt) * g + doubt / k for g in guess])
