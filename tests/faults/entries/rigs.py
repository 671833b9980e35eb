"""The accounting systems that are keyed into: how their requests read, how they fail, what stands in their books."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from agent.demo.reader import BookedSlip, read_ledger
from agent.demo.systems import PracticeSystem
from tests.faults.entries.plan import Moment
from tests.faults.entries.wire import Answered, Asked

MASTERS = Path(__file__).parents[3] / "config" / "masters"


class Rig(Protocol):
    """One running accounting system."""

    name: str
    robot: str
    user: str
    options: str
    deadline: int
    patience_s: float
    settle_for: int
    slow_s: tuple[float, float]  # longer than the robot waits, shorter than the slowness its settings name

    @property
    def port(self) -> int:
        """Where it listens."""
        ...

    @property
    def password(self) -> str:
        """Opens its one account."""
        ...

    def moment_of(self, asked: Asked) -> Moment | None:
        """Say where an entry stands whose request this is."""
        ...

    def mark_of(self, asked: Asked) -> str:
        """Return our key or the order's number, where the request carries one."""
        ...

    def is_stored(self, answer: Answered) -> bool:
        """Whether this answer to a commit says that the slip is stored."""
        ...

    def press_twice(self, answer: Answered, share: float) -> Answered | None:
        """Make the page commit twice on one press; None where only a hook can."""
        ...

    def crash(self, down_s: float) -> None:
        """End it as a power cut would, and start it again a while later."""
        ...

    def end_sessions(self) -> None:
        """Forget every log-in."""
        ...

    def slips(self) -> list[BookedSlip]:
        """Read every slip by a way of its own."""
        ...

    def stop(self) -> None:
        """End it."""
        ...


class DemoRig:
    """The demo ledger as a child process."""

    name, robot, user, options, deadline = "demo", "demo-ledger", "keiri", "{}", 30
    patience_s, settle_for, slow_s = 2.0, 4, (2.2, 3.0)

    def __init__(self, folder: Path) -> None:
        self._ledger = PracticeSystem("robots.demo_ledger.ledger", folder, ("--masters", str(MASTERS)))
        self._ledger.start()
        self._crashing = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._ledger.url.rpartition(":")[2])

    @property
    def password(self) -> str:
        """Opens its one account."""
        return self._ledger.password

    def moment_of(self, asked: Asked) -> Moment | None:
        """Say where an entry stands whose request this is."""
        path = urlsplit(asked.path).path
        if asked.method == "POST":
            return {"/slips/confirm": Moment.CHECK, "/slips": Moment.COMMIT}.get(path)
        if path.startswith("/api/"):
            return Moment.TYPING
        if path.startswith("/done/"):
            return Moment.SHOWN
        if re.fullmatch(r"/slips/\d+", path):
            return Moment.READ_BACK
        return {"/slips": Moment.SEARCH, "/slips/new": Moment.FORM}.get(path)

    def mark_of(self, asked: Asked) -> str:
        """Return our key or the order's number, where the request carries one."""
        if asked.method == "POST":
            return parse_qs(asked.body.decode()).get("order_number", [""])[0]
        query = parse_qs(urlsplit(asked.path).query)
        return (query.get("memo") or query.get("order") or [""])[0]

    def is_stored(self, answer: Answered) -> bool:
        """Whether this answer to a commit says that the slip is stored."""
        return any(name == "Location" and value.startswith("/done/") for name, value in answer.headers)

    def press_twice(self, answer: Answered, share: float) -> Answered | None:
        """Make the page commit twice on one press: by a second submit, or by a script that posts the form as well."""
        again = "this.form.requestSubmit()"
        if share < 0.5:
            again = "fetch(this.form.action,{method:'POST',body:new URLSearchParams(new FormData(this.form))})"
        button = '<input type="submit" value="登録"'
        return answer.with_body(answer.body.replace(button.encode(), f'{button} onclick="{again}"'.encode()))

    def crash(self, down_s: float) -> None:
        """End it as a power cut would, and start it again a while later."""
        if self._crashing.acquire(blocking=False):
            self._ledger.kill()
            threading.Thread(target=self._start_again, args=(down_s,), daemon=True).start()

    def _start_again(self, down_s: float) -> None:
        time.sleep(down_s)
        self._ledger.start()
        self._crashing.release()

    def end_sessions(self) -> None:
        """Forget every log-in."""
        with self._crashing:
            self._ledger.admin("/admin/faults", {"expire_sessions": True})

    def slips(self) -> list[BookedSlip]:
        """Read every slip by a way of its own."""
        with self._crashing:
            return read_ledger(self._ledger.url, self._ledger.export_token)

    def stop(self) -> None:
        """End it."""
        with self._crashing:
            self._ledger.stop()
