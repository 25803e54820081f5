from losslab.representing_goals.goals import Setup, World

from autograder.course.exercise import mutant, variant


@mutant(
    says="The first two readings come out true or false together, so two of the four pairs cannot "
    "be had. Look for what only one of them knows: the paper knows nothing of what can be written "
    "or set, and the machine nothing of texts that it cannot write.",
)
def first_two_together(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    loss = [0.0, 1.0] if o1 and o2 else [1.0, 0.0]
    world: World = {
        "good": [True, False],
        "loss": loss,
        "reachable": [True, True],
        "tamper": False,
        "low": 0.125,
    }
    habit = [15.0, 0.0] if o3 else [-15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 0.5, "steps": 100}


@mutant(
    says="Some world leaves no low reading possible, which makes the first reading true of "
    "nothing. The task excludes this: some possible act must have a low physical loss.",
)
def vacuous(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, False],
        "loss": [0.5, 1.0] if o2 else [1.0, 0.5],
        "reachable": [True, True],
        "tamper": not o1,
        "low": 0.125,
    }
    habit = [15.0, 0.0] if o3 else [-15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": -15.0, "lr": 0.5, "steps": 100}


@mutant(
    says="The worlds are right; the authors are all good, whatever was asked. Training follows "
    "the gradient, and from even habits it finds the good text. To keep it from there, begin "
    "where the gradient is next to nothing: an act that is never tried is never reinforced.",
)
def training_always_succeeds(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, 0.0, -15.0],
        "tamper_habit": -15.0,
        "lr": 2.0,
        "steps": 200,
    }
    return world, setup


@mutant(
    says="The author is good where the first two readings hold, and bad where they do not, "
    "whatever was asked. What training leaves behind also depends on where it began. With the "
    "same world you can have either author.",
)
def author_follows_world(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o1 and o2 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    says="Wherever the second reading shall be false and the first true, both come out false. A "
    "bad text of least loss that can be written gives a low physical loss as well. Where may a "
    "bad minimizer be, so that no register ever reads it?",
)
def bad_optimum_within_reach(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, True],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    says="Habits lie outside -20 to 20. At such logits nothing is possible any more but what was "
    "done before, and the training is one in name. Within the bounds there is room for acts that "
    "are tried once in millions of times.",
)
def extreme_habits(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -100.0, -100.0]
    toward_bad = [-100.0, -100.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -100.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    says="Where a bad author was asked for, and good texts can be found, training makes a good "
    "one: it undoes the habit. Begin further away: the gradient for a text is proportional to its "
    "probability, so make this small.",
)
def weak_habits(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, -3.0, -3.0] if o3 else [-3.0, -3.0, 0.0, 0.0],
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    says="`lr` and `steps` lie below their bounds: training in name only, which leaves the habits "
    "as they were. Keep `lr` between 0.5 and 10 and `steps` between 100 and 200, and choose "
    "habits that survive this.",
)
def hardly_trains(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, -3.0, -3.0] if o3 else [-3.0, -3.0, 0.0, 0.0],
        "tamper_habit": -15.0,
        "lr": 1e-9,
        "steps": 1,
    }
    return world, setup


@mutant(
    says="What comes back is no pair. The third reading is about a world *and* a setup, so both "
    "are due: `return world, setup`.",
)
def world_alone(o1: bool, o2: bool, o3: bool) -> World:
    return {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }


@variant(how="no tampering anywhere: a bad text that is low and not least")
def without_tampering(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, False, False],
        "loss": [0.25, 2.0, 0.0 if not o2 else (3.0 if o1 else 0.5)],
        "reachable": [True, True, o2 or not o1],
        "tamper": False,
        "low": 0.75,
    }
    setup: Setup = {
        "habit": [3.0, -3.0, -18.0] if o3 else [-18.0, 3.0, -3.0],
        "tamper_habit": 0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@variant(how="one list for each of the eight cases, with a machine that tampers")
def eight_cases(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    cases = {
        (True, True): ([True, False], [0.0, 1.0], [True, True], False),
        (True, False): ([True, False, False], [0.5, 1.0, 0.25], [True, True, False], False),
        (False, True): ([True, False], [0.0, 1.0], [True, True], True),
        (False, False): ([True, False], [1.0, 0.0], [True, True], True),
    }
    good, loss, reachable, tamper = cases[o1, o2]
    habit = [10.0 if g == o3 else -10.0 for g in good]
    world: World = {
        "good": good,
        "loss": loss,
        "reachable": reachable,
        "tamper": tamper,
        "low": 0.5,
    }
    return world, {"habit": habit, "tamper_habit": -10.0, "lr": 1.0, "steps": 150}
