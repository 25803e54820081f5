"""The grader: exercises, cases, the judge, and the walls around what learners hand in."""

import os
import sys
from typing import Any, cast

from autograder import lazy_packages

lazy_packages.defer()
# When jsonschema is imported it compiles a grammar of international addresses, a second's work, and
# loads a calendar, for formats that no notebook has; without them it goes on with what it has.
for unneeded in ("rfc3987_syntax", "isoduration"):
    cast(dict[str, Any], sys.modules).setdefault(unneeded, None)
# hypothesis lets every installed package add to it; trio's part loads pytest.
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")
