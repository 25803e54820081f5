"""How strong is an exam: does every wrong answer fail it, and does its score depend on luck?

Wrong answers are the written mutants and the machine-made ones. A public input that an answer
gets wrong is wrong in every exam, so that most answers need to sit only once.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.authoring.mutation import Mutant, mutants
from autograder.course.chapter import Chapter
from autograder.course.course import CourseError
from autograder.course.exercise import Exercise
from autograder.judging.case_set import CaseSet
from autograder.judging.grading import Session
from autograder.judging.judge import put
from autograder.sandbox import LearnerGoneError, Zygote

EQUIVALENTS = "equivalents.md"
# In an entry: whatever became of the line.
ANY = "*"
# A mutant that calls for ever is given up: the reference takes a fraction of this. An answer may
# load a package first, such as torch.func's, which on a busy machine takes some seconds.
SECONDS, HOUR = 8.0, 3600.0
# Full points for a wrong answer in one exam of so many, and the spread of its score.
MOST_LUCK = 0.01
MOST_SPREAD = 0.05
_EQUIVALENT = re.compile(r"^- `(.+?)` → `(.*?)`: (.+)$")


@dataclass
class Strength:
    """What sitting wrong answers found.

    Parameters
    ----------
    made, killed, equivalent, survived
        Numbers of machine-made mutants.
    breaches
        Survivors and entries that excuse nothing, in words.
    luck, spread
        The highest probability of full points among wrong answers, and the highest standard
        deviation of a score over exams, as a share of the points; None where not measured.
    """

    made: int = 0
    killed: int = 0
    equivalent: int = 0
    survived: int = 0
    breaches: list[str] = field(default_factory=list)
    luck: float | None = None
    spread: float | None = None

    def counts(self) -> dict[str, int]:
        """The numbers that ``--json`` prints."""
        names = ("made", "killed", "equivalent", "survived")
        return {name: getattr(self, name) for name in names}


class Sitting:
    """Lets wrong answers to one exercise sit exams.

    Parameters
    ----------
    chapter, exercise
        What is sat.
    zygote
        Where processes come from.
    exams
        The exams, in the order in which they are sat.
    """

    def __init__(
        self, chapter: Chapter, exercise: Exercise, zygote: Zygote, exams: Sequence[CaseSet]
    ):
        self._chapter = chapter
        self._exercise = exercise
        self._zygote = zygote
        self._exams = exams
        self._limits = replace(
            chapter.limits, call_seconds=SECONDS, cell_seconds=SECONDS, total_seconds=HOUR
        )
        self._session: Session | None = None

    def scores(self, source: str, until_killed: bool) -> Iterator[float]:
        """The share of the points in one exam after the other, while it is not foreseeable.

        With `until_killed` an exam that an answer fails for a public input is the last.
        """
        checks = self._exercise.checks
        whole = sum(check.weight for check in checks)
        for exam in self._exams:
            failed, certain = self._failed(source, exam, until_killed)
            yield sum(c.weight for c in checks if c.name not in failed) / whole
            if certain and (until_killed or len(certain) == len(checks)):
                return

    def _failed(self, source: str, exam: CaseSet, early: bool) -> tuple[set[str], set[str]]:
        """The checks that an answer fails, and those of them that it fails in every exam."""
        names = {check.name for check in self._exercise.checks}
        failed: set[str] = set()
        certain: set[str] = set()
        try:
            session = self._open()
            if session.run(source)["error"]:
                return names, names
            for check, asked in put(self._exercise, exam, session):
                if asked is None or isinstance(asked, LearnerGoneError):
                    self.close()
                    return names, names
                wrong = [a for a in asked if a.wrong]
                failed |= {check.name} if wrong else set()
                certain |= {check.name} if any(a.case.public for a in wrong) else set()
                if early and certain:
                    break
        except LearnerGoneError:
            self.close()
            return names, names
        return failed, certain

    def _open(self) -> Session:
        """The process in which answers sit, one after the other, until one of them ends it."""
        if self._session is None:
            self._session = Session(self._zygote, self._limits)
            self._session.run(self._chapter.setup_source())
        return self._session

    def close(self) -> None:
        """End the process."""
        if self._session is not None:
            self._session.close()
            self._session = None


def measure(
    chapter: Chapter,
    exercise: Exercise,
    zygote: Zygote,
    seeds: Sequence[int],
    power: bool = False,
) -> Strength:
    """Let every machine-made mutant sit an exam for each of `seeds`.

    Parameters
    ----------
    chapter, exercise
        What to measure.
    zygote
        Where processes come from.
    seeds
        One exam for each.
    power
        Whether the written mutants sit too, and luck and spread are worked out; every answer
        then sits all exams whose outcome is not certain.
    """
    sitting = Sitting(chapter, exercise, zygote, [CaseSet(chapter, seed) for seed in seeds])
    excused = equivalents(chapter.folder / exercise.id)
    used: set[tuple[str, str]] = set()
    found = Strength()
    spreads, lucks = [0.0], [0.0]

    def sit(what: str, source: str) -> bool:
        """Whether an answer got full points in some exam."""
        scores = list(sitting.scores(source, until_killed=not power))
        full = sum(score == 1 for score in scores)
        if power and len(scores) > 1:
            spreads.append(statistics.pstdev(scores))
            lucks.append(full / len(scores))
            if spreads[-1] > MOST_SPREAD and lucks[-1] <= MOST_LUCK:
                found.breaches.append(
                    f"{what}: its score depends on the exam "
                    f"({min(scores):.0%} to {max(scores):.0%} of the points)"
                )
        if full:
            found.breaches.append(f"{what} gets full points in {full} of {len(scores)} exams")
        return full > 0

    with closing(sitting):
        if power:
            for known in chapter.mutants(exercise):
                sit(f"mutant {known.name}", chapter.known_source(exercise, known))
        for source, made in _answers(chapter, exercise):
            for mutant in made:
                found.made += 1
                key = next(
                    (k for k in ((mutant.was, mutant.became), (mutant.was, ANY)) if k in excused),
                    None,
                )
                if key is None:
                    survives = sit(f"machine mutant of {source}: {mutant}", mutant.source)
                    found.survived += survives
                    found.killed += not survives
                    continue
                if any(s == 1 for s in sitting.scores(mutant.source, until_killed=True)):
                    used.add(key)
                    found.equivalent += 1
                    continue
                found.killed += 1
                if key[1] == ANY:
                    continue
                used.add(key)
                found.breaches.append(f"{EQUIVALENTS} calls {mutant} of {source} right; it fails")
    found.breaches += [
        f"{EQUIVALENTS} names `{was}` → `{became}`, which excuses nothing"
        for was, became in excused
        if (was, became) not in used
    ]
    if power:
        found.luck, found.spread = max(lucks), max(spreads)
    return found


def _answers(chapter: Chapter, exercise: Exercise) -> Iterator[tuple[str, list[Mutant]]]:
    """The right answers that mutants are made of, by name; none is made twice."""
    yield "the reference", mutants(chapter.solution_source(exercise))
    for known in chapter.variants(exercise):
        yield known.name, mutants(chapter.known_source(exercise, known))


def equivalents(folder: Path) -> dict[tuple[str, str], str]:
    """Machine-made mutants that are right answers, with the reason why.

    Raises
    ------
    CourseError
        If a line of ``equivalents.md`` that begins like an entry cannot be read.
    """
    path = folder / EQUIVALENTS
    if not path.is_file():
        return {}
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("- "):
            continue
        entry = _EQUIVALENT.match(line)
        if entry is None:
            raise CourseError(
                f"{path}, line {number}: write - `line` → `changed line`: why it is right too"
            )
        found[entry[1], entry[2]] = entry[3]
    return found
