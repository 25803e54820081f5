import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="Only the training code's rule counts here. It is one of two factors by which a "
    "type's number changes; what a type does about its own copies is the other.",
)
def by_loss_alone(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(-losses)
        shares = shares / shares.sum()
    return shares


@mutant(
    says="The shares are right for some rounds. After some hundreds the numbers behind them are "
    "0 or infinite, and the shares NaN. Divide by the sum in every round, or work with "
    "logarithms.",
)
def normalizes_last(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    number = shares * np.exp(-losses * rounds) * copying**rounds
    return number / number.sum()


@mutant(
    says="These are numbers and not shares: they do not sum to 1.",
)
def numbers(shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(-losses) * copying
    return shares


@mutant(
    says="This is the result of one round, however many there are. The factors act in each "
    "round, on what the round before has left.",
)
def once(shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int) -> np.ndarray:
    grown = shares * np.exp(-losses) * copying
    return grown / grown.sum()


@mutant(
    says="The sign of the loss is turned around: those with the greatest loss are copied most.",
)
def wrong_sign(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(losses) * copying
        shares = shares / shares.sum()
    return shares


@mutant(
    says="The result forgets where it started: a share grows in proportion to itself, so a type "
    "that begins rare stays rare for longer.",
)
def from_equal_shares(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    logs = rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()


@mutant(
    says="A type that is extinct comes back here. What there is none of makes no copies: a share "
    "of 0 stays 0.",
)
def revives(shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int) -> np.ndarray:
    logs = np.log(np.maximum(shares, 1e-12)) + rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()


@mutant(
    says="The shares are right, and the caller's array of shares holds them afterwards too. Make "
    "new arrays; the caller's are theirs.",
)
def in_place(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares *= np.exp(-losses) * copying
        shares /= shares.sum()
    return shares


@variant(how="in one step, by how much better each type does than the best that is alive")
def in_one_step(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    each = np.where(shares > 0, np.log(copying) - losses, -np.inf)
    numbers = shares * np.exp(rounds * (each - each.max()) if rounds else np.zeros(len(shares)))
    return numbers / numbers.sum()
