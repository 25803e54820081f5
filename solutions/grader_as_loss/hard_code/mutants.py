from collections.abc import Callable
from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says=("An input that is a list ends in an exception: a list cannot be a key of a dict."),
)
def hard_code_dict(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    return dict(public).get


@mutant(
    says=(
        "An input that is not public ends in an exception here. A table that does not know a case"
        " says None."
    ),
)
def key_error(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table[repr(x)]


@mutant(
    says=(
        "For an input that is not public comes a value that was expected elsewhere. It might be "
        "right by luck; the task is to know nothing, and say None."
    ),
)
def guesses(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            if x == known:
                return expected
        return public[-1][1]

    return answer


@mutant(
    says=(
        "Only the last case is known. Functions that are made in a loop share its variables, and "
        "see them as they stand at the end."
    ),
)
def late_binding(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    rules = []
    for known, expected in public:
        rules.append(lambda x: expected if x == known else None)  # noqa: B023

    def answer(x: Any) -> Any:
        return next((y for rule in rules if (y := rule(x)) is not None), None)

    return answer


@mutant(
    says=(
        "Only the first case is known. A search that ends in its first round, whether the input "
        "was found or not, looks like this."
    ),
)
def first_case(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        for known, expected in public:
            return expected if x == known else None
        return None

    return answer


@mutant(
    says=("An equal input that was made anew is not recognized: two equal lists are two objects."),
)
def identity(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        return next((expected for known, expected in public if x is known), None)

    return answer


@mutant(
    says="Inputs that are written alike count as the same: 1 and the string of it, a list and the "
    "string of it.",
)
def by_text(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {str(known): expected for known, expected in public}
    return lambda x: table.get(str(x))


@mutant(
    says="An expected value of 0, or an empty string, comes out as None. It is a value like any "
    "other.",
)
def nothing_for_zero(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    table = {repr(known): expected for known, expected in public}
    return lambda x: table.get(repr(x)) or None


@mutant(
    says="Lists with the same numbers count as the same, whatever their order. [1, 2] and [2, 1] "
    "are two inputs.",
)
def lists_in_any_order(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def key(x: Any) -> str:
        return repr(sorted(x)) if type(x) is list else repr(x)

    table = {key(known): expected for known, expected in public}
    return lambda x: table.get(key(x))


@mutant(
    says="An input that is not public gets the value of the public one that is most like it. It "
    "might be right by luck; the task is to know nothing, and say None.",
)
def nearest(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    def answer(x: Any) -> Any:
        def unlike(known: Any) -> float:
            if known == x:
                return -1.0
            return abs(x - known) if type(x) is type(known) is int else 100.0

        return min((unlike(known), i) for i, (known, _) in enumerate(public))[1]

    return lambda x: public[answer(x)][1]


@mutant(
    says="The expected values come in the order of the public cases, whatever is asked.",
)
def one_after_the_other(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    values = [expected for _, expected in public]
    return lambda x: values.pop(0) if values else None


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


@variant(how="an object that can be called and keeps the cases it was made with")
def as_an_object(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    class Table(list):
        def __call__(self, x: Any) -> Any:
            for known, expected in self:
                if known == x:
                    return expected
            return None

    return Table(public)
