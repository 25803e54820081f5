import numpy as np


def right_helper_and_loops(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """A helper for the text's next token, and two loops for the look-alikes."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = sum(alike) / len(alike)
    return (1 - doubt) * guess + doubt / k


def right_whole_table(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """The text's distribution in all contexts at once, and a mask of the witnesses."""
    kept = process * allowed[np.newaxis, :, :]
    table = kept / kept.sum(axis=2, keepdims=True)
    witnesses = np.zeros_like(allowed, dtype=bool)
    if allowed[tuple(context)]:
        witnesses[tuple(context)] = True
    else:
        witnesses[context[0], :] = True
        witnesses[:, context[1]] = True
        witnesses &= allowed.astype(bool)
    uniform = np.full(len(process), 1 / len(process))
    return (1 - doubt) * table[witnesses].mean(axis=0) + doubt * uniform


def right_weighted_einsum(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Weights of contexts, one each, contracted with the table by einsum."""
    k = process.shape[-1]
    can = allowed.astype(np.float64)
    table = np.einsum("abc,bc->abc", process, can)
    table /= np.einsum("abc->ab", table)[:, :, None]
    a, b = np.ogrid[:k, :k]
    same = (a == context[0]).astype(int) + (b == context[1]).astype(int)
    need = 2 if allowed[context[0], context[1]] else 1
    weights = (same >= need) * can
    guess = np.einsum("ab,abc->c", weights, table) / weights.sum()
    return guess + doubt * (1 / k - guess)


def right_pure_python(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Lists, math.fsum, and a set of witnesses."""
    import math

    likely, may = process.tolist(), allowed.tolist()
    tokens = range(len(likely))
    a, b = (int(token) for token in context)
    witnesses = {(a, b)}
    if not may[a][b]:
        witnesses = {(x, y) for x in tokens for y in tokens if may[x][y] and (x == a or y == b)}
    found = [0.0 for _ in tokens]
    for x, y in sorted(witnesses):
        whole = math.fsum(p for p, ok in zip(likely[x][y], may[y], strict=True) if ok)
        for c in tokens:
            if may[y][c]:
                found[c] += likely[x][y][c] / whole / len(witnesses)
    return np.array([(1 - doubt) * g + doubt / len(likely) for g in found], dtype=np.float64)


def right_torch(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Torch: a softmax of logarithms, with minus infinity where a neighbor is left out."""
    import torch

    may = torch.from_numpy(allowed.copy()).bool()
    logits = torch.from_numpy(process.copy()).log().masked_fill(~may[None], -torch.inf)
    table = logits.softmax(dim=-1)
    a, b = context
    if may[a, b]:
        guess = table[a, b]
    else:
        guess = torch.cat([table[a][may[a]], table[:, b][may[:, b]]]).mean(dim=0)
    return torch.lerp(guess, torch.full_like(guess, 1 / len(guess)), float(doubt)).numpy()


def right_running_mean(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """A running mean over a generator of witnesses; fractions of what is kept are indexed."""

    def witnesses():
        if allowed[context[0], context[1]]:
            yield context[0], context[1]
            return
        for x, y in np.argwhere(allowed):
            if (x == context[0]) != (y == context[1]):
                yield x, y

    k = allowed.shape[0]
    guess = np.zeros(k)
    for number, (x, y) in enumerate(witnesses(), 1):
        follows = np.flatnonzero(allowed[y])
        here = np.zeros(k)
        here[follows] = process[x, y, follows] / process[x, y, follows].sum()
        guess += (here - guess) / number
    return guess * (1 - doubt) + np.ones(k) / k * doubt


def wrong_bare_process(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Forgets that neighbors are left out of the text: a context that occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        return process[a, b]

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_nothing_divided(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Keeps what is allowed and does not divide by its sum."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        return process[a, b] * allowed[b]

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_spread_evenly(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """What was left out is spread evenly over the rest and not in proportion."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept + allowed[b] * (1 - kept.sum()) / allowed[b].sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_filtered_by_first_token(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Asks what may follow a, not b: allowed[a] for allowed[b]."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[a]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_filtered_transposed(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Reads allowed the other way round: what b may follow."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[:, b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_occurs_transposed(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Looks up whether b, a occurs instead of a, b."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[second, first]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0) if alike else np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


def wrong_average_before_division(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages what is kept first and divides then: look-alikes that keep unlike sums."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        return process[a, b] * allowed[b]

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    guess = guess / guess.sum()
    return (1 - doubt) * guess + doubt / k


def wrong_context_filters_for_all(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Filters look-alikes by what may follow the context's own second token."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[context[1]]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_filtered_afterwards(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages the bare process over look-alikes and filters the average by allowed[b]."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        raw = [process[first, other] for other in range(k) if allowed[first, other]]
        raw += [process[other, second] for other in range(k) if allowed[other, second]]
        guess = np.mean(raw, axis=0) * allowed[second]
        guess = guess / guess.sum()
    return (1 - doubt) * guess + doubt / k


def wrong_all_contexts_alike(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages over contexts that never occur as well."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k)]
        alike += [after(other, second) for other in range(k)]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_itself_alike(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Counts the context itself as a look-alike, though it never occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, second)]
        alike += [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_same_second_only(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Look-alikes share the second token only."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike: list[np.ndarray] = []
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0) if alike else np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


def wrong_same_first_only(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Look-alikes share the first token only."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        guess = np.mean(alike, axis=0) if alike else np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


def wrong_group_by_group(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """The mean of the two groups' means: three share the first token and one the second."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        ones = [after(first, other) for other in range(k) if allowed[first, other]]
        others = [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean([np.mean(group, axis=0) for group in (ones, others) if group], axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_any_place(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Look-alikes may hold the tokens in either place: for 0, 1 also the context 1, 2."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        wanted = {first, second}
        alike = [after(x, y) for x, y in np.argwhere(allowed) if wanted & {x, y}]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_all_that_occur(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages over every context of the text, whatever it shares."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(x, y) for x, y in np.argwhere(allowed)]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_look_alikes_always(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages over look-alikes also where the context occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    alike = [after(first, other) for other in range(k) if allowed[first, other]]
    alike += [after(other, second) for other in range(k) if allowed[other, second]]
    guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_own_continuation(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Uses the context's own filtered distribution though it never occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[second].any():
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / k


def wrong_nothing_known(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Says the uniform distribution in every context that never occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        guess = np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


def wrong_doubt_unseen_only(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Doubts only where the context never occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    if allowed[first, second]:
        return guess
    return (1 - doubt) * guess + doubt / k


def wrong_doubt_seen_only(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Doubts only where the context occurs."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    if not allowed[first, second]:
        return guess
    return (1 - doubt) * guess + doubt / k


def wrong_doubt_among_allowed(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Spreads the doubt over the tokens that may follow b alone."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt * allowed[second] / allowed[second].sum()


def wrong_doubt_added(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Adds doubt / k without taking it from the guess: sums to 1 + doubt."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return guess + doubt / k


def wrong_doubt_unshared(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Adds the whole doubt to each token: sums to more than 1."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt


def wrong_eight_tokens(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Has the notebook's eight tokens built in: k = 3 or 5."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt / 8


def wrong_doubt_mixes_process(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Mixes with the process instead of the uniform distribution."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.mean(alike, axis=0)
    return (1 - doubt) * guess + doubt * process[first, second]


def wrong_geometric_mean(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """The geometric mean of look-alikes, which rules out what one of them rules out."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        with np.errstate(divide="ignore"):
            logs = np.log(alike).mean(axis=0)
        guess = np.exp(logs)
        guess = guess / guess.sum() if guess.any() else np.full(k, 1 / k)
    return (1 - doubt) * guess + doubt / k


def wrong_one_witness(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Takes the first look-alike for all of them."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = alike[0]
    return (1 - doubt) * guess + doubt / k


def wrong_distinct_distributions(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Averages over distinct distributions, so look-alikes that agree count once."""
    k = len(process)

    def after(a: int, b: int) -> np.ndarray:
        kept = process[a, b] * allowed[b]
        return kept / kept.sum()

    first, second = context
    if allowed[first, second]:
        guess = after(first, second)
    else:
        alike = [after(first, other) for other in range(k) if allowed[first, other]]
        alike += [after(other, second) for other in range(k) if allowed[other, second]]
        guess = np.unique(np.round(alike, 9), axis=0).mean(axis=0)
    return (1 - doubt) * guess + doubt / k
