"""What learners do in cells besides answering must work behind the walls.

Run under container means too, by tests/launchers/as_in_a_container.py.
"""

import pytest

from tests.autograder.sandbox.conftest import printed

HABITS = {
    "a shell cell": ("%%bash\necho $((6 * 7)) | cat", "42\n"),
    "a shell line": ("!echo 42", "42"),
    "a module of one's own": ("%%writefile mine.py\nANSWER = 42", "Writing mine.py\n"),
    "a subprocess": (
        "import subprocess, sys\n"
        "print(subprocess.run([sys.executable, '-c', 'print(42)'], capture_output=True).stdout)",
        "b'42\\n'\n",
    ),
    "a subprocess that takes too long": (
        "import subprocess\n"
        "try:\n    subprocess.run(['sleep', '9'], timeout=0.1)\n"
        "except subprocess.TimeoutExpired:\n    print(42)",
        "42\n",
    ),
    "threads": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(8) as pool:\n    print(sum(pool.map(int, '123456')))",
        "21\n",
    ),
    "an event loop": (
        "import asyncio\n"
        "async def program():\n"
        "    made = await asyncio.create_subprocess_exec('echo', '42', stdout=-1)\n"
        "    return (await made.communicate())[0]\n"
        "loop = asyncio.new_event_loop()\n"
        "print(loop.run_until_complete(program()))",
        "b'42\\n'\n",
    ),
    "processes and a pipe": (
        "import multiprocessing\n"
        "here, there = multiprocessing.Pipe()\n"
        "fork = multiprocessing.get_context('fork')\n"
        "child = fork.Process(target=lambda: there.send(42))\n"
        "child.start()\nprint(here.recv())\nchild.join()",
        "42\n",
    ),
    "a temporary file copied with its times": (
        "import pathlib, shutil, tempfile\n"
        "folder = pathlib.Path(tempfile.mkdtemp())\n"
        "(folder / 'a').write_text('42')\n"
        "shutil.copy2(folder / 'a', folder / 'b')\n"
        "print((folder / 'b').read_text())\nshutil.rmtree(folder)",
        "42\n",
    ),
    "a database in memory": (
        "import sqlite3\nprint(sqlite3.connect(':memory:').execute('select 6 * 7').fetchone()[0])",
        "42\n",
    ),
    "saved tensors": (
        "import torch\ntorch.save(torch.ones(6) * 7, 'x.pt')\nprint(int(torch.load('x.pt').sum()))",
        "42\n",
    ),
    "loading data": (
        "import torch\n"
        "from torch.utils.data import DataLoader, TensorDataset\n"
        "print(int(sum(x.sum() for x, in DataLoader(TensorDataset(torch.ones(42)), 4))))",
        "42\n",
    ),
    "a memory map": (
        "import numpy as np\nx = np.memmap('m', dtype='i8', mode='w+', shape=6)\nx[:] = 7\n"
        "x.flush()\nprint(np.load('n.npy').sum() if np.save('n.npy', x) else int(x.sum()))",
        "42\n",
    ),
    "timing": ("%timeit -n 1 -r 1 1 + 1", "per loop"),
    "a debugger's trace": (
        "import faulthandler\nfaulthandler.enable(open('t', 'w'))\nprint(1)",
        "1\n",
    ),
    "who and where": (
        "import getpass, os, platform\nprint(len(getpass.getuser()) > 0, os.cpu_count() > 0)",
        "True True\n",
    ),
    "the list of packages": ("%pip list --disable-pip-version-check", "numpy"),
    "a figure in a file": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('f.png')\nplt.close()\n"
        "import os\nprint(os.path.getsize('f.png') > 100)",
        "True\n",
    ),
    "an alarm": (
        "import signal\ndef ring(*_): print(42)\nsignal.signal(signal.SIGALRM, ring)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.01)\nsignal.pause()",
        "42\n",
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_works(learner, habit):
    source, expected = HABITS[habit]
    assert expected in printed(learner, source)


def test_what_a_cell_writes_another_imports(learner):
    printed(learner, "%%writefile mine.py\nANSWER = 42")
    assert printed(learner, "import mine\nprint(mine.ANSWER)") == "42\n"
