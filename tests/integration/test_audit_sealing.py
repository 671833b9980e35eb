"""Events get their places, one sequencer signs them, and nothing inconsistent is ever signed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from agent.engine.sealer import AuditDiffersError, AuditRolledBackError, Sealer
from agent.store import audit_log
from agent.store.alone import Work, alone
from agent.store.checkpoint_files import CheckpointForeignError
from agent.store.database import Database
from agent.store.signing_key import SigningKeyError
from tests.support.audit_logs import AuditedSite, an_event

pytestmark = pytest.mark.integration


@pytest.fixture
def site(database: Database, tmp_path: Path) -> AuditedSite:
    return AuditedSite(database, tmp_path)


def test_sealed_events_are_proved_and_the_rest_is_counted(site: AuditedSite) -> None:
    """What was sealed is proved; what came after is counted as not yet sealed."""
    site.write([an_event(n) for n in range(20)])
    assert site.seal() == 21  # and the event that the key was made
    site.write([an_event(n) for n in range(20, 25)])

    report = site.verify()

    assert report.is_proved
    assert (report.n_proved, report.n_unsealed) == (21, 5)


def test_an_idle_look_writes_nothing(site: AuditedSite) -> None:
    """With nothing new, neither the database nor the checkpoint is touched."""
    site.write([an_event(1)])
    site.seal()
    before = site.files.notes()

    assert site.sealer.seal_once() == 0
    assert site.files.notes() == before


def test_a_restarted_sealer_goes_on(site: AuditedSite) -> None:
    """A new sealer takes the tree up where the old one left it."""
    for n in range(5):
        site.write([an_event(n), an_event(n + 100)])
        site.open()
        assert site.seal() >= 2

    assert site.verify().is_proved
    assert site.verify().n_proved == 11


def test_places_stored_but_not_signed_are_signed_at_the_next_start(
    site: AuditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between storing the places and signing them needs no hand."""
    site.write([an_event(1)])
    site.seal()
    site.write([an_event(2)])
    monkeypatch.setattr(Sealer, "_sign", _killed)
    with pytest.raises(KeyboardInterrupt):
        site.sealer.seal_once()
    monkeypatch.undo()
    site.open()

    assert site.verify().n_unsealed == 1
    assert site.seal() == 0
    assert site.verify().n_proved == 3


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_transaction_that_ends_late_is_not_passed_over(site: AuditedSite) -> None:
    """An event numbered early and stored late gets its place."""
    if site.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")
    with site.database.transaction() as late:
        audit_log.append(late, [an_event(1)])
        for n in range(2, 6):
            site.write([an_event(n)])
            site.seal()
    site.seal()

    assert site.verify().is_proved
    assert site.verify().n_proved == 6


def test_only_one_sequencer_seals_at_a_time(site: AuditedSite) -> None:
    """While another agent holds the sequencer's lock, nothing is sealed here."""
    if site.database.is_sqlite:
        pytest.skip("one agent holds a SQLite file")
    site.write([an_event(1)])
    site.sealer.prepare()
    with alone(site.database, Work.SEALING):
        other = Sealer(
            site.database, site.folder / "checkpoints", site.folder / "keys" / "audit.pem", site.sealer._clock
        )
        assert other.seal_once() == 0

    assert other.seal_once() == 2


def test_writers_and_the_sealer_work_at_the_same_time(site: AuditedSite) -> None:
    """Under four writers every event is sealed once and the log verifies."""
    site.sealer._every_s = 0.01
    site.sealer.start()
    threads = [threading.Thread(target=_write_many, args=(site, k)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    site.sealer.stop()
    site.seal()

    assert site.sealer.trouble is None
    assert site.verify().is_proved
    assert site.verify().n_proved == 121


def _write_many(site: AuditedSite, k: int) -> None:
    for n in range(10):
        site.write([an_event(100 * k + n)] * 3)


def test_a_rolled_back_database_is_not_signed(site: AuditedSite) -> None:
    """A database older than the checkpoint kept outside is refused, at start and while running."""
    site.write([an_event(n) for n in range(9)])
    site.seal()
    site.tamper("DELETE FROM audit_seal WHERE position > 4", "DELETE FROM audit_index", "DELETE FROM audit_event")

    with pytest.raises(AuditRolledBackError):
        site.sealer.seal_once()
    site.open()
    with pytest.raises(AuditRolledBackError) as told:
        site.sealer.seal_once()
    assert "move the newer checkpoints" in told.value.next_move


def test_a_rewritten_tree_is_not_signed(site: AuditedSite) -> None:
    """When the stored edge of the tree is not the signed one, nothing more is signed."""
    site.write([an_event(n) for n in range(6)])
    site.seal()
    site.tamper("UPDATE audit_seal SET frontier = NULL")
    site.write([an_event(7)])
    site.open()

    with pytest.raises(AuditDiffersError):
        site.sealer.seal_once()


def test_events_changed_before_they_were_signed_are_not_signed(
    site: AuditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A leaf changed between storing its place and signing it is seen at the next start."""
    site.write([an_event(1)])
    monkeypatch.setattr(Sealer, "_sign", _killed)
    with pytest.raises(KeyboardInterrupt):
        site.sealer.seal_once()
    monkeypatch.undo()
    site.tamper("UPDATE audit_event SET leaf = (SELECT leaf FROM audit_event WHERE id = 1) WHERE id = 2")
    site.open()

    with pytest.raises(AuditDiffersError):
        site.sealer.seal_once()


def test_the_key_is_made_once_for_its_owner_alone(site: AuditedSite) -> None:
    """The signing key is a 0600 file, and its public line stands beside the checkpoints."""
    first = site.sealer.prepare()
    site.open()

    assert site.sealer.prepare() == first
    assert site.files.find_key() == first.line
    assert (site.folder / "keys" / "audit.pem").stat().st_mode & 0o777 == 0o600
    assert len(first.fingerprint.split()) == 8


def test_a_lost_key_is_not_replaced_in_silence(site: AuditedSite) -> None:
    """With checkpoints there and the key gone, no new key is made."""
    site.write([an_event(1)])
    site.seal()
    (site.folder / "keys" / "audit.pem").unlink()
    site.open()

    with pytest.raises(SigningKeyError, match="not the key that signed them"):
        site.sealer.prepare()


def test_an_open_key_is_refused(site: AuditedSite) -> None:
    """A signing key that others may read is not used."""
    site.sealer.prepare()
    (site.folder / "keys" / "audit.pem").chmod(0o644)
    site.open()

    with pytest.raises(SigningKeyError, match="others may read"):
        site.sealer.prepare()


def test_a_foreign_checkpoint_stops_the_start(site: AuditedSite) -> None:
    """A note the site's key has not signed is not signed over."""
    site.write([an_event(1)])
    site.seal()
    (site.folder / "checkpoints" / "2020-01-01.note").write_text(
        "another/log\n7\nAAAA\n\n— another/log AAAA\n", "utf-8"
    )
    site.open()

    with pytest.raises(CheckpointForeignError):
        site.sealer.prepare()


def test_lost_checkpoints_are_written_down(site: AuditedSite) -> None:
    """When the folder of checkpoints vanished, the log says so and goes on."""
    site.write([an_event(1)])
    site.seal()
    for path in (site.folder / "checkpoints").iterdir():
        path.unlink()
    site.open()
    site.seal()

    with site.database.reading() as session:
        assert audit_log.is_noted(session, "checkpoint.lost", site.sealer.key.name)
    assert site.verify().is_proved


def test_trouble_is_kept_for_the_console_and_goes_when_it_is_over(site: AuditedSite) -> None:
    """The sealer's thread survives trouble, names it, and forgets it when sealing works again."""
    site.write([an_event(1)])
    site.seal()
    foreign = site.folder / "checkpoints" / "2020-01-01.note"
    foreign.write_text("another/log\n7\nAAAA\n\n— another/log AAAA\n", "utf-8")
    site.sealer._chain = None
    site.sealer._try()
    assert site.sealer.trouble is not None
    assert site.sealer.trouble.code == "checkpoint-foreign"

    foreign.unlink()
    site.sealer._try()
    assert site.sealer.trouble is None


@pytest.mark.parametrize("table", audit_log.TABLES)
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_database_refuses_to_change_the_log(site: AuditedSite, table: str, change: str) -> None:
    """No statement of ours or of a careless tool can update or delete an audit row."""
    site.write([an_event(1)])
    site.seal()
    column = {"audit_event": "body", "audit_seal": "event", "audit_index": "kind"}[table]

    with pytest.raises(DatabaseError, match="append-only"), site.database.writer.begin() as connection:
        connection.execute(sa.text(change.format(table, column)))


def test_appending_is_cheap(site: AuditedSite) -> None:
    """4,000 events, those of 1,000 orders, take a blink (the goal is 0.15 s on a quiet machine; this one is shared)."""
    events = [an_event(n) for n in range(4_000)]
    with site.database.transaction() as session:
        began = time.process_time()
        audit_log.append(session, events)
        spent = time.process_time() - began

    assert spent < 0.6


def test_an_undone_transaction_leaves_no_event(site: AuditedSite) -> None:
    """State change and event are stored together or not at all."""
    with pytest.raises(ZeroDivisionError):
        _append_and_fail(site)

    assert site.seal() == 1  # the key's own event
    assert site.verify().n_proved == 1


def _append_and_fail(site: AuditedSite) -> None:
    with site.database.transaction() as session:
        audit_log.append(session, [an_event(1)])
        _ = 1 / 0
