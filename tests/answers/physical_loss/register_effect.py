import math

import torch
import torch.nn.functional as F


def right_one_pass(form: str, edits: list[str], factor: float) -> float | str:
    """Walks through the edits with three facts: is it exp's register, is it cut, is it spoiled."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def right_by_counting(form: str, edits: list[str], factor: float) -> float | str:
    """Counts factors; edits in place count up to the first edit that makes a new tensor."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def right_recursive(form: str, edits: list[str], factor: float) -> float | str:
    """Takes off one edit after another; behind a new tensor the form may as well be ce."""

    def effect(form, edits):
        if not edits:
            return 1.0
        head, *tail = edits
        if head == "no_grad" and form == "exp":
            return "RuntimeError"
        new = head in ("graph", "shift")
        after = effect("ce" if new and form == "exp" else form, tail)
        own = {"ce": (), "exp": ("data",), "reinforce": ("reward",)}[form]
        counts = head in (*own, "graph", "seed")
        return after if isinstance(after, str) or not counts else factor * after

    return 0.0 if "detach" in edits else effect(form, edits)


def right_measured(form: str, edits: list[str], factor: float) -> float | str:
    """Runs the experiment twice in float64 and compares the two gradients along their line."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
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
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return torch.zeros_like(w) if w.grad is None else w.grad

    plain = gradient([])
    try:
        edited = gradient(edits)
    except RuntimeError:
        return "RuntimeError"
    return ((edited * plain).sum() / (plain * plain).sum()).item()


def right_tape(form: str, edits: list[str], factor: float) -> float | str:
    """A small tape: every tensor has a version, every node a derivative and what it saved."""
    versions, derivatives, checks = [0], [], []
    if form == "exp":
        derivatives.append(1.0)
        checks.append((len(derivatives) - 1, 0, 0))
    if form == "reinforce" and "reward" in edits:
        derivatives.append(factor)
    current = 0
    for edit in edits:
        if edit in ("no_grad", "data"):
            versions[current] += edit == "no_grad"
            for node, tensor, _ in checks:
                if tensor == current:
                    derivatives[node] *= factor
        elif edit in ("graph", "shift", "detach"):
            if edit == "detach":
                derivatives, checks = [0.0], []
            elif edit == "graph":
                derivatives.append(factor)
            versions.append(0)
            current = len(versions) - 1
    if any(versions[tensor] != saved for _, tensor, saved in checks):
        return "RuntimeError"
    result = factor if "seed" in edits else 1.0
    for derivative in derivatives:
        result *= derivative
    return result


def right_pattern(form: str, edits: list[str], factor: float) -> float | str:
    """Writes the list as letters and looks at them with regular expressions."""
    import re

    letters = {"no_grad": "n", "data": "d", "graph": "g", "shift": "s", "detach": "x"}
    word = "".join(letters.get(edit, "") for edit in edits)
    if re.search("x", word):
        return 0.0
    start = re.match("[nd]*", word).group()
    if form == "exp" and re.search("n", start):
        return "RuntimeError"
    power = len(re.findall("g", word)) + ("seed" in edits)
    power += len(re.findall("d", start)) if form == "exp" else 0
    power += form == "reinforce" and "reward" in edits
    c = 1.0
    for _ in range(power):
        c *= factor
    return c


def wrong_value_drives_the_step(form: str, edits: list[str], factor: float) -> float | str:
    """Lets every multiplied register scale the step; ('ce', ['no_grad'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data":
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "no_grad":
            c *= factor
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_new_register_forgotten(form: str, edits: list[str], factor: float) -> float | str:
    """Refuses no_grad on exp wherever it stands; after 'graph' it is harmless."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in edits:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_data_scales_exp_anywhere(form: str, edits: list[str], factor: float) -> float | str:
    """Lets .data scale exp on a later tensor too; ('exp', ['shift', 'data'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and form == "exp":
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_shift_keeps_the_register(form: str, edits: list[str], factor: float) -> float | str:
    """A new tensor by 'graph' only; ('exp', ['shift', 'no_grad'], 2.0) is not refused."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit == "graph"]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_graph_keeps_the_register(form: str, edits: list[str], factor: float) -> float | str:
    """A new tensor by 'shift' only; ('exp', ['graph', 'no_grad'], 2.0) is 2, not refused."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit == "shift"]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_error_before_detach(form: str, edits: list[str], factor: float) -> float | str:
    """Refuses ('exp', ['no_grad', 'detach'], 2.0), where backward never comes to exp."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if refused:
        return "RuntimeError"
    return 0.0 if cut else float(c)


def wrong_detach_keeps_the_version(form: str, edits: list[str], factor: float) -> float | str:
    """Refuses ('exp', ['detach', 'no_grad'], 2.0): the memory is exp's, backward is not."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            cut = True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if refused:
        return "RuntimeError"
    return 0.0 if cut else float(c)


def wrong_detach_raises(form: str, edits: list[str], factor: float) -> float | str:
    """Thinks that a detached loss is refused; requires_grad_() lets backward succeed."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return "RuntimeError"
    return "RuntimeError" if refused else float(c)


def wrong_detach_forgiven(form: str, edits: list[str], factor: float) -> float | str:
    """Takes a later 'graph' for a way back; ('ce', ['detach', 'graph'], 3.0) is 0."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own, cut = c * factor, False, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_detach_at_the_end_only(form: str, edits: list[str], factor: float) -> float | str:
    """Sees 'detach' only as the last edit; ('ce', ['detach', 'shift'], 3.0) is 0."""
    if edits and edits[-1] == "detach":
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_seed_after_detach(form: str, edits: list[str], factor: float) -> float | str:
    """Returns the seed after a detach; ('ce', ['detach', 'seed'], 3.0) is 0."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return float(factor) if "seed" in edits else 0.0
    return "RuntimeError" if refused else float(c)


def wrong_edits_as_a_set(form: str, edits: list[str], factor: float) -> float | str:
    """Counts each kind of edit once; ('ce', ['graph', 'graph'], 3.0) is 9."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in dict.fromkeys(edits):
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_data_once(form: str, edits: list[str], factor: float) -> float | str:
    """Lets .data scale once however often; ('exp', ['data', 'data'], 3.0) is 9."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + ("data" in first) * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_order_lost(form: str, edits: list[str], factor: float) -> float | str:
    """Goes through the edits in sorted order; ('exp', ['shift', 'data'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in sorted(edits):
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_backwards(form: str, edits: list[str], factor: float) -> float | str:
    """Reads the list from its end; ('exp', ['data', 'shift'], 3.0) is 3."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in reversed(edits):
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_size_without_sign(form: str, edits: list[str], factor: float) -> float | str:
    """The ratio of lengths; a factor of -2 reverses the update."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else abs(float(c))


def wrong_reward_everywhere(form: str, edits: list[str], factor: float) -> float | str:
    """Lets the reward scale every form; ('ce', ['reward'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit in ("seed", "reward"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_reward_nowhere(form: str, edits: list[str], factor: float) -> float | str:
    """Takes the reward for mere data; ('reinforce', ['reward'], 3.0) is 3."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed":
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_reward_has_a_place(form: str, edits: list[str], factor: float) -> float | str:
    """Loses the reward behind a new tensor; ('reinforce', ['graph', 'reward'], 3.0) is 9."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += first.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_reinforce_reads_its_register(form: str, edits: list[str], factor: float) -> float | str:
    """Lets .data scale REINFORCE like a reward; ('reinforce', ['data'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form != "ce", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own and form == "exp":
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_seed_replaces(form: str, edits: list[str], factor: float) -> float | str:
    """Lets the seed replace other factors; ('ce', ['graph', 'seed'], 3.0) is 9."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    if refused:
        return "RuntimeError"
    return float(factor) if "seed" in edits else float(c)


def wrong_seed_ignored(form: str, edits: list[str], factor: float) -> float | str:
    """Starts backward from 1 in any case; ('ce', ['seed'], 3.0) is 3."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_seed_has_a_place(form: str, edits: list[str], factor: float) -> float | str:
    """Takes the seed for a new tensor at its place; ('exp', ['seed', 'data'], 2.0) is 4."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit in ("graph", "seed"):
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "reward" and form == "reinforce":
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_after_is_in_time(form: str, edits: list[str], factor: float) -> float | str:
    """Treats 'after' like an edit before backward; ('exp', ['after'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit in ("no_grad", "after") and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_after_scales(form: str, edits: list[str], factor: float) -> float | str:
    """Lets 'after' scale the step that is still to come; ('ce', ['after'], 3.0) is 1."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = sum(edit in ("graph", "seed", "after") for edit in edits)
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(factor)] * times)


def wrong_exp_not_special(form: str, edits: list[str], factor: float) -> float | str:
    """Treats exp like ce: no edit in place matters; ('exp', ['data'], 3.0) is 3."""
    c, own, cut, refused = 1.0, False, False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_data_refused_too(form: str, edits: list[str], factor: float) -> float | str:
    """Thinks that autograd notices .data as well; ('exp', ['data'], 3.0) is 3."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit in ("data", "no_grad") and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_no_grad_unnoticed(form: str, edits: list[str], factor: float) -> float | str:
    """Thinks that no_grad goes as unnoticed as .data; ('exp', ['no_grad'], 3.0) is refused."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit in ("data", "no_grad") and own:
            c *= factor
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_factor_one_is_no_edit(form: str, edits: list[str], factor: float) -> float | str:
    """Skips all edits at factor 1, where exp under no_grad is refused all the same."""
    if factor == 1:
        return 0.0 if "detach" in edits else 1.0
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_shift_inside_the_exponent(form: str, edits: list[str], factor: float) -> float | str:
    """Adds the constant before exp, so the step grows by e**factor; it is added after."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            c, own = c * (math.exp(min(factor, 50.0)) if own else 1.0), False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_shift_scales_the_larger_loss(form: str, edits: list[str], factor: float) -> float | str:
    """Takes a larger loss for a larger step; ('ce', ['shift'], 3.0) is 1."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            c, own = c + factor, False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_one_edit_only(form: str, edits: list[str], factor: float) -> float | str:
    """Knows single edits and reads the first one; ('ce', ['shift', 'graph'], 3.0) is 3."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits[:1]:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_two_edits_at_most(form: str, edits: list[str], factor: float) -> float | str:
    """Reads two edits and no more; ('ce', ['graph', 'graph', 'graph'], 2.0) is 8."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits[:2]:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_no_edit_no_update(form: str, edits: list[str], factor: float) -> float | str:
    """Returns 0 for an empty list, where the step is the plain one."""
    if not edits:
        return 0.0
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else float(c)


def wrong_adam(form: str, edits: list[str], factor: float) -> float | str:
    """What Adam would do: the size is divided out, so 'graph' leaves only a sign."""
    c, own, cut, refused = 1.0, form == "exp", False, False
    for edit in edits:
        if edit == "graph":
            c, own = c * factor, False
        elif edit == "shift":
            own = False
        elif edit == "detach":
            own, cut = False, True
        elif edit == "data" and own:
            c *= factor
        elif edit == "no_grad" and own:
            refused = True
        elif edit == "seed" or (edit == "reward" and form == "reinforce"):
            c *= factor
    if cut:
        return 0.0
    return "RuntimeError" if refused else math.copysign(1.0, c)


def wrong_whole_factors(form: str, edits: list[str], factor: float) -> float | str:
    """Rounds the factor to a whole number; ('ce', ['graph'], 2.5) is 2.5."""
    if "detach" in edits:
        return 0.0
    new = [i for i, edit in enumerate(edits) if edit in ("graph", "shift")]
    first = edits[: new[0]] if new else edits
    if form == "exp" and "no_grad" in first:
        return "RuntimeError"
    times = edits.count("graph") + edits.count("seed")
    times += edits.count("reward") * (form == "reinforce") + first.count("data") * (form == "exp")
    return math.prod([float(round(factor))] * times)


def wrong_measured_by_length(form: str, edits: list[str], factor: float) -> float | str:
    """Measures and compares lengths: the sign of a negative factor is lost."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
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
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return torch.zeros_like(w) if w.grad is None else w.grad

    plain = gradient([])
    try:
        edited = gradient(edits)
    except RuntimeError:
        return "RuntimeError"
    return (edited.norm() / plain.norm()).item()


def wrong_measured_without_catching(form: str, edits: list[str], factor: float) -> float | str:
    """Measures, but lets the RuntimeError of ('exp', ['no_grad'], 3.0) through."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
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
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return torch.zeros_like(w) if w.grad is None else w.grad

    plain = gradient([])
    edited = gradient(edits)
    return ((edited * plain).sum() / (plain * plain).sum()).item()


def wrong_measured_seed_twice(form: str, edits: list[str], factor: float) -> float | str:
    """Measures, with the seed written into the graph as well; ['seed'] gives factor squared."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
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
        if "seed" in those:
            loss = loss * factor
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return torch.zeros_like(w) if w.grad is None else w.grad

    plain = gradient([])
    try:
        edited = gradient(edits)
    except RuntimeError:
        return "RuntimeError"
    return ((edited * plain).sum() / (plain * plain).sum()).item()


def wrong_measured_by_loss(form: str, edits: list[str], factor: float) -> float | str:
    """Compares what the registers read, not the steps; ('ce', ['no_grad'], 3.0) is 1."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
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
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return loss.detach()

    plain = gradient([])
    try:
        edited = gradient(edits)
    except RuntimeError:
        return "RuntimeError"
    return ((edited * plain).sum() / (plain * plain).sum()).item()


def wrong_measured_graph_in_place(form: str, edits: list[str], factor: float) -> float | str:
    """Measures with `loss *= factor` for 'graph': exp's own register is overwritten."""

    def gradient(those):
        generator = torch.Generator().manual_seed(3)
        x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
        y = torch.randint(0, 3, (8,), generator=generator)
        reward = torch.rand(8, generator=generator, dtype=torch.float64) + 0.5
        w = torch.randn(4, 3, generator=generator, dtype=torch.float64).requires_grad_()
        if "reward" in those:
            reward = reward * factor
        if form == "reinforce":
            log_p = F.log_softmax(x @ w, -1)[torch.arange(8), y]
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ w, y)
            loss = loss.exp() if form == "exp" else loss
        for edit in those:
            if edit == "no_grad":
                with torch.no_grad():
                    loss.mul_(factor)
            elif edit == "data":
                loss.data.mul_(factor)
            elif edit == "graph":
                loss *= factor
            elif edit == "shift":
                loss = loss + factor
            elif edit == "detach":
                loss = loss.detach().requires_grad_()
        loss.backward(torch.tensor(factor if "seed" in those else 1.0, dtype=torch.float64))
        return torch.zeros_like(w) if w.grad is None else w.grad

    plain = gradient([])
    try:
        edited = gradient(edits)
    except RuntimeError:
        return "RuntimeError"
    return ((edited * plain).sum() / (plain * plain).sum()).item()
