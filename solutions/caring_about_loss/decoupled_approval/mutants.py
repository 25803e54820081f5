import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="Decoupled or not, this is the same update. With a second draw for a query, the action "
    "that is asked about is mostly another than the one that may have pulled the lever.",
)
def same_either_way(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    says="Decoupled, this is the update of runs in which nobody pulls the lever. In those in "
    "which it is pulled every query reads the same number, which adds nothing to the "
    "expected update; but they are a share pi[lever] of all runs, and only the rest teaches "
    "anything.",
)
def never_pulled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    says="The register reads the honest approval even when the lever was pulled. That is the "
    "number the supervisor meant; the register is what reaches the update.",
)
def honest_register(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    honest = pi * (approval - pi @ approval)
    return (1 - pi[lever]) * honest if decoupled else honest


@mutant(
    says="Decoupled, the number that was read is credited to the action that was carried out. It "
    "is the answer to the query, so it belongs to the log-probability of the query. With "
    "your way round the lever is paid for being pulled, decoupled or not.",
)
def credits_the_action(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    if not decoupled:
        read = approval.clone()
        read[lever] = written
        return pi * (read - pi @ read)
    read = (pi @ approval).expand(len(pi)).clone()
    read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    says="This is the mean of unit vectors of the query, times what was read. Raising one "
    "action's probability lowers the others': subtract pi. Without it a constant in the approval "
    "would change the update.",
)
def without_pi(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    if decoupled:
        return pi * ((1 - pi[lever]) * approval + pi[lever] * written)
    read = approval.clone()
    read[lever] = written
    return pi * read


@mutant(
    says="Decoupled, only pairs in which query and action are the same count here, with the "
    "probability squared. Every pair of them is possible, with probability pi[a] * pi[q].",
)
def same_draw(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    read[lever] = written
    score = torch.eye(len(pi), dtype=pi.dtype) - pi
    return ((pi**2 if decoupled else pi) * read) @ score


@mutant(
    says="Not decoupled, an action counts with its probability squared. There is one draw then: "
    "its probability is pi[a].",
)
def two_draws_always(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
        return (pi**2 * read) @ (torch.eye(len(pi), dtype=pi.dtype) - pi)
    return (1 - pi[lever]) * pi * (read - pi @ read)


@mutant(
    says="The update is right, and the caller's `approval` has another entry afterwards: what the "
    "lever writes. Change a copy of it.",
)
def writes_into_approval(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    if decoupled:
        return (1 - pi[lever]) * pi * (approval - pi @ approval)
    approval[lever] = written
    return pi * (approval - pi @ approval)


@variant(how="a loop over all pairs of action and query")
def pairs(logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool) -> Tensor:
    pi = torch.softmax(logits, 0)
    update = torch.zeros_like(pi)
    for action, of_action in enumerate(pi):
        for query, of_query in enumerate(pi):
            together = of_query if decoupled else float(action == query)
            read = written if action == lever else approval[query]
            score = -pi
            score[query] += 1
            update = of_action * together * read * score + update
    return update


@variant(how="the closed form: written drops out when decoupled")
def closed_form(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
    factor = 1 - pi[lever] if decoupled else 1.0
    return factor * pi * (read - (pi * read).sum())
