"""The sequencer: gives audit events their places in the tree and signs its head outside the database.

Writers never wait for each other or for this: they store events without a place, and here, about once a second, what
is new gets one. There is one sequencer at a time: on PostgreSQL by an advisory lock, on SQLite because one agent holds
the file. A kill between storing places and signing is harmless: the next start finds places that no checkpoint covers,
proves from the newest checkpoint that they follow it, and signs.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from loguru import logger

from agent.audit.chain import Chain
from agent.audit.checkpoint import Checkpoint, LogKey, key_of, sign
from agent.audit.event import AuditEvent, leaf_of
from agent.core.business_day import Clock
from agent.core.errors import ConfigError, DenpyoError, Reason
from agent.store import audit_log, audit_seals
from agent.store.alone import Work, alone
from agent.store.audit_seals import Horizon, Unsealed
from agent.store.checkpoint_files import CheckpointFiles
from agent.store.database import Database
from agent.store.signing_key import SigningKeyError, load_key, make_key

BATCH = 1_000  # places stored in one transaction, so that SQLite's write lock is held for milliseconds


class AuditRolledBackError(ConfigError):
    """The database holds fewer sealed events than the newest checkpoint was signed over."""

    code = "audit-rolled-back"
    hint = (
        "Events were removed or an older database was put back. If it was a restored backup, move the newer checkpoints"
        " to another folder and keep them; otherwise call whoever is responsible for the audit log."
    )


class AuditDiffersError(ConfigError):
    """The sealed events are not those the newest checkpoint was signed over."""

    code = "audit-differs"
    hint = "Run `denpyo audit verify`; nothing more is signed until the log and its checkpoint agree again."


class Sealer:
    """Seals the site's audit log.

    Args:
        database: The site's database.
        folder: Where checkpoints are kept, best on another disk.
        key_file: The signing key; made at the first start, never when checkpoints without it are there.
        clock: Dates the checkpoints.
        every_s: Seconds between two looks. An idle look writes nothing.
    """

    def __init__(self, database: Database, folder: Path, key_file: Path, clock: Clock, every_s: float = 1.0) -> None:
        self._database, self._files, self._key_file, self._clock = database, CheckpointFiles(folder), key_file, clock
        self._every_s = every_s
        self._private: Ed25519PrivateKey | None = None
        self._chain: Chain | None = None
        self._signed = 0
        self._low_water = _LowWater()
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.trouble: Reason | None = None

    @property
    def key(self) -> LogKey:
        """The public side of the signing key, for its fingerprint."""
        return key_of(self._key())

    def prepare(self) -> LogKey:
        """Read or make the key, and read what is kept; fails by name at start rather than in silence later.

        Raises:
            ConfigError: The key or the folder cannot be used, or a kept checkpoint is another key's.
        """
        key = self.key
        kept = self._files.newest(key)
        self._files.publish(key)
        self._note(key, is_kept=kept is not None)
        return key

    def seal_once(self) -> int:
        """Give every visible event its place, sign, and return how many there were.

        Raises:
            AuditRolledBackError, AuditDiffersError: What is stored does not follow the newest checkpoint.
            ConfigError: The key or the folder cannot be used.
        """
        with self._one_at_a_time, alone(self._database, Work.SEALING) as is_alone:
            if not is_alone:
                return 0
            try:
                return self._seal()
            except BaseException:
                self._chain = None  # what was stored is read again before the next try
                raise

    def start(self) -> None:
        """Seal in a thread of its own until `stop`."""
        self.prepare()
        self._thread = threading.Thread(target=self._run, name="sealer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and seal what is left."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._try()

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._try()

    def _try(self) -> None:
        """Seal, and keep the trouble for the console; it is logged when it begins and when it ends."""
        try:
            self.seal_once()
            trouble = None
        except DenpyoError as error:
            trouble = error.reason
        except Exception as error:  # noqa: BLE001 - the edge of the sealer's loop: the next look tries again
            trouble = Reason("audit-not-sealed", {"what": str(error)})
        if trouble is not None and trouble != self.trouble:
            logger.bind(code=trouble.code, values=trouble.values, place=trouble.place).error("audit log not sealed")
        elif trouble is None and self.trouble is not None:
            logger.info("audit log sealed again")
        self.trouble = trouble

    def _seal(self) -> int:
        if self._private is None:
            self.prepare()
        seen = self._look()
        chain = self._current_chain()
        n, above = 0, self._low_water.number
        while seen.top > above:
            waiting = self._waiting(above)
            n += self._store_all(chain, [event for event in waiting if _is_true(event)])
            if len(waiting) < audit_seals.PAGE:
                self._low_water.drained(seen)
                break
            above = waiting[-1].number
        self._sign(chain)
        return n

    def _look(self) -> Horizon:
        with self._database.reading() as session:
            seen = audit_seals.horizon(session)
        if seen.top < self._low_water.number:  # the database was put back under our feet: read everything anew
            self._low_water, self._chain = _LowWater(), None
        return seen

    def _waiting(self, above: int) -> Sequence[Unsealed]:
        with self._database.reading() as session:
            return audit_seals.unsealed(session, above)

    def _current_chain(self) -> Chain:
        """Return the tree as stored; read again when another sequencer has grown it."""
        with self._database.reading() as session:
            size = audit_seals.count_sealed(session)
        if self._chain is None or self._chain.size != size:
            self._chain = self._load(size)
        return self._chain

    def _load(self, size: int) -> Chain:
        """Read the tree from the database and hold it against the newest checkpoint kept outside."""
        kept = self._files.newest(self.key) or Checkpoint(0, b"")
        if kept.size > size:
            raise AuditRolledBackError(
                f"{size} sealed events are stored, the newest checkpoint is over {kept.size}",
                stored=size,
                signed=kept.size,
            )
        with self._database.reading() as session:
            frontier = audit_seals.frontier_at(session, kept.size)
            chain = _chain_at(kept.size, frontier)
            if chain is None or (kept.size and chain.root != kept.root):
                raise AuditDiffersError(
                    f"the first {kept.size} events are not those that were signed", signed=kept.size
                )
            chain.extend(audit_seals.leaves_from(session, kept.size))
            if chain.frontier != audit_seals.frontier_at(session, size):
                raise AuditDiffersError(f"the events after the first {kept.size} were changed", signed=kept.size)
        self._signed = kept.size
        return chain

    def _store_all(self, chain: Chain, events: Sequence[Unsealed]) -> int:
        for at in range(0, len(events), BATCH):
            self._store(chain, events[at : at + BATCH])
        return len(events)

    def _store(self, chain: Chain, events: Sequence[Unsealed]) -> None:
        grown = chain.copy()
        grown.extend(event.leaf for event in events)
        with self._database.transaction() as session:
            audit_seals.add_seals(session, chain.size, [event.number for event in events], grown.frontier)
        chain.extend(event.leaf for event in events)

    def _sign(self, chain: Chain) -> None:
        if chain.size <= self._signed:
            return
        checkpoint, private = Checkpoint(chain.size, chain.root), self._key()
        key = key_of(private)
        self._files.publish(key)
        self._files.keep(checkpoint, sign(checkpoint, private), self._clock.now().date(), key)
        self._signed = chain.size

    def _key(self) -> Ed25519PrivateKey:
        if self._private is None:
            if self._key_file.exists():
                self._private = load_key(self._key_file)
            elif self._files.notes():
                hint = "Put the key back; or, to begin anew with another, move the checkpoints elsewhere and keep them."
                raise SigningKeyError(
                    "there are checkpoints, but not the key that signed them", place=str(self._key_file), hint=hint
                )
            else:
                self._private = make_key(self._key_file)
        return self._private

    def _note(self, key: LogKey, *, is_kept: bool) -> None:
        """Let the log itself say which key signs it from here on, and that checkpoints were lost."""
        now = self._clock.now()
        with self._database.reading() as session:
            size, is_noted = audit_seals.count_sealed(session), audit_log.is_noted(session, "key.created", key.name)
        events = []
        if not is_noted:
            values = {"fingerprint": key.fingerprint, "line": key.line}
            events.append(AuditEvent("key.created", "key", key.name, now, values=values))
        if size and not is_kept:
            events.append(AuditEvent("checkpoint.lost", "key", key.name, now, values={"sealed": size}))
        if events:
            with self._database.transaction() as session:
                audit_log.append(session, events)


class _LowWater:
    """The event number up to which everything has its place or will never appear (a transaction undone).

    A number below the highest seen may still be on its way in another transaction, so the mark follows only when
    every transaction that was running at an earlier look has ended (see `Horizon`).
    """

    def __init__(self) -> None:
        self.number = 0
        self._mark: Horizon | None = None

    def drained(self, seen: Horizon) -> None:
        """Everything visible at this look has its place now."""
        if self._mark is not None and seen.all_before >= self._mark.next:
            self.number, self._mark = self._mark.top, None
        if self._mark is None:
            self._mark = seen


def _is_true(event: Unsealed) -> bool:
    """Whether a waiting row is one that Denpyo wrote; the others get no place, and verify reports them."""
    body = event.body
    return isinstance(body, str) and leaf_of(body) == event.leaf and f',"id":{event.number},"kind":' in body


def _chain_at(size: int, frontier: bytes | None) -> Chain | None:
    try:
        return None if frontier is None else Chain(size, frontier)
    except ValueError:
        return None
