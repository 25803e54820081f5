"""Pages are executed before they are read: on all processors, long ones first, each once."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_cache import get_cache
from myst_nb.core.config import NbParserConfig
from myst_parser.config.main import MdParserConfig

SOURCE = Path(__file__).parents[2] / "book" / "_ext" / "running.py"
HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n```{code-cell} ipython3\n"
# Each page waits for the other, so both end only if they run at the same time.
MEETS = """from pathlib import Path
from time import monotonic
Path("{here}").touch()
late = monotonic() + 60
while not Path("{there}").exists():
    assert monotonic() < late, "nobody else runs"
"""


@pytest.fixture
def running(monkeypatch):
    """The extension; its processes import it by name."""
    monkeypatch.syspath_prepend(str(SOURCE.parent))
    return importlib.import_module("running")


@pytest.fixture
def book(tmp_path):
    """Call with the code of each page: an environment whose pages have these cells."""

    def book_(**codes):
        for name, code in codes.items():
            (tmp_path / f"{name}.md").write_text(f"{HEAD}{code}\n```\n")
        return SimpleNamespace(
            doc2path=lambda name: str(tmp_path / f"{name}.md"),
            myst_config=MdParserConfig(),
            mystnb_config=NbParserConfig(
                execution_mode="cache", execution_cache_path=str(tmp_path / "cache")
            ),
        )

    return book_


def test_the_longest_page_comes_first_and_pages_without_cells_do_not_come(running, book, tmp_path):
    env = book(short="1", long="1  # " + "x" * 99, plain="1")
    (tmp_path / "plain.md").write_text("# Text alone\n")
    cache = get_cache(env.mystnb_config.execution_cache_path)
    names = [Path(path).stem for path in running.waiting(env, ["plain", "short", "long"], cache)]
    assert names == ["long", "short"]


def test_pages_run_at_the_same_time_and_once(running, book):
    env = book(
        one=MEETS.format(here="1.here", there="2.here"),
        two=MEETS.format(here="2.here", there="1.here"),
    )
    running.run_pages(SimpleNamespace(parallel=2), env, ["one", "two"])
    cache = get_cache(env.mystnb_config.execution_cache_path)
    assert len(cache.list_cache_records()) == 2
    assert running.waiting(env, ["one", "two"], cache) == {}


def test_a_page_that_fails_is_left_to_whoever_reads_it(running, book):
    env = book(good="1 + 1", bad="1 / 0")
    running.run_pages(SimpleNamespace(parallel=2), env, ["good", "bad"])
    cache = get_cache(env.mystnb_config.execution_cache_path)
    left = running.waiting(env, ["good", "bad"], cache)
    assert [Path(path).stem for path in left] == ["bad"]
