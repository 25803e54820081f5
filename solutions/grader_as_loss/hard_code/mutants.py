from collections.abc import Callable
from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says="A dict of the public cases is the right idea, and a list cannot be a key of it. Keep the "
    "pairs and compare.",
)
def hard_code_dict(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    return dict(public).get


@mutant(
    says="An input that is not public ends in an exception here. A table that does not know a "
    "case says None.",
)
def key_error(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table[repr(x)]


@mutant(
    says="For an input that is not public you return a value that was expected elsewhere. It might "
    "be right by luck; the task is to know nothing, and say None.",
)
def guesses(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            if x == known:
                return expected
        return public[-1][1]

    return answer


@mutant(
    says="The functions that you made in the loop share its variables, and see them as they stand "
    "at the end: every one of them knows the last case only.",
)
def late_binding(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    rules = []
    for known, expected in public:
        rules.append(lambda x: expected if x == known else None)  # noqa: B023

    def answer(x: Any) -> Any:
        return next((y for rule in rules if (y := rule(x)) is not None), None)

    return answer


@mutant(
    says="Only the first case is ever looked at: the loop returns in its first round, whether the "
    "input was found or not.",
)
def first_case(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            return expected if x == known else None
        return None

    return answer


@mutant(
    says="`is` asks whether two names stand for one object. An equal list that was made anew is "
    "another object. Compare with `==`.",
)
def identity(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        return next((expected for known, expected in public if x is known), None)

    return answer


@variant(how="a dict whose keys are the inputs written out")
def written_out(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table.get(repr(x))


@variant(how="looks the position up in the list of inputs")
def by_position(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    inputs = [known for known, _ in public]

    def answer(x: Any) -> Any:
        return public[inputs.index(x)][1] if x in inputs else None

    return answer
