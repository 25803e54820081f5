import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="Here it is the query that tampers: whenever the supervisor is asked about the lever, you "
    "let the register read what the lever writes. To ask about a lever pulls nothing. What counts "
    "is the action that was carried out.",
)
def query_tampers(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    says="The runs in which the lever was pulled are forgotten. In them every query reads the same "
    "number, which adds nothing to the expected update; but they are a share pi[lever] of all "
    "runs, and only the rest teaches anything.",
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
    says="The number that was read is credited to the action that was carried out. It is the "
    "answer to the query, so it belongs to the log-probability of the query. With your way round "
    "the lever is paid for being pulled, decoupled or not.",
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
    says="The gradient of log pi[q] is taken to be the unit vector of q alone. Raising one "
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
    says="Query and action are taken to be the same draw that happens twice, so their "
    "probability is squared. They are two draws: every pair of them is possible, with "
    "probability pi[a] * pi[q].",
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
    says="Without decoupling there is one draw, and you give it the probability of two: pi[a] "
    "where pi[a] * pi[a] stands now.",
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


@variant(how="a loop over all pairs of action and query")
def pairs(logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool) -> Tensor:
    pi = torch.softmax(logits, 0)
    update = torch.zeros_like(pi)
    for action in range(len(pi)):
        for query in range(len(pi)):
            together = pi[query] if decoupled else float(action == query)
            probability = pi[action] * together
            read = written if action == lever else approval[query]
            score = -pi.clone()
            score[query] += 1
            update = update + probability * read * score
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
