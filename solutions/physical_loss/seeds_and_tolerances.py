"""What the exercises that take training steps draw alike, and how near a gradient must come."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Tolerance

seeds = st.integers(0, 9999)
GRADIENT = Tolerance(rtol=1e-4, atol=5e-6)
