"""A correction becomes a proposed change to the form; accepted, it is written once, whatever dies meanwhile."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from agent.core.command import CommandKind
from agent.core.correction import seen_of
from agent.engine.parsers import Parsers
from agent.extract.form import load_forms
from agent.store import form_proposals, orders
from agent.store.database import Database
from agent.store.tables import AuditEventRow, CorrectionRow, ExceptionRow, FormProposalRow
from tests.support.databases import ON_A_FILE, killed_at
from tests.support.forked import run
from tests.support.taught import CALLED, KNOWN, SOURCE, sample, texts_in, with_forms, written
from tests.support.whole_agent import WholeAgent, whole_agent

pytestmark = pytest.mark.integration
WHY = "お客様の書式が変わった"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The form that is to learn."""
    return with_forms(tmp_path)


@pytest.fixture
def agent(database: Database, tmp_path: Path, form: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work on a site with forms."""
    with whole_agent(database, tmp_path, parsers, source_name=SOURCE) as running:
        yield running


def corrected(agent: WholeAgent, number: str = "T-1", *, teach: str = "yes", **fields: str) -> None:
    """Let an order arrive whose day of delivery is not read, and correct it."""
    order = sample(number)
    agent.drop(f"{number}.txt", written(order))
    agent.until_idle()
    [item] = agent.waiting()
    with agent.outside.database.reading() as session:
        found = session.get(ExceptionRow, item.id)
        assert found is not None
        seen = seen_of(orders.order_of(orders.get_order(session, str(found.order))))
    said = fields or {"deliver_on": f"{order.deliver_on}"}
    values = {"fields": json.dumps(said), "comment": WHY, "seen": seen, "teach": teach}
    assert agent.say(CommandKind.CORRECT, item.id, **values) == {"ok": True}
    agent.until_idle()


def proposals(agent: WholeAgent) -> list[FormProposalRow]:
    with agent.outside.database.reading() as session:
        return list(form_proposals.list_proposals(session))


def kinds(agent: WholeAgent, beginning: str) -> list[tuple[str, str]]:
    """The kinds of audit events that begin so, each with who did it."""
    with agent.outside.database.reading() as session:
        bodies = [json.loads(row.body) for row in session.exec(select(AuditEventRow).order_by(AuditEventRow.id))]
    return [(body["kind"], body["actor"]) for body in bodies if body["kind"].startswith(beginning)]


@pytest.mark.proves("B7")
@pytest.mark.proves("B2")
def test_a_correction_changes_the_form_once_a_person_accepts(agent: WholeAgent, form: Path, tmp_path: Path):
    """The new label is proposed with a test of the document; nothing is written before it is accepted."""
    before = form.read_text("utf-8")
    corrected(agent)
    [proposed] = proposals(agent)
    assert (proposed.form, proposed.is_found, proposed.by, proposed.why) == ("mail-body", True, "yamada", WHY)
    assert (form.read_text("utf-8"), len(agent.target.slips)) == (before, 1)
    assert f"deliver_on: {{label: [{CALLED[:-1]}, 希望納期, 納期]}}" in proposed.new_text
    assert "# 文字幅をそろえてから照らし合わせる" in proposed.new_text

    assert agent.say(CommandKind.ACCEPT_FORM, proposed.id, by="joho", comment="確認済み") == {"ok": True}
    assert form.read_text("utf-8") == proposed.new_text
    assert (tmp_path / "forms" / proposed.test_document).read_bytes() == written(sample("T-1"))
    [row] = proposals(agent)
    assert (row.state, row.decided_by, row.decided_why) == ("accepted", "joho", "確認済み")
    assert kinds(agent, "form.") == [("form.proposed", "yamada"), ("form.accepted", "joho")]

    agent.outside.parsers.reload(texts_in(tmp_path))
    agent.drop("T-2.txt", written(sample("T-2")))
    agent.until_idle()
    agent.outside.parsers.reload(texts_in(Path("config")))
    assert [row.state for row in agent.orders()] == ["entered", "entered"]


@ON_A_FILE
def test_without_the_tick_nothing_is_proposed(agent: WholeAgent):
    """A correction is a correction; the form is only taught where the person asks for it."""
    corrected(agent, teach="")

    assert proposals(agent) == []


@ON_A_FILE
def test_what_no_form_could_read_needs_a_hand(agent: WholeAgent, form: Path):
    """A value that stands nowhere in the document is proposed as a test alone, which the agent does not accept."""
    before = form.read_text("utf-8")
    corrected(agent, deliver_on=f"{sample('T-1').deliver_on}", note="電話で変更とのこと")
    [proposed] = proposals(agent)
    load_forms({"forms/mail-body.yaml": proposed.new_text})

    assert not proposed.is_found
    assert proposed.new_text.startswith(before)
    assert "note: 電話で変更とのこと" in proposed.new_text
    assert agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x")["code"] == "proposal-by-hand"
    assert form.read_text("utf-8") == before


@ON_A_FILE
def test_a_change_that_breaks_another_test_is_not_proposed(agent: WholeAgent, form: Path):
    """Every other test of the forms must still pass: a label that takes another document's value away does not do."""
    text, other = form.read_text("utf-8"), form.parent / "tests" / "mail-body.eml"
    mail = other.read_bytes().decode("ascii")
    body = mail.partition("\n\n")[2]
    lines = body.encode("ascii").decode("iso-2022-jp").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("希望納期"))
    lines.insert(at, f"{CALLED}2026年4月30日")
    other.write_bytes(mail.partition("\n\n")[0].encode("ascii") + b"\n\n" + "\n".join(lines).encode("iso-2022-jp"))
    corrected(agent)
    [proposed] = proposals(agent)

    assert form.read_text("utf-8") == text
    assert not proposed.is_found


@ON_A_FILE
def test_a_change_that_reads_an_earlier_document_otherwise_is_not_proposed(agent: WholeAgent):
    """A label that stands on earlier documents too, before another day, would read those wrongly from then on."""
    earlier = sample("T-0")
    text = written(earlier).decode("cp932").replace(CALLED, f"{CALLED}2026年4月30日\n{KNOWN}")
    agent.drop("T-0.txt", text.encode("cp932"))
    agent.until_idle()
    for one in agent.waiting():
        assert agent.say(CommandKind.RESOLVE, one.id, resolution="dropped", comment="x") == {"ok": True}
    corrected(agent)
    [proposed] = proposals(agent)

    assert not proposed.is_found


@ON_A_FILE
def test_a_proposal_of_an_order_corrected_once_more_is_not_accepted(agent: WholeAgent, form: Path):
    """Its test expects what a person has said is not so."""
    before = form.read_text("utf-8")
    corrected(agent)
    [proposed] = proposals(agent)
    with agent.outside.database.transaction() as session:
        first = session.exec(select(CorrectionRow)).first()
        assert first is not None
        later = {**first.model_dump(exclude={"id"}), "new": "2026-04-20", "at": proposed.at + timedelta(minutes=1)}
        session.add(CorrectionRow(**later))

    assert agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x")["code"] == "proposal-outdated"
    assert form.read_text("utf-8") == before
    assert agent.say(CommandKind.REFUSE_FORM, proposed.id, comment="x") == {"ok": True}


@pytest.mark.parametrize("what", ["form", "document", "test"])
@ON_A_FILE
def test_a_proposal_is_not_written_over_what_changed_since(agent: WholeAgent, form: Path, what: str):
    """A form that was changed, another document of this name, a test that fails now: nothing is written."""
    corrected(agent)
    [proposed] = proposals(agent)
    document = form.parent / proposed.test_document
    if what == "form":
        form.write_text(form.read_text("utf-8") + "# anders\n", "utf-8")
    elif what == "document":
        document.write_bytes(b"another")
    else:
        (form.parent / "tests" / "folder-csv.csv").unlink()
    before = form.read_text("utf-8")
    answer = agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x")

    assert answer["code"] == ("form-test-failed" if what == "test" else "form-stale")
    assert (form.read_text("utf-8"), [one.state for one in proposals(agent)]) == (before, ["open"])


def test_a_refused_proposal_changes_nothing_and_stays_refused(agent: WholeAgent, form: Path):
    """Who refused it and why is kept; it is decided once, and never without a reason."""
    before = form.read_text("utf-8")
    corrected(agent)
    [proposed] = proposals(agent)
    assert agent.say(CommandKind.REFUSE_FORM, proposed.id)["code"] == "proposal-unexplained"
    assert agent.say(CommandKind.REFUSE_FORM, proposed.id, by="joho", comment="一度きり") == {"ok": True}

    assert agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x")["code"] == "proposal-decided"
    assert agent.say(CommandKind.ACCEPT_FORM, "999", comment="x")["code"] == "proposal-unknown"
    [row] = proposals(agent)
    assert (row.state, row.decided_by, row.decided_why) == ("refused", "joho", "一度きり")
    assert (form.read_text("utf-8"), kinds(agent, "form.")[-1]) == (before, ("form.refused", "joho"))


@ON_A_FILE
def test_a_site_that_cannot_be_written_says_the_way_by_hand(
    agent: WholeAgent, form: Path, monkeypatch: pytest.MonkeyPatch
):
    """Where the site's folder is read-only the proposal stays open; written by hand it can be accepted."""
    corrected(agent)
    [proposed] = proposals(agent)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr("agent.settings.form_folder.write_whole", refuse)
        answer = agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x")
    assert answer["code"] == "form-not-written"

    form.write_text(proposed.new_text, "utf-8")
    (form.parent / proposed.test_document).write_bytes(written(sample("T-1")))
    assert agent.say(CommandKind.ACCEPT_FORM, proposed.id, comment="x") == {"ok": True}


DONE = {"states": ["accepted"], "is_written": True, "has_document": True, "events": 1, "debris": []}


@killed_at({"command.inside:3": DONE, "command.stored:3": DONE}, {"form.document": DONE, "form.written": DONE})
def test_accepting_is_finished_after_a_kill(tmp_path: Path, database: Database, die_at: str, left: object):
    """Killed between any two steps, the next start finishes what was accepted, once."""
    killed = run("tests.support.teach_killed", str(tmp_path), database.url, "accept", die_at=die_at)
    assert killed.code == -signal.SIGKILL, killed.err

    done = run("tests.support.teach_killed", str(tmp_path), database.url, "look")
    assert done.code == 0, done.err
    assert json.loads(done.out) == left
