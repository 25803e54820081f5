from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says="What once differs counts as differing for ever. A quantity that is computed anew from "
    "what does not differ is as it would have been: that is how most edits of the register end.",
)
def never_forgets(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]

    def reached(name: str) -> str:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        differs = {name}
        seen = set(differs)
        for part in run[start:]:
            if not differs.isdisjoint(part["reads"]):
                differs.update(part["writes"])
            seen.update(differs)
        if "weights" in differs:
            return "weights"
        return "register" if "register" in seen else "nothing"

    return {name: reached(name) for part in program for name in (*part["reads"], *part["writes"])}


@mutant(
    says="Each part counts as running in every step. A scheduler that acts every third step reads "
    "what stands in the register then.",
)
def every_step(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, steps + 1) for part in program]

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


@mutant(
    says="The run counts as over after one step. A learning rate that is set after the update acts "
    "in the next one.",
)
def one_step(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, 2) for part in program if step % part["every"] == 0]

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


@mutant(
    says="Every edit counts as made before the run. What is then written over it was never "
    "changed: edit it where it has just been written.",
)
def edited_before_the_run(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]

    def reached(name: str) -> str:
        start = 0
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


@mutant(
    says="Steps count as numbered from 0, so that a part which runs every third step runs in the "
    "first. Its first time is the third step.",
)
def counted_from_zero(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(steps) for part in program if step % part["every"] == 0]

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


@mutant(
    says="It is enough that the weights differ at some time. They may be overwritten by what was "
    "kept before; the end of the run counts.",
)
def weights_at_any_time(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
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
        if "weights" in seen:
            return "weights"
        return "register" if "register" in seen else "nothing"

    return {name: reached(name) for part in program for name in (*part["reads"], *part["writes"])}


@mutant(
    says="The register counts only as it stands when the run is over. It may have read something "
    "else at some time before, which somebody has seen.",
)
def register_at_the_end(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
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
        return "register" if "register" in differs else "nothing"

    return {name: reached(name) for part in program for name in (*part["reads"], *part["writes"])}


@mutant(
    says="An edit of the register always counts as reaching the weights. Whether it does depends "
    "on who reads it: a log passes nothing on.",
)
def register_always_counts(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]

    def reached(name: str) -> str:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        if name == "register":
            return "weights"
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


@mutant(
    says="An edit of the register never counts as reaching the weights. A scheduler or a choice of "
    "checkpoints that reads it lets it through.",
)
def register_never_counts(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [part for step in range(1, steps + 1) for part in program if step % part["every"] == 0]

    def reached(name: str) -> str:
        start = next((i + 1 for i, part in enumerate(run) if name in part["writes"]), 0)
        if name == "register":
            return "register"
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


@mutant(
    says="Only what a part that writes the weights reads itself counts as reaching them. There are "
    "longer paths: from the register to a rate, and from the rate to the weights.",
)
def direct_only(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    names = [name for part in program for name in (*part["reads"], *part["writes"])]

    def read_by(target: str) -> set[str]:
        return {n for part in program if target in part["writes"] for n in part["reads"]}

    return {
        name: "weights"
        if name == "weights" or name in read_by("weights")
        else "register"
        if name == "register" or name in read_by("register")
        else "nothing"
        for name in names
    }


@mutant(
    says="Whatever has a path of reading and writing to the weights counts, as if the parts ran in "
    "any order and for ever. A path takes time: something may be overwritten on it, and the run "
    "may end before.",
)
def any_path(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    names = [name for part in program for name in (*part["reads"], *part["writes"])]

    def sources(target: str) -> set[str]:
        found = {target}
        for _ in names:
            found |= {n for part in program if found & set(part["writes"]) for n in part["reads"]}
        return found

    weights, register = sources("weights"), sources("register")
    return {
        n: "weights" if n in weights else "register" if n in register else "nothing" for n in names
    }


@variant(how="goes back from the end and asks what matters for the weights and for the register")
def backwards(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    run = [p for step in range(steps) for p in program if not (step + 1) % p["every"]]
    matters: list[set[str]] = [{"weights"}]
    shows: list[set[str]] = [{"register"}]
    for part in reversed(run):
        writes, reads = set(part["writes"]), set(part["reads"])
        for history, also in ((matters, set()), (shows, {"register"})):
            later = history[-1]
            history.append((later - writes) | (reads if later & writes else set()) | also)
    matters.reverse()
    shows.reverse()
    result = {}
    for name in {n for part in program for n in part["reads"] + part["writes"]}:
        places = [i + 1 for i, part in enumerate(run) if name in part["writes"]]
        at = places[0] if places else 0
        kinds = (("weights", matters), ("register", shows))
        result[name] = next((kind for kind, sets in kinds if name in sets[at]), "nothing")
    return result


@variant(how="runs the program twice, on texts that say how each quantity was computed")
def with_texts(program: list[dict[str, Any]], steps: int) -> dict[str, str]:
    names = {name for part in program for name in (*part["reads"], *part["writes"])}

    def states(edited: str) -> list[dict[str, int]]:
        now = {name: hash(name) for name in names}
        waiting = True
        ran = [p for step in range(1, steps + 1) for p in program if step % p["every"] == 0]
        if not any(edited in part["writes"] for part in ran):
            now[edited] = hash("edited")
        history = [now]
        for number, part in enumerate(ran):
            read = tuple(now[name] for name in part["reads"])
            now = {**now, **{name: hash((number, name, read)) for name in part["writes"]}}
            if waiting and edited in part["writes"]:
                now[edited] = hash("edited")
                waiting = False
            history.append(now)
        return history

    plain = states("")
    told = {}
    for name in names:
        edited = states(name)
        if plain[-1].get("weights") != edited[-1].get("weights"):
            told[name] = "weights"
        elif [now.get("register") for now in plain] != [now.get("register") for now in edited]:
            told[name] = "register"
        else:
            told[name] = "nothing"
    return told
