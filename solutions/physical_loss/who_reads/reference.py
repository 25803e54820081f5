from typing import Any


def who_reads(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Say of each quantity of a training program what an edit of it can reach.

    Parameters
    ----------
    program
        The parts of one training step, in their order; one at least. Each is a dict with the
        lists of names ``reads`` and ``writes``, either of which may be empty, and the whole
        number ``every`` >= 1. When a part
        runs, it computes all that it writes from all that it reads, and from nothing else:
        what stood there before is gone. It runs in the steps number ``every``, 2 * ``every``,
        3 * ``every`` and so on. Among the names are ``"weights"`` and ``"register"``, the number
        that the loss is stored in.
    steps
        How many training steps are taken, 1 to 200; the first is number 1.

    Returns
    -------
    dict
        For each name that some part reads or writes one of three words. Somebody overwrites the
        quantity once, right after the first part of the run that writes it; before the run, if
        no part that runs writes it.

        - ``"weights"``: when the run is over, the weights may differ from those without the edit
        - ``"register"``: the weights cannot differ, but at some time after the edit, or right
          after it, the register may
        - ``"nothing"``: neither of the two may differ

    Notes
    -----
    What is computed from a quantity that may differ may differ. Do not worry about edits that
    happen to change nothing.
    """
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]

    def reached(name: str) -> str:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = set(differs)
        for part in run[start:]:
            if differs.isdisjoint(part["reads"]):
                differs.difference_update(part["writes"])
            else:
                differs.update(part["writes"])
            seen.update(differs)
        if "weights" in differs:
            return "weights"
        return "register" if "register" in seen else "nothing"

    return {name: reached(name) for part in program for name in (*part["reads"], *part["writes"])}
