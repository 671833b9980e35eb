"""Keying speed: the whole robot against a bare Playwright script that only types the same pages.

The baseline, in the same run and interleaved: at most 60 lines, `fill`, waits gathered at the end, one context, the
same browser. Ours: look-up, guarded filling, read-back, two evidences, gate, confirm, in a fresh context per slip.

    python -m tests.bench.keying --slips 5 --rounds 6
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, expect, sync_playwright

from agent.browser.find import find_browser, launch_arguments
from agent.browser.lint import load_script
from agent.core.action import Slip, SlipLine
from agent.demo.systems import PracticeSystem
from agent.settings.model import BrowserSettings, TargetSettings
from agent.store.evidence_files import EvidenceFiles
from robots.target import RobotTarget

ROOT = Path(__file__).parents[2]
MASTERS = ROOT / "config" / "masters"
USER = "keiri"
N_LINES = 5


class _Yes:
    def ask(self) -> str | None:
        return None


class _Quiet:
    def step(self, text: str) -> None:
        return


def a_slip() -> Slip:
    """A slip of five lines out of the sample company's masters."""
    customer, products = _rows("customers.csv")[0], _rows("products.csv")[:N_LINES]
    lines = tuple(
        SlipLine(n, one["code"], one["name"], Decimal(n), price, price * n, Decimal(one["tax_rate"]))
        for n, one in enumerate(products, 1)
        for price in [Decimal(one["unit_price"])]
    )
    total = sum((line.amount for line in lines), Decimal(0))
    return Slip("sales", customer["code"], customer["name"], "PO-BENCH", date(2026, 4, 1), total, lines)


def _rows(name: str) -> list[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# ---- the bare script: what anybody would write first ---------------------------------------------------
def bare_login(context: BrowserContext, url: str, password: str) -> Any:
    page = context.new_page()
    page.goto(f"{url}/login")
    page.locator("[name=user]").fill(USER)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="ログイン").click()
    return page


def bare_slip(page: Any, url: str, slip: Slip, memo: str) -> str:
    page.goto(f"{url}/slips/new")
    page.locator("[name=customer_code]").fill(slip.customer_code)
    page.locator("[name=slip_date]").fill(slip.slip_date.strftime("%Y/%m/%d"))
    page.locator("[name=order_number]").fill(slip.order_number)
    page.locator("[name=memo]").fill(memo)
    for _ in range(len(slip.lines) - page.locator("[name=product_code]").count()):
        page.get_by_role("button", name="行追加").click()
    for n, line in enumerate(slip.lines):
        page.locator("[name=product_code]").nth(n).fill(line.product_code)
        page.locator("[name=quantity]").nth(n).fill(str(line.quantity))
        page.locator("[name=unit_price]").nth(n).fill(str(line.unit_price))
        page.locator("[name=tax_class]").nth(n).select_option("8%軽減" if line.tax_rate < Decimal("0.1") else "10%")
    page.locator("[name=memo]").focus()
    expect(page.locator("[name=customer_name]")).not_to_have_value("")
    for n in range(len(slip.lines)):
        expect(page.locator("[name=product_name]").nth(n)).not_to_have_value("")
    page.get_by_role("button", name="確認").click()
    page.get_by_role("button", name="登録").click()
    return str(page.locator("th:has-text('伝票番号') + td").text_content())


# ---- the robot -----------------------------------------------------------------------------------------
def robot_slip(target: RobotTarget, slip: Slip, key: str) -> str:
    assert not target.find(key, _Quiet())
    target.enter(slip, key, _Yes(), _Quiet())
    return target.confirm(key, slip, _Quiet()).slip_number


def open_robot(url: str, password: str, evidence: Path) -> RobotTarget:
    file = ROOT / "robots" / "demo_ledger" / "robot.yaml"
    settings = TargetSettings(robot="demo-ledger", url=url, user=USER)
    return RobotTarget(
        load_script(file.read_text(encoding="utf-8"), file.name),
        settings,
        name="bench",
        password=lambda: password,
        evidence=EvidenceFiles(evidence),
        browser=BrowserSettings(),
    )


def run(n: int = 5, rounds: int = 6) -> dict[str, Any]:
    """Key `n` slips each way per round, interleaved.

    Returns:
        `robot_s` and `bare_s` (medians per slip), `ratio`, `rounds` (ratio of each round), `slips_per_minute`.
    """
    with tempfile.TemporaryDirectory() as folder:
        ledger = PracticeSystem("robots.demo_ledger.ledger", Path(folder), _options())
        ledger.start()
        target = open_robot(ledger.url, ledger.password, Path(folder) / "evidence")
        try:
            return _measured(ledger, target, n, rounds)
        finally:
            target.close()
            ledger.stop()


def rows(n: int = 5, rounds: int = 6) -> list[tuple[str, str, str]]:
    """Measure, as rows of what, robot, bare script."""
    found = run(n, rounds)
    spread = f"{min(found['rounds']):.2f} to {max(found['rounds']):.2f}"
    return [
        ("one slip keyed, median", f"{found['robot_s'] * 1000:.0f} ms", f"{found['bare_s'] * 1000:.0f} ms"),
        (f"ratio, median of {rounds} rounds ({spread})", f"{found['ratio']:.2f}", "1"),
        ("slips a minute", f"{60 / found['robot_s']:.0f}", f"{60 / found['bare_s']:.0f}"),
    ]


def _options() -> tuple[str, ...]:
    return ("--masters", str(MASTERS))


def _measured(ledger: PracticeSystem, target: RobotTarget, n: int, rounds: int) -> dict[str, Any]:
    slip, ours, bare = a_slip(), [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser("", playwright), args=launch_arguments())
        page = bare_login(browser.new_context(), ledger.url, ledger.password)
        robot_slip(target, slip, "WARMUPWARMUPWARM")
        bare_slip(page, ledger.url, slip, "WARMUP")
        for number in range(rounds):
            bare.append(_timed(n, lambda k, r=number: bare_slip(page, ledger.url, slip, f"BARE{r}-{k}")))
            ours.append(_timed(n, lambda k, r=number: robot_slip(target, slip, f"ROBOT{r:05}{k:06}")))
        browser.close()
    ratios = [statistics.median(a) / statistics.median(b) for a, b in zip(ours, bare, strict=True)]
    robot_s, bare_s = (statistics.median([one for part in parts for one in part]) for parts in (ours, bare))
    return {
        "robot_s": robot_s,
        "bare_s": bare_s,
        "ratio": statistics.median(ratios),
        "rounds": ratios,
        "slips_per_minute": 60 / robot_s,
    }


def _timed(n: int, key_one: Any) -> list[float]:
    taken = []
    for k in range(n):
        began = time.perf_counter()
        key_one(k)
        taken.append(time.perf_counter() - began)
    return taken


def main() -> int:
    """Print medians and ratio."""
    parser = argparse.ArgumentParser("keying")
    parser.add_argument("--slips", type=int, default=5, help="slips per round and way")
    parser.add_argument("--rounds", type=int, default=6, help="rounds")
    options = parser.parse_args()
    found = run(options.slips, options.rounds)
    sys.stdout.write(
        f"robot, whole, fresh context per slip  {found['robot_s'] * 1000:7.0f} ms"
        f"  {found['slips_per_minute']:5.0f} a minute\n"
        f"bare script, `fill` only, one context {found['bare_s'] * 1000:7.0f} ms\n"
        f"ratio {found['ratio']:.2f} (rounds {', '.join(f'{one:.2f}' for one in found['rounds'])})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
