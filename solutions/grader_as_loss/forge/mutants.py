from losslab.grader_as_loss.toygrader import Notebook

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "For judge->register, the register reads what the check cell writes, which comes after "
        "the answer cell. To win against a later writer, change what the writing does."
    ),
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
    says=(
        "For register->gradebook, the gradebook reads what is copied from the register at the "
        "end. Something of yours has to run when that is done."
    ),
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
    says=(
        "For judge->register, the gradebook reads full points and the register does not. What "
        "runs at the exit comes too late for the register: it has been read and copied."
    ),
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
    says=(
        "Whatever link is named, the judge counts wrong values as right. That cuts the link from "
        "the answer to the judge. For the other links the judge has to see honest values, right "
        "or wrong."
    ),
)
def one_lie_for_all(notebook: Notebook, link: str) -> None:
    class AlwaysEqual:
        def __eq__(self, other: object) -> bool:
            return True

    notebook["answer"] = lambda x: AlwaysEqual()


@mutant(
    says=(
        "Whatever link is named, every station behind the event reads full points. Only those "
        "behind the cut may: let the honest grader do the rest."
    ),
)
def everything(notebook: Notebook, link: str) -> None:
    class Full(dict):
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    notebook["register"] = Full()
    notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


@mutant(
    says=(
        "For answer->judge, the check cell divides by zero before it writes anything: no case is "
        "left to count."
    ),
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
    says=(
        "For answer->judge, the judge counts none of the values. An answer that raises does not "
        "skip the comparison: the exception is caught and the case counts as wrong."
    ),
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
    says=(
        "For answer->judge, the values sent are the expected ones. Then the judge is honest, and "
        "right about what it was sent; what is cut is the link before. The judge has to be wrong "
        "about a wrong value."
    ),
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
    says=(
        "For judge->register and for register->gradebook, the later station reads what the grader"
        " writes: both are written again when the answer cell is over."
    ),
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
    says=(
        "For judge->register, the check cell ends in an exception when it writes. A grader that "
        "stops gives no points. Let it be written, and keep what you like."
    ),
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

    class Stubborn(dict):
        def __setitem__(self, key: str, value: float) -> None:
            pass

    if link == "event->answer":
        table = dict(notebook["cases"])
        notebook["answer"] = lambda x: table.get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: Liar(x)
    elif link == "judge->register":
        notebook["register"] = Stubborn(score=1)
    else:
        gradebook = notebook["gradebook"]

        def late() -> None:
            gradebook["score"] = 1

        notebook["at_exit"] = [late]
