"""Random histories: whatever the agent lived through verifies, whatever was tampered with does not."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from agent.engine.sealer import AuditRolledBackError
from agent.store import audit_log
from tests.support.audit_logs import AuditedSite, an_event
from tests.support.databases import new_database

pytestmark = pytest.mark.integration

TAMPER = (
    'UPDATE audit_event SET body = replace(body, \'"v":1\', \'"v":1,"w":1\') WHERE id = {0}',
    "UPDATE audit_event SET body = replace(body, 'agent-1', 'agent-2'), leaf = randomblob(32) WHERE id = {0}",
    "DELETE FROM audit_event WHERE id = {0}",
    "DELETE FROM audit_seal WHERE event = {0}",
    "UPDATE audit_index SET kind = 'order.closed' WHERE event = {0}",
)


class History(RuleBasedStateMachine):
    """One site: transactions stored and undone, sealing, restarts, back-ups put back, and attacks."""

    @initialize()
    def start(self) -> None:
        """Begin with an empty log."""
        self.folder = Path(tempfile.mkdtemp(prefix="denpyo-history-"))
        self.database = new_database("sqlite", self.folder)
        with self.database.writer.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
        self.site = AuditedSite(self.database, self.folder)
        self.n_stored = 0
        self.n_sealed = 0
        self.backup_of = 0

    @rule(n=st.integers(1, 12))
    def store(self, n: int) -> None:
        """A transaction with events."""
        self.site.write([an_event(self.n_stored + k) for k in range(n)])
        self.n_stored += n

    @rule(n=st.integers(1, 3))
    def undo(self, n: int) -> None:
        """A transaction that is undone."""
        try:
            with self.database.transaction() as session:
                audit_log.append(session, [an_event(k) for k in range(n)])
                raise InterruptedError
        except InterruptedError:
            pass

    @rule()
    def restart(self) -> None:
        """The agent is killed and started."""
        self.site.open()

    @rule()
    def seal(self) -> None:
        """The sequencer looks; afterwards everything stored is proved."""
        self.site.seal()
        report = self.site.verify()
        assert report.is_proved, report.findings
        assert (report.n_proved, report.n_unsealed) == (self.n_stored + 1, 0)
        self.n_sealed = report.n_proved

    @precondition(lambda self: self.n_sealed)
    @rule()
    def back_up(self) -> None:
        """A copy of the database is made."""
        _copy(self.database.file, self.folder / "backup.db")
        self.backup_of = self.n_sealed

    @precondition(lambda self: 0 < self.backup_of < self.n_sealed)
    @rule()
    def a_restored_backup_is_seen(self) -> None:
        """An older database put back is found by verify and refused by the sealer."""
        _copy(self.database.file, self.folder / "now.db")
        self.put_back("backup.db")
        assert "tail-cut" in self.site.codes()
        self.site.open()
        with pytest.raises(AuditRolledBackError):
            self.site.sealer.seal_once()
        self.put_back("now.db")
        self.site.open()

    @precondition(lambda self: self.n_sealed)
    @rule(which=st.integers(0, 10**6), how=st.sampled_from(TAMPER))
    def tampering_is_seen(self, which: int, how: str) -> None:
        """One sealed event is attacked, found, and put right again."""
        _copy(self.database.file, self.folder / "now.db")
        self.site.tamper(how.format(1 + which % self.n_sealed))
        assert not self.site.verify().is_proved
        self.put_back("now.db")

    def put_back(self, name: str) -> None:
        """Put a copy in the database's place."""
        self.database.close()
        for end in ("-wal", "-shm"):
            self.database.file.with_name(f"denpyo.db{end}").unlink(missing_ok=True)
        shutil.copyfile(self.folder / name, self.database.file)

    def teardown(self) -> None:
        """Remove the site."""
        self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _copy(file: Path, to: Path) -> None:
    with sqlite3.connect(file) as source, sqlite3.connect(to) as target:
        source.backup(target)
    source.close()
    target.close()


def _live(n: int) -> None:
    quiet = list(HealthCheck)
    told = settings(
        max_examples=n,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=quiet,
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(History, settings=told)


def test_random_histories_verify_and_tampering_never_does() -> None:
    """Fifteen random histories of up to twenty steps."""
    _live(15)


@pytest.mark.long
def test_many_random_histories() -> None:
    """A thousand of them."""
    _live(1_000)
