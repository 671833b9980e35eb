"""The portal's screens, rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from robots.demo_portal.portal.orders import OPEN, TAKEN, PortalOrder

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list; `n_orders` counts all pages together."""

    orders: list[PortalOrder]
    state: str
    page: int
    n_pages: int
    n_orders: int


class Screens:
    """Renders each screen to bytes."""

    def __init__(self, user: str) -> None:
        self._pages = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )
        self._pages.globals |= {"user": user, "states": (OPEN, TAKEN), "taken": TAKEN}

    def login(self, user: str = "", *, error: bool = False) -> bytes:
        """Show the log-in."""
        return self._render("login.html", typed_user=user, error=error)

    def orders(self, shown: ListPage) -> bytes:
        """Show one page of the list."""
        return self._render("orders.html", shown=shown)

    def order(self, order: PortalOrder, *, is_updated: bool) -> bytes:
        """Show one order with its tick."""
        return self._render("order.html", order=order, is_updated=is_updated)

    def message(self, title: str, text: str) -> bytes:
        """Show a message instead of a page."""
        return self._render("message.html", title=title, text=text)

    def _render(self, template: str, **values: object) -> bytes:
        return self._pages.get_template(template).render(**values).encode()
