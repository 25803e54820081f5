"""Wrong answers that sit exams say what the grader's own cases say of them."""

from autograder.judging.case_set import CaseSet
from book._lib import exams


def test_rows_are_what_the_grader_finds_in_each_wrong_answer(chapter):
    for seed in (0, 1):
        for exercise, sat in zip(chapter.exercises, exams.sit(chapter, seed), strict=True):
            case_set = CaseSet(chapter, seed)
            cases = case_set.cases(exercise)
            fails = [set(wrong) for _, wrong in case_set.mistakes(exercise)]
            public = [j for j, c in enumerate(cases) if c.public]
            fresh = [j for j, c in enumerate(cases) if not c.public]
            assert sat["public"] == [[j not in each for j in public] for each in fails]
            assert [list(row) for row in sat["fresh"]] == [
                [j not in each for j in fresh] for each in fails
            ]


def test_who_knows_the_public_cases_by_heart_passes_them_wherever_they_are_drawn(chapter):
    for exercise, sat in zip(chapter.exercises, exams.sit(chapter, 0), strict=True):
        cases = CaseSet(chapter, 0).cases(exercise)
        known = {c.call for c in cases if c.public}
        again = [c.call in known for c in cases if not c.public]
        for plain, patched in zip(sat["fresh"], sat["patched"], strict=True):
            due = [one or other for one, other in zip(plain, again, strict=True)]
            assert list(patched) == due
            assert patched[1:] == due[1:]
        assert 0 <= sat["by heart"] <= sat["points"] == exercise.points


def test_an_answer_is_asked_only_for_the_cases_that_somebody_wants_to_know(chapter):
    exercise, asked = chapter.exercises[0], []
    cases = CaseSet(chapter, 0).cases(exercise)

    class Asked:
        def outcome(self, check, args):
            asked.append(args)

    passes = exams.Passes(Asked(), cases)
    assert not all(passes)
    assert not passes[0]
    assert asked == [cases[0].args]
