"""The robot people write first: fill, press, wait for the number; on an error, once more from the start.

    python -m tests.faults.entries.naive URL USER PASSWORD FOLDER

It keys the orders of FOLDER/orders in the sequence of their names, and notes in FOLDER/done what it holds for done. It
has no key, no look-up, no gate and no lease; it does what a loop around a recorded script does.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from agent.browser.find import find_browser, launch_arguments

TRIES = 3
PATIENCE_MS = 2_000
LOOK_EVERY_S = 0.05
TAX = {"0.1": "10%", "0.08": "8%軽減", "0": "0%"}


class NaiveRobot:
    """One browser, one page after the other."""

    def __init__(self, url: str, user: str, password: str, early: set[str]) -> None:
        self._url, self._user, self._password, self._early = url, user, password, early
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def enter(self, order: dict[str, Any]) -> bool:
        """Key an order, and again on an error; False when it gave up."""
        for _ in range(TRIES):
            try:
                self._key(self._fresh_page(), order)
            except PlaywrightError:
                self._drop()
            else:
                return True
        return False

    def _fresh_page(self) -> Page:
        if self._browser is None:
            self._playwright = sync_playwright().start()
            path = find_browser("", self._playwright)
            self._browser = self._playwright.chromium.launch(executable_path=path, args=launch_arguments())
        page = self._browser.new_context().new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    def _drop(self) -> None:
        browser, self._browser, playwright = self._browser, None, self._playwright
        for part in (browser, playwright):
            try:
                if isinstance(part, Browser):
                    part.close()
                elif part is not None:
                    part.stop()
            except PlaywrightError:
                continue

    def _key(self, page: Page, order: dict[str, Any]) -> None:
        page.goto(f"{self._url}/login")
        page.fill("[name=user]", self._user)
        page.fill("[name=password]", self._password)
        page.click("[type=submit]")
        page.goto(f"{self._url}/slips/new?order={order['number']}")
        page.fill("[name=customer_code]", order["customer_code"])
        page.fill("[name=order_number]", order["number"])
        for n, line in enumerate(order["lines"]):
            self._line(page, n, line)
        page.click("[value=確認]")
        button = page.locator("[value=登録]")
        button.wait_for()
        if order["number"] in self._early:
            self._early.discard(order["number"])
            button.press("Enter")
        button.click()
        page.wait_for_url("**/done/*")
        page.context.close()

    def _line(self, page: Page, n: int, line: dict[str, str]) -> None:
        if page.locator("#lines tbody tr").count() <= n:
            page.click("#add-row")
        row = page.locator("#lines tbody tr").nth(n)
        for name in ("product_code", "quantity", "unit_price"):
            row.locator(f"[name={name}]").fill(line[name])
        row.locator("[name=tax_class]").select_option(TAX[line["tax_rate"]])


def main() -> int:
    """Key what lies there and what comes, until the standard input ends."""
    url, user, password, folder = sys.argv[1:5]
    early: set[str] = set()
    over = threading.Event()
    threading.Thread(target=_listen, args=(early, over), daemon=True).start()
    robot = NaiveRobot(url, user, password, early)
    done = Path(folder) / "done"
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not over.is_set():
        noted = set(done.read_text("utf-8").split()) if done.exists() else set()
        for file in sorted((Path(folder) / "orders").glob("*.json")):
            if file.stem not in noted and not over.is_set():
                robot.enter(json.loads(file.read_text("utf-8")))
                with done.open("a", encoding="utf-8") as stream:
                    stream.write(f"{file.stem}\n")
        time.sleep(LOOK_EVERY_S)
    return 0


def _listen(early: set[str], over: threading.Event) -> None:
    for line in sys.stdin:
        verb, _, value = line.strip().partition(" ")
        if verb == "early":
            early.add(value)
    over.set()


if __name__ == "__main__":
    sys.exit(main())
