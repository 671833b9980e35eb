"""Read documents as the agent does, in a child process whose time and memory are its own."""

from __future__ import annotations

import mimetypes
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.core.delivery import Delivery, digest_of
from agent.core.order import Order, Severity
from agent.extract.form import load_forms
from agent.extract.read import reading_of
from agent.quality.checks import check
from agent.quality.match import Masters, load_masters
from tests.bench.extraction.answers import Example
from tests.bench.extraction.forgetting import Hand, hand_of, learned, noting, own_words, without
from tests.bench.extraction.known import MASTERS

JAPAN = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """One order as it was read, and as it stands after the checks."""

    read: Order
    checked: Order

    @property
    def waits(self) -> bool:
        """Whether a person is asked before anything is keyed."""
        return self.checked.has(Severity.STOP, Severity.DOUBT)


@dataclass(frozen=True, slots=True)
class Read:
    """What one document gave: its orders, why parts of it gave none, the forms that read it, and how long it took."""

    orders: tuple[ReadOrder, ...]
    reasons: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    seconds: float = 0.0


def _masters() -> Masters:
    texts = [(MASTERS / name).read_text(encoding="utf-8") for name in ("customers.csv", "products.csv")]
    return load_masters(*texts)


def read_all(
    examples: Sequence[Example], forms: Path | None, forgotten: Sequence[frozenset[str]] = ()
) -> tuple[list[Read], float]:
    """Read documents one after another in one child process; also return its peak memory in MB.

    Args:
        examples: The documents.
        forms: The folder of the forms, None to read without any.
        forgotten: For each document the words that are not known while it is read.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as child:
        return child.submit(_read_here, list(examples), forms, forgotten or [frozenset()] * len(examples)).result()


def words_alone(by: Hand) -> dict[str, frozenset[str]]:
    """Return the words each hand alone uses, in all documents the reader's words were learned from."""
    examples = learned()
    with ProcessPoolExecutor(1, get_context("spawn")) as child:
        return own_words([hand_of(one, by) for one in examples], child.submit(_met_here, examples).result())


def _met_here(examples: Sequence[Example]) -> list[frozenset[str]]:
    found = []
    for example in examples:
        with noting() as met:
            reading_of(delivery_of(example), ())
        found.append(frozenset(met))
    return found


def _read_here(
    examples: list[Example], folder: Path | None, forgotten: Sequence[frozenset[str]]
) -> tuple[list[Read], float]:
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))} if folder else {}
    forms, known = load_forms(texts), _masters()
    found = []
    for example, words in zip(examples, forgotten, strict=True):
        delivery = delivery_of(example)
        began = time.perf_counter()
        try:
            with without(words):
                reading = reading_of(delivery, forms)
            read = [order for extraction in reading.extractions for order in extraction.orders]
            today = example.arrived.astimezone(JAPAN).date()
            orders = tuple(ReadOrder(order, check(order, known, today)) for order in read)
            reasons = tuple(
                f"{one.reason.code} {one.reason.values} {one.reason.place}".strip()
                for one in reading.extractions
                if one.reason is not None
            )
            used = tuple(one.form for one in reading.extractions if one.form)
        except Exception as error:  # noqa: BLE001 (the agent's child answers so, too: the document's reason)
            orders, reasons, used = (), (f"document-unreadable {error!r}",), ()
        found.append(Read(orders, reasons, used, time.perf_counter() - began))
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def delivery_of(example: Example) -> Delivery:
    """Let a document come in when it arrived: a mail by mail, a file in a folder."""
    content = example.file.read_bytes()
    is_mail = example.file.suffix == ".eml"
    return Delivery(
        source="mail" if is_mail else "folder",
        external_id=example.name,
        digest=digest_of(content),
        name=example.name,
        media_type="message/rfc822" if is_mail else mimetypes.guess_type(example.name)[0] or "application/octet-stream",
        content=content,
        received_at=example.arrived,
    )
