"""Named places where a test may end the process as kill -9 does.

`DENPYO_DIE_AT=enter.sending:3` ends it at the third time the place is reached. Unset, which is always so outside
tests, a place costs one comparison.
"""

from __future__ import annotations

import os
import signal
import threading

POINTS = (
    "receive.inside",  # in receive's transaction, before it is stored
    "receive.stored",  # stored, the source not yet told
    "enter.intended",  # intent stored, nothing sent
    "enter.sending",  # state sending stored, the commit about to leave
    "enter.answered",  # the target answered, the outcome not yet stored
)
OF_PEOPLE = (
    "command.inside",  # in a person's command's transaction, before it is stored
    "password.kept",  # a typed password is kept, no command speaks of it yet
    "unlock.read",  # the agent has read it and tried nothing
    "form.document",  # a form's test has its document, the form is as it was
    "form.written",  # the form is written, nothing of it stored
    "command.stored",  # what a command did is stored, what it leaves behind not yet removed
)


class _Armed:
    def __init__(self, setting: str) -> None:
        self.name, _, count = setting.partition(":")
        self.left = int(count or 1)
        self.lock = threading.Lock()

    def reach(self) -> None:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


_ARMED = _Armed(os.environ["DENPYO_DIE_AT"]) if os.environ.get("DENPYO_DIE_AT") else None


def reach(name: str) -> None:
    """Say that a named place was reached."""
    if _ARMED is not None and _ARMED.name == name:
        _ARMED.reach()
