"""Where anybody can fetch the course: ``repository`` in ``_config.yml``, and services that open it.

Without an address everything here is empty, and neither a page nor a notebook speaks of any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml

from autograder.course.course import CourseError

CONFIG = "_config.yml"
# What stands unquoted in a path and in a notebook's cell.
_PLAIN = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w.~-]+)+")
_BRANCH = re.compile(r"\w[\w.-]*(?:/[\w.-]+)*")


@dataclass(frozen=True)
class Address:
    """A course's public repository.

    Parameters
    ----------
    url
        Of the repository, without a slash or ``.git`` at its end.
    branch
        The branch or tag that readers get.
    """

    url: str
    branch: str = "main"

    @property
    def name(self) -> str:
        """The repository's own name, the last part of its path."""
        return self.url.rpartition("/")[2]

    def launches(self, notebook: str) -> dict[str, str]:
        """What opens a notebook in a browser without an installation: service -> its address.

        Binder takes any public repository, Colab and Codespaces those on GitHub.

        Parameters
        ----------
        notebook
            Its path in the repository.
        """
        host, path = urlsplit(self.url).netloc, urlsplit(self.url).path.strip("/")
        branch, there = quote(self.branch, safe=""), quote(notebook)
        kind, where = {
            "github.com": ("gh", path),
            "gitlab.com": ("gl", quote(path, safe="")),
        }.get(host, ("git", quote(self.url, safe="")))
        binder = f"https://mybinder.org/v2/{kind}/{where}/{branch}?urlpath=lab/tree/{there}"
        if host != "github.com":
            return {"Binder": binder}
        return {
            "Colab": f"https://colab.research.google.com/github/{path}/blob/{self.branch}/{there}",
            "Binder": binder,
            "Codespaces": f"https://codespaces.new/{path}/tree/{self.branch}?quickstart=1",
        }


def address(root: Path) -> Address | None:
    """The address of the course in the folder `root`; None while it has none.

    Raises
    ------
    CourseError
        If what is written there is no https address, or no name of a branch.
    """
    path = root / CONFIG
    if not path.is_file():
        return None
    written = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("repository") or {}
    url = str(written.get("url") or "").rstrip("/").removesuffix(".git")
    branch = str(written.get("branch") or "main")
    if not url:
        return None
    if not _PLAIN.fullmatch(url) or not _BRANCH.fullmatch(branch):
        raise CourseError(
            f"{path}: repository must have a url such as https://github.com/owner/name, and may "
            f"have a branch; it has {url!r} and {branch!r}"
        )
    return Address(url, branch)
