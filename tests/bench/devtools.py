"""Raw DevTools: a browser driven through its own pipe, with nothing in between."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

COMMANDS_FD, ANSWERS_FD = 3, 4


class DevTools:
    """One browser with one page; `send` is one command and its answer."""

    def __init__(self, browser: str, profile: Path, flags: list[str]) -> None:
        hears, self._tell = os.pipe()
        self._hear, tells = os.pipe()
        command = f'exec "$0" "$@" {COMMANDS_FD}<&{hears} {ANSWERS_FD}>&{tells}'
        told = ["--headless", "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={profile}", *flags]
        self._child = subprocess.Popen(
            ["/bin/bash", "-c", command, browser, *told], pass_fds=(hears, tells), stderr=subprocess.DEVNULL
        )
        os.close(hears)
        os.close(tells)
        self._said, self._events, self._n, self._session = b"", set[str](), 0, ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """Send one command and return its result.

        Raises:
            AssertionError: The browser refused it, or ended.
        """
        self._n += 1
        message = {"id": self._n, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._tell, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._n:
            self._events.add(answer.get("method", ""))
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def open(self, url: str) -> None:
        """Go to an address and wait for its document."""
        self._events.clear()
        self.send("Page.navigate", url=url)
        while "Page.domContentEventFired" not in self._events:
            self._events.add(self._next().get("method", ""))

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression inside the page."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in found:
            raise AssertionError(f"{expression}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def click(self, at: str) -> None:
        """Click the middle of what an expression finds, with the mouse."""
        x, y = self.evaluate(
            f"(() => {{ const one = {at}; one.scrollIntoViewIfNeeded(); const box = one.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2] })()"
        )
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def close(self) -> None:
        """End the browser."""
        self.send("Browser.close") if not self._session else self._child.terminate()
        self._child.wait(timeout=30)
        os.close(self._tell)
        os.close(self._hear)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._said:
            part = os.read(self._hear, 1 << 16)
            if not part:
                raise AssertionError("the browser ended")
            self._said += part
        message, _, self._said = self._said.partition(b"\0")
        return dict(json.loads(message))
