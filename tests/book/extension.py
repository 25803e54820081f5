"""A module of ``book/_ext``, which is a folder of Sphinx extensions and no package."""

import importlib.util
from types import ModuleType

from tests.conftest import ROOT


def load(name: str) -> ModuleType:
    """Import a module of the folder under a name that nothing else has."""
    source = ROOT / "book" / "_ext" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"book_{name}", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
