"""Packages that load only when something of theirs is needed.

``import nbgrader.api`` runs nbgrader's ``__init__``, which loads a notebook server and every
converter; the gradebook needs neither. The first optimizer of a process loads ``torch._dynamo``, a
thousand modules, to be told that nothing is compiled. Here the ``__init__`` of such a package runs
when somebody asks for a name that it would define, and not before. Nothing is taken away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any


def _disable(fn: Callable[..., Any] | None = None, *_: Any, **__: Any) -> Callable[..., Any]:
    """What stands for ``torch._dynamo.disable`` while nothing can be compiled yet."""
    return (lambda function: function) if fn is None else fn


def _graph_break(*_: Any, **__: Any) -> None:
    """What stands for ``torch._dynamo.graph_break`` while nothing can be compiled yet."""


@dataclass(frozen=True)
class _Deferral:
    """How one package waits.

    Parameters
    ----------
    names
        What is needed of it all the time, as it behaves while the package has not loaded.
    submodules
        Those of its submodules that may be imported without it; none of them needs another.
    """

    names: Mapping[str, Any] = field(default_factory=dict)
    submodules: frozenset[str] = frozenset()


DEFERRED = {
    "nbgrader": _Deferral(submodules=frozenset({"_version", "api", "auth", "dbutil", "utils"})),
    "torch._dynamo": _Deferral({"disable": _disable, "graph_break": _graph_break}),
}


class _Waiting(ModuleType):
    """A package whose ``__init__`` has not run."""

    def __getattr__(self, name: str) -> Any:
        asked = name.startswith("__") and name != "__version__"  # by the import system
        if asked or name in DEFERRED[self.__name__].submodules:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        load(self.__name__)
        return getattr(self, name)


def load(name: str) -> None:
    """Run the ``__init__`` of a package that waits; nothing where it has run."""
    module = sys.modules.get(name)
    if isinstance(module, _Waiting):
        module.__class__ = ModuleType  # type: ignore[assignment]
        for stand_in in DEFERRED[name].names:
            delattr(module, stand_in)
        assert module.__spec__ is not None
        assert isinstance(module.__spec__.loader, _Later)
        module.__spec__.loader.real.exec_module(module)


class _Later(Loader):
    """Loads a package without running its ``__init__``."""

    def __init__(self, real: Loader):
        self.real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(DEFERRED[module.__name__].names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)  # source, resources: as ever


class _Loaded(Loader):
    """Stands for a module that was loaded while it was being looked for."""

    def __init__(self, module: ModuleType):
        self.module, self.spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__spec__"] = self.spec  # a module may refuse to have attributes set


class _Finder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        for package, deferral in DEFERRED.items():
            inner = name.removeprefix(f"{package}.")
            if inner != name and inner.partition(".")[0] not in deferral.submodules:
                load(package)
                if name in sys.modules:
                    loaded = _Loaded(sys.modules[name])
                    # Else the import system takes the module's own spec, and loads it once more.
                    vars(sys.modules[name])["__spec__"] = None
                    return ModuleSpec(name, loaded)
        if name not in DEFERRED:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            spec.loader = _Later(spec.loader)
        return spec


def defer() -> None:
    """Let the packages of `DEFERRED` wait from now on, but for those that have loaded."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
