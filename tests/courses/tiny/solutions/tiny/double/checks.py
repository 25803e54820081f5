from hypothesis import strategies as st

from autograder.course.exercise import Check, Exercise

EXERCISE = Exercise(
    title="Double it",
    objective="Return twice a number.",
    points=2,
    difficulty=1,
    minutes=2,
    hints=("Two times.", "Multiply by 2."),
    checks=(
        Check(
            "check_small_numbers",
            "Small numbers are doubled.",
            inputs=st.tuples(st.integers(-3, 3).map(float)),
            public=[(1.0,), (3.0,)],
            draws=10,
        ),
        Check(
            "check_large_numbers",
            "Large numbers are doubled.",
            inputs=st.tuples(st.integers(1000, 2000).map(float)),
            public=[(1024.0,)],
        ),
    ),
)
