import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The forecast is the process, with what was left out of the text. The model never saw "
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
    says="What was left out gets 0, and its probability is not shared among the rest. The "
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
    says="What is removed is what may not follow the first token of a context. Neighbors are what "
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
    says="In a context that the text does not have, the process is asked. That assumes that the "
    "model knows what nobody showed it. Ask what it has seen that looks alike.",
)
def best_guess_no_look_alikes(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    first, second = context
    kept = np.where(allowed[second], process[first, second], 0.0)
    return (1 - doubt) * kept / kept.sum() + doubt / len(allowed)


@mutant(
    says="In a context that the text does not have, the forecast is the uniform distribution. "
    "The model does not give up: it answers as in contexts that look alike.",
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
    says="The look-alikes share the second token only. A context that shares the first token, in "
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
    says="The average is over look-alikes that do not occur in the text, too. Nothing was learned "
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
    says="Doubt gets no share. A forecast that says 0 for what was left out is infinitely "
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
    says="Where the context occurs doubt gets no share. Every forecast gives its share to the "
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
    says="The process is averaged over the look-alikes, and then loses what may not follow the "
    " second token. In a look-alike with another second token other things were left out: take "
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
    says="Each kind of look-alike is averaged, then the two averages. Where one kind has fewer "
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


@variant(how="whole arrays and a mask of look-alikes")
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


@variant(how="plain lists and sums")
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
