"""The text: documentation that every CPython carries, what was held out, and a far text.

The reference topics are what ``help("with")`` and its kin print; beside them stand the docstrings
of some modules of the standard library. Both are read from the interpreter, so they differ a
little between versions of Python; :func:`digest` tells which text one has.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sysconfig
from functools import cache
from pathlib import Path
from pydoc_data.topics import topics

__all__ = ["FAR", "HELD_OUT", "digest", "held_out", "paragraphs", "training"]

HELD_OUT = ("calls", "comparisons", "import", "typesmapping")
"""Topics that no training has seen, nor any paragraph of them that stands in another topic too."""

MODULES = [
    "_pydecimal",
    "_pyio",
    "argparse",
    "calendar",
    "cmd",
    "code",
    "codecs",
    "collections/__init__",
    "configparser",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "difflib",
    "dis",
    "doctest",
    "email/message",
    "enum",
    "fileinput",
    "fractions",
    "functools",
    "getopt",
    "gettext",
    "gzip",
    "heapq",
    "http/cookiejar",
    "http/server",
    "imaplib",
    "inspect",
    "ipaddress",
    "locale",
    "logging/__init__",
    "logging/handlers",
    "mailbox",
    "mimetypes",
    "numbers",
    "operator",
    "optparse",
    "os",
    "pickle",
    "platform",
    "plistlib",
    "poplib",
    "pprint",
    "pstats",
    "pydoc",
    "queue",
    "random",
    "reprlib",
    "sched",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "statistics",
    "string",
    "subprocess",
    "tarfile",
    "tempfile",
    "textwrap",
    "threading",
    "timeit",
    "tokenize",
    "trace",
    "traceback",
    "types",
    "typing",
    "unittest/case",
    "urllib/parse",
    "urllib/request",
    "uuid",
    "warnings",
    "weakref",
    "webbrowser",
    "xml/etree/ElementTree",
    "xmlrpc/server",
]
"""Files of the standard library whose docstrings are in the training text, without ``.py``."""

FAR = (
    """\
Dear Ada, the ferry was late again, and so we ate our sandwiches on the pier. Your brother fed
his to a gull. It came back with its friends, eleven of them, and we had to run. By evening the
fog had rolled in from the islands, and nobody could see the lighthouse any more. I thought of
your letter about the garden. Do the plums grow well this summer?
""",
    """\
Wash the spinach and chop the onion. Fry it in butter until it is golden, then add the spinach,
a pinch of nutmeg and two spoons of cream. Boil the potatoes for twenty minutes. Pour off the
water and mash them with warm milk. Serve both with a fried egg on top.
""",
    """\
"Who is there?" cried the old woman, and took her lantern from the nail. The wind howled round
the chimney. Three times somebody knocked, slowly, as if with a wooden hand. She drew back the
bolt. On the step lay a wet red glove, and beside it a trail of small hoofprints in the snow.
""",
)
"""Three passages about other things, written for this course."""


def paragraphs(topic: str) -> list[str]:
    """The paragraphs of a topic, without the blank lines between them."""
    return [part for part in re.split(r"\n\s*\n", topics[topic].strip("\n")) if part.strip()]


def docstrings(module: str) -> list[str]:
    """The paragraphs of the docstrings in a file of the standard library; none without the file."""
    path = Path(sysconfig.get_path("stdlib"), f"{module}.py")
    if not path.exists():
        return []
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = [n for n in ast.walk(ast.parse(path.read_bytes())) if isinstance(n, kinds)]
    texts = [ast.get_docstring(node) or "" for node in nodes]
    return [part for t in texts for part in re.split(r"\n\s*\n", t) if part.strip()]


def held_out() -> dict[str, str]:
    """The text of each held-out topic."""
    return {topic: "\n\n".join(paragraphs(topic)) + "\n\n" for topic in HELD_OUT}


@cache
def training() -> str:
    """The training text: the other topics and the docstrings, each paragraph where it first stands.

    Topics quote each other at length. Without this a fifth of the topics would be there twice, and
    parts of what is held out as well.
    """
    met = {part.strip() for topic in HELD_OUT for part in paragraphs(topic)}
    kept = []
    sources = [paragraphs(topic) for topic in sorted(set(topics) - set(HELD_OUT))]
    for parts in [*sources, *map(docstrings, MODULES)]:
        fresh = []
        for part in parts:
            if part.strip() not in met:
                met.add(part.strip())
                fresh.append(part)
        if fresh:
            kept.append("\n\n".join(fresh) + "\n\n")
    return "\n".join(kept)


def digest() -> str:
    """The first 16 hexadecimal digits of the SHA-256 of training and held-out text."""
    whole = training() + "".join(held_out().values())
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
