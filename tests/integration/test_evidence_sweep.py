"""Evidence files nothing points to go, in two steps; what a row, an event or a `put` of today points to stays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.audit.event import AuditEvent
from agent.core.evidence import Evidence
from agent.store import actions, audit_log
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.evidence_sweep import Swept, sweep

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
DAY_S = 24 * 3600.0


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    """An empty evidence store."""
    return EvidenceFiles(tmp_path / "evidence")


def put(files: EvidenceFiles, tmp_path: Path, content: bytes, days_ago: float) -> Evidence:
    """Store a piece as if it had been put some days ago."""
    piece = files.put("piece", content, "text/plain")
    _age(tmp_path / "evidence" / piece.digest[:2] / piece.digest, days_ago)
    return piece


def _age(path: Path, days: float) -> None:
    at = time.time() - days * DAY_S
    os.utime(path, (at, at))


def swept(database: Database, files: EvidenceFiles) -> Swept:
    """Sweep what is older than a day."""
    return sweep(database, files, time.time() - DAY_S)


def test_only_old_files_nothing_points_to_are_removed(database: Database, files: EvidenceFiles, tmp_path: Path):
    """An orphan of two days is set aside, then goes; one of today, one a row points to and one an event names stay."""
    orphan = put(files, tmp_path, b"orphan", 2)
    young = put(files, tmp_path, b"young", 0.5)
    hung = put(files, tmp_path, b"hung", 2)
    named = put(files, tmp_path, b"named", 2)
    with database.transaction() as session:
        actions.add_evidence(session, "an-action", 1, [hung], NOW)
        audit_log.append(session, [AuditEvent("action.sent", "action", "a", NOW, evidence=(named,))])

    assert swept(database, files) == Swept(n_looked_at=3, n_set_aside=1)
    assert files.read(orphan.digest) == b"orphan"
    assert swept(database, files) == Swept(n_looked_at=2)
    _age(aside(tmp_path, orphan), 2)
    assert swept(database, files) == Swept(n_looked_at=2, n_removed=1)
    assert [files.has(piece.digest) for piece in (orphan, young, hung, named)] == [False, True, True, True]


def test_what_was_set_aside_under_a_wrong_backup_comes_back(database: Database, files: EvidenceFiles, tmp_path: Path):
    """The right database points to it again: it can be read all the while, and the next sweep puts it in its place."""
    piece = put(files, tmp_path, b"younger than the backup", 9)
    assert swept(database, files).n_set_aside == 1
    with database.transaction() as session:
        actions.add_evidence(session, "an-action", 1, [piece], NOW)
    _age(aside(tmp_path, piece), 9)

    assert files.read(piece.digest) == b"younger than the backup"
    assert swept(database, files).n_removed == 0
    assert list(files.digests()) == [piece.digest]


def aside(tmp_path: Path, piece: Evidence) -> Path:
    """Where a piece lies that was set aside."""
    return tmp_path / "evidence" / piece.digest[:2] / f".orphan-{piece.digest}"


def test_a_file_that_is_put_again_is_young_again(database: Database, files: EvidenceFiles, tmp_path: Path):
    """The same bytes arriving today keep the file, though their row is still on its way."""
    put(files, tmp_path, b"comes again", 9)
    again = files.put("piece", b"comes again", "text/plain")

    assert swept(database, files).n_removed == 0
    assert files.read(again.digest) == b"comes again"


def test_a_file_that_is_put_while_it_is_judged_stays(files: EvidenceFiles, tmp_path: Path):
    """Between being found old and being removed, a file may be put again: it is given back."""
    piece = put(files, tmp_path, b"just in time", 9)
    before = time.time() - DAY_S
    found = [digest for digests in files.aged(before) for digest in digests]
    files.put("piece", b"just in time", "text/plain")

    assert found == [piece.digest]
    assert not files.remove(piece.digest, before)
    assert files.read(piece.digest) == b"just in time"


def test_a_sweep_killed_in_the_middle_loses_nothing(
    database: Database, files: EvidenceFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A file taken out of sight can still be read; the next sweep gives it back, over one put anew meanwhile too."""
    piece = put(files, tmp_path, b"out of sight", 9)
    _kill_at_unlink(monkeypatch, lambda: files.remove(piece.digest, time.time() - DAY_S))

    assert files.read(piece.digest) == b"out of sight"
    files.put("piece", b"out of sight", "text/plain")
    assert files.has(piece.digest)
    assert swept(database, files).n_removed == 0
    assert list(files.digests()) == [piece.digest]


def _kill_at_unlink(monkeypatch: pytest.MonkeyPatch, remove: Callable[[], object]) -> None:
    with monkeypatch.context() as patched:

        def die(_path: Path, **_options: bool) -> None:
            raise KeyboardInterrupt

        patched.setattr(Path, "unlink", die)
        with pytest.raises(KeyboardInterrupt):
            remove()


def test_what_a_killed_put_left_goes_too(database: Database, files: EvidenceFiles, tmp_path: Path):
    """Half a file under a temporary name is no evidence; one of today may still be written."""
    folder = tmp_path / "evidence" / "ab"
    folder.mkdir()
    for name, days in ((".new-old", 2.0), (".new-today", 0.1)):
        (folder / name).write_bytes(b"half")
        _age(folder / name, days)

    assert swept(database, files).n_half_written == 1
    assert [path.name for path in folder.iterdir()] == [".new-today"]


def test_a_sweep_that_is_to_stop_removes_nothing_more(database: Database, files: EvidenceFiles, tmp_path: Path):
    """An agent that stops does not wait for the sweep."""
    piece = put(files, tmp_path, b"orphan", 2)

    assert sweep(database, files, time.time() - DAY_S, lambda: True).n_removed == 0
    assert files.has(piece.digest)
