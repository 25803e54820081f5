"""The processes below one are found, and ended."""

import os
import subprocess
import sys

import pytest

from autograder.sandbox import descendants


@pytest.mark.parametrize("lists", [True, False])
def test_descendants_are_found_but_those_of_others(started, lists, monkeypatch):
    monkeypatch.setattr(descendants, "_LISTS_CHILDREN", lists)
    code = "import subprocess\nchild = subprocess.Popen(['sleep', '60'])"
    one, other = started(code), started("")
    found = descendants.below(os.getpid(), [other])
    assert one in found
    assert other not in found
    assert len(descendants.below(one)) == 1


ENDS = """
import os, subprocess
from autograder.sandbox import descendants, kernel

kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
spared = subprocess.Popen(["sleep", "60"])
subprocess.run(["sh", "-c", "sleep 60 & (sleep 60 &) & setsid sleep 60 & exit 0"])
first = subprocess.Popen(["sh", "-c", "sleep 60 & wait"])
while len(descendants.below(os.getpid(), [spared.pid])) < 4:
    pass
assert descendants.end_below(os.getpid(), [spared.pid], [first.pid])
assert descendants.below(os.getpid(), [spared.pid]) == [first.pid]
print(first.wait(), spared.poll())
spared.kill()
"""


def test_everything_below_is_ended_and_who_is_spared_goes_on():
    """Orphans too; of a child whose end is still to be asked for it is kept."""
    command = [sys.executable, "-c", ENDS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout == "-9 None\n", done.stderr
