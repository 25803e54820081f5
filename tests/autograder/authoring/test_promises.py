from dataclasses import replace

from autograder.authoring.promises import promises, sentences, uncovered

TEXT = """Rank the values.

Nothing to see here. Ties keep their order, even where
they are empty.

Parameters
----------
values
    Shape (n,), float32. It must not be changed.
limit
    At most so many.

Returns
-------
list of int
    Of shape (n,).

Raises
------
ValueError
    If there are none.
"""


def test_sentences_are_told_with_their_section():
    found = list(sentences(TEXT))
    assert ("", "Rank the values.") in found
    assert ("", "Ties keep their order, even where they are empty.") in found
    assert ("Parameters", "limit At most so many.") in found


def test_what_promises_or_forbids_is_found():
    assert promises(TEXT) == [
        "Ties keep their order, even where they are empty.",
        "It must not be changed.",
        "list of int Of shape (n,).",
        "ValueError If there are none.",
    ]


def test_a_check_covers_what_it_quotes(chapter):
    exercise = chapter.exercise("double")
    first, *rest = exercise.checks
    quoting = replace(first, covers=("Ties keep their order", "It must not be\nchanged."))
    left = replace(
        exercise, checks=(quoting, *rest), unchecked={"Of shape (n,).": "it is a list anyway"}
    )
    assert uncovered(left, TEXT) == ["no check covers: ValueError If there are none."]
    assert uncovered(exercise, "Nothing.") == []
    assert len(uncovered(left, "Nothing.")) == 3
