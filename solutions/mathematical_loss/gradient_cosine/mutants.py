import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="You average the cosines of the rows. An update adds the rows' gradients up before "
    "anybody takes an angle, so a row with a long gradient counts for more. Make one vector of "
    "all rows.",
)
def by_rows(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="These are gradients with respect to the probabilities. The network's outputs are the "
    "logits; the softmax in between turns and shortens every gradient on its way back.",
)
def of_probabilities(
    logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]
) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        q = torch.softmax(logits, dim=1).detach().requires_grad_()
        value = ((q - t) ** 2).sum(1).mean() if formula == "l2" else -(t * q.log()).sum(1).mean()
        return torch.autograd.grad(value, q)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    says="Your squared error compares the targets with the logits themselves. It is meant between "
    "probabilities: q is the softmax of the row.",
)
def l2_of_logits(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="Your divergence is KL(q‖t), the model's expectation. KL(t‖q) is an expectation under "
    "the targets, and only this one differs from cross-entropy by a constant.",
)
def reversed_kl(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="This is the scalar product. Divide by the lengths of both gradients, or a loss that is "
    "merely larger looks more alike.",
)
def not_normalized(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="Both losses use the first one's targets. A loss here is a formula and its labels, and "
    "the labels are the half that people mean more often.",
)
def same_targets(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="You keep only the likeliest label of each target. Targets may be in doubt, and the "
    "doubt is part of the loss: use all of their probabilities.",
)
def hard_labels(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
    says="F.kl_div and F.cross_entropy take their arguments differently: kl_div wants log "
    "probabilities. Fed with probabilities it computes something else, without an error.",
)
def kl_div_of_probabilities(
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


@variant(how="gradients by hand")
def by_hand(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    q = torch.softmax(logits, dim=1)

    def gradient(formula: str, t: Tensor) -> Tensor:
        if formula == "l2":
            pull = 2 * (q - t)
            return q * (pull - (q * pull).sum(dim=1, keepdim=True))
        return q - t

    one, other = gradient(*first), gradient(*second)
    return ((one * other).sum() / (one.norm() * other.norm())).item()


@variant(how="torch's own losses, some of them with other means")
def library(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
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
