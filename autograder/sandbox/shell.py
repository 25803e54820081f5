"""An IPython shell that runs cells and keeps their outputs as notebook outputs."""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import re
import sys
import warnings
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.utils.process import get_output_error_code
from losslab.values.plain import Raised
from losslab.values.show import KEPT
from traitlets import Type

Output = dict[str, Any]
# There is no network to install from, and trying takes longer than a cell may.
_INSTALLS = re.compile(r"\b(pip3?|conda|mamba|uv|apt(-get)?)\b.*\binstall\b")


class _Stream(io.TextIOBase):
    """A standard stream that adds to the outputs of the running cell."""

    def __init__(self, shell: CellShell, name: str):
        self.shell = shell
        self.name = name

    def write(self, text: str) -> int:
        self.shell.add_stream(self.name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, **kwargs: Any) -> None:
        self.shell.add({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.shell.add(
            {
                "output_type": "execute_result",
                "execution_count": self.shell.execution_count,
                "data": format_dict,
                "metadata": md_dict or {},
            }
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Compiler(CachingCompiler):
    """Takes a cell apart once, although IPython looks for magics in it before it runs it."""

    _ahead: tuple[str, int, ast.AST] | None = None

    def parse_ahead(self, source: str) -> bool:
        """Whether a cell is Python as it stands; if so, it need not be taken apart again."""
        self._ahead = None
        with contextlib.suppress(Exception), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            tree = super().ast_parse(source)
            if not said:  # otherwise it is done again where the warnings are shown
                self._ahead = source, self.flags, tree
            return True
        return False

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        """What a cell consists of."""
        ahead, self._ahead = self._ahead, None
        if ahead and ahead[:2] == (source, self.flags) and symbol == "exec":
            return ahead[2]
        return super().ast_parse(source, filename, symbol)


class CellShell(InteractiveShell):
    """The shell of one submission.

    Attributes
    ----------
    outputs
        The outputs of the running cell, as dicts of the notebook format.
    room
        How many more characters of output are kept.
    """

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    compiler_class = Type(_Compiler)

    def __init__(self, **kwargs: Any):
        self.outputs: list[Output] = []
        self.room = 0
        HistoryManager.enabled = False
        super().__init__(**kwargs)
        self.colors = "nocolor"
        self._usual = self._transformers()

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no event loop here; inline plots need none."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
        """Plots are inline, whichever window a cell asks for: there is no screen here."""
        return super().enable_matplotlib("inline")

    def system(self, cmd: str) -> None:
        """Run a command without a terminal; as in Jupyter, one that fails does not stop a cell."""
        command = self.var_expand(cmd, depth=1)
        if _INSTALLS.search(command):
            out, err, code = "", f"not run while grading: {command}\n", 1
        else:
            try:
                out, err, code = get_output_error_code(command)
            except OSError as error:
                out, err, code = "", f"{error}\n", 127
        self.user_ns["_exit_code"] = code
        print(out + err, end="")

    def transform_cell(self, raw_cell: str) -> str:
        """Turn magics and the like into Python.

        To find them IPython takes apart every cell into tokens, which takes several times as
        long as compiling it. In a cell of several lines that is Python as it stands there are
        none, as long as nobody has added transformers.
        """
        first, *more = raw_cell.splitlines() or [""]
        usual = self._transformers() == self._usual
        if usual and more and first[:1].strip() and not first.startswith("In ["):
            cell = raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
            if self.compile.parse_ahead(cell):
                return cell
        return super().transform_cell(raw_cell)

    def should_run_async(self, raw_cell: str, *, transformed_cell: str = "", **asked: Any) -> bool:
        """Whether a cell awaits something; one in which no such word stands is not compiled."""
        if "await" not in transformed_cell and "async" not in transformed_cell:
            return False
        return super().should_run_async(raw_cell, transformed_cell=transformed_cell, **asked)

    def _transformers(self) -> list[Any]:
        found = self.input_transformer_manager
        steps = (found.cleanup_transforms, found.line_transforms, found.token_transformers)
        return [*(step for kind in steps for step in kind), *self.input_transformers_post]

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.add(
            {
                "output_type": "error",
                "ename": self._fit(str(getattr(etype, "__name__", etype))),
                "evalue": self._fit(str(evalue)),
                "traceback": [self._fit(str(line)) for line in stb],
            }
        )

    def add_stream(self, name: str, text: str) -> None:
        """Add text to a stream of the running cell."""
        text = self._fit(text)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": name, "text": text})

    def add(self, output: Output) -> None:
        """Add one output of the running cell, keeping only what is safe to show."""
        if "data" in output:
            data = {kind: output["data"][kind] for kind in KEPT if kind in output["data"]}
            output = {
                **output,
                "metadata": {},
                "data": {k: self._fit(_text(v)) for k, v in data.items()},
            }
            if not any(output["data"].values()):
                return
        self.outputs.append(output)

    def _fit(self, text: str) -> str:
        text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot cross
        if len(text) <= self.room:
            self.room -= len(text)
            return text
        kept, self.room = text[: self.room], 0
        return kept + "\n[output cut]\n" if kept else ""

    def run(self, source: str, room: int) -> dict[str, Any]:
        """Run one cell and return its outputs and the error that ended it, if any."""
        self.outputs = []
        self.room = room
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream(self, "stdout"), _Stream(self, "stderr")
        try:
            result: ExecutionResult = self.run_cell(source, store_history=True)
        finally:
            sys.stdout, sys.stderr = streams
        error = result.error_before_exec or result.error_in_exec
        self.room = max(self.room, 1000)
        return {
            "outputs": self.outputs,
            "count": result.execution_count,
            "error": None if error is None else self._fit(self._said(error)[:1000]),
        }

    def _said(self, error: BaseException) -> str:
        """What ended a cell, with the line of it."""
        name = type(error).__name__
        if isinstance(error, SyntaxError):
            line = (error.text or "").strip()
            return f"{name}: {error.msg} (line {error.lineno}{': ' if line else ''}{line})"
        line = Raised.of(error, self.user_ns).line
        return f"{name}: {error}" + (f" ({line})" if line else "")


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def without_windows() -> None:
    """Let ``matplotlib.use("TkAgg")`` and its like change nothing: there is no screen here."""
    import matplotlib
    from matplotlib.backends import BackendFilter, backend_registry

    windows = {name.lower() for name in backend_registry.list_builtin(BackendFilter.INTERACTIVE)}
    really = matplotlib.use

    def use(backend: str, *, force: bool = True) -> None:
        if backend.lower() not in windows | {"widget", "module://ipympl.backend_nbagg", "ipympl"}:
            really(backend, force=force)

    matplotlib.use = use
