"""Numbers that a guide says are those of the code."""

import pytest

from autograder import button
from autograder.classroom import dask_executor, grade_class, worker_pool
from autograder.cli import instructors
from autograder.judging import case_set, reading
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ((worker_pool.MANY, 12), "in front of a class of twelve or more"),
        ((instructors.MANY, 32), "for 32 submissions and more"),
        ((reading.WORN_MIB, 64), "one that keeps more than 64 MiB"),
        ((case_set.MOST_READ, 2**14), "takes more than 16 kB"),
        ((button.IDLE_SECONDS, 600), "when nobody has asked for ten minutes"),
        ((grade_class.BATCH, 32), "the others 32 at a time"),
        ((grade_class.BATCH_SECONDS, 2), "or every two seconds"),
        ((dask_executor.PARCEL, 8), "up to eight travel together"),
    ],
)
def test_the_guide_on_scaling_says_what_the_code_does(number, sentence):
    assert number[0] == number[1]
    assert sentence in (ROOT / "book" / "scaling.md").read_text(encoding="utf-8")
