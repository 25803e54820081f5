"""The learner's small library: worlds, traces, plots, widgets and :func:`check`.

A module whose first use takes long has a function ``warm_up()``. The grader calls it once, in
the process from which it forks every submission of a chapter that uses the module.
"""

from losslab.check import CheckFailedError, check

__all__ = ["CheckFailedError", "check"]
