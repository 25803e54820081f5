"""Grading on real Dask workers: processes of their own, reached over a socket."""

import contextlib
import os
import signal
import socket
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import nbformat
import psutil
import pytest

pytest.importorskip("distributed")

import dask
from distributed import Client, LocalCluster
from nbgrader.api import Gradebook

from autograder.authoring.sample import answered
from autograder.classroom import dask_executor
from autograder.classroom.dask_executor import COURSE, DaskExecutor, WorkerError, grade_there
from autograder.classroom.grade_class import StoppedError, grade_class
from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.course import CourseError
from autograder.judging.submission import GradingConfig, Submission
from tests.conftest import QUICK, SEED

SLOW = "import time\ntime.sleep({})\n\ndef double(x):\n    return 2.0 * x"
NAMES = [f"s{number}" for number in range(8)]
WRONG = "s5"


@pytest.fixture(scope="module")
def workers():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as cluster:
        yield cluster


@pytest.fixture
def crowd(tmp_path, chapter, release):
    """A class in which everybody takes a moment, and one is wrong."""
    for name in NAMES:
        folder = tmp_path / "submitted" / name / "tiny"
        folder.mkdir(parents=True)

        def write(exercise, name=name):
            if name == WRONG and exercise.id == "positive_mean":
                return "def positive_mean(values):\n    return values.mean()"
            if exercise.id == "double":
                return SLOW.format(0.3)
            return chapter.solution_source(exercise)

        nbformat.write(answered(release, chapter, write), folder / "tiny.ipynb")
    return Workspace(tmp_path / "submitted")


def points(workspace):
    with Gradebook(workspace.gradebook) as book:
        return [(s.student.id, s.score) for s in book.assignment_submissions("tiny")]


def graded_by(executor, course, chapter, workspace):
    """Grade a class, and give what was told of it."""
    told = []
    grade_class(
        course,
        chapter,
        workspace,
        limits=QUICK,
        executor=executor,
        on_outcome=lambda outcome, done, total: told.append(outcome),
    )
    return told


def everybody_once(workspace, told):
    assert Counter(o.folder.student for o in told) == Counter(NAMES)
    assert sorted(points(workspace)) == [(n, 2.0 if n == WRONG else 5.0) for n in NAMES]
    results = [stored_result(workspace.graded(s)) for s in workspace.submissions("tiny")]
    assert len({r["seed"] for r in results}) == 1
    assert all(r["walls"] for r in results)


def test_a_worker_killed_while_it_grades_costs_nothing_but_time(course, chapter, crowd, workers):
    told, killed = [], []
    with Client(workers) as client:

        def tell(outcome, done, total):
            told.append(outcome)
            if not killed:
                busy = next(address for address, keys in client.processing().items() if keys)
                killed.append(client.run(os.getpid, workers=[busy])[busy])
                os.kill(killed[0], signal.SIGKILL)

        executor = DaskExecutor(workers.scheduler_address)
        grade_class(course, chapter, crowd, limits=QUICK, on_outcome=tell, executor=executor)
        assert killed[0] not in client.run(os.getpid).values()
    everybody_once(crowd, told)


def deadly(config, submissions):
    """What grades in a worker, which one of the submissions ends."""
    if WRONG in {submission.student for submission in submissions}:
        os.kill(os.getpid(), signal.SIGKILL)
    return grade_there(config, submissions)


def test_who_ends_every_worker_costs_no_neighbor_in_its_parcel(course, chapter, crowd, monkeypatch):
    monkeypatch.setattr(dask_executor, "grade_there", deadly)
    monkeypatch.setattr(dask_executor, "AHEAD", 1)  # all eight in two parcels
    sent = []
    submit = Client.submit

    def noting(self, function, *args, **kwargs):
        if function is deadly:
            sent.append([submission.student for submission in args[1]])
        return submit(self, function, *args, **kwargs)

    monkeypatch.setattr(Client, "submit", noting)
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        told = graded_by(DaskExecutor(2), course, chapter, crowd)
    assert [WRONG] in sent
    assert max(map(len, sent)) > 1
    assert Counter(o.folder.student for o in told) == Counter(NAMES)
    assert sorted(points(crowd)) == [(n, 0.0 if n == WRONG else 5.0) for n in NAMES]
    [lost] = [s for s in crowd.submissions("tiny") if s.student == WRONG]
    assert "ended several workers" in stored_result(crowd.graded(lost))["notes"][0]


class Cluster:
    """A cluster's client that only counts what it is sent."""

    def __init__(self, threads):
        self.threads, self.sent = threads, []

    def nthreads(self):
        return dict.fromkeys(range(self.threads), 1)

    def submit(self, function, config, parcel, **_):
        self.sent.append(len(parcel))
        return Flying()


class Flying:
    """What has been sent and does not come back."""

    def add_done_callback(self, function):
        pass


@pytest.mark.parametrize(
    ("threads", "count", "sent"),
    [
        (2, 1000, [8, 8, 8, 8]),
        (2, 9, [3, 2, 1, 1]),
        (2, 3, [1, 1, 1]),
        (0, 5, []),
    ],
)
def test_parcels_hold_many_only_where_many_wait(threads, count, sent):
    client = Cluster(threads)
    submissions = (Submission(str(number), b"") for number in range(count))
    flight = dask_executor._InFlight(client, SimpleNamespace(config=None), submissions)
    assert flight.fill()  # also where no worker is there yet
    assert client.sent == sent


def test_it_can_be_stopped_and_goes_on_from_there(course, chapter, crowd, workers):
    def stop(outcome, done, total):
        if done == 1:
            os.kill(os.getpid(), signal.SIGINT)

    executor = DaskExecutor(workers.scheduler_address)
    with pytest.raises(StoppedError):
        grade_class(course, chapter, crowd, limits=QUICK, on_outcome=stop, executor=executor)
    done = {s.student for s in crowd.submissions("tiny") if crowd.graded(s).is_file()}
    assert 0 < len(done) < len(NAMES)
    told = graded_by(executor, course, chapter, crowd)
    assert {o.folder.student for o in told if not o.fresh} == done
    everybody_once(crowd, told)


def test_a_cluster_of_its_own_grades_and_is_gone_afterwards(course, chapter, crowd):
    everybody_once(crowd, graded_by(DaskExecutor(1), course, chapter, crowd))


def test_a_scheduler_that_is_not_there_is_named(course, chapter, crowd, monkeypatch):
    monkeypatch.setattr(dask_executor, "CONNECT_SECONDS", "1s")
    with pytest.raises(CourseError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        grade_class(course, chapter, crowd, executor=DaskExecutor("tcp://127.0.0.1:1"))


def config_for(course, chapter, **changes):
    config = GradingConfig.of(chapter, SEED, QUICK)
    return replace(config, **changes)


def test_a_worker_with_another_version_of_the_course_refuses(course, chapter, release):
    with pytest.raises(WorkerError, match="same commit"):
        grade_there(config_for(course, chapter, digest="another"), [Submission("ann", b"{}")])


def test_a_worker_without_the_course_says_what_to_set(course, chapter, release, tmp_path):
    with pytest.raises(WorkerError, match=COURSE):
        grade_there(config_for(course, chapter, root=tmp_path), [Submission("ann", b"{}")])


def test_a_worker_may_have_the_course_elsewhere(course, chapter, release, tmp_path, monkeypatch):
    monkeypatch.setenv(COURSE, str(course.root))
    try:
        [graded] = grade_there(
            config_for(course, chapter, root=tmp_path), [Submission("ann", b"{}")]
        )
    finally:
        dask_executor.close_mine()
    assert "is not a notebook" in graded.result["notes"][0]


def test_a_cluster_made_here_answers_nobody_who_has_no_certificate():
    """Its ports speak TLS and ask for one; the ports that Dask opens for its pages are closed."""
    me = psutil.Process()
    before = listening(me)
    with contextlib.ExitStack() as stack:
        client = DaskExecutor(1)._connect(stack)
        client.submit(int, 1).result()
        opened = listening(me) - before
        assert opened
        for port in opened:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as stranger:
                stranger.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                assert b"HTTP" not in said(stranger), port


def listening(process):
    """The ports that a process and all below it listen on."""
    family = [process, *process.children(recursive=True)]
    return {c.laddr.port for p in family for c in p.net_connections("tcp") if c.status == "LISTEN"}


def said(stranger):
    with contextlib.suppress(OSError):
        return stranger.recv(100)
    return b""
