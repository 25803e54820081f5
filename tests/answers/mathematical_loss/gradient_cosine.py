import math

import numpy as np
import torch
import torch.nn.functional as F


def right_autograd_double(logits, first, second):
    """autograd in float64, a fresh leaf for each loss."""

    def gradient(formula, targets):
        z = logits.detach().double().requires_grad_()
        t, log_q = targets.double(), F.log_softmax(z, dim=1)
        if formula == "l2":
            loss = ((log_q.exp() - t) ** 2).sum(dim=1).mean()
        elif formula == "kl":
            loss = (torch.xlogy(t, t) - t * log_q).sum(dim=1).mean()
        else:
            loss = -(t * log_q).sum(dim=1).mean()
        return torch.autograd.grad(loss, z)[0].flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def right_closed_form(logits, first, second):
    """NumPy formulas without cancellation: sums over the other labels in place of 1 - q."""
    z = logits.detach().numpy().astype(np.float64)
    odds = np.exp(z - z.max(axis=1, keepdims=True))
    q = odds / odds.sum(axis=1, keepdims=True)

    others = 1.0 - np.eye(z.shape[1])

    def gradient(formula, targets):
        t = targets.detach().numpy().astype(np.float64)
        slope = q * (t @ others) - t * (q @ others)
        if formula == "l2":
            apart = slope[:, :, None] - slope[:, None, :]
            slope = 2 * q * (apart * q[:, None, :]).sum(axis=2)
        return slope.ravel() / np.abs(slope).max()

    a, b = gradient(*first), gradient(*second)
    return np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0)


def right_pure_python(logits, first, second):
    """Lists, math.exp and math.fsum, without a difference of nearly equal numbers."""

    def softmax(row):
        top = max(row)
        odds = [math.exp(z - top) for z in row]
        return [o / math.fsum(odds) for o in odds]

    def push(q, v):
        """The derivative of the softmax applied to v: sums of q_i q_j (v_i - v_j)."""
        both = list(zip(q, v, strict=True))
        return [math.fsum(a * b * (x - y) for b, y in both) for a, x in both]

    def gradient(formula, targets):
        whole = []
        for row, t in zip(logits.tolist(), targets.tolist(), strict=True):
            q = softmax(row)
            if formula == "l2":
                whole += push(q, [2 * (a - b) for a, b in zip(q, t, strict=True)])
            else:
                whole += [
                    math.fsum(
                        a * s - b * r for j, (r, s) in enumerate(zip(q, t, strict=True)) if j != i
                    )
                    for i, (a, b) in enumerate(zip(q, t, strict=True))
                ]
        return whole

    a, b = gradient(*first), gradient(*second)
    size = max(map(abs, a)), max(map(abs, b))
    a, b = [x / size[0] for x in a], [x / size[1] for x in b]
    dot = math.fsum(x * y for x, y in zip(a, b, strict=True))
    return max(-1.0, min(1.0, dot / (math.hypot(*a) * math.hypot(*b))))


def right_library_losses(logits, first, second):
    """F.cross_entropy, F.kl_div and F.mse_loss in float64, with backward and .grad."""
    losses = {
        "ce": lambda z, t: F.cross_entropy(z, t),
        "kl": lambda z, t: F.kl_div(F.log_softmax(z, dim=1), t, reduction="batchmean"),
        "l2": lambda z, t: F.mse_loss(z.softmax(dim=1), t),
    }
    leaves = []
    for formula, targets in (first, second):
        z = logits.detach().double().clone().requires_grad_(True)
        losses[formula](z, targets.double()).backward()
        leaves.append(z.grad.flatten())
    return F.cosine_similarity(*leaves, dim=0, eps=1e-300).clamp(-1.0, 1.0).item()


def right_functional(logits, first, second):
    """torch.func.grad of a function of the logits; unit vectors, then their distance."""

    def loss(z, formula, t):
        log_q = torch.log_softmax(z, dim=1)
        if formula == "l2":
            return torch.square(log_q.exp() - t).sum() / len(z)
        entropy = torch.special.entr(t).sum() if formula == "kl" else 0.0
        return -((t * log_q).sum() + entropy) / len(z)

    units = []
    for formula, targets in (first, second):
        slope = torch.func.grad(loss)(logits.detach().double(), formula, targets.double())
        units.append(slope / torch.linalg.vector_norm(slope))
    apart = min(torch.linalg.vector_norm(units[0] - units[1]).item(), 2.0)
    return 1.0 - apart**2 / 2


def right_complex_step(logits, first, second):
    """Derivatives by a tiny imaginary step in each logit, exact to rounding; np.corrcoef."""
    z = logits.detach().numpy().astype(np.complex128)

    def loss(row, formula, t):
        row = row - row.real.max()
        log_q = row - np.log(np.exp(row).sum())
        if formula == "l2":
            return ((np.exp(log_q) - t) ** 2).sum()
        return -(t * log_q).sum()

    def gradient(formula, targets):
        t = targets.detach().numpy().astype(np.float64)
        steps = 1e-30j * np.eye(z.shape[1])
        rows = zip(z, t, strict=True)
        return [loss(row + h, formula, s).imag * 1e30 for row, s in rows for h in steps]

    # every row of a gradient sums to zero, so that their correlation is their cosine
    return float(np.corrcoef(gradient(*first), gradient(*second))[0, 1])


def wrong_mean_of_rows(logits, first, second):
    """Mean of one cosine a row: two rows whose gradients differ in length and direction."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        return q * (off - (q * off).sum(dim=1, keepdim=True)) if formula == "l2" else off

    return float(F.cosine_similarity(gradient(*first), gradient(*second), dim=1).mean())


def wrong_no_softmax_derivative(logits, first, second):
    """Squared error is derived by q and not by the logits: ce against l2 gives 1."""
    q = logits.double().softmax(dim=1)
    a, b = (q - first[1].double()).flatten(), (q - second[1].double()).flatten()
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_by_probabilities(logits, first, second):
    """Gradients with respect to q: ce on logits (0, 0) with (0.9, 0.1) and (0.75, 0.25)."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        t = targets.double()
        return (2 * (q - t) if formula == "l2" else -t / q).flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_divergence_reversed(logits, first, second):
    """kl is KL(q‖t): ce against kl with the same targets is not 1."""
    log_q = logits.double().log_softmax(dim=1)
    q = log_q.exp()

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        if formula == "kl":
            ratio = log_q - targets.double().clamp(min=1e-12).log()
            off = q * (ratio - (q * ratio).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_gradients_pile_up(logits, first, second):
    """One leaf whose .grad is not cleared, so the second is the sum: any two unlike losses."""
    z = logits.detach().double().requires_grad_()
    kept = []
    for formula, targets in (first, second):
        t = targets.double()
        if formula == "l2":
            loss = ((z.softmax(dim=1) - t) ** 2).sum(dim=1).mean()
        else:
            loss = -(t * F.log_softmax(z, dim=1)).sum(dim=1).mean()
        loss.backward()
        kept.append(z.grad.clone().flatten())
    a, b = kept
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_same_targets(logits, first, second):
    """The first one's targets serve both: ce against ce with other targets gives 1."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(second[0], first[1])
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_likeliest_label(logits, first, second):
    """Cross-entropy with the index of the greatest target: soft targets (0.6, 0.4)."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        t = targets.double()
        if formula == "ce":
            t = F.one_hot(targets.argmax(dim=1), targets.shape[1]).double()
        off = q - t
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_softmax_twice(logits, first, second):
    """F.cross_entropy of probabilities takes a softmax once more: ce against kl is not 1."""
    kept = []
    for formula, targets in (first, second):
        z = logits.detach().double().requires_grad_()
        q, t = z.softmax(dim=1), targets.double()
        if formula == "ce":
            loss = F.cross_entropy(q, t)
        elif formula == "kl":
            loss = -(t * z.log_softmax(dim=1)).sum(dim=1).mean()
        else:
            loss = ((q - t) ** 2).sum(dim=1).mean()
        kept.append(torch.autograd.grad(loss, z)[0].flatten())
    a, b = kept
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_softmax_over_rows(logits, first, second):
    """The softmax runs down the batch, dim 0: two rows."""
    q = logits.double().softmax(dim=0)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_size_of_cosine(logits, first, second):
    """The absolute value: ce with targets on either side of q, such as (1, 0) and (0, 1)."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1).abs())


def wrong_logits_for_q(logits, first, second):
    """Squared error between logits and targets, no softmax: ce against l2."""
    z = logits.double()

    def gradient(formula, targets):
        t = targets.double()
        return (z - t if formula == "l2" else z.softmax(dim=1) - t).flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_length_of_error(logits, first, second):
    """l2 is the root of the sum of squares in each row: two rows with unequal errors."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = off / off.norm(dim=1, keepdim=True).clamp(min=1e-300)
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_first_row(logits, first, second):
    """Looks at the first row alone: two rows, labels changed in the second."""
    q = logits[:1].double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets[:1].double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_known_pair(logits, first, second):
    """Says 1 for ce and kl without a look at the targets: ce and kl with other targets."""
    if {first[0], second[0]} == {"ce", "kl"}:
        return 1.0
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))


def wrong_angle(logits, first, second):
    """The angle in half turns, from 0 to 1, not its cosine: any input but a right angle."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first), gradient(*second)
    return math.acos(float((a @ b / (a.norm() * b.norm())).clamp(-1, 1))) / math.pi


def wrong_signs_agree(logits, first, second):
    """How far the signs agree, as if each step had the same length: any two unlike losses."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        if formula == "l2":
            off = q * (off - (q * off).sum(dim=1, keepdim=True))
        return off.flatten()

    a, b = gradient(*first).sign(), gradient(*second).sign()
    return float((a * b).mean())


def wrong_columns(logits, first, second):
    """One cosine for each label, averaged over labels: two rows, ce against l2."""
    q = logits.double().softmax(dim=1)

    def gradient(formula, targets):
        off = q - targets.double()
        return q * (off - (q * off).sum(dim=1, keepdim=True)) if formula == "l2" else off

    return float(F.cosine_similarity(gradient(*first), gradient(*second), dim=0).mean())


def wrong_rows_of_one_length(logits, first, second):
    """Brings each row's gradient to length 1 first: shows for rows of different confidence."""

    def gradient(loss):
        formula, t = loss
        q = torch.softmax(logits, dim=1)
        pull = q - t
        if formula == "l2":
            pull = q * (pull - (q * pull).sum(dim=1, keepdim=True))
        return F.normalize(pull, dim=1).flatten()

    return F.cosine_similarity(gradient(first), gradient(second), dim=0).item()
