"""Names that a gradebook, a folder or an address may hold do no harm in formgrader's pages."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from nbgrader.api import Gradebook, MissingEntry

from tests.frame import Class

MARK = "ATTACKED"
HOSTILE = {
    "markup": f"<img src=x onerror=\"document.title='{MARK}'\">",
    "a script's end": f"</script><script>document.title='{MARK}'</script>",
    "a string's end": f"\"; document.title='{MARK}'; \"",
    "a quote": f"'-(document.title='{MARK}')-'",
    "a backslash": "\\",
    "a line": f"x\ndocument.title='{MARK}'",
    "a template": "{{ 7 * 7 }}<%= document.title='ATTACKED' %>",
    "an attribute": f'x" onmouseover="document.title=\'{MARK}\'" style="position:fixed;inset:0',
    "control": "\x1b]0;ATTACKED\x07\x1b[2J",
}
PAGES = (
    "manage_assignments",
    "manage_submissions/tiny",
    "gradebook",
    "gradebook/tiny",
    "gradebook/tiny/tiny",
    "manage_students",
)


@pytest.fixture(scope="module")
def formgrader(tmp_path_factory):
    """A server with formgrader on a class whose gradebook and folders hold hostile names."""
    klass = Class(tmp_path_factory.mktemp("formgrader"))
    klass.autograde("perfect")
    with Gradebook(klass.db_url) as book:
        for name in HOSTILE.values():
            book.update_or_create_student(name, first_name=name, last_name=name, email=name)
        book.update_or_create_student("perfect", first_name=HOSTILE["markup"], last_name=MARK * 9)
        book.find_grade("double", "tiny", "tiny", "perfect").manual_score = 1.0
        for comment in book.find_submission_notebook("tiny", "tiny", "perfect").comments:
            comment.manual_comment = "</textarea>" + HOSTILE["a script's end"]
        book.db.commit()
    for name in HOSTILE.values():
        if "/" not in name and "\0" not in name:
            klass.submit(name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    extension = "nbgrader.server_extensions.formgrader"
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        "--ServerApp.open_browser=False",
    ]
    command += [f"--ServerApp.jpserver_extensions={{'{extension}': True}}"]
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)}
    log = home / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            command, cwd=klass.root, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}/formgrader/"
    try:
        until = time.monotonic() + 120
        while not answers(address):
            assert server.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < until, log.read_text()[-3000:]
            time.sleep(0.2)
        yield klass, address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(autouse=True)
def own_complaints(chromium):
    """What nbgrader's pages complain of is not left for the tests of the book's pages."""
    yield
    chromium.get("about:blank")
    chromium.get_log("browser")


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def opened(chromium, address, filled=""):
    """Open a page, wait until it asks for nothing more, and touch all of it; its title."""
    chromium.get(address)
    idle = "return document.readyState == 'complete' && (!window.jQuery || jQuery.active == 0)"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = chromium.execute_script("return document.body ? document.body.innerText : ''")
        if filled in text and chromium.execute_script(idle):
            break
        time.sleep(0.1)
    for element in chromium.find_elements("css selector", "[onmouseover]"):
        chromium.execute_script("arguments[0].dispatchEvent(new Event('mouseover'))", element)
    return chromium.title


def untouched(chromium, title):
    assert MARK not in title
    injected = "return document.querySelectorAll('img[src=x], [onmouseover], [onerror]').length"
    assert chromium.execute_script(injected) == 0


def quoted(name):
    return urllib.parse.quote(name, safe="")


def test_no_page_of_the_class_is_changed_by_a_name(chromium, formgrader):
    _, address = formgrader
    for page in PAGES:
        untouched(chromium, opened(chromium, address + page))


def test_names_are_shown_as_they_are(chromium, formgrader):
    _, address = formgrader
    opened(chromium, address + "manage_students", filled="onerror")
    assert HOSTILE["markup"] in chromium.execute_script("return document.body.innerText")


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_student_s_own_page_is_not_changed_by_the_name_or_by_an_address(
    chromium, formgrader, kind
):
    _, address = formgrader
    name = quoted(HOSTILE[kind])
    for page in (f"manage_students/{name}", f"manage_students/{name}/tiny", f"gradebook/{name}"):
        untouched(chromium, opened(chromium, address + page))


def test_the_page_of_a_submission_is_not_changed_by_whose_it_is_or_a_comment(chromium, formgrader):
    klass, address = formgrader
    with Gradebook(klass.db_url) as book:
        key = book.find_submission_notebook("tiny", "tiny", "perfect").id
    page = f"{address}submissions/{key}/"
    untouched(chromium, opened(chromium, page))
    assert "double" in chromium.page_source


def test_a_submission_of_a_hostile_name_gets_nowhere_by_the_button(formgrader):
    klass, _ = formgrader
    with pytest.raises(AssertionError):
        klass.autograde(HOSTILE["markup"])
    assert not (klass.root / "autograded" / HOSTILE["markup"]).exists()
    with Gradebook(klass.db_url) as book, pytest.raises(MissingEntry):
        book.find_submission("tiny", HOSTILE["markup"])
