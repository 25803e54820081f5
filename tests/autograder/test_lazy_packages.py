"""Packages whose ``__init__`` waits are whole as soon as somebody asks."""

import subprocess
import sys

import pytest


def said(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_gradebook_loads_no_notebook_server():
    program = """
import sys, autograder
from nbgrader.api import Gradebook
print("nbgrader.server_extensions" in sys.modules, "nbconvert" in sys.modules)
"""
    assert said(program) == "False False"


@pytest.mark.parametrize(
    "ask",
    [
        "import nbgrader; assert nbgrader.__version__; assert nbgrader.load_formgrader",
        "from nbgrader import load_formgrader",
        "import nbgrader; assert nbgrader._jupyter_server_extension_points()",
        "from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension",
        "from nbgrader.apps import NbGrader",
        "from nbgrader.preprocessors import AssignLatePenalties",
        "import nbgrader.converters, nbgrader.exchange, nbgrader.plugins, nbgrader.coursedir",
    ],
)
def test_nbgrader_is_whole_where_it_is_asked_for(ask):
    program = f"import sys, autograder\n{ask}\nprint('nbgrader.server_extensions' in sys.modules)"
    assert said(program) == "True"


@pytest.mark.parametrize("module", ["coursedir", "converters", "plugins.export", "apps.api"])
def test_a_module_that_the_package_loads_itself_is_loaded_once(module):
    program = f"""
import sys, autograder
import nbgrader.{module} as asked
import nbgrader.apps.api as api
from nbgrader.coursedir import CourseDirectory
print(asked is sys.modules["nbgrader.{module}"], api.CourseDirectory is CourseDirectory)
print(asked.__spec__.name)
"""
    assert said(program) == f"True True\nnbgrader.{module}"


def test_a_submodule_of_nbgrader_is_found_as_an_attribute():
    assert said("import autograder\nfrom nbgrader import utils\nprint(utils.__name__)") == (
        "nbgrader.utils"
    )


def test_drawing_loads_no_other_packages_additions():
    program = "import sys, autograder, hypothesis.strategies\nprint('pytest' in sys.modules)"
    assert said(program) == "False"


STEP = """
net = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(net.parameters())
before = net.weight.detach().clone()
net(torch.ones(1, 2)).sum().backward()
optimizer.step()
assert not torch.equal(before, net.weight)
"""


def test_a_step_of_training_loads_no_compiler():
    program = f"import sys, autograder, torch\n{STEP}\nprint('torch._dynamo.config' in sys.modules)"
    assert said(program) == "False"


@pytest.mark.parametrize(
    "ask",
    [
        "",
        "import torch._dynamo.config\n",
        "from torch._dynamo import config\n",
        "assert torch._dynamo.is_dynamo_supported is not None\n",
    ],
)
def test_what_compiles_compiles_after_a_step_too(ask):
    compiled = "print(torch.compile(lambda x: 2 * x, backend='eager')(torch.ones(1)).item())"
    assert said(f"import autograder, torch\n{STEP}{ask}{compiled}\n{STEP}") == "2.0"


@pytest.mark.parametrize("name", ["torch._dynamo.config", "nbgrader.apps"])
def test_a_submodule_that_loads_its_package_is_one_module(name):
    program = f"""
import sys, autograder, importlib
package, _, inner = "{name}".rpartition(".")
module = importlib.import_module("{name}")
print(module is sys.modules["{name}"] is getattr(sys.modules[package], inner))
print(type(module.__spec__.loader).__name__, module.__name__)
"""
    assert said(program) == f"True\nSourceFileLoader {name}"


def test_a_package_that_has_loaded_stays_as_it_is():
    program = (
        "import nbgrader, autograder\nprint(type(nbgrader).__name__, nbgrader.__version__ > '')"
    )
    assert said(program) == "module True"
