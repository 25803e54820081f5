"""The names that releases, learners' notebooks and graders share."""

# What `check()` and the learner's commands read beside a notebook.
CASES = "cases.json"
# A check cell's grade id is the exercise's id; its answer cell's has this behind it.
ANSWER = "-answer"
STUB = "raise NotImplementedError()"
# What nbgrader leaves of an answer: in code, and in text.
STUBS = (STUB, "YOUR ANSWER HERE")
