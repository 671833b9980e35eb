"""What befalls a mailbox from outside: its server is killed, its numbers are lost, people delete and move mails.

Works on the Maildir of an `agent.demo.mailserver.MailServer`.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

import psutil

from agent.demo.mailserver import MailServer


def mails(server: MailServer, folder: str = "") -> list[Path]:
    """Return the files of a folder's mails (`.Denpyo.done`; empty is the inbox)."""
    maildir = server.folder / "Maildir" / folder
    return [path for name in ("cur", "new") for path in (maildir / name).glob("*")]


def remove(server: MailServer, marker: bytes) -> None:
    """Delete the inbox's mails that hold these bytes."""
    for path in mails(server):
        if marker in path.read_bytes():
            path.unlink()


def kill(server: MailServer) -> None:
    """End the server and all its connections at once; `resume` starts it again."""
    for master in psutil.Process().children():
        if _is_of(master, server):
            family = [master, *master.children(recursive=True)]
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            while any(map(_is_alive, family)):
                time.sleep(0.001)
    server.halt()
    shutil.rmtree(server.folder / "run", ignore_errors=True)  # its sockets would look like a running server's
    for lock in (server.folder / "Maildir").rglob("*.lock"):
        lock.unlink(missing_ok=True)  # the next server would wait two minutes for whoever held it


def _is_of(process: psutil.Process, server: MailServer) -> bool:
    try:
        return any(str(server.folder) in argument for argument in process.cmdline())
    except psutil.Error:
        return False


def _is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def lose_numbers(server: MailServer) -> None:
    """Forget UIDs and UIDVALIDITY, as a mailbox restored from a backup does; the server must be down."""
    for path in (server.folder / "Maildir").iterdir():
        if path.name.startswith("dovecot") and path.name != "dovecot-keywords":
            path.unlink()
