"""Take one order out of a file, as the slip a robot is tried with: whatever the site's forms read, or an order file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from agent.app.order_file import OrderFileError, read_slip
from agent.core.action import Slip
from agent.core.delivery import Delivery
from agent.core.errors import ConfigError
from agent.core.order import Order
from agent.extract.extraction import Extraction
from agent.extract.read import reading_of
from agent.quality.checks import check
from agent.quality.slip import slip_of
from agent.settings.load import Site


class OrderUnclearError(ConfigError):
    """The file holds several orders, or none of the number asked for."""

    code = "order-unclear"
    hint = "Name one of them with `--number`."


def slip_in_file(path: Path, delivery: Delivery, site: Site, kind: str, today: date, number: str = "") -> Slip:
    """Return the slip of one order in a file, with the file as its document.

    A form of the site that fits comes first, then Denpyo's own shapes of an order, then what is read without a form.

    Args:
        path: The file.
        delivery: The same, as a source would have brought it.
        site: Its forms read it, its masters name customer and products.
        kind: The kind of slip.
        today: A day of the site.
        number: Of several orders, the one meant.

    Raises:
        OrderFileError: It holds no order.
        OrderUnclearError: It holds several and no number was given, or none of this number.
        SlipIncompleteError: A value that every slip needs was not read.
    """
    read = reading_of(delivery, site.forms).extractions
    orders = _orders([one for one in read if one.form])
    if not orders:
        try:
            return _of_document(_named(read_slip(path, today), path, number), delivery)
        except OrderFileError:
            orders = _orders(read)
            if not orders:
                raise
    order = _one_of(orders, path, number)
    return _of_document(slip_of(check(order, site.masters, today), kind, today), delivery)


def _orders(read: Sequence[Extraction]) -> list[Order]:
    return [order for one in read for order in one.orders]


def _one_of(orders: Sequence[Order], path: Path, number: str) -> Order:
    found = [order for order in orders if number in ("", order.number)]
    if len(found) != 1:
        raise _unclear(path, [order.number or "–" for order in orders])
    return found[0]


def _named(slip: Slip, path: Path, number: str) -> Slip:
    if number not in ("", slip.order_number):
        raise _unclear(path, [slip.order_number])
    return slip


def _unclear(path: Path, numbers: Sequence[str]) -> OrderUnclearError:
    told = ", ".join(numbers)
    return OrderUnclearError(f"it holds the orders {told}", place=str(path), numbers=told)


def _of_document(slip: Slip, delivery: Delivery) -> Slip:
    return replace(slip, document_digest=delivery.digest, document_name=delivery.name)
