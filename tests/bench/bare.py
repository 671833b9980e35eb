"""The bare script, what anybody would write first: types the same pages with `fill`, its waits gathered at the end."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect


def log_in(browser: Browser, url: str, user: str, password: str) -> Page:
    """Open its one context and log in."""
    page = browser.new_context().new_page()
    page.goto(f"{url}/login")
    page.locator("[name=user]").fill(user)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="ログイン").click()
    return page


def key(page: Page, url: str, slip: dict[str, Any]) -> str:
    """Key one order, as texts, and return the number the page shows."""
    page.goto(f"{url}/slips/new")
    for name in ("customer_code", "slip_date", "order_number", "memo"):
        page.locator(f"[name={name}]").fill(slip[name])
    for _ in range(len(slip["lines"]) - page.locator("[name=product_code]").count()):
        page.get_by_role("button", name="行追加").click()
    for n, line in enumerate(slip["lines"]):
        for name in ("product_code", "quantity", "unit_price"):
            page.locator(f"[name={name}]").nth(n).fill(line[name])
        page.locator("[name=tax_class]").nth(n).select_option(line["tax_class"])
    page.locator("[name=memo]").focus()
    expect(page.locator("[name=customer_name]")).not_to_have_value("")
    for n in range(len(slip["lines"])):
        expect(page.locator("[name=product_name]").nth(n)).not_to_have_value("")
    page.get_by_role("button", name="確認").click()
    page.get_by_role("button", name="登録").click()
    return str(page.locator("th:has-text('伝票番号') + td").text_content())
