from losslab.representing_goals.goals import Setup, World

from autograder.course.exercise import mutant, variant


@mutant(
    says="Your world makes the first two readings true or false together, so two of the four "
    "pairs cannot be had. Look for what only one of them knows: the paper knows nothing of what "
    "can be written or set, and the machine nothing of texts that it cannot write.",
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
    says="You make the first reading true by leaving no low reading possible. That is the vacuous "
    "case, which the task excludes: some possible act must have a low physical loss, or 'low only "
    "if good' is a promise about nothing.",
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
    says="The worlds are right; the authors are all good, whatever was asked. Training follows the "
    "gradient, and from even habits it finds the good text. To keep it from there, begin where the "
    "gradient is next to nothing: an act that is never tried is never reinforced.",
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
    says="You expect training to follow the readings: a good author where they hold, a bad one "
    "where they do not. What training leaves behind also depends on where it began. With the same "
    "world you can have either author.",
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
    says="To falsify the second reading you give a bad text the least loss, and leave it within "
    "reach. Then a low physical loss goes with a bad text as well, and the first reading falls "
    "with it. Where may a bad minimizer be, so that no register ever reads it?",
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
    says="Your habits lie outside -20 to 20. At such logits nothing is possible any more but what "
    "was done before, and the training is one in name. Within the bounds there is room for acts "
    "that are tried once in millions of times.",
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
    says="Training undid your habit: begin further away. Good texts that are written once in "
    "twenty times are rewarded often enough to be found. The gradient for a text is proportional "
    "to its probability, so make this small.",
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
    says="Your setup is training in name only: one tiny step leaves the habits as they were, and "
    "they decide the third reading alone. Keep `lr` between 0.5 and 10 and `steps` between 100 and "
    "200, and choose habits that survive this.",
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
    says="You return the world alone. The third reading is about a world *and* a setup, so a pair "
    "is due: `return world, setup`.",
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
