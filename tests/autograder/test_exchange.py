"""The exchange as the hub's guide makes it, used by nbgrader itself."""

import re
import stat

from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
from traitlets.config.loader import PyFileConfigLoader

from autograder.authoring.release import ensure
from tests.conftest import ROOT, copy_tiny
from tests.rehearsal.hub import EXCHANGE_MODE


def test_the_guides_exchange_keeps_what_belongs_to_others_and_nbgrader_takes_it(
    tmp_path, monkeypatch
):
    guide = (ROOT / "book" / "teaching_hub.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"^\$ chmod (\S+) /srv/nbgrader/exchange$", guide, re.MULTILINE)
    assert int(told, 8) == EXCHANGE_MODE
    assert EXCHANGE_MODE & stat.S_ISVTX, "else any account may put a course in the place of ours"
    course, exchange = copy_tiny(tmp_path / "tiny"), tmp_path / "exchange"
    ensure(course.chapter("tiny"))
    exchange.mkdir()
    exchange.chmod(EXCHANGE_MODE)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    config.Exchange.root = str(exchange)
    done = NbGraderAPI(CourseDirectory(config=config), config=config).release_assignment("tiny")
    assert done["success"], done
    (tmp_path / "student").mkdir()
    monkeypatch.chdir(tmp_path / "student")
    monkeypatch.setenv("JUPYTERHUB_USER", "ann")
    config.CourseDirectory.assignment_id = "tiny"
    config.CourseDirectory.root = str(tmp_path / "student")
    for step in (ExchangeFetchAssignment, ExchangeSubmit):
        who = Authenticator(config=config)
        step(CourseDirectory(config=config), authenticator=who, config=config).start()
    assert list(exchange.glob("loss-precisely/inbound/*+tiny+*"))
    assert stat.S_IMODE(exchange.stat().st_mode) == EXCHANGE_MODE, "nbgrader leaves it so"
