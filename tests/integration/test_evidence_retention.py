"""Evidence past its keeping time goes, and the log says so; what is open, shared or deleted by hand is judged apart."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from agent.audit.verify import verify_folder
from agent.core.evidence import Evidence
from agent.store import actions, evidence_retention
from agent.store.audit_export import export_log
from agent.store.database import Database
from agent.store.evidence_retention import Due, Keeping, look_ahead, retain, settled_before, sizes
from agent.store.tables import ActionRow, DeliveryRow, DocumentRow, EvidenceRow, ExceptionRow, OrderRow
from tests.support.audit_logs import AuditedSite, an_event

pytestmark = pytest.mark.integration
NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
KEEPING = Keeping(pictures=timedelta(days=400))
PICTURE, TEXT = "image/jpeg", "application/gzip"


class KeptSite(AuditedSite):
    """A site with evidence of some age, whose log names every piece."""

    def piece(self, name: str, days: float, kind: str = PICTURE) -> Evidence:
        """Store a piece as a robot did so many days ago; its bytes are its name."""
        piece = self.evidence.put(name, name.partition("/")[0].encode(), kind)
        self.age(piece, days)
        at, action = NOW - timedelta(days=days), f"action-{name}"
        with self.database.transaction() as session:
            actions.add_evidence(session, action, 1, [piece], at)
        self.write([replace(an_event(1, (piece,)), about=action)])
        self.seal()
        return piece

    def age(self, piece: Evidence, days: float) -> None:
        """Let a file be as old as if it had been put so many days ago."""
        at = time.time() - days * 24 * 3600.0
        os.utime(self.path(piece), (at, at))

    def path(self, piece: Evidence) -> Path:
        """Where a piece's file is."""
        return self.folder / "evidence" / piece.digest[:2] / piece.digest

    def retain(self, keeping: Keeping = KEEPING, *, days_later: float = 0) -> Due:
        """Remove what is due, and seal the log."""
        now = NOW + timedelta(days=days_later)
        done = retain(self.database, self.evidence, keeping, now, by="agent-1", before=settled_before())
        self.seal()
        return done

    def n_removed(self) -> int:
        """How many rows say that their file was removed."""
        with self.database.reading() as session:
            return len([row for row in session.exec(select(EvidenceRow)) if row.removed_at])


@pytest.fixture
def site(database: Database, tmp_path: Path) -> KeptSite:
    """A site with nothing in it."""
    return KeptSite(database, tmp_path)


@pytest.mark.proves("D6")
def test_pictures_go_after_their_time_and_texts_stay(site: KeptSite):
    """The picture of 401 days goes, with an event; that of 399 and every text stay; the log is proved all the same."""
    old, young = site.piece("old", 401), site.piece("young", 399)
    text = site.piece("text", 4_000, TEXT)
    ahead = look_ahead(site.database, site.evidence, KEEPING, NOW, settled_before())
    was_there = site.evidence.has(old.digest)
    done = site.retain()

    assert was_there
    assert (ahead.digests, ahead.n_pictures, ahead.n_bytes) == ({old.digest}, 1, 3)
    assert done == ahead
    assert [site.evidence.has(piece.digest) for piece in (old, young, text)] == [False, True, True]
    assert site.retain() == Due()
    with site.database.reading() as session:
        assert sizes(session) == [(PICTURE, 2, 5, 1), (TEXT, 1, 4, 0)]


@pytest.mark.proves("D6")
@pytest.mark.proves("F4")
def test_verify_tells_a_removed_file_from_a_deleted_one(site: KeptSite):
    """Removed by retention is told with its day and is no finding; a file somebody deleted is one, before and after."""
    site.piece("old", 401)
    deleted = site.piece("deleted", 401)
    site.path(deleted).unlink()
    site.retain()
    report = site.verify(evidence=True)

    assert {finding.code for finding in report.findings} == {"evidence-missing"}
    assert report.findings[0].values["digest"] == deleted.digest
    assert (report.n_removed, report.removed) == (1, ("2026-11-26", "2026-11-26"))
    assert "1 of the evidence files were removed by retention between 2026-11-26 and 2026-11-26" in str(report.lines())
    assert "保存期間" in str(report.lines("ja"))
    assert report.as_json()["n_removed"] == 1


def test_a_piece_taken_anew_is_not_covered_by_its_removal(site: KeptSite):
    """The same picture taken again after it was removed is evidence again: deleting it is found."""
    site.piece("same/1", 401)
    site.retain()
    again = site.piece("same/2", 0.5)
    is_proved = site.verify(evidence=True).is_proved
    site.path(again).unlink()

    assert is_proved
    assert site.codes(evidence=True) == {"evidence-missing"}


def test_what_something_else_holds_on_to_stays(site: KeptSite):
    """Old pictures stay while younger evidence has the same bytes, a delivery is them, or an exception is open."""
    pieces = [site.piece("shared/1", 401), site.piece("delivered", 401), site.piece("open", 401)]
    site.piece("shared/2", 10)
    site.age(pieces[0], 401)
    delivery = {"key": "d", "source": "s", "external_id": "e", "name": "n", "media_type": PICTURE, "settlement": ""}
    with site.database.transaction() as session:
        session.add(DeliveryRow(**delivery, digest=pieces[1].digest, received_at=NOW))
        session.add(ExceptionRow(kind="business", action="action-open", reason={}, opened_at=NOW))

    assert site.retain() == Due()
    assert all(site.evidence.has(piece.digest) for piece in pieces)
    with site.database.transaction() as session:
        session.exec(select(ExceptionRow)).one().resolved_at = NOW
    assert site.retain().digests == {pieces[2].digest}


def test_a_slip_at_work_keeps_its_pictures(site: KeptSite):
    """However old they are, pictures stay until their slip is entered or held."""
    piece = site.piece("old", 401)
    with site.database.transaction() as session:
        _put_to_work(session, "action-old")

    assert site.retain() == Due()
    with site.database.transaction() as session:
        session.exec(select(ActionRow)).one().state = "entered"
    assert site.retain().digests == {piece.digest}


def _put_to_work(session: Session, key: str) -> None:
    received = {"received_at": NOW, "source": "s", "media_type": PICTURE, "name": "n", "digest": "d"}
    session.add(DeliveryRow(key="d", external_id="e", settlement="", **received))
    session.flush()
    session.add(DocumentRow(key="doc", delivery="d", size_bytes=1, **received))
    session.flush()
    order = {"key": "o", "document": "doc", "source": "s", "content_digest": "c", "linked": "new", "kind": "order"}
    session.add(OrderRow(**order, state="decided", body={}, received_at=NOW))
    session.flush()
    names = {"order": "o", "target": "t", "account": "t", "idempotency_key": key, "slip": {}}
    session.add(ActionRow(key=key, **names, state="parked", changed_at=NOW))


def test_a_file_put_just_now_stays_for_another_time(site: KeptSite):
    """A run of today may have put the same bytes and not stored its row yet; a restored backup looks the same."""
    piece = site.piece("old", 401)
    site.age(piece, 0)

    assert site.retain() == Due()
    assert site.n_removed() == 0


def test_texts_may_have_a_time_too(site: KeptSite):
    """Where the site says so, page texts go after their own time."""
    text = site.piece("text", 4_000, TEXT)

    assert site.retain(Keeping(texts=timedelta(days=3_650))).digests == {text.digest}
    assert site.verify(evidence=True).is_proved


def test_a_kill_between_log_and_file_is_finished_the_next_time(site: KeptSite, monkeypatch: pytest.MonkeyPatch):
    """The log says removed and the file is still there: proved meanwhile, and gone after the next start."""
    piece = site.piece("old", 401)
    with monkeypatch.context() as patched:
        patched.setattr(site.evidence, "remove", _die)
        with pytest.raises(KeyboardInterrupt):
            site.retain()
    site.seal()
    left = site.evidence.has(piece.digest), site.n_removed(), site.verify(evidence=True).is_proved
    site.retain()

    assert left == (True, 1, True)
    assert not site.evidence.has(piece.digest)
    assert site.verify(evidence=True).is_proved


def _die(*_: object) -> bool:
    raise KeyboardInterrupt


def test_many_go_in_batches_and_stop_when_asked(site: KeptSite, monkeypatch: pytest.MonkeyPatch):
    """A sweep that is to stop ends between two batches; the next goes on, in the order of age."""
    monkeypatch.setattr(evidence_retention, "BATCH", 2)
    for n in range(5):
        site.piece(f"old-{n}", 405 - n)
    asked = iter([False, True])
    first = retain(
        site.database, site.evidence, KEEPING, NOW, by="a", before=settled_before(), is_stopping=lambda: next(asked)
    )

    assert (first.n_pictures, site.retain().n_pictures) == (2, 3)
    assert site.verify(evidence=True).is_proved


def test_an_export_says_nothing_of_what_was_removed(site: KeptSite):
    """The exported log proves itself with the piece gone, and does not list it as missing."""
    site.piece("old", 401)
    site.retain()
    exported = export_log(site.database, site.files, site.folder / "export", site.evidence)
    (site.folder / "export" / "evidence").mkdir(exist_ok=True)
    report = verify_folder(site.folder / "export", site.key, [], lambda _n: None)
    shutil.rmtree(site.folder / "export")

    assert exported.missing == ()
    assert (report.is_proved, report.n_removed) == (True, 1)
