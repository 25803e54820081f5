"""A real JupyterHub on loopback: one instructor and four students, each a system account.

The accounts exist in a mount namespace alone: there ``/etc/passwd`` is another file, and a home
that only root may enter makes room for the Python that lies below it. The machine stays as it is.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

INSTRUCTOR = "instructor"
STUDENTS = ("ann", "bob", "cid", "dan")
PASSWORD = "rehearsal"
FIRST_ID = 62_000
START_SECONDS = 240

# As book/teaching_hub.md tells it: the exchange, and the settings for everybody on the hub.
EXCHANGE_MODE = 0o1777
FOR_ALL = """
c = get_config()
c.CourseDirectory.course_id = "loss-precisely"
c.Exchange.root = "{exchange}"
"""

# JupyterLab asks whether it may fetch news; a picture need not show that.
NO_NEWS = '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}'

CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allowed_users = {users}
c.ConfigurableHTTPProxy.command = "{proxy}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
c.Spawner.environment = {environment}
c.Spawner.cmd = ["{python}", "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
"""


def missing() -> str:
    """What this machine lacks for the rehearsal; empty if nothing."""
    if os.geteuid() != 0:
        return "accounts of their own need root"
    for name in ("unshare", "nsenter", "runuser", "chromedriver", "configurable-http-proxy"):
        if proxy() if name.startswith("conf") else shutil.which(name):
            continue
        return f"{name} is not installed"
    return ""


def proxy() -> str:
    """JupyterHub's proxy: on the path, or where LOSSBOOK_PROXY says."""
    return os.environ.get("LOSSBOOK_PROXY") or shutil.which("configurable-http-proxy") or ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Hub:
    """The hub and its accounts; a context manager.

    Attributes
    ----------
    folder
        Holds homes, exchange and the hub's own files; gone afterwards.
    url
        Where the hub answers.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rehearsal-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        self.exchange = self.folder / "exchange"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen | None = None

    def home(self, name: str) -> Path:
        return self.folder / "home" / name

    def uid(self, name: str) -> int:
        return FIRST_ID + (INSTRUCTOR, *STUDENTS).index(name)

    def give(self, name: str, path: Path) -> None:
        """Make an account the owner of a folder and all in it."""
        for found in (path, *path.rglob("*")):
            os.chown(found, self.uid(name), self.uid(name), follow_symlinks=False)

    def __enter__(self) -> Hub:
        self.exchange.mkdir()
        self.exchange.chmod(EXCHANGE_MODE)
        for file in ("passwd", "group", "shadow"):
            shutil.copyfile(f"/etc/{file}", self.folder / file)
        for name in (INSTRUCTOR, *STUDENTS):
            self.home(name).mkdir(parents=True)
            self.give(name, self.home(name))
            uid = self.uid(name)
            with (
                (self.folder / "passwd").open("a") as passwd,
                (self.folder / "group").open("a") as group,
            ):
                passwd.write(f"{name}:x:{uid}:{uid}::{self.home(name)}:/bin/bash\n")
                group.write(f"{name}:x:{uid}:\n")
        (self.folder / "etc").mkdir()
        (self.folder / "etc" / "nbgrader_config.py").write_text(
            FOR_ALL.format(exchange=self.exchange)
        )
        (self.folder / "etc" / "labconfig").mkdir()
        (self.folder / "etc" / "labconfig" / "page_config.json").write_text(NO_NEWS)
        return self

    def start(self) -> None:
        """Start the hub; what is in the homes by now is what its users find."""
        config = CONFIG.format(
            port=self.port,
            hub_port=free_port(),
            proxy_port=free_port(),
            folder=self.folder,
            password=PASSWORD,
            users={INSTRUCTOR, *STUDENTS},
            proxy=proxy(),
            python=sys.executable,
            environment=self.environment(),
        )
        (self.folder / "jupyterhub_config.py").write_text(config)
        self._log = (self.folder / "hub.log").open("w")
        self._process = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", self._script()],
            cwd=self.folder,
            env=os.environ | self.environment(),
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "hub.log").read_text()[-3000:])
            time.sleep(0.5)

    def environment(self) -> dict[str, str]:
        tools = str(Path(sys.executable).parent)
        return {
            "PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin:/usr/sbin",
            "JUPYTER_CONFIG_PATH": str(self.folder / "etc"),
            "LANG": "C.UTF-8",
        }

    def _script(self) -> str:
        """Accounts and Python for everybody, in this namespace alone; then the hub."""
        lines = []
        closed = [p for p in Path(sys.base_prefix).parents if not p.stat().st_mode & 0o001]
        if closed:
            room = self.folder / "python"
            lines += [
                f"mkdir -p {room}",
                f"mount --bind {sys.base_prefix} {room}",
                f"mount -t tmpfs -o mode=755 tmpfs {closed[-1]}",
                f"mkdir -p {sys.base_prefix}",
                f"mount --bind {room} {sys.base_prefix}",
            ]
        lines += [f"mount --bind {self.folder / f} /etc/{f}" for f in ("passwd", "group", "shadow")]
        hub = f"{sys.executable} -m jupyterhub -f {self.folder / 'jupyterhub_config.py'}"
        return "\n".join([*lines, f"exec {hub}"])

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/hub/health", timeout=5) as reply:
                return bool(reply.status == 200)
        except (OSError, HTTPException):  # not yet, or for a moment somebody else has the port
            return False

    def run(self, name: str, *command: str, folder: Path | None = None) -> str:
        """What a command prints when an account types it in a terminal of its server."""
        assert self._process is not None
        settings = [f"{key}={value}" for key, value in self.environment().items()]
        done = subprocess.run(
            [
                *("nsenter", f"--mount=/proc/{self._process.pid}/ns/mnt"),
                *("runuser", "-u", name, "--", "env"),
                f"--chdir={folder or self.home(name)}",
                f"HOME={self.home(name)}",
                *settings,
                *command,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, f"{name}: {' '.join(command)}\n{done.stdout[-4000:]}"
        return done.stdout

    def __exit__(self, *exc: object) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGTERM)  # the hub ends servers and proxy
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
