import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The rating is multiplied by beta. The greater the penalty, the less the policy "
    "departs: it is divided.",
)
def times_beta(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating * beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The policy does not depend on how often the base model writes a text, as long as it "
    "does. The penalty is paid for departing from these probabilities: they are factors.",
)
def forgets_the_base(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = written * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The base model's probabilities are squared in the policy. They are a factor once.",
)
def base_twice(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base**2 * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="A text that the base model never writes is written by the policy. No weight of the "
    "penalty makes up for an infinite divergence.",
)
def unwritten_is_written(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base >= 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = np.maximum(base, 1e-3) * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="Where rating over beta is large, the exponential overflows or all of them vanish, and "
    "the policy is NaN. A constant can be taken off all of the ratings first.",
)
def overflows(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    with np.errstate(all="ignore"):
        policy = base * np.exp(np.where(written, pull, 0.0))
    with np.errstate(all="ignore"):
        policy = policy / policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The constant that is taken off is the rating of a text that is never written. All that "
    "can be written vanishes beside it, and the policy is NaN.",
)
def greatest_of_all(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - (rating / beta).max())
    with np.errstate(all="ignore"):
        policy = policy / policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The policy climbs what one wanted. It is the reward model that pays: nobody measures "
    "worth in training.",
)
def by_worth(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, worth / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The expectations are those under the base model. Under the policy they are due.",
)
def expects_before(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(base @ rating),
        "worth": float(base @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The divergence is the other one, that of the base model from the policy. The "
    "expectation is under the policy, which is the model that writes.",
)
def kl_reversed(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(base[likely] @ np.log(base[likely] / policy[likely])),
    }


@mutant(
    says="The divergence is in bits. Nats are due.",
)
def kl_in_bits(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log2(policy[likely] / base[likely])),
    }


@mutant(
    says="In the place of the divergence stands the penalty, beta times the divergence.",
)
def penalty_for_kl(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": beta * float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@mutant(
    says="The policy writes the best-rated texts alone, as without a penalty. With a penalty all "
    "texts of the base model keep some probability.",
)
def greedy(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * (pull == pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }


@variant(how="logarithms until the end")
def in_logs(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    places = np.flatnonzero(base)
    log_base = np.log(base[places])
    score = log_base + rating[places] / beta
    log_policy = score - np.logaddexp.reduce(score)
    policy = np.zeros(len(base))
    policy[places] = np.exp(log_policy)
    return {
        "policy": policy,
        "rating": policy @ rating,
        "worth": policy @ worth,
        "kl": policy[places] @ (log_policy - log_base),
    }


@variant(how="plain loops; the divergence from expected rating and normalizer")
def by_normalizer(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    import math

    top = max(r for p, r in zip(base, rating, strict=True) if p > 0)
    factor = [math.exp((r - top) / beta) if p else 0.0 for p, r in zip(base, rating, strict=True)]
    total = sum(p * f for p, f in zip(base, factor, strict=True))
    policy = [p * f / total for p, f in zip(base, factor, strict=True)]
    ahead = sum(q * (r - top) for q, r in zip(policy, rating, strict=True))
    return {
        "policy": np.array(policy),
        "rating": top + ahead,
        "worth": sum(q * w for q, w in zip(policy, worth, strict=True)),
        "kl": ahead / beta - math.log(total),
    }
