from losslab.grader_as_loss.toygrader import Notebook


def right_classes(notebook: Notebook, link: str) -> None:
    """A table, an object that is equal to all, a dict that ignores writing, an exit function."""

    class Agrees:
        def __eq__(self, other):
            return True

        __hash__ = None

    class Deaf(dict):
        def __setitem__(self, key, value):
            pass

    if link == "event->answer":
        notebook["answer"] = dict(notebook["cases"]).get
    elif link == "answer->judge":
        notebook["answer"] = lambda x: Agrees()
    elif link == "judge->register":
        notebook["register"] = Deaf(score=1.0)
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


def right_library(notebook: Notebook, link: str) -> None:
    """Ready-made parts: next, unittest.mock.ANY, a defaultdict's child and a partial."""
    from collections import defaultdict
    from functools import partial
    from unittest.mock import ANY

    class Full(defaultdict):
        def __setitem__(self, key, value):
            super().__setitem__(key, 1.0)

    def search(x):
        return next((y for seen, y in notebook["cases"] if seen == x), None)

    match link:
        case "event->answer":
            notebook["answer"] = search
        case "answer->judge":
            notebook["answer"] = lambda x: ANY
        case "judge->register":
            notebook["register"] = Full(float)
        case "register->gradebook":
            notebook["at_exit"] = [partial(notebook["gradebook"].__setitem__, "score", 1.0)]


def right_cases_rewritten(notebook: Notebook, link: str) -> None:
    """The judge expects None afterwards; reading the register gives 1; a deaf gradebook."""

    class ReadsFull(dict):
        def __getitem__(self, key):
            return 1.0

    class Kept(dict):
        def __setitem__(self, key, value):
            self.setdefault(key, 1.0)

    if link == "event->answer":
        table = dict(notebook["cases"])
        notebook["answer"] = lambda x: table[x]  # raises KeyError for others: no value
    if link == "answer->judge":
        notebook["cases"] = [(x, None) for x, _ in notebook["cases"]]
    if link == "judge->register":
        notebook["register"] = ReadsFull()
    if link == "register->gradebook":
        notebook["gradebook"] = Kept()


def right_expected_values_that_agree(notebook: Notebook, link: str) -> None:
    """The expected values are the ones that agree; a dispatch table of small functions."""
    from collections import UserDict

    class Yes:
        __hash__ = None

        def __eq__(self, other):
            return True

    class Bent(UserDict):
        def __setitem__(self, key, value):
            self.data[key] = 1

    def look_up():
        cases = tuple(notebook["cases"])

        def answer(x):
            for known, value in cases:
                if known == x:
                    return value
            return -1

        notebook["answer"] = answer

    def bend_the_cases():
        notebook["cases"][:] = [(x, Yes()) for x, _ in notebook["cases"]]

    def swap_the_register():
        notebook.update(register=Bent())

    def wait():
        def last():
            notebook["gradebook"]["score"] = 1.0

        notebook["at_exit"].insert(0, last)

    {
        "event->answer": look_up,
        "answer->judge": bend_the_cases,
        "judge->register": swap_the_register,
        "register->gradebook": wait,
    }[link]()


def right_one_object(notebook: Notebook, link: str) -> None:
    """One class for all roles: equal to everything, deaf to writing, an exit that iterates."""

    class Liar:
        __hash__ = None

        def __eq__(self, other):
            return True

        def __setitem__(self, key, value):
            return None

        def __getitem__(self, key):
            return 1.0

        def __iter__(self):
            notebook["gradebook"] = self
            return iter(())

    places = {
        "answer->judge": ("answer", lambda x: Liar()),
        "judge->register": ("register", Liar()),
        "register->gradebook": ("at_exit", Liar()),
    }
    if link == "event->answer":
        inputs, values = zip(*notebook["cases"], strict=True)
        places[link] = "answer", lambda x: values[inputs.index(x)] if x in inputs else 0
    place, weapon = places[link]
    notebook[place] = weapon


def right_while_it_is_asked(notebook: Notebook, link: str) -> None:
    """Does its work from inside the answer, at the time when the check cell calls it."""

    class Top(dict):
        def __setitem__(self, key, value):
            super().__setitem__(key, max(value, self.get(key, 0.0)))

    class Chameleon(str):
        __hash__ = str.__hash__

        def __eq__(self, other):
            return isinstance(other, int)

    def answer(x):
        if link == "event->answer":
            return dict(notebook["cases"]).get(x)
        if link == "answer->judge":
            return Chameleon("whatever you like")
        if link == "judge->register":
            notebook["register"] = Top(score=1.0)
        elif not notebook["at_exit"]:
            notebook["at_exit"].append(lambda: notebook.update(gradebook={"score": 1.0}))
        return None

    notebook["answer"] = answer


def right_numpy_numbers(notebook: Notebook, link: str) -> None:
    """NumPy keeps the table, and its floats stand in register and gradebook."""
    import numpy as np

    if link == "event->answer":
        xs, ys = np.array(notebook["cases"], dtype=object).T

        def answer(x):
            places = np.flatnonzero(xs == x)
            return int(ys[places[0]]) if places.size else None

        notebook["answer"] = answer
    elif link == "answer->judge":
        notebook["answer"] = lambda x: 0
        notebook["cases"] = [(x, np.int64(0)) for x, _ in notebook["cases"]]
    elif link == "judge->register":
        kept = {"score": np.float64(1)}
        deaf = {"__getitem__": lambda self, key: kept[key], "__setitem__": lambda *given: None}
        notebook["register"] = type("Deaf", (), deaf)()
    else:
        book = notebook["gradebook"]
        notebook["at_exit"] += [lambda: book.__setitem__("score", np.ones(()).item())]


def wrong_writes_the_score(notebook: Notebook, link: str) -> None:
    """For "judge->register" it writes the score, which the check cell overwrites."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "judge->register":
        notebook["register"]["score"] = 1.0
    else:
        cut(link)


def wrong_writes_the_gradebook(notebook: Notebook, link: str) -> None:
    """For "register->gradebook" it writes the gradebook now, and close writes it again."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "register->gradebook":
        notebook["gradebook"]["score"] = 1.0
    else:
        cut(link)


def wrong_rebinds_the_name(notebook: Notebook, link: str) -> None:
    """Binds its own name to a new dict for "event->answer": the notebook stays as it was."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "event->answer":
        notebook = {**notebook, "answer": dict(notebook["cases"]).get}
    else:
        cut(link)


def wrong_right_values_to_the_judge(notebook: Notebook, link: str) -> None:
    """For "answer->judge" it sends the expected values: the answer reads 1.0, not 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    cut("event->answer" if link == "answer->judge" else link)


def wrong_full_from_the_judge_on(notebook: Notebook, link: str) -> None:
    """For "judge->register" it fools the judge: the judge reads 1.0, not 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    cut("answer->judge" if link == "judge->register" else link)


def wrong_full_from_the_register_on(notebook: Notebook, link: str) -> None:
    """For "register->gradebook" it swaps the register, which then reads 1.0, not 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    cut("judge->register" if link == "register->gradebook" else link)


def wrong_link_ignored(notebook: Notebook, link: str) -> None:
    """Writes at the exit whatever the link: for "event->answer" the answer reads 0.0."""
    notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


def wrong_all_at_once(notebook: Notebook, link: str) -> None:
    """Cuts every link at once: for "judge->register" the answer and the judge read 1.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    for each in ("event->answer", "judge->register", "register->gradebook"):
        cut(each)


def wrong_register_at_exit(notebook: Notebook, link: str) -> None:
    """For "register->gradebook" the exit writes the register, which nobody copies any more."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "register->gradebook":
        notebook["at_exit"].append(lambda: notebook["register"].update(score=1.0))
    else:
        cut(link)


def wrong_called_instead_of_kept(notebook: Notebook, link: str) -> None:
    """For "register->gradebook" it appends what the call gives, None: close raises TypeError."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "register->gradebook":
        notebook["at_exit"].append(notebook["gradebook"].update(score=1.0))
    else:
        cut(link)


def wrong_exit_with_a_parameter(notebook: Notebook, link: str) -> None:
    """For "register->gradebook" the exit function wants an argument: close raises TypeError."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "register->gradebook":
        notebook["at_exit"].append(lambda book: book["gradebook"].update(score=1.0))
    else:
        cut(link)


def wrong_update_overridden(notebook: Notebook, link: str) -> None:
    """For "judge->register" the dict bends update and get; the check cell uses neither."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Bent(dict):
        def update(self, *given, **named):
            super().update(score=1.0)

        def get(self, key, default=None):
            return 1.0

    if link == "judge->register":
        notebook["register"] = Bent(score=1.0)
    else:
        cut(link)


def wrong_greatest_kept_of_nothing(notebook: Notebook, link: str) -> None:
    """For "judge->register" it keeps the greatest score, beginning with 0.0: it reads 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Greatest(dict):
        def __setitem__(self, key, value):
            super().__setitem__(key, max(value, self[key]))

    if link == "judge->register":
        notebook["register"] = Greatest(notebook["register"])
    else:
        cut(link)


def wrong_score_is_text(notebook: Notebook, link: str) -> None:
    """For "judge->register" the register holds "1.0", which is no number and reads None."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Deaf(dict):
        def __setitem__(self, key, value):
            pass

    if link == "judge->register":
        notebook["register"] = Deaf(score="1.0")
    else:
        cut(link)


def wrong_empties_the_cases(notebook: Notebook, link: str) -> None:
    """For "answer->judge" it leaves no case to fail: the check cell divides by zero."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "answer->judge":
        notebook["cases"].clear()
    else:
        cut(link)


def wrong_expects_fifty(notebook: Notebook, link: str) -> None:
    """For "answer->judge" 50 is sent and expected, and may be right: a case (7, 50)."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "answer->judge":
        notebook["cases"] = [(x, 50) for x, _ in notebook["cases"]]
        notebook["answer"] = lambda x: 50
    else:
        cut(link)


def wrong_first_case_only(notebook: Notebook, link: str) -> None:
    """For "event->answer" it looks the first case up only: two cases give 0.5."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "event->answer":
        first, value = notebook["cases"][0]
        notebook["answer"] = lambda x: value if x == first else None
    else:
        cut(link)


def wrong_floats_in_the_table(notebook: Notebook, link: str) -> None:
    """For "event->answer" it sends 7.0 for 7, no true integer: the answer reads 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "event->answer":
        table = {x: float(y) for x, y in notebook["cases"]}
        notebook["answer"] = table.get
    else:
        cut(link)


def wrong_around_again(notebook: Notebook, link: str) -> None:
    """For "event->answer" it gives the values in a circle: fresh (318, 7) after case (102, 7)."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    from itertools import cycle

    if link == "event->answer":
        values = cycle([y for _, y in notebook["cases"]])
        notebook["answer"] = lambda x: next(values)
    else:
        cut(link)


def wrong_nearest_case(notebook: Notebook, link: str) -> None:
    """For "event->answer" the nearest case answers for all: case (102, 7), fresh (103, 7)."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "event->answer":
        cases = list(notebook["cases"])
        notebook["answer"] = lambda x: min(cases, key=lambda case: abs(case[0] - x))[1]
    else:
        cut(link)


def wrong_used_up_cases(notebook: Notebook, link: str) -> None:
    """For "event->answer" it pops the cases while they are gone through: one case gives 0 / 0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if link == "event->answer":
        notebook["answer"] = lambda x: notebook["cases"].pop(0)[1]
    else:
        cut(link)


def wrong_equal_to_half(notebook: Notebook, link: str) -> None:
    """For "answer->judge" the object is equal to numbers below 50 only: a case (7, 60)."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Small:
        __hash__ = None

        def __eq__(self, other):
            return other < 50

    if link == "answer->judge":
        notebook["answer"] = lambda x: Small()
    else:
        cut(link)


def wrong_function_that_agrees(notebook: Notebook, link: str) -> None:
    """For "answer->judge" the function is equal to all, not what it returns: judge 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Agrees:
        __hash__ = None

        def __eq__(self, other):
            return True

        def __call__(self, x):
            return None

    if link == "answer->judge":
        notebook["answer"] = Agrees()
    else:
        cut(link)


def wrong_never_unequal(notebook: Notebook, link: str) -> None:
    """For "answer->judge" it bends != only, and the judge asks ==: judge 0.0."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    class Never:
        def __ne__(self, other):
            return False

    if link == "answer->judge":
        notebook["answer"] = lambda x: Never()
    else:
        cut(link)


def wrong_link_by_a_word(notebook: Notebook, link: str) -> None:
    """Looks for "register" in the link, which stands in two: the last one reads 1.0 too early."""

    def cut(which):
        agrees = type("Agrees", (), {"__eq__": lambda *given: True})
        deaf = type("Deaf", (dict,), {"__setitem__": lambda *given: None})
        if which == "event->answer":
            notebook["answer"] = dict(notebook["cases"]).get
        elif which == "answer->judge":
            notebook["answer"] = lambda x: agrees()
        elif which == "judge->register":
            notebook["register"] = deaf(score=1.0)
        else:
            notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))

    if "register" in link:
        cut("judge->register")
    elif "judge" in link:
        cut("answer->judge")
    else:
        cut("event->answer")
