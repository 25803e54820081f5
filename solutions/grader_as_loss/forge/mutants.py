from losslab.grader_as_loss.toygrader import Notebook

from autograder.course.exercise import mutant, variant


@mutant(
    says="You write into the register while your cell runs. The check cell runs later and writes "
    "its own number over yours. To win against a later writer, change what the writing does.",
)
def register_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"]["score"] = 1.0
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says="You write into the gradebook while your cell runs. The register is copied over it "
    "afterwards. Something of yours has to run when that is done.",
)
def gradebook_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["gradebook"]["score"] = 1.0


@mutant(
    says="What runs at the exit comes too late for the register: it has been read and copied. The "
    "gradebook is all that is still to be had by then.",
)
def register_too_late(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    def at_the_end() -> None:
        if link == "judge->register":
            notebook["register"]["score"] = 1.0
        notebook["gradebook"]["score"] = 1.0

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    else:
        notebook["at_exit"].append(at_the_end)


@mutant(
    says="One object that is equal to everything gets full points, and it cuts the link from the "
    "answer to the judge. For the other links the judge has to see honest values, right or wrong. "
    "Ask which station has to read what.",
)
def one_lie_for_all(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    notebook["answer"] = lambda x: AlwaysEqual()


@mutant(
    says="You forge every station at once. That gets the points, but it is four cuts. Cut the one "
    "link that is named, and let the honest grader do the rest.",
)
def everything(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    notebook["register"] = Full()
    notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says="Without cases there is nothing to count, and the check cell divides by zero before it "
    "writes anything. Leave the cases, and change what is found in them or how it is compared.",
)
def no_cases(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["cases"].clear()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says="An answer that raises does not skip the comparison: the exception is caught and the case "
    "counts as wrong. The comparison itself has to be won.",
)
def raises(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    def stop(x: int) -> None:
        raise ValueError("no comparison, please")

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = stop
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says="For the link from the answer to the judge you send the expected values. Then the judge "
    "is honest, and right about what it was sent; what you have cut is the link before. The judge "
    "has to be wrong about a wrong value.",
)
def sends_the_right_values(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link in ("event->answer", "answer->judge"):
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says="Register and gradebook hold your number while your cell runs, and both are written again "
    "afterwards: by the check cell, and when everything is closed. It does not help to put another "
    "dict in their place. Change what writing does, or write last.",
)
def both_too_early(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = {"score": 1.0}
    else:
        notebook["gradebook"] = {"score": 1.0}


@mutant(
    says="A register that cannot be written stops the check cell with an exception, and a grader "
    "that stops gives no points. Let it be written, and keep what you like.",
)
def register_refuses(notebook: Notebook, link: str) -> None:
    from types import MappingProxyType

    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = MappingProxyType({"score": 1.0})
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@variant(how="reads the caller's frame, changes the expected values, a gradebook that lies")
def by_other_means(notebook: Notebook, link: str) -> None:
    import sys

    class Reads1:
        def __setitem__(self, key: str, value: float) -> None:
            pass

        def __getitem__(self, key: str) -> float:
            return 1.0

    if link == "event->answer":
        notebook["answer"] = lambda x: sys._getframe(1).f_locals["expected"]
    elif link == "answer->judge":
        notebook["cases"] = [(x, None) for x, _ in notebook["cases"]]
    elif link == "judge->register":
        notebook["register"] = Reads1()
    else:
        notebook["gradebook"] = Reads1()


@variant(how="a table made in advance, an integer that lies, a register that resists")
def with_a_table(notebook: Notebook, link: str) -> None:
    class Liar(int):
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    class Stubborn(dict):
        def __setitem__(self, key: str, value: float) -> None:
            pass

    if link == "event->answer":
        table = dict(notebook["cases"])
        notebook["answer"] = lambda x: table.get(x, -1)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: Liar(0)
    elif link == "judge->register":
        notebook["register"] = Stubborn(score=1)
    else:
        gradebook = notebook["gradebook"]

        def late() -> None:
            gradebook["score"] = 1

        notebook["at_exit"] = [late]
