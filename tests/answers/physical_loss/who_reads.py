from typing import Any

import numpy as np


def right_walk(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Unrolls the run and walks through it with the set of what may differ, for each name."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def right_backwards(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Goes from the end of the run to its start with the names that reach the one or the other."""
    run = [p for s in range(1, steps + 1) for p in program if s % p["every"] == 0]
    names = []
    for part in program:
        names += [n for n in part["reads"] + part["writes"] if n not in names]
    first = {}
    for i, part in enumerate(run, 1):
        for name in part["writes"]:
            first.setdefault(name, i)
    to_weights, to_register = {"weights"}, {"register"}
    result = dict.fromkeys(names, "nothing")
    for i in range(len(run), -1, -1):
        for name in names:
            if first.get(name, 0) == i and name in to_weights:
                result[name] = "weights"
            elif first.get(name, 0) == i and name in to_register:
                result[name] = "register"
        if i:
            reads, writes = set(run[i - 1]["reads"]), set(run[i - 1]["writes"])
            to_weights = to_weights - writes | (reads if writes & to_weights else set())
            to_register = to_register - writes | (reads if writes & to_register else set())
            to_register.add("register")
    return result


def right_versions(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Gives every write a version of its own and searches the graph of versions."""
    from collections import defaultdict, deque

    now = defaultdict(int)
    edges = defaultdict(set)
    names = set()
    for part in program:
        names.update(part["reads"], part["writes"])
    for step in range(1, steps + 1):
        for part in program:
            if step % part["every"]:
                continue
            sources = [(name, now[name]) for name in part["reads"]]
            for name in set(part["writes"]):
                now[name] += 1
                for source in sources:
                    edges[source].add((name, now[name]))
    last = ("weights", now["weights"])
    found = {}
    for name in sorted(names):
        start = (name, min(1, now[name]))
        reached, queue = {start}, deque([start])
        while queue:
            for version in edges[queue.popleft()] - reached:
                reached.add(version)
                queue.append(version)
        if last in reached:
            found[name] = "weights"
        else:
            touched = any(thing == "register" for thing, _ in reached)
            found[name] = "register" if touched else "nothing"
    return found


def right_bits(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Sets as the bits of a whole number."""
    names = sorted({n for part in program for n in part["reads"] + part["writes"]})
    bit = {n: 1 << i for i, n in enumerate(names)}
    weights, register = bit.get("weights", 0), bit.get("register", 0)

    def mask(listed):
        return sum(bit[n] for n in set(listed))

    parts = [(p["every"], mask(p["reads"]), mask(p["writes"])) for p in program]
    run = [(r, w) for s in range(steps) for every, r, w in parts if (s + 1) % every == 0]

    def word(own):
        start = 0
        for i, (_, writes) in enumerate(run):
            if writes & own:
                start = i + 1
                break
        state = ever = own
        for reads, writes in run[start:]:
            state = state | writes if state & reads else state & ~writes
            ever |= state
        if state & weights:
            return "weights"
        return "register" if ever & register else "nothing"

    return {n: word(bit[n]) for n in names}


def right_two_runs(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Makes the run with symbols for numbers, once as it is and once edited, and compares."""
    numbers = {}

    def number(*key):
        return numbers.setdefault(key, len(numbers))

    names = list(dict.fromkeys(n for p in program for n in [*p["reads"], *p["writes"]]))
    run = [
        (i, p) for s in range(1, steps + 1) for i, p in enumerate(program) if s % p["every"] == 0
    ]

    def history(edited):
        store = {name: number("start", name) for name in names}
        waits = edited is not None
        if waits and not any(edited in p["writes"] for _, p in run):
            store[edited], waits = number("edit"), False
        states = [dict(store)]
        for i, part in run:
            read = tuple(store[name] for name in part["reads"])
            store.update({name: number(i, name, read) for name in part["writes"]})
            if waits and edited in part["writes"]:
                store[edited], waits = number("edit"), False
            states.append(dict(store))
        return states

    plain = history(None)
    result = {}
    for name in names:
        edited = history(name)
        if "weights" in names and plain[-1]["weights"] != edited[-1]["weights"]:
            result[name] = "weights"
        elif any(a.get("register") != b.get("register") for a, b in zip(plain, edited)):
            result[name] = "register"
        else:
            result[name] = "nothing"
    return result


def right_all_names_at_once(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """One Boolean table, a row for each edit and a column for each quantity."""
    names = sorted({n for p in program for n in [*p["reads"], *p["writes"]]})
    column = {n: i for i, n in enumerate(names)}
    run = [p for s in range(1, steps + 1) for p in program if s % p["every"] == 0]
    written = {n for p in run for n in p["writes"]}
    differs = np.diag([n not in written for n in names])
    register = np.zeros(len(names), dtype=bool)
    if "register" in column:
        register |= differs[:, column["register"]]
    for part in run:
        reads = [column[n] for n in part["reads"]]
        writes = [column[n] for n in part["writes"]]
        hit = differs[:, reads].any(axis=1)
        differs[:, writes] = hit[:, None]
        for n in written.intersection(part["writes"]):
            differs[column[n]] = False
            differs[column[n], column[n]] = True
            written.discard(n)
        if "register" in column:
            register |= differs[:, column["register"]]
    weights = np.zeros(len(names), dtype=bool)
    if "weights" in column:
        weights = differs[:, column["weights"]]
    words = np.where(weights, "weights", np.where(register, "register", "nothing"))
    return dict(zip(names, words.tolist()))


def wrong_never_washed(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """What once differs differs for good; a register written anew from the batch does not."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_washed_before_reading(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Takes away what is overwritten before it looks at what is read; rate -> rate is lost."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            differs.difference_update(part["writes"])
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_every_ignored(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Runs each part in each step; a reader with every=3 finds another number there."""
    run = [part for _ in range(1, steps + 1) for part in program]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_steps_from_zero(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Counts steps from 0, so a part with every=3 runs in the first; none does."""
    run = [part for step in range(steps) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_last_step_missing(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Leaves out the last step; with one step nothing runs at all."""
    run = [part for step in range(1, steps) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_one_step_too_many(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Takes one step more than it should: the register of the last step finds a reader."""
    run = [part for step in range(1, steps + 2) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_first_step_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Looks at one step and not at what is carried into the next."""
    run = [part for step in range(1, 2) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_few_steps(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Cuts the run off after six steps; a part with every=7 never runs."""
    run = [
        part
        for step in range(1, min(steps, 6) + 1)
        for part in program
        if step % part["every"] == 0
    ]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_edit_before_the_run(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Edits everything before the run; the register is written anew and lost."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = 0
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_edit_before_the_writer(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Edits right before the first writer and not after it: the edit is overwritten."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_edit_after_the_step(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Edits at the end of the step with the first write, when its readers have passed by."""
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    due = [[p for p in program if s % p["every"] == 0] for s in range(1, steps + 1)]
    result = {}
    for name in names:
        writes = [any(name in part["writes"] for part in step) for step in due]
        start = writes.index(True) + 1 if any(writes) else 0
        differs = {name}
        seen = name == "register"
        for part in [part for step in due[start:] for part in step]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_edit_after_the_last_writer(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Edits after the last part that writes the quantity, not after the first."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = max((i + 1 for i, part in enumerate(run) if name in part["writes"]), default=0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_first_writer_of_the_program(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """The first writer in the program's order, though one further down may run earlier."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        writer = next((part for part in program if name in part["writes"]), None)
        start = next((i + 1 for i, part in enumerate(run) if part is writer), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_siblings_edited_too(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Lets all that the first writer writes differ, not only the edited quantity."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}.union(run[start - 1]["writes"] if start else [])
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_unread_edit_of_the_register(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Forgets that the edit itself shows; a register that nobody writes is 'nothing'."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = False
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_register_at_the_end_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Looks at the register when the run is over; in between it may have differed."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
        seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_register_now_only_at_the_end(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Asks only at the end, of an edit of the register too."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
        result[name] = (
            "weights"
            if "weights" in differs
            else "register"
            if "register" in differs
            else "nothing"
        )
    return result


def wrong_weights_at_any_time(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Says weights if they ever differed, though they were computed anew later."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        moved = name == "weights"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
            moved = moved or "weights" in differs
        result[name] = "weights" if moved else "register" if seen else "nothing"
    return result


def wrong_register_goes_first(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Says register where both may differ."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "register" if seen else "weights" if "weights" in differs else "nothing"
    return result


def wrong_names_that_are_read_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Leaves out names that are written and never read, such as a log."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in part["reads"]}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_names_that_are_written_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Leaves out names that are read and never written, such as the batch."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in part["writes"]}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_names_of_parts_that_run(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Leaves out the names of a part whose every is larger than steps."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in run for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_edit_that_never_comes(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Answers 'nothing' for what no part that runs writes; the batch is edited before."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name} if start else set()
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_weights_are_added_to(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Takes an update for +=: weights that differed stay so though no part reads them."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(set(part["writes"]) - {"weights"})
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_all_reads_must_differ(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Lets a part pass a difference on only if all that it reads differs."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if part["reads"] and differs.issuperset(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_empty_reads(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Lets a part that reads nothing pass on differences: a subset test on an empty list."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]) or not part["reads"]:
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_first_write_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Looks at the first name of each list of writes."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"][:1])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_first_read_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Looks at the first name of each list of reads."""
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"][:1]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_every_counts_the_runs_of_the_list(
    program: list[dict[str, Any]], steps: int
) -> dict[str, str]:
    """Counts parts, not steps, when it asks whether a part is due."""
    everything = [part for _ in range(steps) for part in program]
    run = [part for i, part in enumerate(everything, 1) if i % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_parts_one_after_the_other(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Runs the first part in all its steps, then the second: the order is lost."""
    run = [part for part in program for step in range(1, steps + 1) if step % part["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result


def wrong_closure_without_time(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Follows who reads what as a graph without time; an overwritten register still reaches all."""
    live = [part for part in program if part["every"] <= steps]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        reached = {name}
        for _ in names:
            for part in live:
                if reached.intersection(part["reads"]):
                    reached.update(part["writes"])
        result[name] = next((w for w in ("weights", "register") if w in reached), "nothing")
    return result


def wrong_direct_readers_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Asks whether one part reads the name and writes the other; longer paths are missed."""
    live = [part for part in program if part["every"] <= steps]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        after = {w for part in live if name in part["reads"] for w in part["writes"]} | {name}
        result[name] = next((w for w in ("weights", "register") if w in after), "nothing")
    return result


def wrong_by_the_names(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Answers from what the usual names mean: a log that somebody reads reaches the weights."""
    words = {"register": "register", "log": "nothing", "loss": "register"}
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    return {name: words.get(name, "weights") if steps else "nothing" for name in names}


def wrong_fifty_steps(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    """Cuts the run off after fifty steps."""
    run = [p for s in range(1, min(steps, 50) + 1) for p in program if s % p["every"] == 0]
    names = {name for part in program for name in (*part["reads"], *part["writes"])}
    result = {}
    for name in names:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = name == "register"
        for part in run[start:]:
            if differs.intersection(part["reads"]):
                differs.update(part["writes"])
            else:
                differs.difference_update(part["writes"])
            seen = seen or "register" in differs
        result[name] = "weights" if "weights" in differs else "register" if seen else "nothing"
    return result
