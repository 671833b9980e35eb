"""Let the sample orders arrive as their customers send them: by mail, into the folder, on the portal."""

from __future__ import annotations

import base64
import csv
import os
import time
from collections.abc import Iterator, Mapping, Sequence

from agent.demo.documents import SampleFile, file_of, mail_of
from agent.demo.sample import SampleOrder, Way
from agent.demo.systems import Systems

SOURCE_OF = {
    Way.MAIL_BODY: "mail",
    Way.MAIL_CSV: "mail",
    Way.MAIL_XLSX: "mail",
    Way.MAIL_PDF: "mail",
    Way.FOLDER_CSV: "folder",
    Way.FOLDER_XLSX: "folder",
    Way.FOLDER_PDF: "folder",
    Way.PORTAL: "portal",
}


def feed(systems: Systems, orders: Sequence[SampleOrder], pace_s: float = 0.0) -> Iterator[SampleOrder]:
    """Deliver orders one after the other, each by its way, and yield each as soon as it is delivered.

    Args:
        systems: Where they are delivered.
        orders: In the sequence they arrive; what follows an earlier order (`is_followup`) must come when that one has
            been received, or the two may overtake each other.
        pace_s: Seconds between two orders.
    """
    addresses = _addresses(systems)
    for order in orders:
        deliver(systems, order, addresses)
        yield order
        time.sleep(pace_s)


def _addresses(systems: Systems) -> Mapping[str, str]:
    with (systems.masters / "customers.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row["email"] for row in csv.DictReader(file)}


def deliver(systems: Systems, order: SampleOrder, addresses: Mapping[str, str]) -> None:
    """Hand one order over by its way; `addresses` are the customers' mail addresses by their codes."""
    match SOURCE_OF[order.way]:
        case "mail":
            systems.mail.deliver(mail_of([order], addresses[order.customer_code]))
        case "folder":
            drop(systems, file_of([order]))
        case _:
            offer(systems, order)


def drop(systems: Systems, file: SampleFile) -> None:
    """Put a file into the watched folder as a careful program does: written aside, then renamed."""
    aside = systems.incoming / f".{file.name}.part"
    with aside.open("wb") as stream:
        stream.write(file.content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.rename(systems.incoming / file.name)


def offer(systems: Systems, order: SampleOrder) -> None:
    """Register an order at the portal, as the buyer's system does."""
    file = file_of([order])
    registered = {
        "number": order.number,
        "ordered_on": order.ordered_on.isoformat(),
        "buyer": order.customer_name,
        "title": f"発注 {len(order.lines)}品目",
        "total": int(order.written_total),
        "file_name": file.name,
        "content": base64.b64encode(file.content).decode(),
    }
    systems.portal.admin("/admin/orders", {"orders": [registered]})
