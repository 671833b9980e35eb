"""A real IMAP server on loopback: Dovecot where it is installed, else the pure-Python pymap.

Both serve one mailbox kept as a Maildir in a folder of its own, so a mail is delivered by dropping a file.
"""

from __future__ import annotations

import base64
import grp
import hashlib
import imaplib
import importlib
import importlib.util
import itertools
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from agent.core.errors import ConfigError
from agent.demo.guard import start_guarded, stop_guarded

DOVECOT = "/usr/sbin/dovecot"
HOST = "127.0.0.1"
READY_S = 15.0
START_PYMAP = "import sys; from pymap.main import main; sys.exit(main())"
DOVECOT_CONFIG = """\
protocols = imap
listen = {host}
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/Maildir
mail_fsync = never
passdb {{
  driver = passwd-file
  args = scheme=SSHA256 username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    address = {host}
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class MailServerMissingError(ConfigError):
    """There is no IMAP server to be had."""

    code = "mail-server-missing"
    hint = "Install Dovecot (Debian, Ubuntu: `apt-get install dovecot-imapd`) or the Python package pymap."


class MailServerFailedError(ConfigError):
    """The IMAP server ended or did not answer in time."""

    code = "mail-server-failed"
    hint = "Its own words stand in the message; free memory and disk, then start again."


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose files the mails are: Dovecot refuses to serve mail of the superuser."""

    uid: int
    gid: int
    internal: str
    login: str

    @property
    def internal_group(self) -> str:
        return grp.getgrgid(pwd.getpwnam(self.internal).pw_gid).gr_name


class MailServer:
    """One mailbox on a port of its own, from start to `stop`; use it as a context manager."""

    def __init__(self, *, kind: str = "", user: str = "orders", password: str = "", port: int = 0) -> None:
        """Start the server and wait until it greets.

        Args:
            kind: `dovecot` or `pymap`; what is there when empty.
            user: Log-in name.
            password: Made at random when empty.
            port: A free one when 0; give it to start again where clients expect it.

        Raises:
            MailServerMissingError, MailServerFailedError: It cannot be had, or does not start.
        """
        self.kind = kind or find_kind()
        self.host, self.port = HOST, port or _free_port()
        self.user, self.password = user, password or secrets.token_urlsafe(9)
        self.folder = Path(tempfile.mkdtemp(prefix="denpyo-mail-"))
        self._names = itertools.count()
        self._owner = _owner() if self.kind == "dovecot" else None
        self._make_mailbox()
        try:
            self._child = self._start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def deliver(self, mail: bytes) -> None:
        """Drop one mail into the mailbox, as a delivery agent would: written aside, then renamed."""
        name = f"{time.time_ns()}.{os.getpid()}_{next(self._names)}.denpyo"
        path = self._maildir / "tmp" / name
        path.write_bytes(mail)
        self._give(path)
        path.rename(self._maildir / "new" / name)

    def append(self, mail: bytes) -> None:
        """Put one mail into the mailbox by IMAP, as a mail program would."""
        with imaplib.IMAP4(self.host, self.port) as client:
            client.login(self.user, self.password)
            client.append("INBOX", "", imaplib.Time2Internaldate(time.time()), mail)

    def halt(self) -> None:
        """End the server but keep the mailbox, to start it again."""
        stop_guarded(self._child)

    def resume(self) -> None:
        """Start the server again on the same port, with the same mails."""
        self._child = self._start()

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _maildir(self) -> Path:
        return self.folder / "Maildir"

    def _make_mailbox(self) -> None:
        for name in ("", "cur", "new", "tmp"):
            (self._maildir / name).mkdir(mode=0o700)
        for path in (self._maildir, *self._maildir.iterdir()):
            self._give(path)
        self.folder.chmod(0o711)

    def _give(self, path: Path) -> None:
        if self._owner is not None and os.geteuid() == 0:
            os.chown(path, self._owner.uid, self._owner.gid)

    def _start(self) -> subprocess.Popen[bytes]:
        if _greets(self.host, self.port):
            raise MailServerFailedError(f"port {self.port} is taken", place=self.kind)
        command = self._dovecot() if self.kind == "dovecot" else self._pymap()
        with (self.folder / "output.log").open("wb") as output:
            child = start_guarded(command, output=output, errors=output)
        ends = time.monotonic() + READY_S
        while not _greets(self.host, self.port):
            if child.poll() is not None or time.monotonic() > ends:
                stop_guarded(child, at_once=True)
                raise MailServerFailedError(self._words() or f"{self.kind} did not answer", place=self.kind)
            time.sleep(0.02)
        return child

    def _words(self) -> str:
        logs = (self.folder / name for name in ("output.log", "dovecot.log"))
        texts = [path.read_text(errors="replace") for path in logs if path.is_file()]
        return " ".join(" ".join(texts).split())[-500:]

    def _dovecot(self) -> list[str]:
        owner = self._owner
        assert owner is not None
        users = self.folder / "users"
        users.write_text(f"{self.user}:{_salted(self.password)}\n")
        users.chmod(0o644)
        config = self.folder / "dovecot.conf"
        config.write_text(
            DOVECOT_CONFIG.format(
                folder=self.folder,
                host=self.host,
                port=self.port,
                uid=owner.uid,
                gid=owner.gid,
                internal=owner.internal,
                internal_group=owner.internal_group,
                login=owner.login,
            )
        )
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        self._give(home)
        return [DOVECOT, "-F", "-c", str(config)]

    def _pymap(self) -> list[str]:
        hashed = importlib.import_module("pysasl.hashing").BuiltinHash().hash(self.password)
        escaped = hashed.replace(":", "\\:")
        (self.folder / "pymap-etc-passwd").write_text(f"{self.user}:x:1000:1000::Maildir:\n")
        (self.folder / "pymap-etc-shadow").write_text(f"{self.user}:{escaped}::::::\n")
        options = ["--no-tls", "--host", self.host, "--port", str(self.port), "--no-service", "admin"]
        return [sys.executable, "-c", START_PYMAP, *options, "maildir", str(self.folder)]


def find_kind() -> str:
    """Say which IMAP server there is.

    Raises:
        MailServerMissingError: There is none.
    """
    if Path(DOVECOT).exists():
        return "dovecot"
    if importlib.util.find_spec("pymap"):
        return "pymap"
    raise MailServerMissingError("neither Dovecot nor pymap is installed")


def _owner() -> _Owner:
    """Serve as the user we are; as superuser, with the users Dovecot's package made."""
    me = pwd.getpwuid(os.geteuid())
    if me.pw_uid != 0:
        return _Owner(me.pw_uid, me.pw_gid, me.pw_name, me.pw_name)
    mail = pwd.getpwnam("nobody")
    return _Owner(mail.pw_uid, mail.pw_gid, "dovecot", "dovenull")


def _salted(password: str) -> str:
    salt = os.urandom(8)
    digest = hashlib.sha256(password.encode() + salt).digest()
    return "{SSHA256}" + base64.b64encode(digest + salt).decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _greets(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=2) as client:
            return client.recv(64).startswith(b"* OK")
    except OSError:
        return False
