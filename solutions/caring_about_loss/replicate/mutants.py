import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="You let the training code's rule decide alone. It is one of two factors by which a "
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
    says="Normalizing once, at the end, is right on paper. After some hundreds of rounds every "
    "number has underflowed to 0 or overflowed, and the share is NaN. Divide by the sum in every "
    "round, or work with logarithms.",
)
def normalizes_last(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    number = shares * np.exp(-losses * rounds) * copying**rounds
    return number / number.sum()


@mutant(
    says="The numbers are not divided by their sum, so they are not shares.",
)
def numbers(shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(-losses) * copying
    return shares


@mutant(
    says="This makes one round of any number of them. The factors act in each round, on what the "
    "round before has left.",
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


@variant(how="in one step, with logarithms")
def logarithms(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    with np.errstate(divide="ignore"):
        logs = np.log(shares) + rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()
