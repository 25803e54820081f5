import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the average of the rows' cosines. An update adds the rows' gradients up "
    "before anybody takes an angle, so a row with a long gradient counts for more.",
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
    says="The squared error is that between targets and logits. It is meant between "
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
    says="The divergence is KL(q‖t), the model's expectation. KL(t‖q) is an expectation under "
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
    says="This is the scalar product of the gradients. Without a division by both lengths, a "
    "loss that is merely larger looks more alike.",
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
    says="Both losses use the first one's targets. A loss here is a formula and its labels, "
    "and the labels are the half that people mean more often.",
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
    says="Under cross-entropy and the divergence only the likeliest label of a target counts. "
    "Targets may be in doubt, and the doubt is part of the loss.",
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
    says="The gradient of the divergence is that of a loss which is linear in the "
    "probabilities, as it comes out where probabilities are handed over in place of their "
    "logarithms.",
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


@mutant(
    says="Both gradients are those of the first formula, on each one's own targets.",
)
def same_formula(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    one, other = gradient(first), gradient((first[0], second[1]))
    return float(F.cosine_similarity(one, other, dim=0))


@mutant(
    says="The cosine has lost its sign: opposite directions come out as alike.",
)
def without_sign(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    return abs(float(F.cosine_similarity(gradient(first), gradient(second), dim=0)))


@mutant(
    says="Only the first row is looked at.",
)
def first_row(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=1)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0][0]

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@mutant(
    says="The probabilities are those of a softmax over the rows, each label's on its own. It "
    "is the labels of a row that share one probability.",
)
def over_rows(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, t = loss
        z = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(z, dim=0)
        if formula == "l2":
            value = ((log_q.exp() - t) ** 2).sum(1).mean()
        else:
            value = -(t * log_q).sum(1).mean()
        return torch.autograd.grad(value, z)[0].flatten()

    return float(F.cosine_similarity(gradient(first), gradient(second), dim=0))


@variant(how="gradients by hand, a tensor for the answer")
def by_hand(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> Tensor:
    q = torch.softmax(logits, dim=1)

    def gradient(formula: str, t: Tensor) -> Tensor:
        pull = q - t
        if formula == "l2":
            return q * (pull - (q * pull).sum(dim=1, keepdim=True))
        return pull

    one, other = gradient(*first), gradient(*second)
    return (one * other).sum() / (one.norm() * other.norm())


@variant(how="torch's own losses, some of them with other means")
def library(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    def gradient(formula: str, t: Tensor) -> Tensor:
        z = logits.clone().requires_grad_()
        if formula == "ce":
            value = F.cross_entropy(z, t)
        elif formula == "kl":
            value = F.kl_div(z.log_softmax(dim=1), t, reduction="sum")
        else:
            value = F.mse_loss(z.softmax(dim=1), t)
        return torch.autograd.grad(value, z)[0].flatten()

    return F.cosine_similarity(gradient(*first), gradient(*second), dim=0).item()
