import math

import numpy as np
import torch


def right_round_by_round(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Multiply and divide by the sum in every round, with new arrays only."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * np.exp(-losses) * copying
        result = result / result.sum()
    return result


def right_logarithms(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Add logarithms for all rounds at once and subtract the greatest of the living."""
    result = np.zeros(len(shares))
    alive = shares > 0
    logs = np.log(shares[alive]) + rounds * (np.log(copying[alive]) - losses[alive])
    weights = np.exp(logs - logs.max())
    result[alive] = weights / weights.sum()
    return result


def right_decimals(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Use decimal numbers, whose exponents are large enough, and powers of whole numbers."""
    from decimal import Decimal, localcontext

    with localcontext() as context:
        context.prec = 40
        numbers = [
            Decimal(float(share))
            * ((-Decimal(float(loss))).exp() * Decimal(float(factor))) ** rounds
            for share, loss, factor in zip(shares, losses, copying, strict=True)
        ]
        total = sum(numbers)
        return np.array([float(number / total) for number in numbers])


def right_torch_softmax(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Let torch's softmax turn logarithms into shares; that of 0 is minus infinity."""
    start, nats, factors = (torch.tensor(a, dtype=torch.float64) for a in (shares, losses, copying))
    logs = start.log() + rounds * (factors.log() - nats)
    return torch.softmax(logs, dim=0).numpy()


def right_relative_to_the_fittest(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Divide the factors by the greatest among the living, then take the power."""
    factors = np.exp(-losses) * copying
    relative = np.where(shares > 0, factors / factors[shares > 0].max(), 0.0)
    numbers = shares * relative**rounds
    return numbers / math.fsum(numbers)


def right_doubling(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Build the power by doubling, and rescale after every product."""
    factors = [
        math.exp(-loss) * c if s > 0 else 0.0
        for s, loss, c in zip(shares, losses, copying, strict=True)
    ]
    numbers = [float(share) for share in shares]

    def scaled(values):
        top = max(values)
        return [value / top for value in values]

    left = int(rounds)
    while left:
        factors = scaled(factors)
        if left % 2:
            numbers = scaled([a * b for a, b in zip(numbers, factors, strict=True)])
        factors = [factor * factor for factor in factors]
        left //= 2
    return np.array(numbers) / sum(numbers)


def right_ratios(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Work out each share from its ratios to all living types, in logarithms."""
    result = np.zeros_like(shares)
    alive = [i for i in range(len(shares)) if shares[i] > 0]
    logs = {i: math.log(shares[i]) + rounds * (math.log(copying[i]) - losses[i]) for i in alive}
    for i in alive:
        result[i] = 1 / math.fsum(math.exp(min(logs[j] - logs[i], 600.0)) for j in alive)
    return result


def wrong_scaled_at_the_end(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Divides by the sum at the end only: 1,000 rounds of a loss of 10 give 0 / 0."""
    numbers = shares * (np.exp(-losses) * copying) ** rounds
    return numbers / numbers.sum()


def wrong_extinct_come_back(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Adds 1e-12 before the logarithm: an extinct type that copies itself takes over."""
    logs = np.log(shares + 1e-12) + rounds * (np.log(copying) - losses)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


def wrong_shift_by_extinct(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Subtracts the greatest exponent of all, also of extinct types: the living underflow."""
    exponents = rounds * (np.log(copying) - losses)
    numbers = shares * np.exp(exponents - exponents.max())
    return numbers / numbers.sum()


def wrong_extinct_is_an_error(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Takes math.log of every share: an extinct type raises a ValueError."""
    start = np.array([math.log(share) for share in shares])
    logs = start + rounds * (np.log(copying) - losses)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


def wrong_high_loss_wins(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Multiplies by exp(losses): the sign of the loss is turned."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * np.exp(losses) * copying
        result = result / result.sum()
    return result


def wrong_copying_ignored(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Leaves out what the types do about their own number: copying of 1 and 2."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * np.exp(-losses)
        result = result / result.sum()
    return result


def wrong_copying_once(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Multiplies by `copying` once, not in each round: wrong from two rounds on."""
    result = shares.copy()
    for t in range(rounds):
        result = result * np.exp(-losses) * (copying if t == 0 else 1.0)
        result = result / result.sum()
    return result


def wrong_copying_added(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Adds the two factors in place of multiplying them: losses 1 and 2, copying 1 and 3."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * (np.exp(-losses) + copying)
        result = result / result.sum()
    return result


def wrong_copying_in_the_exponent(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Multiplies the loss by the factor within the exponent: copying of 1 and 2."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * np.exp(-losses * copying)
        result = result / result.sum()
    return result


def wrong_changes_the_shares(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Multiplies `shares` in place: the result is right, the argument changed."""
    for _ in range(rounds):
        shares *= np.exp(-losses) * copying
        shares /= shares.sum()
    return shares


def wrong_changes_the_losses(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Turns `losses` into logarithms of factors in place: the result is right all the same."""
    alive = shares > 0
    losses *= -1.0
    losses += np.log(copying)
    logs = np.log(np.where(alive, shares, 1.0)) + rounds * losses
    weights = np.where(alive, np.exp(logs - logs[alive].max()), 0.0)
    return weights / weights.sum()


def wrong_one_round(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Plays one round, however many there are: rounds=2."""
    result = shares.copy()
    for _ in range(min(rounds, 1)):
        result = result * np.exp(-losses) * copying
        result = result / result.sum()
    return result


def wrong_one_round_more(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Plays one round too many: wrong already for 0 rounds."""
    result = shares.copy()
    for _ in range(rounds + 1):
        result = result * np.exp(-losses) * copying
        result = result / result.sum()
    return result


def wrong_fittest_takes_all(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Gives everything to the type of the greatest factor: losses 1 and 1.1, one round."""
    factors = np.where(shares > 0, np.exp(-losses) * copying, -1.0)
    result = np.zeros_like(shares)
    result[factors.argmax()] = 1.0
    return result if rounds else shares.copy()


def wrong_numbers_not_shares(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Returns the numbers of networks: losses of 1 give a sum of 0.37 after one round."""
    return shares * (np.exp(-losses) * copying) ** rounds


def wrong_growth_added(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Adds growth over the mean to the shares, as for small steps: losses 0 and 1, one round."""
    fitness = np.log(copying) - losses
    result = shares.copy()
    for _ in range(rounds):
        result = np.clip(result * (1 + fitness - result @ fitness), 0.0, None)
        result = result / result.sum()
    return result


def wrong_base_two(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Halves for each nat of loss: 2**-loss in place of exp(-loss)."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * 2.0**-losses * copying
        result = result / result.sum()
    return result


def wrong_even_start(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Begins with equal shares of the living types: shares 0.9 and 0.1."""
    result = (shares > 0) / np.count_nonzero(shares)
    for _ in range(rounds):
        result = result * np.exp(-losses) * copying
        result = result / result.sum()
    return result


def wrong_single_precision(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Computes in float32: after 1,000 rounds of loss 10 near ties are off by parts of 1,000."""
    alive = shares > 0
    logs = np.log(shares, out=np.full(len(shares), -np.inf), where=alive).astype(np.float32)
    growth = (np.log(copying) - losses).astype(np.float32)
    logs = logs + np.float32(rounds) * growth
    weights = np.exp(logs - logs.max())
    return (weights / weights.sum()).astype(np.float64)


def wrong_exponent_clipped(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Clips exponents to +-700 against overflow: 1,000 rounds of losses 1 and 2 become equal."""
    factors = np.exp(np.clip(rounds * (np.log(copying) - losses), -700.0, 700.0))
    numbers = shares * factors
    return numbers / numbers.sum()


def wrong_power_of_the_mean(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Divides each round by the number of types, not by the sum: shares do not sum to 1."""
    result = shares.copy()
    for _ in range(rounds):
        factors = np.exp(-losses) * copying
        result = result * factors / factors.mean()
    return result


def wrong_losses_relative(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Divides by the number of networks before copying: shares do not sum to 1 in the end."""
    result = shares.copy()
    for _ in range(rounds):
        result = result * np.exp(-losses)
        result = result / result.sum() * copying
    return result


def wrong_floor_of_all_floats(shares, losses, copying, rounds):
    """Keeps shares at 1e-300 or more before the logarithm: a thousand doublings bring one back."""
    logs = np.log(np.maximum(shares, 1e-300)) + rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()
