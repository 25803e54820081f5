"""A learner's process for each test, and what it printed; other processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from autograder.sandbox import Learner, Zygote
from tests.conftest import QUICK


def soon(seconds: float = 20.0) -> float:
    """A deadline that nothing here should reach."""
    return time.monotonic() + seconds


def printed(learner: Learner, source: str, seconds: float = 20.0) -> str:
    """What a cell printed, or the text of what it raised."""
    outputs = learner.run(source, soon(seconds))["outputs"]
    return "".join(o.get("text", o.get("evalue", "")) for o in outputs)


@pytest.fixture
def learner(zygote: Zygote) -> Iterator[Learner]:
    made = zygote.learner(QUICK)
    yield made
    made.close()


def waiting(code: str) -> subprocess.Popen[bytes]:
    """A process that runs `code`, says so and waits."""
    script = f"{code}\nprint('ready', flush=True)\ninput()"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.fixture
def started() -> Iterator[Callable[[str], int]]:
    """Starts processes, and ends them after the test."""
    made: list[subprocess.Popen[bytes]] = []

    def start(code: str) -> int:
        made.append(waiting(code))
        return made[-1].pid

    yield start
    for process in made:
        for below in psutil.Process(process.pid).children(recursive=True):
            below.kill()  # it holds the pipe that is read to its end
        process.kill()
        process.communicate()
