"""nbgrader's configuration: where things are, and who runs submissions."""

import os
import sys
from pathlib import Path

# nbgrader starts alembic, which lies beside this Python.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "loss-precisely"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "build/source"
# What grading trusts; `lossbook assemble` brings exercises/, where learners work, up to date. So
# nothing that nbgrader does to a release touches a file that somebody has written.
c.CourseDirectory.release_directory = "build/release"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "feedback", ".made-from"]

# What stands where an answer is due.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}

# Submissions are rebuilt from the release and run in a process of their own. Whatever nbgrader
# checks of a cell is the release's, which nbgrader made: it need not look at each submission again.
c.Autograde.exporter_class = "autograder.plugin.SubmissionExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.plugin.SandboxedExecute",
    "autograder.plugin.SaveScores",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# What a learner is told of hidden cases: "full", "message" (no hidden inputs) or "score".
c.SandboxedExecute.disclosure = "full"

# What runs them gets ready while nbgrader itself does.
if "autograde" in sys.argv and os.name == "posix":
    from autograder import button

    button.get_ready()

# In feedback and in formgrader nothing of a learner's runs, loads or leaves its place.
c.HTMLExporter.filters = {"markdown2html": "autograder.judging.safe_html.markdown"}
c.GenerateFeedback.exporter_class = "autograder.plugin.FeedbackPages"
c.GenerateFeedback.force = True  # a page is as its grading is, also where no time has changed

# `nbgrader zip_collect CHAPTER --ArchiveNames.system=canvas` knows how archives name files.
c.ZipCollectApp.collector_plugin = "autograder.classroom.zip_collector.ArchiveNames"

# A submission that did not come through the exchange does not stop the release of feedback.
c.ExchangeFactory.release_feedback = "autograder.exchange.ReleaseFeedback"

# No name is markup in formgrader's pages.
if "nbgrader.server_extensions.formgrader.formgrader" in sys.modules:
    from autograder import formgrader

    formgrader.escape()

# Whoever changes a score is written down, beside the gradebook. Where nobody has loaded nbgrader's
# gradebook, as when a learner checks an answer, the database's packages stay unloaded too.
if "nbgrader.api" in sys.modules and os.name == "posix":
    from autograder.classroom import audit

    audit.watch(Path(__file__).resolve().parent)
