"""Does every exercise keep the contract? Each breach is named, with what mends it."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from losslab.values.plain import Raised

from autograder.authoring.promises import uncovered
from autograder.authoring.strength import Strength
from autograder.course.chapter import Chapter
from autograder.course.exercise import Exercise, KnownAnswer
from autograder.course.names import STUB
from autograder.judging.case_set import CaseSet, fresh_inputs
from autograder.judging.grading import Session
from autograder.judging.judge import judge
from autograder.judging.result import ExerciseResult
from autograder.judging.seeds import new_seed
from autograder.sandbox import LearnerGoneError, Zygote

LEAST_MUTANTS = 4
LEAST_HINTS = 2
LEAST_DISCUSSION_WORDS = 60
MOST_SECONDS = 2.0
# So many exams must hold what a check says of them.
EXAMS = 20


@dataclass
class Verified:
    """What verifying one exercise found.

    Parameters
    ----------
    exercise, chapter
        Which exercise.
    points
        Its points.
    stub, reference
        The lowest score that the untouched stub and the reference got.
    mutants, variants
        The scores of known answers: the highest of a mutant, the lowest of a variant.
    breaches
        What breaks the contract, in words.
    strength
        What wrong answers found in many exams, where that was asked.
    """

    exercise: str
    chapter: str
    points: float
    stub: float = 0.0
    reference: float = 0.0
    mutants: dict[str, float] = field(default_factory=dict)
    variants: dict[str, float] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)
    strength: Strength | None = None

    def to_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints for this exercise."""
        found = self.strength
        machine = {} if found is None else {"machine": found.counts()}
        measured = found is not None and found.luck is not None
        power = (
            {"power": {"luck": found.luck, "spread": found.spread}} if found and measured else {}
        )
        return {
            "id": self.exercise,
            "chapter": self.chapter,
            "points": self.points,
            "stub": self.stub,
            "reference": self.reference,
            "mutants": self.mutants,
            "variants": self.variants,
            "breaches": self.breaches,
            **machine,
            **power,
        }


def verify_exercise(
    chapter: Chapter, exercise: Exercise, zygote: Zygote, seeds: Sequence[int] = ()
) -> Verified:
    """Check one exercise against the contract, drawing fresh inputs from each seed.

    Parameters
    ----------
    chapter, exercise
        What to verify.
    zygote
        Where processes for the answers come from.
    seeds
        Seeds of the case sets that are put to every answer; one new seed by default.
    """
    found = Verified(exercise.id, chapter.name, float(exercise.points))
    found.breaches += _description_breaches(chapter, exercise)
    if not hasattr(chapter.references[exercise.id], exercise.id):
        found.breaches.append(f"reference.py has no function {exercise.id}")
        return found
    docstring = inspect.getdoc(chapter.solution(exercise)) or ""
    found.breaches += uncovered(exercise, docstring)
    case_sets = [CaseSet(chapter, seed) for seed in (seeds or [new_seed()])]
    sit = partial(_sit, chapter, exercise, zygote, found)
    full = float(exercise.points)

    found.stub = max(
        (r.score for _, r in sit("the stub", _stub(chapter, exercise), case_sets)), default=0.0
    )
    if found.stub > 0:
        found.breaches.append(f"the stub earns {found.stub:g}; it must earn 0")

    started = time.monotonic()
    sat = list(sit("the reference", chapter.solution_source(exercise), case_sets))
    seconds = (time.monotonic() - started) / len(case_sets)
    found.reference = min((r.score for _, r in sat), default=0.0)
    for case_set, result in sat:
        if result.score < full:
            found.breaches.append(_lost("the reference", case_set, result))
    if seconds > MOST_SECONDS:
        found.breaches.append(
            f"grading the reference takes {seconds:.1f} s; at most {MOST_SECONDS:g}"
        )

    found.breaches += _missing_inputs(exercise)
    found.breaches += _surprises(chapter, exercise, case_sets)
    found.breaches += _broken_mutants(exercise, case_sets[0])
    for known in chapter.variants(exercise):
        sat = list(sit(f"variant {known.name}", chapter.known_source(exercise, known), case_sets))
        found.variants[known.name] = min((r.score for _, r in sat), default=0.0)
        found.breaches += [
            _lost(f"variant {known.name}", case_set, r) for case_set, r in sat if r.score < full
        ]
    for known in chapter.mutants(exercise):
        sat = list(sit(f"mutant {known.name}", chapter.known_source(exercise, known), case_sets))
        found.mutants[known.name] = max((r.score for _, r in sat), default=0.0)
        found.breaches += [b for case_set, r in sat for b in _mutant_breaches(known, case_set, r)]
    found.breaches = list(dict.fromkeys(found.breaches))
    return found


def _sit(
    chapter: Chapter,
    exercise: Exercise,
    zygote: Zygote,
    found: Verified,
    who: str,
    answer: str,
    case_sets: Sequence[CaseSet],
) -> Iterator[tuple[CaseSet, ExerciseResult]]:
    """Put every case set to one answer. No short failing call is looked for: no score needs it."""
    for number, case_set in enumerate(case_sets):
        session = Session(zygote, chapter.limits)
        try:
            for source in (chapter.setup_source(), answer):
                if error := session.run(source)["error"]:
                    found.breaches.append(f"{who}: running it in a notebook gives {error}")
                    return
            result = judge(exercise, case_set, session, small=False)
        except LearnerGoneError as gone:
            found.breaches.append(f"{who}: running it in a notebook was given up: {gone.message}")
            return
        finally:
            session.close()
        if number == 0:
            found.breaches += _message_breaches(who, result)
        yield case_set, result


def _stub(chapter: Chapter, exercise: Exercise) -> str:
    begin = "### STUB"
    return f"{chapter.solution_source(exercise, begin).partition(begin)[0]}{STUB}"


def _lost(who: str, case_set: CaseSet, result: ExerciseResult) -> str:
    lost = ", ".join(c.name for c in result.checks if not c.passed) or result.status
    return f"{who} earns {result.score:g} of {result.points:g} with seed {case_set.seed} ({lost})"


def _mutant_breaches(known: KnownAnswer, case_set: CaseSet, result: ExerciseResult) -> list[str]:
    if result.score >= result.points:
        return [
            f"mutant {known.name} passes every check with seed {case_set.seed}: "
            "give a check an input on which it differs from the reference"
        ]
    if unknown := _unknown_name(result):
        return [f"mutant {known.name} {unknown}"]
    if result.status in ("timeout", "memory", "died"):
        return []
    if result.misconception != known.name:
        got = result.misconception or "no known answer"
        return [f"mutant {known.name} gets the message of {got} with seed {case_set.seed}"]
    return []


def _unknown_name(result: ExerciseResult) -> str:
    """What an answer lacks in the notebook, though it has it in the module that it stands in."""
    for check in result.checks:
        got = check.counterexample.got if check.counterexample else ""
        if got.startswith("raised NameError"):
            return f"{got} in a notebook: only the chapter's imports are there"
    return ""


def _missing_inputs(exercise: Exercise) -> list[str]:
    """What a check says that every exam holds, and some exam lacks."""
    lost = []
    for check in exercise.checks:
        if not check.contains:
            continue
        exams = [fresh_inputs(exercise, check, seed)[: check.draws] for seed in range(EXAMS)]
        for name, predicate in check.contains.items():
            without = [
                seed for seed, drawn in enumerate(exams) if not any(predicate(*a) for a in drawn)
            ]
            if without:
                lost.append(
                    f"{check.name}: the exam of seed {without[0]} holds no {name} "
                    f"({len(without)} of {EXAMS} do not)"
                )
    return lost


def _surprises(chapter: Chapter, exercise: Exercise, case_sets: Sequence[CaseSet]) -> list[str]:
    """Exceptions that a right answer must raise without having been told."""
    docstring = inspect.getdoc(chapter.solution(exercise)) or ""
    expected = [q.expected for case_set in case_sets for q in case_set.cases(exercise)]
    names = {e.types[0] for e in expected if isinstance(e, Raised)}
    return [
        f"the reference raises {name}, which its docstring does not name"
        for name in sorted(names)
        if name not in docstring
    ]


def _broken_mutants(exercise: Exercise, case_set: CaseSet) -> list[str]:
    """Mutants that fail because of a slip of their author's, not of a learner's."""
    slips = {"NameError", "ImportError", "SyntaxError"}
    return [
        f"mutant {known.name} raises {outcome.types[0]}: {outcome.message}"
        for known, outcomes in case_set.known_outcomes(exercise)
        for outcome in outcomes
        if isinstance(outcome, Raised) and slips & set(outcome.types)
    ]


def _message_breaches(who: str, result: ExerciseResult) -> list[str]:
    if result.status in ("failed", "partial") and not any(c.counterexample for c in result.checks):
        return [f"{who} fails without a counterexample"]
    return []


def _description_breaches(chapter: Chapter, exercise: Exercise) -> list[str]:
    mutants, variants = chapter.mutants(exercise), chapter.variants(exercise)
    docstring = inspect.getdoc(getattr(chapter.references[exercise.id], exercise.id, None)) or ""
    says = [known.says for known in mutants]
    rules = {
        "the objective is empty": not exercise.objective.strip(),
        f"fewer than {LEAST_HINTS} hints": len([h for h in exercise.hints if h.strip()])
        < LEAST_HINTS,
        f"the discussion has fewer than {LEAST_DISCUSSION_WORDS} words": (
            len(exercise.discussion.split()) < LEAST_DISCUSSION_WORDS
        ),
        f"fewer than {LEAST_MUTANTS} mutants": len(mutants) < LEAST_MUTANTS,
        "two mutants say the same": len(set(says)) < len(says),
        "no variant": not variants,
        "the reference has no docstring": not docstring,
        "the docstring names no arguments": "Parameters" not in docstring,
        "the docstring does not say what is returned": "Returns" not in docstring,
        "no public input": not any(check.public for check in exercise.checks),
    }
    return [what for what, broken in rules.items() if broken]
