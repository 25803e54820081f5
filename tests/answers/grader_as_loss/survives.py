from losslab.grader_as_loss.designs import Attack, Grader


def right_until_nothing_changes(attack: Attack, grader: Grader) -> bool:
    """Go through all processes again and again until a round adds none."""
    controlled = {"learner"}
    changed = True
    while changed:
        changed = False
        writable = {place for name in controlled for place in grader[name]["writes"]}
        for name, rights in grader.items():
            if name not in controlled and writable & set(rights["runs"]):
                controlled.add(name)
                changed = True
    writes = {place for name in controlled for place in grader[name]["writes"]}
    reads = {place for name in controlled for place in grader[name]["reads"]}
    return set(attack["writes"]) <= writes and set(attack["reads"]) <= reads


def right_breadth_first(attack: Attack, grader: Grader) -> bool:
    """A queue of processes, and the places that are still needed are crossed out."""
    from collections import deque

    queue, seen = deque(["learner"]), {"learner"}
    to_write, to_read = set(attack["writes"]), set(attack["reads"])
    while queue:
        rights = grader[queue.popleft()]
        to_write.difference_update(rights["writes"])
        to_read.difference_update(rights["reads"])
        for other in grader:
            if other not in seen and not set(rights["writes"]).isdisjoint(grader[other]["runs"]):
                seen.add(other)
                queue.append(other)
    return not to_write and not to_read


def right_depth_first(attack: Attack, grader: Grader) -> bool:
    """Recursion from process to process; any and all over lists, no sets of places."""
    controlled = []

    def take(name):
        controlled.append(name)
        for other, rights in grader.items():
            if other not in controlled and any(p in rights["runs"] for p in grader[name]["writes"]):
                take(other)

    take("learner")
    return all(
        any(place in grader[name][right] for name in controlled)
        for right in ("writes", "reads")
        for place in attack[right]
    )


def right_matrix(attack: Attack, grader: Grader) -> bool:
    """The closure of a matrix of who controls whom, by powers in NumPy."""
    import numpy as np

    names = list(grader)
    reach = np.array(
        [
            [a == b or bool(set(grader[a]["writes"]) & set(grader[b]["runs"])) for b in names]
            for a in names
        ]
    )
    for _ in names:
        reach = (reach.astype(int) @ reach.astype(int)) > 0
    mine = [grader[names[i]] for i in np.flatnonzero(reach[names.index("learner")])]
    return all(
        set().union(*(rights[kind] for rights in mine)).issuperset(attack[kind])
        for kind in ("writes", "reads")
    )


def right_growing_list(attack: Attack, grader: Grader) -> bool:
    """A for loop over a list that grows; an index of places says who runs what."""
    from collections import defaultdict

    who_runs = defaultdict(list)
    for name, rights in grader.items():
        for place in rights["runs"]:
            who_runs[place].append(name)
    controlled = ["learner"]
    for name in controlled:
        for place in grader[name]["writes"]:
            controlled.extend({*who_runs.get(place, ())}.difference(controlled))
    may_write = [place for name in controlled for place in grader[name]["writes"]]
    may_read = [place for name in controlled for place in grader[name]["reads"]]
    if any(place not in may_write for place in attack["writes"]):
        return False
    return not any(place not in may_read for place in attack["reads"])


def right_bits(attack: Attack, grader: Grader) -> bool:
    """Places as bits of an integer; as many rounds as there are processes."""
    bit = {}

    def mask(places):
        total = 0
        for place in places:
            total |= bit.setdefault(place, 1 << len(bit))
        return total

    rights = {n: {kind: mask(r[kind]) for kind in r} for n, r in grader.items()}
    writes, reads = rights["learner"]["writes"], rights["learner"]["reads"]
    for _ in rights:
        for each in rights.values():
            if each["runs"] & writes:
                writes |= each["writes"]
                reads |= each["reads"]
    missing = mask(attack["writes"]) & ~writes | mask(attack["reads"]) & ~reads
    return missing == 0


def right_generations(attack: Attack, grader: Grader) -> bool:
    """Recursion on the set of what is controlled, until it is its own successor."""
    import numpy as np

    def places(names, kind):
        return frozenset(p for name in names for p in grader[name][kind])

    def grown(names):
        more = names | {n for n in grader if places(names, "writes") & places([n], "runs")}
        return names if more == names else grown(more)

    mine = grown(frozenset(["learner"]))
    return np.bool_(all(places(mine, kind) >= set(attack[kind]) for kind in ("writes", "reads")))


def wrong_one_pass(attack: Attack, grader: Grader) -> bool:
    """Goes through the dict once: misses a clerk that stands before the judge it depends on."""
    controlled = ["learner"]
    for name, rights in grader.items():
        writable = {p for each in controlled for p in grader[each]["writes"]}
        if name not in controlled and writable & set(rights["runs"]):
            controlled.append(name)
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_own_rights_only(attack: Attack, grader: Grader) -> bool:
    """Asks for the learner's own rights: pickled messages give the judge's verdict away."""
    mine = grader["learner"]
    return set(attack["writes"]) <= set(mine["writes"]) and set(attack["reads"]) <= set(
        mine["reads"]
    )


def wrong_one_step(attack: Attack, grader: Grader) -> bool:
    """Takes only what the learner controls directly: learner -> judge -> clerk is missed."""
    mine = grader["learner"]
    controlled = [mine] + [r for r in grader.values() if set(mine["writes"]) & set(r["runs"])]
    return all(
        any(place in rights[kind] for rights in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_two_rounds(attack: Attack, grader: Grader) -> bool:
    """Two rounds only: of learner -> a -> b -> c it never takes c."""
    controlled = {"learner"}
    for _ in range(2):
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {name for name in grader if writable & set(grader[name]["runs"])}
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_control_by_what_it_reads(attack: Attack, grader: Grader) -> bool:
    """Whoever reads a message counts as controlled: plain data seem to give the verdict away."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & {*r["runs"], *r["reads"]}}
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_writing_includes_reading(attack: Attack, grader: Grader) -> bool:
    """Takes the right to write for one to read: a learner writes "answer", the attack reads it."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    writes = {p for name in controlled for p in grader[name]["writes"]}
    reads = writes | {p for name in controlled for p in grader[name]["reads"]}
    return writes >= set(attack["writes"]) and reads >= set(attack["reads"])


def wrong_running_includes_reading(attack: Attack, grader: Grader) -> bool:
    """Takes what a process runs for readable: the learner runs "answer" and cannot read it."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    writes = {p for name in controlled for p in grader[name]["writes"]}
    reads = {p for n in controlled for p in (*grader[n]["reads"], *grader[n]["runs"])}
    return writes >= set(attack["writes"]) and reads >= set(attack["reads"])


def wrong_any_place_will_do(attack: Attack, grader: Grader) -> bool:
    """One of the places to write is enough: "answer" and "gradebook" with a right to the first."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    writes = {p for name in controlled for p in grader[name]["writes"]}
    reads = {p for name in controlled for p in grader[name]["reads"]}
    can_write = not attack["writes"] or any(p in writes for p in attack["writes"])
    return can_write and reads >= set(attack["reads"])


def wrong_one_process_for_all(attack: Attack, grader: Grader) -> bool:
    """One process must have all rights: writing "answer" and reading what the judge reads."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    return any(
        all(set(grader[name][kind]) >= set(attack[kind]) for kind in ("writes", "reads"))
        for name in controlled
    )


def wrong_reads_ignored(attack: Attack, grader: Grader) -> bool:
    """Checks the writing only: reading the expected values seems open with plain data."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    return {p for name in controlled for p in grader[name]["writes"]} >= set(attack["writes"])


def wrong_must_write_all_that_runs(attack: Attack, grader: Grader) -> bool:
    """Controls a process only if all that it runs can be written: pickled messages seem safe."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if r["runs"] and writable >= set(r["runs"])}
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_runs_nothing_is_controlled(attack: Attack, grader: Grader) -> bool:
    """`any` turned into `all`: a process that runs nothing counts as controlled by everybody."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        for name, rights in grader.items():
            if not rights["runs"] or writable & set(rights["runs"]):
                controlled.add(name)
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_nothing_to_do_is_no_attack(attack: Attack, grader: Grader) -> bool:
    """False where an attack needs to read nothing: handing in a copy seems impossible."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    return all(
        bool(attack[kind])
        and set(attack[kind]) <= {p for name in controlled for p in grader[name][kind]}
        for kind in ("writes", "reads")
    )


def wrong_begins_with_the_first(attack: Attack, grader: Grader) -> bool:
    """Begins at the first process of the dict: wrong where the judge stands before the learner."""
    controlled, before = {next(iter(grader))}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_direction(attack: Attack, grader: Grader) -> bool:
    """Controls whoever writes what the learner runs: pickled messages seem safe."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        executed = {p for name in controlled for p in grader[name]["runs"]}
        controlled |= {n for n, r in grader.items() if executed & set(r["writes"])}
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_places_as_text(attack: Attack, grader: Grader) -> bool:
    """Looks places up in a text: the right to write "judge code" seems one to write "code"."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    text = {k: " ".join(p for n in controlled for p in grader[n][k]) for k in ("writes", "reads")}
    return all(place in text[kind] for kind in text for place in attack[kind])


def wrong_only_what_was_taken(attack: Attack, grader: Grader) -> bool:
    """Counts the rights of the processes taken, not the learner's own: writing "answer"."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        controlled |= {n for n, r in grader.items() if writable & set(r["runs"])}
    others = controlled - {"learner"} or controlled
    return all(
        any(place in grader[name][kind] for name in others)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_somebody_may(attack: Attack, grader: Grader) -> bool:
    """Asks whether any process at all has the rights: the clerk always writes the gradebook."""
    return all(
        any(place in rights[kind] for rights in grader.values())
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_only_the_judge(attack: Attack, grader: Grader) -> bool:
    """Knows only the names of the examples: a process called "proctor" is never controlled."""
    controlled, before = {"learner"}, set()
    while controlled != before:
        before = set(controlled)
        writable = {p for name in controlled for p in grader[name]["writes"]}
        for name in ("judge", "clerk"):
            if name in grader and writable & set(grader[name]["runs"]):
                controlled.add(name)
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )


def wrong_last_taken_leads_on(attack: Attack, grader: Grader) -> bool:
    """Follows one path and no branches: only the first process that each one controls is taken."""
    controlled = ["learner"]
    while True:
        writable = set(grader[controlled[-1]]["writes"])
        more = [n for n in grader if n not in controlled and writable & set(grader[n]["runs"])]
        if not more:
            break
        controlled.append(more[0])
    return all(
        any(place in grader[name][kind] for name in controlled)
        for kind in ("writes", "reads")
        for place in attack[kind]
    )
