"""Known answers about gradients, paths of descent and the ideal loss."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from decimal import Decimal, localcontext

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant

# --- gradient_cosine --------------------------------------------------------------------


@mutant(
    "gradient_cosine",
    says="You average the cosines of the rows. An update adds the rows' gradients up before "
    "anybody takes an angle, so a row with a long gradient counts for more. Make one vector of "
    "all rows.",
)
def gradient_cosine_by_rows(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0]

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=1).mean())


@mutant(
    "gradient_cosine",
    says="These are gradients with respect to the probabilities. The network's outputs are the "
    "logits; the softmax in between turns and shortens every gradient on its way back.",
)
def gradient_cosine_of_probabilities(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        q = torch.softmax(logits, dim=1).detach().requires_grad_()
        value = ((q - t) ** 2).sum(1).mean() if formula == "l2" else -(t * q.log()).sum(1).mean()
        return torch.autograd.grad(value, q)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    "gradient_cosine",
    says="Your squared error compares the targets with the logits themselves. It is meant between "
    "probabilities: q is the softmax of the row.",
)
def gradient_cosine_l2_of_logits(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        if formula == "l2":
            value = ((z - t) ** 2).sum(1).mean()
        else:
            value = -(t * F.log_softmax(z, dim=1)).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    "gradient_cosine",
    says="Your divergence is KL(q‖t), the model's expectation. KL(t‖q) is an expectation under "
    "the targets, and only this one differs from cross-entropy by a constant.",
)
def gradient_cosine_reversed_kl(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        elif formula == "kl":
            value = (log_q.exp() * (log_q - t.log())).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    "gradient_cosine",
    says="This is the scalar product. Divide by the lengths of both gradients, or a loss that is "
    "merely larger looks more alike.",
)
def gradient_cosine_not_normalized(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    return float(gradient(first) @ gradient(second))


@mutant(
    "gradient_cosine",
    says="Both losses use the first one's targets. A loss here is a formula and its labels, and "
    "the labels are the half that people mean more often.",
)
def gradient_cosine_same_targets(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(formula: str, t: Tensor) -> Tensor:
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    one, other = gradient(first[0], first[1]), gradient(second[0], first[1])
    return float(F.cosine_similarity(one, other, dim=0))


@mutant(
    "gradient_cosine",
    says="You keep only the likeliest label of each target. Targets may be in doubt, and the "
    "doubt is part of the loss: use all of their probabilities.",
)
def gradient_cosine_hard_labels(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        if formula == "l2":
            value = ((torch.softmax(z, dim=1) - t) ** 2).sum(1).mean()
        else:
            value = F.cross_entropy(z, t.argmax(dim=1))
        return torch.autograd.grad(value, z)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    "gradient_cosine",
    says="F.kl_div and F.cross_entropy take their arguments differently: kl_div wants log "
    "probabilities. Fed with probabilities it computes something else, without an error.",
)
def gradient_cosine_kl_div_of_probabilities(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        q = torch.softmax(z, dim=1)
        if formula == "l2":
            value = ((q - t) ** 2).sum(1).mean()
        elif formula == "kl":
            value = F.kl_div(q, t, reduction="batchmean")
        else:
            value = F.cross_entropy(z, t)
        return torch.autograd.grad(value, z)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@variant("gradient_cosine", how="gradients by hand")
def gradient_cosine_by_hand(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    q = torch.softmax(logits, dim=1)

    def gradient(formula: str, t: Tensor) -> Tensor:
        if formula == "l2":
            pull = 2 * (q - t)
            return q * (pull - (q * pull).sum(dim=1, keepdim=True))
        return q - t

    one, other = gradient(*first), gradient(*second)
    return ((one * other).sum() / (one.norm() * other.norm())).item()


@variant("gradient_cosine", how="torch's own losses, some of them with other means")
def gradient_cosine_library(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(formula: str, t: Tensor) -> Tensor:
        z = logits.clone().requires_grad_()
        if formula == "ce":
            value = F.cross_entropy(z, t)
        elif formula == "kl":
            value = F.kl_div(F.log_softmax(z, dim=1), t, reduction="sum")
        else:
            value = F.mse_loss(F.softmax(z, dim=1), t)
        value.backward()
        assert z.grad is not None
        return z.grad.flatten()

    return F.cosine_similarity(gradient(*first), gradient(*second), dim=0).item()


# --- where_after ------------------------------------------------------------------------


@mutant(
    "where_after",
    says="This is the path of infinitely small steps, exp(-rate · steps · hessian). It is near "
    "for small rates. With large ones each step jumps across the valley, and the sign of 1 - rate "
    "· eigenvalue, which is negative then, is what you miss.",
)
def where_after_gradient_flow(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = np.exp(-rate * eigenvalues * steps) * (directions.T @ (start - minimum))
    return minimum + directions @ shrunk


@mutant(
    "where_after",
    says="You take it that after many steps gradient descent has arrived. How many are many is "
    "decided by the smallest eigenvalue: at 1e-9 a billion steps cover less than two thirds of "
    "the way, and in a flat direction none of it.",
)
def where_after_has_arrived(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    if steps > 1000:
        return minimum
    w = start
    for _ in range(steps):
        w = w - rate * hessian @ (w - minimum)
    return w


@mutant(
    "where_after",
    says="The loop stops at a thousand steps, as if nothing happened afterwards. In a valley that "
    "is almost level most of the way is still to come.",
)
def where_after_gives_up(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    w = start
    for _ in range(min(steps, 1000)):
        w = w - rate * hessian @ (w - minimum)
    return w


@mutant(
    "where_after",
    says="`**` raises every entry of the matrix to the power. Repeating a step multiplies "
    "matrices: use eigenvectors, or `np.linalg.matrix_power`.",
)
def where_after_entrywise_power(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + step**steps @ (start - minimum)


@mutant(
    "where_after",
    says="You use the diagonal of the Hessian only. In a tilted valley a step in one coordinate "
    "depends on the other; only along eigenvectors do directions mind their own business.",
)
def where_after_diagonal(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    return minimum + (1 - rate * np.diag(hessian)) ** steps * (start - minimum)


@mutant(
    "where_after",
    says="You shrink the weights instead of their distance from the minimum. Repeated steps pull "
    "toward `minimum`, not toward zero.",
)
def where_after_from_zero(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return np.linalg.matrix_power(step, steps) @ start


@mutant(
    "where_after",
    says="The gradient of 0.5 · (w - m) H (w - m) is H (w - m), without a factor of 2: the one "
    "half takes it away.",
)
def where_after_twice_the_gradient(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - 2 * rate * hessian
    return minimum + np.linalg.matrix_power(step, steps) @ (start - minimum)


@mutant(
    "where_after",
    says="This is one step more than was asked for. After 0 steps the weights stand at `start`.",
)
def where_after_one_more(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + np.linalg.matrix_power(step, steps + 1) @ (start - minimum)


@mutant(
    "where_after",
    says="This is computed in float32, where 1 - 1e-9 is 1 and nothing moves, ever. The arrays are "
    "float64; leave them so.",
)
def where_after_in_float32(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = torch.eye(len(start)) - rate * torch.from_numpy(hessian).float()
    away = torch.from_numpy(start - minimum).float()
    return minimum + (torch.linalg.matrix_power(step, steps) @ away).double().numpy()


@mutant(
    "where_after",
    says="The matrix of eigenvectors stands on both sides, and on the way in it has to be "
    "transposed. Its columns are the directions; `directions.T @ v` says how far v goes in each "
    "of them, and `directions @ c` puts such distances together again.",
)
def where_after_not_transposed(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = (1 - rate * eigenvalues) ** steps * (directions @ (start - minimum))
    return minimum + directions @ shrunk


@variant("where_after", how="a matrix power by repeated squaring")
def where_after_matrix_power(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + np.linalg.matrix_power(step, steps) @ (start - minimum)


@variant("where_after", how="powers through log1p, with the sign kept apart")
def where_after_by_logarithms(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    factors = []
    for eigenvalue in eigenvalues:
        factor = 1 - rate * eigenvalue
        if factor > 0:
            factors.append(math.exp(steps * math.log1p(-rate * eigenvalue)))
        elif factor == 0:
            factors.append(float(steps == 0))
        else:
            sign = -1 if steps % 2 else 1
            factors.append(sign * math.exp(steps * math.log(-factor)))
    return minimum + directions @ (np.array(factors) * (directions.T @ (start - minimum)))


# --- enclosure --------------------------------------------------------------------------


@mutant(
    "enclosure",
    says="You widen what float32 computes. It is known to about seven digits, so an interval that "
    "surely contains the loss is a hundred thousand times too wide, and where the right class is "
    "far ahead the register reads 0. Compute in something better.",
)
def enclosure_around_float32(logits: Tensor, label: int) -> tuple[float, float]:
    value = F.cross_entropy(logits[None], torch.tensor([label])).item()
    return value * (1 - 1e-5), value * (1 + 1e-5)


@mutant(
    "enclosure",
    says="Both ends are the same float. The loss is equal to no float, so it lies beside yours: "
    "take the float's neighbors on both sides.",
)
def enclosure_of_width_zero(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, value


@mutant(
    "enclosure",
    says="The upper end is a step up and the lower end is the rounded value itself. `float` "
    "rounds to the nearest, up as often as down; where it rounded up, your lower end lies above "
    "the loss.",
)
def enclosure_rounds_down_only(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, math.nextafter(value, math.inf)


@mutant(
    "enclosure",
    says="The formula subtracts the logit from the log-sum-exp in float64. Where the right class "
    "is ahead the two agree in most digits, and the difference keeps only rounding. Subtract the "
    "logits before you exponentiate, and use log1p or more digits.",
)
def enclosure_cancels(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.double()
    value = float(torch.logsumexp(z, dim=0) - z[label])
    return value * (1 - 2e-13), value * (1 + 2e-13)


@mutant(
    "enclosure",
    says="The interval contains the loss and is too wide: relative to the loss it may be 1e-12 "
    "wide. float64 can be trusted to fifteen digits here, so be stricter.",
)
def enclosure_too_wide(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.double()
    others = sum(math.exp(float(zj - z[label])) for j, zj in enumerate(z) if j != label)
    value = math.log1p(others)
    return value * (1 - 1e-9), value * (1 + 1e-9)


@mutant(
    "enclosure",
    says="The default of `decimal` is 28 digits. Where the right class is far ahead the sum is 1 "
    "+ 1e-44 or less, and of that 28 digits keep the 1. Raise `prec` until twenty digits of the "
    "small part survive.",
)
def enclosure_default_digits(logits: Tensor, label: int) -> tuple[float, float]:
    z = [Decimal(number) for number in logits.tolist()]
    value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    "enclosure",
    says="Fifty digits carry you to losses near 1e-30. At 1e-44 six digits are left of the small "
    "part, and at 1e-109 none. Count: the digits before the small part begins, and twenty more.",
)
def enclosure_fifty_digits(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 50
        z = [Decimal(number) for number in logits.tolist()]
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        value = float(total.ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    "enclosure",
    says="A float's neighbors enclose what was rounded to it in one step. Yours stands at the end "
    "of a chain of float64 roundings, each of which moved it; where the right class is ahead it "
    "has lost nearly all digits. Widen by what the chain can add up to, or compute with more "
    "digits.",
)
def enclosure_neighbors_of_double(logits: Tensor, label: int) -> tuple[float, float]:
    value = F.cross_entropy(logits.double()[None], torch.tensor([label])).item()
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    "enclosure",
    says="You widen by a fixed amount. Next to a loss of 1e-44 the amount 1e-13 is enormous, and "
    "the lower end is even negative. The width has to be relative to the loss.",
)
def enclosure_fixed_width(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value - 1e-13, value + 1e-13


@mutant(
    "enclosure",
    says="You read the logits as they are printed. A float32 that shows as 0.1 is "
    "0.100000001490116…, and the loss is asked for the number that is stored. `Decimal(number)` "
    "of the float is exact.",
)
def enclosure_of_printed_logits(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(f"{number:.6g}") for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@variant("enclosure", how="float64 and log1p, widened by what its roundings can add up to")
def enclosure_in_double(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.tolist()
    others = math.fsum(math.exp(z[j] - z[label]) for j in range(len(z)) if j != label)
    value = math.log1p(others)
    return value * (1 - 2e-13), value * (1 + 2e-13)


@variant("enclosure", how="interval arithmetic with mpmath")
def enclosure_by_intervals(logits: Tensor, label: int) -> tuple[float, float]:
    from mpmath import iv  # type: ignore[import-untyped]

    iv.dps = 200
    z = [iv.mpf(number) for number in logits.tolist()]
    loss = iv.log(sum(iv.exp(number - z[label]) for number in z))
    low, high = float(loss.a.mid), float(loss.b.mid)
    return math.nextafter(low, 0.0), math.nextafter(high, math.inf)
