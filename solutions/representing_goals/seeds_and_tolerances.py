"""What the exercises that train on ratings draw alike, and how near a rating must come."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Tolerance

seeds = st.integers(0, 9999)
RATINGS = Tolerance(rtol=1e-5, atol=1e-6, dtype=False)
