"""Check one order against the masters and against itself; what is found is written into the order.

A stop must never reach a robot without a person; a doubt may be right and is asked; a note only informs.
"""

from __future__ import annotations

from datetime import date

from agent.core.order import Finding, Order
from agent.quality import check_customer, check_days, check_lines, check_sums
from agent.quality.case import case_of
from agent.quality.match import Masters
from agent.quality.release import release

CHECKS = (
    check_customer.customer_is_known,
    check_customer.customer_is_named_so,
    check_customer.registration_number_holds,
    check_customer.number_is_usual,
    check_customer.place_is_usual,
    check_lines.lines_are_there,
    check_days.order_day_is_near,
    check_days.delivery_day_is_ahead,
    check_days.delivery_day_is_open,
    check_days.era_goes_on,
    check_lines.each_line,
    check_lines.lines_are_different,
    check_lines.stock_is_enough,
    check_lines.tax_marks_hold,
    check_sums.total_adds_up,
    check_sums.tax_is_lawful,
    check_customer.credit_holds,
)


def check(order: Order, masters: Masters, today: date | None = None) -> Order:
    """Resolve customer and products, derive what the document leaves to reckoning, and note every finding.

    Amounts that are absent are quantity times price, an absent total the sum of the lines; units and tax rates come
    from the master, and so does a known product's name. Prices never do: only the document says what was agreed.

    Args:
        order: As it was read; findings of reading stay.
        masters: The site's customers and products.
        today: The site's day, for days that are past or far; None leaves these questions out.
    """
    case = case_of(order, masters, today)
    unread = {finding.field for finding in order.findings if finding.code == "field-unreadable"}
    findings = [found for one in CHECKS for found in one(case) if not _is_said(found, unread)]
    return release(case.order.with_findings(*findings), case)


def _is_said(finding: Finding, unread: set[str]) -> bool:
    """Whether a missing value is one that stands there and could not be read: said once, as unreadable."""
    return finding.code.endswith("-missing") and finding.field in unread
