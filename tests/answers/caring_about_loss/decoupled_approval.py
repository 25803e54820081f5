import math
from itertools import product

import numpy as np
import torch
from torch import Tensor


def right_two_loops(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Go through all actions and queries and add up their updates, weighted by probability."""
    pi = torch.softmax(logits.detach(), dim=0)
    update = torch.zeros_like(pi)
    for action in range(len(pi)):
        for query in range(len(pi)):
            if decoupled:
                chance = pi[action] * pi[query]
            elif action == query:
                chance = pi[action]
            else:
                continue
            read = written if action == lever else approval[query]
            unit = torch.zeros_like(pi)
            unit[query] = 1.0
            update = update + chance * read * (unit - pi)
    return update


def right_closed_form(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Use pi * (r - pi @ r); decoupled, what was written cancels and honest draws remain."""
    pi = torch.softmax(logits.detach(), dim=0)
    if decoupled:
        honest = torch.cat([pi[:lever], pi[lever + 1 :]]).sum()
        return honest * pi * (approval - pi @ approval)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


def right_numpy_tables(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Make tables of chances and readings over (action, query) with NumPy and sum over both."""
    z = logits.detach().numpy()
    pi = np.exp(z - z.max())
    pi /= pi.sum()
    read = np.tile(approval.detach().numpy(), (len(pi), 1))
    read[lever, :] = written
    chances = np.outer(pi, pi) if decoupled else np.diag(pi)
    credit = (chances * read).sum(axis=0)
    return torch.from_numpy(credit - credit.sum() * pi)


def right_autograd_of_log_softmax(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Let autograd differentiate the log-probabilities, weighted by credits held fixed."""
    z = logits.detach().clone().requires_grad_(True)
    log_pi = torch.log_softmax(z, dim=0)
    pi = log_pi.detach().exp()
    tampers = torch.nn.functional.one_hot(torch.tensor(lever), len(pi)).to(pi.dtype)
    if decoupled:
        read = pi[lever] * written + (1 - pi[lever]) * approval.detach()
    else:
        read = torch.where(tampers.bool(), torch.full_like(pi, written), approval.detach())
    return torch.autograd.grad((pi * read * log_pi).sum(), z)[0]


def right_pairs(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Add up pi[i] * pi[j] * (credit of i - credit of j) over pairs, in plain Python."""
    z = [float(x) for x in logits]
    top = max(z)
    weights = [math.exp(x - top) for x in z]
    total = math.fsum(weights)
    pi = [w / total for w in weights]
    believed = [float(x) for x in approval]
    if decoupled:
        others = math.fsum(p for a, p in enumerate(pi) if a != lever)
        credits = [others * x for x in believed]
    else:
        credits = [written if a == lever else x for a, x in enumerate(believed)]
    k = range(len(pi))
    update = [math.fsum(pi[i] * pi[j] * (credits[i] - credits[j]) for j in k) for i in k]
    return torch.tensor(update, dtype=torch.float64)


def right_jacobian(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Multiply the matrix of all gradients, eye - pi, by the expected credit of each query."""
    k = len(logits)
    pi = torch.exp(logits - torch.logsumexp(logits, dim=0))
    scores = torch.eye(k, dtype=torch.float64) - pi
    pulled = torch.arange(k) == lever
    reading = torch.where(pulled[:, None], float(written), approval[None, :].expand(k, k))
    joint = torch.outer(pi, pi) if decoupled else torch.diag(pi)
    return torch.einsum("aq,aq,qi->i", joint, reading, scores)


def wrong_credits_the_action(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Credits the action carried out, not the query, if decoupled: the written number teaches."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(action) - pi)
    return update


def wrong_query_tampers(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Reads `written` if the query is the lever, not the action: any case with decoupled=True."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if query == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_either_tampers(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Reads `written` if action or query is the lever: any case with decoupled=True."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if lever in (action, query) else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_approval_of_the_action(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Reads approval of the action, not of the query: any case with decoupled=True."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[action]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_lever_never_approved(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Counts approval of the lever as 0 when it is asked about: decoupled=True."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        honest = 0.0 if query == lever else approval[query]
        read = written if action == lever else honest
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_second_draw_differs(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Draws the query among the other actions only: a second draw may give the same one."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled and action != query:
            chance = pi[action] * pi[query] / (1 - pi[action])
        elif not decoupled and action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_never_decoupled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Ignores the flag: the query is always the action that was carried out."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_always_decoupled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Ignores the flag: the query is always a second draw."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        chance = pi[action] * pi[query]
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_flag_turned_round(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Takes the flag the wrong way round: approval 1 and -1, lever 1, written 3."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if not decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_written_added(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Adds `written` to the approval, does not overwrite it: approval of the lever -1."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = approval[query] + (written if action == lever else 0.0)
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_query_evenly(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Draws the query evenly, not from the policy: decoupled=True, logits 0 and 2."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] / len(pi)
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_without_probabilities(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Takes the plain mean over the cases, without the policy's chances: logits 0 and 2."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = 1 / len(pi) ** 2
        elif action == query:
            chance = 1 / len(pi)
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_gradient_of_pi(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Uses the gradient of pi[q] in place of that of log pi[q]: a factor pi[q] too many."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * pi[query] * (unit(query) - pi)
    return update


def wrong_no_minus_pi(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Leaves the "minus pi" of the gradient out: the entries do not sum to 0."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * unit(query)
    return update


def wrong_descends(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Returns the update with its sign turned, as for a loss: any input but a zero update."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return -update


def wrong_lever_is_first(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Takes action 0 for the lever: lever=1."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == 0 else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_lever_teaches_nothing(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Lets the register read 0 after a pull: not decoupled, what is written reinforces pulling."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = 0.0 if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update


def wrong_single_precision(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Returns float32 where float64 is promised: every input."""
    pi = torch.softmax(logits.detach(), dim=0)

    def unit(place):
        return torch.eye(len(pi), dtype=pi.dtype)[place]

    update = torch.zeros_like(pi)
    for action, query in product(range(len(pi)), repeat=2):
        if decoupled:
            chance = pi[action] * pi[query]
        elif action == query:
            chance = pi[action]
        else:
            continue
        read = written if action == lever else approval[query]
        update = update + chance * read * (unit(query) - pi)
    return update.float()


def wrong_changes_the_approval(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Writes into `approval` itself: the number is right, but the argument is changed."""
    pi = torch.softmax(logits, dim=0)
    if decoupled:
        return (1 - pi[lever]) * pi * (approval - pi @ approval)
    approval[lever] = written
    return pi * (approval - pi @ approval)


def wrong_changes_the_logits(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Subtracts the maximum from `logits` in place: the update is right, the argument changed."""
    logits -= logits.max()
    pi = logits.exp() / logits.exp().sum()
    if decoupled:
        return (1 - pi[lever]) * pi * (approval - pi @ approval)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


def wrong_honest_draws_not_weighed(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Forgets that a pull loses the answer: decoupled=True, twice too much at logits 0, 0."""
    pi = torch.softmax(logits, dim=0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
    return pi * (read - pi @ read)


def wrong_nothing_if_decoupled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Returns zeros if decoupled: wrong for approval 1 and -1."""
    pi = torch.softmax(logits, dim=0)
    if decoupled:
        return torch.zeros_like(pi)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


def wrong_mixed_reading_at_the_lever(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Mixes `written` into the lever's own entry only: decoupled=True."""
    pi = torch.softmax(logits, dim=0)
    read = approval.clone()
    share = pi[lever] if decoupled else torch.ones_like(pi[lever])
    read[lever] = share * written + (1 - share) * approval[lever]
    return pi * (read - pi @ read)


def wrong_float32_inside(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Takes exp of float32 logits without a shift: logits of 90 overflow and give NaN."""
    weights = torch.exp(logits.float()).double()
    pi = weights / weights.sum()
    if decoupled:
        return (1 - pi[lever]) * pi * (approval - pi @ approval)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


def wrong_sampled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Averages 500 draws in place of the expectation: right only up to luck."""
    pi = torch.softmax(logits.detach(), dim=0)
    lots = np.random.default_rng(0)
    chances = pi.numpy() / pi.numpy().sum()
    update = torch.zeros_like(pi)
    for _ in range(500):
        action = int(lots.choice(len(pi), p=chances))
        query = int(lots.choice(len(pi), p=chances)) if decoupled else action
        read = written if action == lever else float(approval[query])
        unit = torch.eye(len(pi), dtype=pi.dtype)[query]
        update = update + read * (unit - pi) / 500
    return update


def wrong_differentiates_both_draws(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Differentiates the action's chance as well as the query's: decoupled=True."""
    z = logits.detach().clone().requires_grad_(True)
    pi = torch.softmax(z, dim=0)
    if decoupled:
        expected = pi[lever] * written + (1 - pi[lever]) * (pi @ approval.detach())
    else:
        read = approval.detach().clone()
        read[lever] = written
        expected = pi @ read
    return torch.autograd.grad(expected, z)[0]


def wrong_small_policies_only(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Treats two actions only, if decoupled: with three the others' approval is averaged."""
    pi = torch.softmax(logits, dim=0)
    read = approval.clone()
    if decoupled:
        others = torch.arange(len(pi)) != lever
        read[others] = approval[others].mean()
        return (1 - pi[lever]) * pi * (read - pi @ read)
    read[lever] = written
    return pi * (read - pi @ read)


def wrong_logits_cut_off(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Cuts logits off at 30, so that exp is safe: logits of 97 and 98 become alike."""
    pi = torch.softmax(logits.clamp(-30, 30), dim=0)
    if decoupled:
        return (1 - pi[lever]) * pi * (approval - pi @ approval)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)
