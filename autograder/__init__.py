"""The grader: exercises, cases, the judge, and the walls around what learners hand in."""

import os
import sys
from typing import Any, cast

from autograder import lazy_packages

lazy_packages.defer()
# jsonschema compiles a grammar of international addresses when it is imported, a second's work
# for a format that no notebook has; without this module it goes on with what it has.
cast(dict[str, Any], sys.modules).setdefault("rfc3987_syntax", None)
# hypothesis lets every installed package add to it; trio's part loads pytest.
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")
