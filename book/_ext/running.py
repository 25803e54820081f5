"""Sphinx extension: execute the pages' cells before the pages are read, on all processors.

Sphinx hands its processes pages in batches, in the order of the alphabet, and nearly all pages with
cells would fall into one batch. So whatever is not in the execution cache is executed here, each
page in a kernel of its own, long pages first, and put into the cache, where MyST-NB finds it. A
page that fails is left to MyST-NB, which says what is wrong.
"""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def executed(notebook: Any, folder: str, timeout: int, errors: bool) -> tuple[Any, float, float]:
    """A notebook after its cells have run, the seconds that passed, and those of processor.

    Raises
    ------
    RuntimeError
        If a cell fails and none may.
    """
    from jupyter_cache.executors.utils import single_nb_execution

    before = _processor_seconds()
    result = single_nb_execution(notebook, cwd=folder, timeout=timeout, allow_errors=errors)
    if result.err is not None:
        raise RuntimeError(str(result.err))
    return result.nb, result.time, _processor_seconds() - before


def _processor_seconds() -> float:
    """What the processes that this one started, and that have ended, took; 0 on Windows."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def waiting(env: BuildEnvironment, names: list[str], cache: Any) -> dict[str, Any]:
    """The pages whose cells are not in the cache, longest text first: path -> notebook."""
    from myst_nb.core.read import create_nb_reader

    found: dict[str, tuple[int, Any]] = {}
    for name in names:
        path = env.doc2path(name)
        text = Path(path).read_text(encoding="utf-8")
        reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            found[path] = (len(text), notebook)
    return {path: found[path][1] for path in sorted(found, key=lambda each: -found[each][0])}


def run_pages(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Execute what is about to be read and is not in the cache."""
    from jupyter_cache import get_cache
    from jupyter_cache.base import CacheBundleIn

    config = env.mystnb_config
    if app.parallel < 2 or config.execution_mode != "cache":
        return
    cache = get_cache(config.execution_cache_path or ".jupyter_cache")
    pages = waiting(env, names, cache)
    if len(pages) < 2:
        return
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(app.parallel, len(pages)), mp_context=fresh) as pool:
        jobs = {
            pool.submit(
                executed,
                notebook,
                str(Path(path).parent),
                config.execution_timeout,
                config.execution_allow_errors,
            ): path
            for path, notebook in pages.items()
        }
        for job in as_completed(jobs):
            path = jobs[job]
            if job.exception() is not None:
                logger.info("%s did not run; it is tried again when it is read", path)
                continue
            notebook, seconds, processor = job.result()
            cache.cache_notebook_bundle(
                CacheBundleIn(notebook, path, data={"execution_seconds": seconds}),
                check_validity=False,
                overwrite=True,
            )
            logger.info("%s ran: %.0f s, %.0f s of processor", path, seconds, processor)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("env-before-read-docs", run_pages, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
