"""A class with hostile submissions among it, graded in one run with ``lossbook grade``.

One submission in twenty answers one exercise with an attack of ``tests/malware/attacks``, all
kinds in turn, and the others rightly. Counted are the honest scores that are right, the
hostile submissions that earn what their honest part is worth under a reason named
beforehand, and what is left behind.

Example: python tests/benchmarks/hostile.py --submissions 1000
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import nbformat
import psutil
from losslab.values.compare import difference
from measure import ROOT, arguments, grade_ours, mistake_of, prepare, scratch, write_class

from autograder.authoring.sample import answered
from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.course.exercise import Exercise, KnownAnswer
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet, Trusted

sys.path.insert(0, str(ROOT))
from tests.malware import attacks

SHARE = 20
# What Python and hypothesis write in the trusted process.
OURS = {"__pycache__", ".hypothesis"}
SEED = 20_221_002
QUIET = 60
SHARED = ("/", "/tmp", "/etc", "/dev/shm", "/var/tmp", str(Path.home()), str(ROOT))


def in_turn() -> list[attacks.Attack]:
    """All attacks, one of each category after the other."""
    categories: dict[str, list[attacks.Attack]] = {}
    for attack in attacks.ATTACKS.values():
        categories.setdefault(attack.category, []).append(attack)
    mixed = chain.from_iterable(zip_longest(*categories.values()))
    return [attack for attack in mixed if attack is not None]


def make_hostile(
    chapter: Chapter, release: Any, submitted: Path, names: list[str], share: int
) -> dict:
    """Overwrite one submission of `share` with an attack; which learner attacks how."""
    attacked = chapter.exercises[0]
    turn = in_turn()
    hostile = {name: turn[i % len(turn)] for i, name in enumerate(names[share - 1 :: share])}
    for name, attack in hostile.items():

        def write(exercise: Exercise, attack: attacks.Attack = attack) -> str:
            if exercise is attacked:
                return attack.source(exercise.id)
            return chapter.solution_source(exercise)

        path = submitted / name / chapter.name / f"{chapter.name}.ipynb"
        nbformat.write(answered(release, chapter, write), path, version=4)
    return hostile


def earned(chapter: Chapter, case_set: CaseSet, mistake: int | None) -> float:
    """What a learner's answers are worth, worked out here without any learner's process."""
    return round(
        sum(_points(case_set, e, _answer(chapter, e, mistake)) for e in chapter.exercises), 2
    )


def _answer(chapter: Chapter, exercise: Exercise, mistake: int | None) -> KnownAnswer | None:
    mutants = chapter.mutants(exercise)
    return mutants[mistake] if mistake is not None and mistake < len(mutants) else None


def _points(case_set: CaseSet, exercise: Exercise, known: KnownAnswer | None) -> float:
    if known is None:
        return float(exercise.points)
    answer = Trusted(known.function)
    wrong = {
        q.check.name
        for q in case_set.cases(exercise)
        if difference(answer.outcome(q.check, q.args), q.expected, q.tolerance)
    }
    return round(sum(exercise.share(c) for c in exercise.checks if c.name not in wrong), 2)


def verdicts(
    chapter: Chapter, results: dict[str, Any], hostile: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """For every hostile submission the status it got, or what is wrong with its result."""
    attacked = chapter.exercises[0]
    honest = sum(e.points for e in chapter.exercises) - attacked.points
    for name, attack in hostile.items():
        result = results.get(name)
        if result is None:
            yield "wrong", f"{name} ({attack.name}): no result"
            continue
        verdict = next(e for e in result["exercises"] if e["id"] == attacked.id)
        named = verdict["score"] == 0 and verdict["status"] in attack.statuses
        if named and result["score"] == honest:
            yield "named", verdict["status"]
        else:
            yield "wrong", f"{name} ({attack.name}): {verdict['status']}, {result['score']}"


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file in a folder."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not OURS & set(path.parts)
    }


def still_running() -> list[str]:
    """What is left below this process, which adopts whoever outlives its parents."""
    children = psutil.Process().children(recursive=True)
    return [f"{p.pid} {p.status()} {p.name()}" for p in children]


def stored_in(course: Course, chapter: Chapter, submitted: Path) -> dict[str, dict[str, Any]]:
    """The results of a class, by learner."""
    workspace = Workspace.of(course, submitted)
    stored = {
        s.student: stored_result(workspace.graded(s)) for s in workspace.submissions(chapter.name)
    }
    return {name: result for name, result in stored.items() if result}


def quiet_seconds(
    course: Course, chapter: Chapter, folder: Path, count: int
) -> dict[int | None, float]:
    """What a submission takes in a class without attacks, by the mistake in it."""
    names = write_class(chapter, course, folder / "submitted", count)
    prepare(course, chapter, folder / "submitted")
    grade_ours(course, chapter, folder / "submitted", f"--seed={SEED}")
    took: dict[int | None, list[float]] = {}
    results = stored_in(course, chapter, folder / "submitted")
    for number, name in enumerate(names):
        took.setdefault(mistake_of(chapter, number), []).append(results[name]["seconds"])
    return {mistake: statistics.median(times) for mistake, times in took.items()}


def near(names: list[str], hostile: dict[str, Any], name: str) -> str:
    """The attack that was graded at about the same time as a learner's work."""
    place = names.index(name)
    nearest = min(hostile, key=lambda other: abs(names.index(other) - place))
    return f"{hostile[nearest].name} ({names.index(nearest) - place:+d})"


def measure(
    submissions: int, assignment: str, share: int = SHARE, quiet: int = QUIET
) -> dict[str, Any]:
    """Grade the class and count."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        usual = quiet_seconds(course, chapter, folder / "quiet", quiet)
        submitted = folder / "submitted"
        names = write_class(chapter, course, submitted, submissions)
        release = read_release(course.trusted_release(assignment))
        hostile = make_hostile(chapter, release, submitted, names, share)
        prepare(course, chapter, submitted)
        before = contents(course.root) | contents(submitted)
        cost = grade_ours(course, chapter, submitted, f"--seed={SEED}")
        after = contents(course.root) | contents(submitted)
        left = still_running()
        results = stored_in(course, chapter, submitted)
        case_set = CaseSet(chapter, SEED)
        honest = {
            name: mistake_of(chapter, i) for i, name in enumerate(names) if name not in hostile
        }
        worth = {mistake: earned(chapter, case_set, mistake) for mistake in set(honest.values())}
        right = [n for n, m in honest.items() if n in results and results[n]["score"] == worth[m]]
        said = list(verdicts(chapter, results, hostile))
        times = {
            n: results[n]["seconds"] / usual[m]
            for n, m in honest.items()
            if n in results and m in usual
        }
        slower = sorted(times.values())
        late = {
            f"{n}: {times[n]:.2f}, near {near(names, hostile, n)}" for n in times if times[n] > 2
        }
    marks = [name for place in SHARED for name in os.listdir(place) if "ATTACKED" in name]
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {
        "submissions": submissions,
        "honest": len(honest),
        "honest scores right": len(right),
        "hostile": len(hostile),
        "kinds of attack": len({attack.name for attack in hostile.values()}),
        "hostile named": sum(kind == "named" for kind, _ in said),
        "named": dict(Counter(status for kind, status in said if kind == "named")),
        "not as promised": [text for kind, text in said if kind == "wrong"]
        + [
            f"{n}: {results.get(n, {}).get('score')}, not {worth[m]}"
            for n, m in honest.items()
            if n not in right
        ],
        "seconds, by those of a quiet class": {
            "median": round(statistics.median(slower), 2),
            "of a hundred the slowest": round(slower[-1 - len(slower) // 100], 2),
            "slowest": round(slower[-1], 2),
            "more than twice": len(late),
        },
        "more than twice": sorted(late),
        "processes left": left,
        "files outside touched": sorted([*marks, *changed]),
        "cost": cost.to_json(),
    }


def main() -> None:
    """Print the counts; the exit code says whether all promises were kept."""
    parser = arguments(__doc__, submissions=1000)
    parser.add_argument(
        "--share", type=int, default=SHARE, metavar="N", help="one submission of N attacks"
    )
    parser.add_argument("--quiet", type=int, default=QUIET, help="submissions of a quiet class")
    options = parser.parse_args()
    found = measure(options.submissions, options.assignment, options.share, options.quiet)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            shown = "\n    ".join([str(len(value)), *value]) if isinstance(value, list) else value
            print(f"{name:24}{shown}")
    broken = found["not as promised"] or found["processes left"] or found["files outside touched"]
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
