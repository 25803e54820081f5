"""What processes use together, counted from outside."""

import os

import pytest

from autograder.sandbox import Limits, counting
from autograder.sandbox.counting import Baseline, Use


def test_what_a_forked_process_has_from_the_start_is_taken_off():
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(tell)
        os.read(told, 1)
        os._exit(0)
    try:
        assert counting.use_of([pid], Baseline()).memory > 10 * 2**20
        exact = Limits(memory_mib=1)
        use = counting.use_of([pid], Baseline.here(), limits=exact)
        assert use.memory < 10 * 2**20 + use.tasks * 8 * counting.SOCKET_BYTES
    finally:
        os.close(tell)
        os.close(told)
        os.waitpid(pid, 0)


def test_what_an_executed_program_has_is_not_taken_off(started):
    pid = started("x = bytearray(200 * 2**20)")
    assert counting.use_of([pid], Baseline.here()).memory > 200 * 2**20


def test_threads_are_counted(started):
    code = (
        "import threading\n"
        "for _ in range(5): threading.Thread(target=threading.Event().wait, daemon=True).start()"
    )
    assert counting.use_of([started(code)], Baseline()).tasks == 6


def test_buffers_of_sockets_count(started):
    pair = "import socket\npairs = [socket.socketpair() for _ in range(50)]"
    many, none = (counting.use_of([started(code)], Baseline()).memory for code in (pair, ""))
    assert many - none >= 100 * counting.SOCKET_BYTES - 20 * 2**20


def test_a_file_without_a_name_counts_as_long_as_it_is_open(started, tmp_path):
    code = (
        f"import os\nfile = open({str(tmp_path / 'gone')!r}, 'wb')\n"
        f"file.write(b'x' * 2**20)\nfile.flush()\nos.remove({str(tmp_path / 'gone')!r})"
    )
    pid = started(code)
    assert counting.use_of([pid], Baseline(), str(tmp_path)).scratch >= 2**20


def test_a_file_without_a_name_counts_as_long_as_it_is_mapped(started, tmp_path):
    code = (
        f"import mmap, os\nfile = open({str(tmp_path / 'gone')!r}, 'w+b')\n"
        "file.write(b'x' * 2**20)\nfile.flush()\n"
        f"held = mmap.mmap(file.fileno(), 4096)\nos.remove({str(tmp_path / 'gone')!r})\n"
        "import ctypes; ctypes.CDLL(None).mmap.restype = ctypes.c_void_p\n"
        "ctypes.CDLL(None).mmap(None, 4096, 1, 2, file.fileno(), 0)\nfile.close(); held.close()"
    )
    pid, size = started(code), Limits().file_mib * 2**20
    assert counting.use_of([pid], Baseline(), str(tmp_path)).scratch < size
    assert counting.use_of([pid], Baseline(), str(tmp_path), mapped=True).scratch >= size


def test_whoever_cannot_be_looked_into_has_all_it_may_have_open(monkeypatch):
    def refused(_):
        raise PermissionError

    before = counting.use_of([os.getpid()], Baseline()).memory
    monkeypatch.setattr(counting.os, "listdir", refused)
    after = counting.use_of([os.getpid()], Baseline()).memory
    assert after - before > 0.5 * Limits().open_files * counting.SOCKET_BYTES


def test_page_tables_count(started):
    code = (
        "import ctypes\nlibc = ctypes.CDLL(None)\nlibc.mmap.restype = ctypes.c_void_p\n"
        "number, size = ctypes.c_int, ctypes.c_size_t\n"
        "libc.mmap.argtypes = [ctypes.c_void_p, size, number, number, number, ctypes.c_long]\n"
        "for n in range(2000):\n"
        "    at = libc.mmap((1 << 44) + (n << 30), 4096, 3, 0x100022, -1, 0)\n"
        "    ctypes.memset(at, 1, 1)"
    )
    many, none = (counting.use_of([started(c)], Baseline()).memory for c in (code, ""))
    assert many - none > 2000 * 3 * 4096 - 2**20, "two tables for each page"


def test_a_folder_counts_with_all_below_it_and_no_further_than_what_is_too_much(
    tmp_path, monkeypatch
):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_bytes(b"x" * 2**20)
    (tmp_path / "out").symlink_to("/usr")
    use = counting.use_of([], Baseline(), str(tmp_path))
    assert use.files == 3
    assert 2**20 <= use.scratch < 2 * 2**20
    monkeypatch.setattr(counting, "MOST_FILES", 2)
    assert counting.use_of([], Baseline(), str(tmp_path)).excess(Limits()) == "scratch"


def test_sessions_and_event_loops_count_once_for_each_process(started):
    code = "import os, select\nos.setsid()\nmade = [select.epoll() for _ in range(7)]"
    pids = [started(code), started(code), started("import os\nr, w = os.pipe()")]
    found = counting.use_of(pids, Baseline())
    assert (found.sessions, found.loops) == (3, 14)


@pytest.mark.parametrize(
    ("use", "excess"),
    [
        (Use(2**20, 1), ""),
        (Use(3 * 2**30, 1), "memory"),
        (Use(0, 65), "processes"),
        (Use(0, 64, sessions=4, loops=256), ""),
        (Use(0, 8, sessions=5), "sessions"),
        (Use(0, 8, loops=257), "event loops"),
        (Use(0, 1, 65 * 2**20), "scratch"),
    ],
)
def test_the_limit_that_is_exceeded_is_named(use, excess):
    assert use.excess(Limits()) == excess
