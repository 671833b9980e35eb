"""Take the pictures of the operator's manual anew: `python -m tests.support.manual_pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from agent.app.ask.queue import list_open
from agent.browser.find import find_browser, launch_arguments
from tests.support.seeded import PASSWORD, Seeded, seed, served

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "ja" / "images"
LEDGER = Path(__file__).parents[1] / "data" / "console" / "ledger.png"


def main() -> None:
    """Serve the sample site and photograph each page the manual speaks of."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = seed(Path(folder), LEDGER.read_bytes())
        with served(site.deps()) as address:
            _photograph(address, site)
        site.database.close()


def _photograph(address: str, site: Seeded) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser("", playwright), args=launch_arguments())
        page = browser.new_page(base_url=address, viewport={"width": 1200, "height": 760})
        page.goto("/login")
        page.screenshot(path=FOLDER / "login.png")
        _as(page, "hanako", _pages(site))
        _as(page, "kansa", {"audit": "/audit"})
        _as(page, "bucho", {"approval": _order(site, "approving")})
        browser.close()


def _pages(site: Seeded) -> dict[str, str]:
    return {
        "home": "/",
        "queue": "/queue",
        "in-doubt": "/queue?kind=in-doubt",
        "business": "/queue?kind=business",
        "review": f"/queue/{_item(site, 'check-failed')}/review",
        "orders": "/orders",
        "order": _order(site, "entered-7"),
        "runs": "/runs",
        "sources": "/sources",
        "settings": "/settings",
    }


def _as(page: Page, name: str, pages: dict[str, str]) -> None:
    page.context.clear_cookies()
    page.goto("/login")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")
    for picture, path in pages.items():
        page.goto(path)
        if path.startswith("/queue?kind"):
            page.locator(".item").first.click()
        page.wait_for_load_state("networkidle" if picture not in ("home", "runs") else "load")
        page.wait_for_timeout(400)
        page.screenshot(path=FOLDER / f"{picture}.png")


def _order(site: Seeded, name: str) -> str:
    return f"/orders/{quote(site.keys[name], safe='')}"


def _item(site: Seeded, code: str) -> int:
    with site.database.reading() as session:
        return next(item.id for item in list_open(session) if item.reason.code == code)


if __name__ == "__main__":
    main()
