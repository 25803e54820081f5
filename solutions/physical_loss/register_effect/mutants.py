from autograder.course.exercise import mutant, variant


@mutant(
    says="You treat the loss as the source of the update: whatever stands in the register when "
    "backward begins scales the step. Backward begins with the number 1, not with the loss. An "
    "edit of the stored value matters only where some derivative on the way back reads that very "
    "value.",
)
def value_scales(form: str, edit: str, factor: float) -> float | str:
    if edit in ("none", "after", "shift"):
        return 1.0
    if edit == "detach":
        return 0.0
    if edit == "reward" and form != "reinforce":
        return 1.0
    return float(factor)


@mutant(
    says="You take every edit that multiplies something to scale the step, even that of a reward "
    "which the form does not read. Ask of each edit which derivative on the way back reads the "
    "number that it changes.",
)
def everything_scales(form: str, edit: str, factor: float) -> float | str:
    if edit in ("none", "after", "shift"):
        return 1.0
    return 0.0 if edit == "detach" else float(factor)


@mutant(
    says="For exp you are right: autograd has kept the register's number, and an edit of it is "
    "noticed or does harm. Cross-entropy and REINFORCE end in a mean with a minus sign, whose "
    "derivatives do not read the result. There an edit in place changes the display only.",
)
def in_place_scales(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit == "no_grad":
        return "RuntimeError"
    if edit in ("graph", "seed", "no_grad", "data") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="The reward scales every form, you say. Only REINFORCE reads it. In the other two it is a "
    "number beside the loss, on no path to the weights, and multiplying it does nothing.",
)
def reward_scales_all(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit in ("graph", "seed", "reward"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="This is right for cross-entropy and forgets that exp is different: its derivative is its "
    "own output, so autograd keeps that output, and here the output is the register. Ask for each "
    "form which saved numbers the backward pass reads.",
)
def exp_like_ce(form: str, edit: str, factor: float) -> float | str:
    if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="You have found that exp's saved output is the register, and expect autograd to catch "
    "both edits of it. It catches those that go through the tensor, by counting its versions. "
    "`.data` is a second handle on the same memory, and what is done through it is not counted.",
)
def data_is_caught(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError"
    if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="You give the size of the update and lose its direction: a ratio of norms cannot be "
    "negative, yet a negative factor reverses the step. Project the edited update on the plain "
    "one instead.",
)
def ratio_of_norms(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit == "no_grad":
        return "RuntimeError"
    if (
        edit in ("graph", "seed")
        or (edit == "reward" and form == "reinforce")
        or (edit == "data" and form == "exp")
    ):
        return abs(float(factor))
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="The seed of backward is taken to change nothing. It is the derivative of the loss with "
    "respect to itself that the backward pass starts from, 1 if you say nothing, and every "
    "gradient is a multiple of it.",
)
def seed_ignored(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit == "graph" or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    says="You expect a detached loss to raise an error. It would, if nothing asked for a gradient; "
    "`requires_grad_()` makes the register a leaf, backward reaches it and stops there, and the "
    "step does nothing, in silence.",
)
def detach_raises(form: str, edit: str, factor: float) -> float | str:
    if edit == "detach" or (form == "exp" and edit == "no_grad"):
        return "RuntimeError"
    if (
        edit in ("graph", "seed")
        or (edit == "reward" and form == "reinforce")
        or (edit == "data" and form == "exp")
    ):
        return float(factor)
    return 1.0


@mutant(
    says="The reward is taken for one more register that nothing reads. In REINFORCE it is an "
    "input of the graph: the log probabilities are multiplied by it, so backward multiplies their "
    "gradients by it.",
)
def reward_unread(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit in ("graph", "seed"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@variant(how="written down as a table, nothing is run")
def table(form: str, edit: str, factor: float) -> float | str:
    enters = {"graph", "seed"}
    if form == "reinforce":
        enters.add("reward")
    if form == "exp":
        enters.add("data")
        if edit == "no_grad":
            return "RuntimeError"
    if edit in enters:
        return float(factor)
    return 0.0 if edit == "detach" else 1.0
