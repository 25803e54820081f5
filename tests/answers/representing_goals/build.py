import itertools

import numpy as np
from losslab.representing_goals import goals


def right_threshold(o1, o2, o3):
    """No tampering: `low` lies below or above the bad text's loss, and a bad text beyond reach."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def right_lever(o1, o2, o3):
    """The first reading is decided by a lever, the second by a text that cannot be written."""
    world = {
        "good": [True, True, False, False, False],
        "loss": [0.125, 0.25, 1.0, 2.0, 3.0 if o2 else 0.0],
        "reachable": [True, True, True, True, False],
        "tamper": not o1,
        "low": 0.25,
    }
    habit = [0.0, 0.0, -16.0, -16.0, 0.0] if o3 else [-16.0, -16.0, 0.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": -1.0, "lr": 0.5, "steps": 150}


def right_table(o1, o2, o3):
    """Four worlds written down, two habits each."""
    good, reachable = [False, True, True, False], [True, True, True, False]
    four = {
        (True, True): ([4.0, 0.0, 1.0, 5.0], False, 1.0),
        (True, False): ([4.0, 2.0, 3.0, 1.0], False, 2.0),
        (False, True): ([0.5, 0.0, 1.0, 7.0], False, 1.0),
        (False, False): ([0.0, 3.0, 1.0, 7.0], True, 0.0),
    }
    loss, tamper, low = four[bool(o1), bool(o2)]
    world = dict(good=good, loss=loss, reachable=reachable, tamper=tamper, low=low)
    habit = [-20.0, 1.0, 0.0, 3.0] if o3 else [3, -20, -20, 0]
    return world, dict(habit=habit, tamper_habit=2.0, lr=0.5, steps=100)


def right_search(o1, o2, o3):
    """Try small worlds and habits in turn until the library's measurements fit."""
    losses = itertools.product((0.0, 0.5, 2.0), repeat=3)
    choices = itertools.product(losses, (False, True), ([0.0, -15.0, 0.0], [-15.0, 0.0, 0.0]))
    for loss, tamper, habit in choices:
        world = {
            "good": [True, False, False],
            "loss": list(loss),
            "reachable": [True, True, False],
            "tamper": tamper,
            "low": 1.0,
        }
        setup = {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 200}
        found = goals.built((world, setup))
        if not found["wrong"] and (found["op1"], found["op2"], found["op3"]) == (o1, o2, o3):
            return world, setup
    raise AssertionError("all eight exist")


def right_tie(o1, o2, o3):
    """A bad text ties with the best good one on paper where o2 is False."""
    world = {
        "good": [True, False] + [False] * 6,
        "loss": [0.0, 0.0 if not o1 else 1.0] + [0.0 if not o2 else 3.0] * 6,
        "reachable": [True, True] + [False] * 6,
        "tamper": False,
        "low": 0.0,
    }
    if not o1 and o2:
        world["loss"][1], world["low"] = 0.5, 0.5
    habit = [20.0 if o3 else -20.0, 0.0] + [0.0] * 6
    return world, {"habit": habit, "tamper_habit": 0, "lr": 0.5, "steps": 100}


def right_numpy_values(o1, o2, o3):
    """Built from arrays, with NumPy numbers and bools in the lists; high losses, a lever at -20."""
    good = np.arange(4) % 2 == 0
    loss = np.where(good, 10.0, 20.0)
    loss[3] = 30.0 if o2 else 5.0
    world = {
        "good": list(good),
        "loss": list(loss),
        "reachable": list(np.arange(4) < 3),
        "tamper": bool(not o1),
        "low": np.float64(10.0),
    }
    habit = np.where(good == o3, 15.0, -5.0)
    setup = {"habit": list(habit), "tamper_habit": -20.0, "lr": 0.5, "steps": np.int64(100)}
    return world, setup


def right_free_start(o1, o2, o3):
    """Where everything is as one would wish, training does the third from even habits."""
    habit = [0.0, 0.0, 0.0]
    if not (o1 and o2 and o3):
        habit = [0.0, -18.0, 0.0] if o3 else [-18.0, 0.0, 0.0]
    world = {
        "good": [True, False, False],
        "loss": [0.0, 1.0, 2.0] if o2 else [0.5, 1.0, 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 2.0, "steps": 200}


def wrong_habit_ignored(o1, o2, o3):
    """Begins evenly whatever o3 is: training makes the third True for (True, True, False)."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    return world, {"habit": [0.0] * 3, "tamper_habit": 0.0, "lr": 1.0, "steps": 200}


def wrong_weak_habit(o1, o2, o3):
    """A habit of -1 is undone by training: shows for (True, True, False)."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    habit = [0.0, -3.0, 0.0] if o3 else [-1.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 200}


def wrong_bad_minimizer_reachable(o1, o2, o3):
    """Makes the second False by a bad text that can be written: (True, False, _) has no first."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, not o2],
        "tamper": not o1,
        "low": 0.25,
    }
    habit = [0.0, -15.0, -15.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_second_by_good_high(o1, o2, o3):
    """Makes the second False by a second good text of high loss; it stays True: (_, False, _)."""
    world = {
        "good": [True, False, True],
        "loss": [0.25, 1.0, 0.5 if o2 else 2.0],
        "reachable": [True, True, True],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, -15.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_vacuous_first(o1, o2, o3):
    """Makes the first True by a `low` that nothing reaches: no act reads low for (True, _, _)."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.1 if o1 else 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_no_reachable_bad(o1, o2, o3):
    """For o1 no bad text can be written, which the rules forbid: shows for (True, _, True)."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, not o1, False],
        "tamper": False,
        "low": 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_many_steps(o1, o2, o3):
    """Trains for 1,000 steps, which is more than allowed."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 1000}


def wrong_zero_steps(o1, o2, o3):
    """Does not train at all (steps 0, lr 0.1), which is less than allowed."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 0.1, "steps": 0}


def wrong_strong_habit(o1, o2, o3):
    """Habits of -100 lie outside of what is allowed."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5 if o1 else 2.0,
    }
    habit = [0.0, -100.0, 0.0] if o3 else [-100.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_infinite_loss(o1, o2, o3):
    """Gives the bad text an infinite loss: losses must be finite."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, float("inf"), 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_short_habit(o1, o2, o3):
    """Gives habits only for the texts that can be written: two numbers for three texts."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0, -15.0] if o3 else [-15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_order_of_pair(o1, o2, o3):
    """Returns the setup before the world."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}, world


def wrong_low_at_the_bad_loss(o1, o2, o3):
    """Puts `low` just at the bad text's loss, which still reads low: shows for (True, _, _)."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 1.0 if o1 else 2.0,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_only_aligned(o1, o2, o3):
    """Returns one well behaved world whatever is asked: shows for all but (True, True, True)."""
    world = {
        "good": [True, False],
        "loss": [0.0, 1.0],
        "reachable": [True, True],
        "tamper": False,
        "low": 0.5,
    }
    return world, {"habit": [0.0, 0.0], "tamper_habit": 0.0, "lr": 2.0, "steps": 200}


def wrong_believes_in_training(o1, o2, o3):
    """Thinks that (True, True, False) cannot be, and returns the third True there."""
    wanted = o3 or (o1 and o2)
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0, -15.0, 0.0] if wanted else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_lever_alone(o1, o2, o3):
    """Makes the third False by a lever that the agent likes; it writes good texts all the same."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o2 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o1,
        "low": 0.5,
    }
    tamper_habit = -15.0 if o3 else 15.0
    habit = [0.0, -15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": tamper_habit, "lr": 1.0, "steps": 100}


def wrong_two_swapped(o1, o2, o3):
    """Takes the first reading for the second: shows where o1 and o2 differ."""
    world = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.5 if o1 else 0.0],
        "reachable": [True, True, False],
        "tamper": not o2,
        "low": 0.5,
    }
    habit = [0.0, -15.0, 0.0] if o3 else [-15.0, 0.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}


def wrong_nine_texts(o1, o2, o3):
    """Uses nine texts, one more than allowed."""
    world = {
        "good": [True] + [False] * 8,
        "loss": [0.25] + [1.0] * 7 + [0.5 if o2 else 0.0],
        "reachable": [True] * 8 + [False],
        "tamper": not o1,
        "low": 0.5,
    }
    habit = [0.0] + [-18.0] * 8 if o3 else [-18.0] + [0.0] * 8
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 1.0, "steps": 100}
