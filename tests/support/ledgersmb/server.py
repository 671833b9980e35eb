"""One running LedgerSMB: a PostgreSQL cluster and a starman of its own, in one folder, on ports that were free."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tests.support.databases import find_postgres, free_port
from tests.support.ledgersmb.place import give_away, owner
from tests.support.ledgersmb.programs import TREE

ADMIN, ADMIN_PASSWORD = "lsmb_dbadmin", "set-up-only"
USER, PASSWORD = "clerk", "Kakunin-7391"
COMPANY, SEED = "acme", "acme_seed"
UP_WITHIN_S = 60.0
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
CONF = """[main]
auth = DB
cssdir = css/
cache_templates = 0
language =
date_format = yyyy-mm-dd
log_level = ERROR
DBI_TRACE = 0
max_post_size = 4194304
cookie_name = LedgerSMB-1.6-ds
[environment]
PATH=/bin:/usr/bin
[paths]
templates = templates
images = UI/images
localepath = locale/po
templates_cache = {cache}
[programs]
[mail]
[printers]
[database]
port = {port}
default_db = acme
host = 127.0.0.1
db_namespace = public
sslmode = disable
[debug]
dojo_built = 0
[template_format]
[log4perl_config_modules_loglevel]
LedgerSMB = INFO
LedgerSMB.DBObject = INFO
"""


@dataclass
class LedgerSmb:
    """A LedgerSMB in `folder`, its programs in `programs`; both ports are chosen when it starts."""

    folder: Path
    programs: Path
    port: int = 0
    pg_port: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start both servers and wait until the log-in page answers."""
        self.start_cluster()
        self.start_web()

    def start_cluster(self) -> None:
        """Start PostgreSQL on the folder's `data`. What a power cut would lose may be lost: fsync is off."""
        self.pg_port = free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {self.pg_port} -k {self.folder} -c fsync=off"
        self._pg_ctl("-l", str(self.folder / "postgres.log"), "-o", options, "-w", "start")

    def start_web(self) -> None:
        """Start the web server; after `stop_web` on the port it had before."""
        self.port = self.port or free_port()
        templates = self.folder / "templates"
        templates.mkdir(exist_ok=True)
        give_away(templates)
        conf = self.folder / "ledgersmb.conf"
        conf.write_text(CONF.format(cache=templates, port=self.pg_port))
        self._write_address()
        tree = self.programs / TREE
        command = ["starman", "--listen", f"127.0.0.1:{self.port}", "--workers", "3", "--daemonize",
                   "--pid", str(self.folder / "web.pid"), "--error-log", str(self.folder / "web.log"),
                   "-I", "lib", "-I", "old/lib", "bin/ledgersmb-server.psgi"]  # fmt: skip
        subprocess.run(command, check=True, cwd=tree, env=_environment(conf, tree), **QUIET, **owner())  # type: ignore[call-overload]
        self._wait_until_up()

    def stop_web(self) -> None:
        """End the web server at once, whatever it is doing; what waits for an answer sees the connection close."""
        process = _process_in(self.folder / "web.pid", "starman")
        if process is None:
            return
        ended = [process, *process.children(recursive=True)]
        for one in ended:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        end = time.monotonic() + 10
        while any(_lives(one) for one in ended) and time.monotonic() < end:
            time.sleep(0.02)
        (self.folder / "web.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """End both servers; what a kill or a power cut left behind of them has ended already."""
        self.stop_web()
        if _process_in(self.folder / "data" / "postmaster.pid", str(self.folder / "data")) is not None:
            self._pg_ctl("-m", "fast", "-w", "stop")

    def reset(self) -> None:
        """Give it a fresh company; sessions of before are gone."""
        self.ask(f"DROP DATABASE IF EXISTS {COMPANY} WITH (FORCE)", database="postgres")
        self.ask(f"CREATE DATABASE {COMPANY} TEMPLATE {SEED}", database="postgres")

    def ask(self, statement: str, values: Sequence[object] = (), database: str = COMPANY) -> list[tuple[object, ...]]:
        """Run one statement as the database's owner and return its rows."""
        address = f"host={self.folder} port={self.pg_port} user=postgres dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def _write_address(self) -> None:
        (self.folder / "ports").write_text(f"{self.port} {self.pg_port}")

    def _wait_until_up(self) -> None:
        end = time.monotonic() + UP_WITHIN_S
        while time.monotonic() < end:
            with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(f"{self.url}login.pl"):
                return
            time.sleep(0.05)
        raise RuntimeError(f"LedgerSMB did not come up: {(self.folder / 'web.log').read_text()[-1000:]}")

    def _pg_ctl(self, *arguments: str) -> None:
        programs = find_postgres()
        assert programs is not None
        command = [str(programs / "pg_ctl"), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **owner())  # type: ignore[call-overload]


def new_cluster(folder: Path) -> None:
    """Make an empty cluster in `folder`/data: trust by its socket, passwords by TCP."""
    programs = find_postgres()
    if programs is None:
        raise FileNotFoundError("PostgreSQL's server programs are not installed")
    give_away(folder)
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
               "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **owner())  # type: ignore[call-overload]


def running_in(folder: Path, programs: Path) -> LedgerSmb | None:
    """Return what runs in a folder, or None."""
    web = _process_in(folder / "web.pid", "starman")
    if web is None or _process_in(folder / "data" / "postmaster.pid", str(folder / "data")) is None:
        return None
    port, pg_port = (folder / "ports").read_text().split()
    return LedgerSmb(folder, programs, int(port), int(pg_port))


def _process_in(file: Path, called: str) -> psutil.Process | None:
    """Return the server a file names first, if it still lives; a number used again by something else is not it."""
    with suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int(file.read_text().split("\n")[0]))
        if any(called in word for word in process.cmdline()):
            return process
    return None


def _environment(conf: Path, tree: Path) -> dict[str, str]:
    """Say what starman must know. Only the TeX package it recommends would load Template otherwise."""
    return {
        "PATH": os.environ["PATH"],
        "PERL5OPT": "-MTemplate",
        "PLACK_ENV": "deployment",
        "LSMB_CONFIG_FILE": str(conf),
        "LSMB_WORKINGDIR": str(tree),
        "HOME": "/nonexistent",
    }


def _lives(process: psutil.Process) -> bool:
    """Whether a process still does anything; one that ended may stand there until somebody asks for its outcome."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
