"""What a submission takes from the programs of the ordinary user who grades.

Where the grader is no root, a learner's process is outside the same user as the instructor's own
programs, and the kernel counts some things by user: processes, pending signals, what event loops
wait for, pages of pipes. Here a submission takes all that it may of each, again and again, while
programs of the same user do the like in small; counted are those that could not, with and without
the submission. Run it as an ordinary user, with a low limit of processes:

Example: ulimit -u 400; python tests/benchmarks/own_programs.py
"""

from __future__ import annotations

import argparse
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from autograder.sandbox import LearnerGoneError, Limits, Zygote

TAKES = {
    "processes": "import os, time\nwhile True:\n    if not os.fork():\n        time.sleep(60)",
    "threads": (
        "import threading, time\n"
        "for _ in range(5000): threading.Thread(target=time.sleep, args=(60,)).start()"
    ),
    "signals": (
        "import os, signal, time\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGRTMIN + 3})\n"
        "for _ in range(100_000): os.kill(os.getpid(), signal.SIGRTMIN + 3)\n"
        "time.sleep(60)"
    ),
    "event loops": (
        "import os, select, time\n"
        "kept = [select.epoll() for _ in range(120)]\n"
        "ends = [os.eventfd(0) for _ in range(120)]\n"
        "for one in kept:\n"
        "    for end in ends: one.register(end)\n"
        "while os.fork(): pass\n"
        "time.sleep(60)"
    ),
    "pipes": (
        "import os, time\n"
        "for _ in range(60):\n"
        "    if not os.fork():\n"
        "        kept = []\n"
        "        try:\n"
        "            while True: kept.append(os.pipe())\n"
        "        except OSError: time.sleep(60)\n"
        "time.sleep(60)"
    ),
}


def start_a_program() -> None:
    """Start a program and some threads, as any notebook server does."""
    subprocess.run(["/bin/true"], check=True)
    threads = [threading.Thread(target=time.sleep, args=(0.01,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def wait_for_events() -> None:
    """Wait for a pipe's events, and send a tenth of its buffer through it."""
    read, write = os.pipe()
    with select.epoll() as loop:
        loop.register(read)
        os.write(write, b"x" * 4096)
        assert loop.poll(10)
    os.close(read)
    os.close(write)


def failures(does: Callable[[], None], until: Callable[[], bool]) -> tuple[int, int]:
    """How often it was done, and how often it could not be."""
    tried = failed = 0
    while not until():
        tried += 1
        try:
            does()
        except (OSError, RuntimeError, AssertionError):
            failed += 1
    return tried, failed


def taking(zygote: Zygote, source: str, seconds: float) -> dict[str, str | int]:
    """Run a submission that takes all it may, while this user's programs go on."""
    limits = Limits(cell_seconds=seconds)
    learner = zygote.learner(limits)
    ended: list[str] = []

    def run() -> None:
        try:
            reply = learner.run(source, time.monotonic() + seconds)
            ended.append(str(reply["error"] or "went on"))
        except LearnerGoneError as gone:
            ended.append(f"{gone.status}: {gone.message}")

    thread = threading.Thread(target=run)
    thread.start()
    tried = failed = 0
    while thread.is_alive():
        for does in (start_a_program, wait_for_events):
            once = failures(does, iter([False, True]).__next__)
            tried, failed = tried + once[0], failed + once[1]
    learner.close()
    return {"ended": ended[0], "tried": tried, "failed": failed}


def main() -> None:
    """Print what could not be done; the exit code says whether anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each may take")
    options = parser.parse_args()
    if os.geteuid() == 0:
        sys.exit("run it as an ordinary user: root's learners are another user")
    with Zygote() as zygote:
        until = time.monotonic() + options.seconds
        quiet = failures(start_a_program, lambda: time.monotonic() > until)
        found = {name: taking(zygote, source, options.seconds) for name, source in TAKES.items()}
        told = {"quiet": quiet, "walls": zygote.walls[1:3], **found}
    print(json.dumps(told, indent=2))
    sys.exit(any(each["failed"] for each in found.values()))


if __name__ == "__main__":
    main()
