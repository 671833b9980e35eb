"""A site of one's own whose target is the demo ledger, for the commands that play a robot."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from agent.demo.systems import PracticeSystem
from agent.settings.scaffold import make_site
from agent.settings.secrets import Secrets
from tests.support.robots import LEDGER_ROBOT, MASTERS


def a_site(folder: Path, ledger: PracticeSystem, url: str = "", robot: str = "") -> Path:
    """Make a site with the target `books`; its own robot `mine` is the demo ledger's, or this text."""
    make_site(folder, {}, date(2026, 4, 1))
    shutil.copytree(MASTERS, folder / "masters", dirs_exist_ok=True)
    own = folder / "robots" / "mine" / "robot.yaml"
    own.parent.mkdir(parents=True)
    text = robot or LEDGER_ROBOT.read_text(encoding="utf-8").replace("robot: demo-ledger", "robot: mine")
    own.write_text(text, encoding="utf-8")
    target = f"robot: mine\nurl: {url or ledger.url}\nuser: keiri\npassword: books-password\ndeadline: 90\n"
    (folder / "targets" / "books.yaml").write_text(target, encoding="utf-8")
    site = (folder / "site.yaml").read_text(encoding="utf-8").replace("language: ja", "language: en")
    (folder / "site.yaml").write_text(site, encoding="utf-8")
    Secrets(folder).set("books-password", ledger.password)
    return folder
