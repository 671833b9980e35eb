"""What a reader trips over is the reason of its document alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.errors import Reason
from agent.extract import read
from agent.extract.extraction import Extraction
from agent.extract.passwords import Passwords
from agent.extract.tripped import has_tripped, survived
from tests.support.packed import a_csv, a_zip


def raises(error: BaseException):
    def reader(*_: object) -> Extraction:
        raise error

    return reader


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), Reason("document-limit", {"what": "memory"}, "a")),
        (KeyError("x"), Reason("document-unreadable", {"what": "error", "why": "KeyError: 'x'"}, "a")),
        (GeneratorExit(), Reason("document-unreadable", {"what": "error", "why": "GeneratorExit"}, "a")),
    ],
)
def test_what_it_trips_over_is_its_reason(error: BaseException, reason: Reason):
    """Readers run out of memory, have bugs, and panic outside Exception: all of it is said."""
    assert survived(raises(error), "a") == Extraction(reason=reason)


def test_a_message_that_may_hold_a_password_is_not_told():
    """Where passwords were tried, a library's own words are left out."""
    found = survived(raises(ValueError("tried hunter2")), "a", is_secret=True)

    assert found.reason is not None
    assert found.reason.values["why"] == "ValueError"


def test_a_reader_that_tripped_is_told_from_a_document_that_says_why():
    """Of the one nothing can be said; the other is unreadable for a reason of its own."""
    tripped = survived(raises(KeyError("x")), "a").reason

    assert tripped is not None
    assert has_tripped(tripped)
    assert not has_tripped(Reason("document-unreadable", {"what": "pdf"}, "a"))


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_a_person_can_still_stop_it(error: type[BaseException]):
    """What is meant to end the process ends it."""
    with pytest.raises(error):
        survived(raises(error()), "a")


def a_delivery() -> Delivery:
    content = a_zip({"a.csv": a_csv("A1"), "b.csv": a_csv("B1"), "c.exe": b"MZ"})
    return Delivery("inbox", "1", digest_of(content), "o.zip", "", content, datetime(2026, 4, 1, tzinfo=UTC))


def test_the_documents_beside_it_are_read(monkeypatch: pytest.MonkeyPatch):
    """One document of two breaks its reader; the other gives what it gives."""

    def breaks_at_a(document, *_: object) -> Extraction:
        return raises(IndexError("x"))() if document.name == "a.csv" else Extraction(form="b")

    monkeypatch.setattr(read, "orders_of", breaks_at_a)
    _, first, second = read.reading_of(a_delivery(), (), Passwords(["p"])).extractions

    assert first.reason is not None
    assert (first.reason.values["why"], second.form) == ("IndexError", "b")


def test_one_document_alone(monkeypatch: pytest.MonkeyPatch):
    """Asked for one document, no other is read; what an archive says of itself is said all the same."""
    monkeypatch.setattr(read, "orders_of", lambda document, *_: Extraction(form=document.name))
    reading = read.reading_of(a_delivery(), (), only=2)

    assert [one.form for one in reading.extractions] == ["", "", "b.csv"]
    assert reading.extractions[0].reason is not None
    assert reading.extractions[0].reason.code == "archive-program"
