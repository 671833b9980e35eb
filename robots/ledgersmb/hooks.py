"""What the language has no word for: the tax of a line stands in hidden fields only."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Page

from agent.browser.errors import ValueDiffersError
from agent.core.action import SlipLine
from agent.core.money import plain

RATES = """(n) => {
  const held = (name) => (document.querySelector(`#invoice [name="${name}"]`) || {value: ''}).value.trim();
  const ofCustomer = held('taxaccounts').split(/\\s+/);
  return held(`taxaccounts_${n}`).split(/\\s+/).filter((account) => account && ofCustomer.includes(account))
    .map((account) => held(`${account}_rate`));
}"""


def tax_rate(page: Page, line: SlipLine) -> None:
    """Compare the tax LedgerSMB puts on a line, by its part and customer, with the order's.

    Raises:
        ValueDiffersError: It is another rate.
    """
    rates: list[str] = page.evaluate(RATES, line.number)
    seen = sum((Decimal(rate) for rate in rates), Decimal(0))
    if seen != line.tax_rate:
        field = f"Tax #{line.number}"
        values = {"expected": _percent(line.tax_rate), "seen": _percent(seen)}
        raise ValueDiffersError(f"{field}: is not the rate ordered", field=field, **values)


def _percent(rate: Decimal) -> str:
    return f"{plain(rate * 100)} %"
