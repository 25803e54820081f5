import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "Whatever multiplies the number in the register before backward counts as scaling the "
        "step. Backward begins with the number 1, not with the loss. An edit of the stored "
        "value matters only where some derivative on the way back reads that very value."
    ),
)
def value_scales(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed", "data", "no_grad")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "Every edit that multiplies something counts as scaling the step, even that of a reward "
        "which the form does not read. Ask of each edit which derivative on the way back reads "
        "the number that it changes."
    ),
)
def everything_scales(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if edit in ("graph", "seed", "data", "no_grad", "reward") or (edit == "data" and saved):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "Editing the reward counts as scaling every form. Only REINFORCE reads it. In the other "
        "two it is a number beside the loss, on no path to the weights, and multiplying it does "
        "nothing."
    ),
)
def reward_scales_all(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if edit in ("graph", "seed") or edit == "reward" or (edit == "data" and saved):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "exp comes out like cross-entropy. Its derivative is its own output, so autograd keeps "
        "that output, and here the output is the register. Ask for each form which saved "
        "numbers the backward pass reads."
    ),
)
def exp_like_ce(form: str, edits: list[str], factor: float) -> float | str:
    c = 1.0
    for edit in edits:
        if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
            c *= factor
        elif edit == "detach":
            c = 0.0
    return c


@mutant(
    says=(
        "An edit of exp's register through `.data` counts as refused. Autograd catches edits "
        "that go through the tensor, by counting its versions. `.data` is a second handle on "
        "the same memory, and what is done through it is not counted."
    ),
)
def data_is_caught(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
            c *= factor
        elif edit in ("data", "no_grad") and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "The seed of backward counts for nothing. It is the derivative of the loss with respect "
        "to itself that the backward pass starts from, 1 if you say nothing, and every gradient "
        "is a multiple of it."
    ),
)
def seed_ignored(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit == "graph"
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "A detached loss counts as an error. It would be one, if nothing asked for a gradient; "
        "`requires_grad_()` makes the register a leaf, backward reaches it and stops there, and "
        "the step does nothing, in silence."
    ),
)
def detach_raises(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif (edit == "no_grad" and saved) or edit == "detach":
            refused = True
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "The reward counts for nothing in REINFORCE either. There it is an input of the graph: "
        "the log probabilities are multiplied by it, so backward multiplies their gradients by "
        "it."
    ),
)
def reward_unread(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if edit in ("graph", "seed") or (edit == "data" and saved):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "An edit in place counts as one of exp's output even after `loss` has become the name "
        "of another tensor. A product and a sum have registers of their own, which no "
        "derivative reads."
    ),
)
def old_register(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit == "detach":
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "After a constant was added, an edit in place counts as one of exp's output still. The "
        "sum is a new tensor, with a register of its own, which no derivative reads."
    ),
)
def shift_keeps(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "A refused edit counts as an error even if the loss is detached afterwards. Then "
        "backward never gets as far as the number that was changed."
    ),
)
def error_stays(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c = 0.0
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "Edits before the detaching count for nothing and those after it scale the step again. "
        "Behind a detached loss there are no weights: whatever follows multiplies zero."
    ),
)
def detach_counts_from_here(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
            if edit != edits[-1]:
                c = 1.0
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "The size of the update is right, its direction is lost: a ratio of norms cannot be "
        "negative, yet a negative factor reverses the step. Project the edited update on the "
        "plain one instead."
    ),
)
def ratio_of_norms(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= abs(factor)
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says=(
        "Each kind of edit counts once, however often it is made. Two nodes in the graph "
        "multiply twice."
    ),
)
def each_kind_once(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in dict.fromkeys(edits):
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@mutant(
    says="The last edit of the list counts and no other. Each of them was made.",
)
def last_edit(form: str, edits: list[str], factor: float) -> float | str:
    c, refused = 1.0, False
    saved = form == "exp"
    for edit in edits[-1:]:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c


@variant(how="runs the experiment, on three rows and from weights of zero")
def experiment(form: str, edits: list[str], factor: float) -> float | str:
    def gradient(edits: list[str]) -> Tensor:
        weights = torch.eye(3).requires_grad_()
        reward = factor if form == "reinforce" and "reward" in edits else 1.0
        loss = F.cross_entropy(weights, torch.tensor([2, 0, 1])) * reward
        if form == "exp":
            loss = loss.exp()
        for edit in edits:
            if edit == "no_grad":
                with torch.no_grad():
                    loss.mul_(factor)
            elif edit == "data":
                loss.data.mul_(factor)
            elif edit == "graph":
                loss = loss * factor
            elif edit == "shift":
                loss = loss + factor
            elif edit == "detach":
                loss = loss.detach().requires_grad_()
        loss.backward(torch.tensor(factor) if "seed" in edits else None)
        return torch.zeros(()) if weights.grad is None else weights.grad[0, 0]

    try:
        return (gradient(edits) / gradient([])).item()
    except RuntimeError:
        return "RuntimeError"


@variant(how="cuts the list at the last detach and at the first new node")
def by_cutting(form: str, edits: list[str], factor: float) -> float | str:
    if "detach" in edits:
        return 0.0
    enter = [edit for edit in edits if edit in ("graph", "seed")]
    if form == "reinforce":
        enter += [edit for edit in edits if edit == "reward"]
    if form == "exp":
        nodes = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
        old = edits[: min(nodes, default=len(edits))]
        if "no_grad" in old:
            return "RuntimeError"
        enter += [edit for edit in old if edit == "data"]
    return float(factor ** len(enter))
