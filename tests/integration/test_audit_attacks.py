"""The attack list against one checkpoint kept outside: whatever is done to the log is found.

M1 edits rows; M2 also recomputes every hash, index and tree, and lets the sealer sign anew with the true key.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from agent.audit.chain import Chain
from agent.audit.checkpoint import Checkpoint, sign
from agent.audit.event import leaf_of
from agent.store import audit_log
from agent.store.audit_proof import prove
from agent.store.database import Database
from agent.store.signing_key import load_key
from agent.store.tables import AuditIndexRow, EvidenceRow
from tests.support.audit_logs import BEGAN, AuditedSite, an_event

pytestmark = [pytest.mark.integration, pytest.mark.proves("F4")]

LAST = 30  # 30 events of ours and the key's stand on places 0 to 30


@pytest.fixture
def site(database: Database, tmp_path: Path) -> AuditedSite:
    """A sealed log of 31 events; the auditor carried its checkpoint away."""
    site = AuditedSite(database, tmp_path)
    pictures = {n: (site.photographed(f"before-commit-{n}"),) for n in (3, 4)}
    site.write([an_event(n, pictures.get(n, ())) for n in range(LAST)])
    site.seal()
    return site


def edited(old: str, new: str) -> str:
    """Return the statement that edits the body of the event on place 10."""
    event = "(SELECT event FROM audit_seal WHERE position = 10)"
    return f"UPDATE audit_event SET body = replace(body, '{old}', '{new}') WHERE id = {event}"


def swapped(first: int, second: int) -> tuple[str, ...]:
    """Return the statements that swap the events on two places."""
    return (
        "CREATE TEMPORARY TABLE was AS SELECT position, event FROM audit_seal",
        f"UPDATE audit_seal SET event = -1 WHERE position = {first}",
        f"UPDATE audit_seal SET event = (SELECT event FROM was WHERE position = {first}) WHERE position = {second}",
        f"UPDATE audit_seal SET event = (SELECT event FROM was WHERE position = {second}) WHERE position = {first}",
        "DROP TABLE was",
    )


TAIL = "(SELECT event FROM audit_seal WHERE position > 25)"
CUT_TAIL = (
    f"DELETE FROM audit_index WHERE event IN {TAIL}",
    f"DELETE FROM audit_event WHERE id IN {TAIL}",
    "DELETE FROM audit_seal WHERE position > 25",
)
DOUBLE = (
    "INSERT INTO audit_event (id, body, leaf) SELECT 32, body, leaf FROM audit_event WHERE id = 7",
    "INSERT INTO audit_seal (position, event) SELECT max(position) + 1, 32 FROM audit_seal",
)
STRAY_INDEX = (
    'INSERT INTO audit_index SELECT 99, at, kind, actor, about, "order", partner, amount_jpy, day '
    "FROM audit_index WHERE event = 9"
)

BY_HAND: dict[str, tuple[tuple[str, ...], str]] = {
    "A1 value edited": ((edited('"amount_jpy":10000', '"amount_jpy":10001'),), "leaf-differs"),
    "A2 actor edited": ((edited("agent-1", "agent-2"),), "leaf-differs"),
    "A3 time edited": ((edited("2026-04-01T00", "2026-04-01T01"),), "leaf-differs"),
    "A4 middle event deleted": (("DELETE FROM audit_event WHERE id = 12",), "body-missing"),
    "A4 middle event deleted with its place": (
        ("DELETE FROM audit_seal WHERE position = 12", "DELETE FROM audit_event WHERE id = 13"),
        "position-wrong",
    ),
    "A5 tail deleted": (CUT_TAIL, "tail-cut"),
    "A6 two events swapped": (swapped(4, 9), "tree-differs"),
    "A7 place taken away, event kept": (("DELETE FROM audit_seal WHERE position = 12",), "position-wrong"),
    "A8 event doubled": (DOUBLE, "event-twice"),
    "A23 last event deleted": (("DELETE FROM audit_event WHERE id = 31",), "body-missing"),
    "A24 a name twice": ((edited('{"about":', '{"about":"x","about":'),), "body-unreadable"),
    "A25 white space added": ((edited('{"about":', '{ "about":'),), "leaf-differs"),
    "A31 index amount differs": (("UPDATE audit_index SET amount_jpy = 1 WHERE event = 9",), "index-differs"),
    "A31 index actor differs": (("UPDATE audit_index SET actor = 'nobody' WHERE event = 9",), "index-differs"),
    "A31 index row hidden": (("DELETE FROM audit_index WHERE event = 9",), "index-missing"),
    "A31 index row without event": (
        (STRAY_INDEX,),
        "index-extra",
    ),
    "A34 places forgotten": (("DELETE FROM audit_seal",), "tail-cut"),
}


@pytest.mark.parametrize("attack", BY_HAND)
def test_an_edit_by_hand_is_found(site: AuditedSite, attack: str) -> None:
    """M1: rows changed, removed, moved or added by hand are found, and named for what they are."""
    statements, code = BY_HAND[attack]
    assert site.verify(evidence=True).is_proved

    site.tamper(*statements)

    assert code in site.codes()


def test_an_event_put_in_without_a_place_is_found(site: AuditedSite) -> None:
    """A9: a row forged into the live table with no true leaf is never sealed, and is found."""
    site.tamper("INSERT INTO audit_event (id, body, leaf) SELECT 500, body, leaf FROM audit_event WHERE id = 9")
    site.write([an_event(99)])
    site.open()
    site.seal()

    assert {"event-number-differs", "index-missing"} <= site.codes()


def test_an_index_that_hides_a_new_event_is_found(site: AuditedSite) -> None:
    """A31: the search index is held against events that are not sealed yet as well."""
    site.write([an_event(40)])
    site.tamper("UPDATE audit_index SET partner = 'C999' WHERE event = 32")

    assert site.codes() == {"index-differs"}


Bodies = list[dict[str, Any]]


def _edit(bodies: Bodies) -> None:
    bodies[10]["amount_jpy"] = 1


def _change_actor(bodies: Bodies) -> None:
    bodies[10]["actor"] = "agent-2"


def _move_clock(bodies: Bodies) -> None:
    bodies[10]["at"] = "2026-03-31T00:00:00.000000Z"


def _delete(bodies: Bodies) -> None:
    del bodies[10]


def _cut(bodies: Bodies) -> None:
    del bodies[25:]


def _swap(bodies: Bodies) -> None:
    bodies[4], bodies[9] = bodies[9], bodies[4]


def _insert(bodies: Bodies) -> None:
    bodies.insert(10, {**bodies[9], "about": "order-999"})


def _double(bodies: Bodies) -> None:
    bodies.insert(10, dict(bodies[9]))


def _swap_evidence(bodies: Bodies) -> None:
    first, second = (body for body in bodies if "evidence" in body)
    first["evidence"], second["evidence"] = second["evidence"], first["evidence"]


RECOMPUTED: dict[str, Callable[[Bodies], None]] = {
    "A1 value edited": _edit,
    "A2 actor edited": _change_actor,
    "A3 time edited": _move_clock,
    "A4 event deleted": _delete,
    "A5 tail cut": _cut,
    "A6 events swapped": _swap,
    "A7 event inserted": _insert,
    "A8 event doubled": _double,
    "A18 evidence swapped in the events": _swap_evidence,
}


@pytest.mark.parametrize("attack", RECOMPUTED)
def test_a_log_computed_and_signed_anew_is_found(site: AuditedSite, attack: str) -> None:
    """M3: every row written anew without a flaw and signed with the stolen key differs from the checkpoint outside."""
    _rewrite(site, RECOMPUTED[attack])
    site.outside, outside = [], site.outside
    assert site.codes() == set(), "the forger made no mistake"

    site.outside = outside
    assert site.codes() & {"tree-differs", "tail-cut", "checkpoint-fork"}


def _rewrite(site: AuditedSite, change: Callable[[Bodies], None]) -> None:
    """Write the whole log anew as a perfect forger: numbers, hashes, index, tree and signature tell the new story."""
    with site.database.reading() as session:
        ask = "SELECT body FROM audit_seal JOIN audit_event ON id = event ORDER BY position"
        bodies = [json.loads(body) for body in session.execute(sa.text(ask)).scalars()]
    change(bodies)
    tree = Chain()
    rows = []
    for number, body in enumerate(bodies, 1):
        line = json.dumps({**body, "id": number}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        tree.extend([leaf_of(line)])
        rows.append({"id": number, "body": line, "leaf": leaf_of(line), "place": number - 1, "edge": tree.frontier})
    with site.database.writer.begin() as connection:
        audit_log.drop_triggers(connection)
        for table in audit_log.TABLES:
            connection.execute(sa.text(f"DELETE FROM {table}"))
        connection.execute(sa.text("INSERT INTO audit_event (id, body, leaf) VALUES (:id, :body, :leaf)"), rows)
        seal = "INSERT INTO audit_seal (position, event, frontier) VALUES (:place, :id, :edge)"
        connection.execute(sa.text(seal), rows)
        connection.execute(sa.insert(AuditIndexRow), [_index(n, body) for n, body in enumerate(bodies, 1)])
        audit_log.create_triggers(connection)
    key = load_key(site.folder / "keys" / "audit.pem")
    for name, _note in site.files.notes():
        (site.folder / "checkpoints" / name).write_text(sign(Checkpoint(tree.size, tree.root), key), "utf-8")


def _index(number: int, body: dict[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(body["day"]) if "day" in body else None
    plain = {name: body.get(name) for name in ("kind", "about", "order", "partner", "amount_jpy")}
    at = datetime.fromisoformat(body["at"])
    return {"event": number, "at": at, "actor": body.get("actor", ""), "day": day, **plain}


def test_a_database_rolled_back_is_found(database: Database, tmp_path: Path) -> None:
    """A10: an older true copy of database and checkpoints proves itself, but not against the checkpoint outside."""
    site = AuditedSite(database, tmp_path)
    site.write([an_event(1)])
    site.seal()
    older = site.files.notes()
    site.write([an_event(n) for n in range(2, 9)])
    site.seal()
    outside = site.outside

    site.tamper(*(statement.replace("25", "1") for statement in CUT_TAIL))
    for name, note in older:
        (site.folder / "checkpoints" / name).write_text(note, "utf-8")
    site.outside = []
    assert site.verify().is_proved

    site.outside = outside
    assert site.codes() == {"tail-cut"}


def test_a_log_that_went_another_way_after_a_rollback_is_found(database: Database, tmp_path: Path) -> None:
    """A11: rolled back, then grown past the old length with other events: the signed part differs."""
    site = AuditedSite(database, tmp_path)
    site.write([an_event(n) for n in range(1, 9)])
    site.seal()
    site.tamper(*(statement.replace("25", "1") for statement in CUT_TAIL))
    outside = site.outside
    shutil.rmtree(site.folder / "checkpoints")
    site.tamper("UPDATE audit_seal SET frontier = NULL", *_edge_of(site, 2))
    site.write([an_event(n) for n in range(20, 40)])
    site.open()
    site.seal()

    site.outside = outside
    assert "tree-differs" in site.codes()


def _edge_of(site: AuditedSite, size: int) -> tuple[str, ...]:
    with site.database.reading() as session:
        leaves = session.execute(sa.text("SELECT leaf FROM audit_event ORDER BY id")).scalars().all()[:size]
    tree = Chain()
    tree.extend(leaves)
    edge = f"X'{tree.frontier.hex()}'" if site.database.is_sqlite else f"'\\x{tree.frontier.hex()}'::bytea"
    return (f"UPDATE audit_seal SET frontier = {edge} WHERE position = {size - 1}",)


def test_another_log_with_another_key_is_found(site: AuditedSite, tmp_path: Path) -> None:
    """A12: with another key, neither the note nor the log's name is the one the auditor keeps."""
    shutil.rmtree(site.folder / "checkpoints")
    shutil.rmtree(site.folder / "keys")
    site.open()
    site.sealer.seal_once()

    assert "checkpoint-invalid" in site.codes()


def test_two_checkpoints_of_one_size_are_found(site: AuditedSite) -> None:
    """A29: the key signed two logs of one length."""
    _rewrite(site, _edit)

    assert site.codes() == {"checkpoint-fork"}


@pytest.mark.parametrize(("old", "new"), [("\n31\n", "\n30\n"), ("denpyo/", "denpya/"), ("— ", "- "), ("\n\n", "\n")])
def test_an_edited_checkpoint_is_found(site: AuditedSite, old: str, new: str) -> None:
    """A26, A27: a checkpoint whose size, name or form was edited is not valid."""
    for name, note in site.files.notes():
        (site.folder / "checkpoints" / name).write_text(note.replace(old, new, 1), "utf-8")

    assert "checkpoint-invalid" in site.codes()


def test_a_log_without_any_checkpoint_is_not_proved(site: AuditedSite) -> None:
    """Nothing is called proved when there is nothing to prove it by."""
    shutil.rmtree(site.folder / "checkpoints")
    site.outside = []

    assert site.codes() == {"checkpoint-missing"}


def _piece(site: AuditedSite, n: int) -> Path:
    digest = site.photographed(f"before-commit-{n}").digest
    return site.folder / "evidence" / digest[:2] / digest


def test_evidence_replaced_is_found(site: AuditedSite) -> None:
    """A15: a picture with other bytes is found."""
    _piece(site, 3).write_bytes(b"another picture")

    assert site.codes(evidence=True) == {"evidence-changed"}


def test_evidence_deleted_is_found(site: AuditedSite) -> None:
    """A16: a picture that is gone is found."""
    _piece(site, 3).unlink()

    assert site.codes(evidence=True) == {"evidence-missing"}


def test_evidence_removed_with_an_event_is_lawful(site: AuditedSite) -> None:
    """A removal that the log itself tells of is no finding."""
    path = _piece(site, 3)
    path.unlink()
    site.write([an_event(77, kind="evidence.removed")])
    assert site.codes(evidence=True) == {"evidence-missing"}

    site.write([replace(an_event(78, kind="evidence.removed"), about=path.name)])
    assert site.codes(evidence=True) == set()


def test_evidence_files_swapped_are_found(site: AuditedSite) -> None:
    """A18: two pictures' files swapped are both found."""
    first, second = _piece(site, 3), _piece(site, 4)
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)

    report = site.verify(evidence=True)

    assert [finding.code for finding in report.findings] == ["evidence-changed", "evidence-changed"]


def test_evidence_swapped_in_the_tables_is_found(site: AuditedSite) -> None:
    """A17, A18: a table that points a name at a picture no event named so is found."""
    picture = site.photographed("before-commit-3")
    planted = site.photographed("planted")
    with site.database.transaction() as session:
        session.add(EvidenceRow(action="order-3", attempt=1, name=picture.name, digest=picture.digest,
                                media_type="image/png", size_bytes=1, taken_at=BEGAN))  # fmt: skip
    assert site.codes(evidence=True) == set()

    with site.database.transaction() as session:
        session.add(EvidenceRow(action="order-4", attempt=1, name=picture.name, digest=planted.digest,
                                media_type="image/png", size_bytes=1, taken_at=BEGAN))  # fmt: skip
    assert site.codes(evidence=True) == {"claim-differs"}


def test_verify_goes_on_while_events_are_written(site: AuditedSite) -> None:
    """A verification beside a working agent raises no false alarm."""

    def seal_more(_n: int) -> None:
        site.write([an_event(500)])
        site.sealer.seal_once()

    report = prove(site.database, site.files, site.key, site.outside, site.evidence, seal_more)

    assert report.is_proved
