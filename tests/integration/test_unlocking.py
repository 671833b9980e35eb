"""A person types the password of a locked file: tried once by the agent, taken once, left nowhere."""

from __future__ import annotations

import base64
import errno
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from sqlmodel import select

from agent.app import command as commands
from agent.app.ask.queue import find_item
from agent.core.command import Command, CommandKind
from agent.core.correction import seen_of
from agent.core.errors import Reason
from agent.demo import paper
from agent.demo.documents import file_of, mail_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine.confine import Limits
from agent.engine.parsers import Parsers, _beyond_limits
from agent.log import set_up_log
from agent.settings.secrets import Secrets
from agent.settings.typed import TYPED, TypedPasswords
from agent.store.database import Database
from agent.store.orders import order_of
from agent.store.password_tries import MOST_A_DAY
from agent.store.tables import AuditEventRow, CommandRow, DocumentRow
from tests.support.databases import ON_A_FILE
from tests.support.packed import a_locked_workbook, a_raw_zip, an_aes_zip
from tests.support.whole_agent import CONFIG, PATIENCE_S, WholeAgent, passwords_of, whole_agent

pytestmark = pytest.mark.integration

PASSWORD = "planted-typed-5519"
WRONG = "planted-wrong-8820"


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The whole engine with the passwords of its folder; its log goes to a file there."""
    set_up_log(level="DEBUG", folder=tmp_path / "var" / "log")
    knowing = patch.object(parsers, "_passwords", passwords_of(tmp_path).of)
    with knowing, whole_agent(database, tmp_path, parsers) as running:
        yield running


def sample(way: Way, agent: WholeAgent, **changes: object) -> SampleOrder:
    """An ordinary order of today."""
    day = sample_orders(CONFIG / "masters", agent.outside.today())
    return replace(next(one for one in day if one.way is way and one.fate is Fate.ENTERED), **changes)


def locked(kind: str, agent: WholeAgent, password: str = PASSWORD, **changes: object) -> tuple[str, bytes]:
    """Write an order into a file that is locked in one of the usual ways."""
    if kind == "pdf":
        lock = StandardEncryption(password, ownerPassword="owner", strength=128)
        with patch.object(paper, "Canvas", partial(Canvas, encrypt=lock)):
            return "one.pdf", file_of([sample(Way.FOLDER_PDF, agent, **changes)]).content
    if kind == "xlsx":
        content = file_of([sample(Way.FOLDER_XLSX, agent, **changes)]).content
        return "one.xlsx", a_locked_workbook(password, content)
    content = file_of([sample(Way.FOLDER_CSV, agent, **changes)]).content
    if kind == "aes":
        return "one.zip", an_aes_zip({"one.csv": content}, password.encode())
    return "one.zip", a_raw_zip({"注文.csv".encode("cp932"): content}, password.encode())


def drop(agent: WholeAgent, name: str, content: bytes) -> int:
    """Let a file arrive; return the number it waits under."""
    agent.drop(name, content)
    agent.until_idle()
    return max(item.id or 0 for item in agent.waiting())


def unlock(agent: WholeAgent, number: int, password: str = PASSWORD, **values: str) -> dict[str, object]:
    """Type a password and wait for the answer, and for what follows."""
    n = give(agent, number, password, **values)
    answer = commands.answer_of(agent.outside.database, n, PATIENCE_S)
    assert answer is not None
    agent.until_idle()
    return answer


def give(agent: WholeAgent, number: int, password: str = PASSWORD, **values: str) -> int:
    command = Command(CommandKind.UNLOCK, str(number), "hanako", {"agent": "agent-1"} | values)
    return commands.give_password(agent.outside.database, agent.clock, command, agent.outside.passwords.typed, password)


def lying(folder: Path) -> list[str]:
    """The typed passwords that lie there."""
    return sorted(path.name for path in (folder / TYPED).iterdir()) if (folder / TYPED).is_dir() else []


def events(agent: WholeAgent, *kinds: str) -> list[tuple[str, str, str, dict[str, object]]]:
    with agent.outside.database.reading() as session:
        told = [json.loads(row.body) for row in session.exec(select(AuditEventRow))]
    return [(one["kind"], one["actor"], one["about"], one["values"]) for one in told if one["kind"] in kinds]


@pytest.mark.proves("B8")
@pytest.mark.parametrize("kind", ["zip-crypto", "aes", "xlsx", "pdf"])
@ON_A_FILE
def test_a_typed_password_opens_each_lock(agent: WholeAgent, tmp_path: Path, kind: str):
    """A wrong one changes nothing and says so; the right one has the order entered once, and nothing is left of it."""
    number = drop(agent, *locked(kind, agent))
    wrong = unlock(agent, number, WRONG)
    between = [(row.id, row.reason["code"]) for row in agent.waiting()]
    right = unlock(agent, number)
    late = unlock(agent, number)
    agent.until(lambda: not lying(tmp_path))

    assert wrong == {"code": "password-wrong", "values": {}}
    assert between == [(number, "document-locked")]
    assert right == {"ok": True}
    assert late["code"] == "nothing-locked"
    assert [row.state for row in agent.orders()] == ["entered"]
    assert (len(agent.target.slips), agent.waiting()) == (1, [])
    tried = [(one, by, about) for one, by, about, _ in events(agent, "command.done", "command.refused")]
    assert tried == [(one, "hanako", str(number)) for one in ("command.refused", "command.done", "command.refused")]


def test_what_was_opened_can_be_corrected_and_decided_again(agent: WholeAgent, tmp_path: Path):
    """The password stays beside its delivery while its order waits, for nothing else, and goes with the last item."""
    right = sample(Way.FOLDER_XLSX, agent)
    number = drop(agent, *locked("xlsx", agent, customer_code="C999", customer_name="ミホンさん"))
    answer = unlock(agent, number)
    [waiting] = agent.waiting()
    names = lying(tmp_path)
    again = agent.say(CommandKind.RETRY, waiting.id)
    agent.until_idle()
    [waiting] = agent.waiting()
    values = {"fields": json.dumps({"customer_code": right.customer_code}), "comment": "確認済み"}
    fixed = agent.say(CommandKind.CORRECT, waiting.id, seen=seen_of(order_of(agent.orders()[0])), **values)
    agent.until_idle()
    with patch("agent.settings.typed.UNCLAIMED_S", -1.0), patch("agent.engine.unlocking.LOOK_EVERY_S", 0.0):
        drop_typed(agent)
        agent.until(lambda: not lying(tmp_path))

    assert answer == again == fixed == {"ok": True}
    assert [name[:3] for name in names if not name.startswith(".")] == ["of-"]
    assert [row.state for row in agent.orders()] == ["entered"]
    assert len(agent.target.slips) == 1


def drop_typed(agent: WholeAgent) -> None:
    """Have the agent look what lies there, as it does once a minute, by a command that is refused."""
    give(agent, 999)


def test_one_password_opens_what_else_came_with_it(agent: WholeAgent):
    """Three files under one password in one archive's mail are typed once; the one under another waits on."""
    mail = (
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n"
        + "".join(
            f"--b\r\nContent-Type: application/zip; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n{text}\r\n"
            for name, text in _attachments(agent)
        )
        + "--b--\r\n"
    )
    agent.drop("one.eml", mail.encode())
    agent.until_idle()
    locked_items = {row.reason["place"]: row.id for row in agent.waiting() if row.reason["code"] == "document-locked"}
    answer = unlock(agent, locked_items["a.zip"] or 0)

    assert sorted(locked_items) == ["a.zip", "b.zip", "c.zip"]
    assert answer == {"ok": True}
    assert [row.id for row in agent.waiting() if row.reason["code"] == "document-locked"] == [locked_items["c.zip"]]
    assert [row.state for row in agent.orders()] == ["entered", "entered"]
    assert len(agent.target.slips) == 2


def _attachments(agent: WholeAgent) -> Iterator[tuple[str, str]]:
    for name, password in (("a", PASSWORD), ("b", PASSWORD), ("c", "another")):
        _, content = locked("aes", agent, password, number=f"PO-{name}")
        yield f"{name}.zip", base64.encodebytes(content).decode().replace("\n", "\r\n")


@ON_A_FILE
def test_a_right_password_for_what_is_no_order_gives_the_next_reason(agent: WholeAgent):
    """What opens and cannot be read waits for its own reason; nobody is asked for the password once more."""
    number = drop(agent, "one.xlsx", a_locked_workbook(PASSWORD))
    answer = unlock(agent, number)

    assert answer == {"ok": True}
    assert [row.reason["code"] for row in agent.waiting()] != ["document-locked"]
    assert len(agent.waiting()) == 1


@pytest.mark.parametrize("kind", [CommandKind.UNLOCK, CommandKind.RETRY])
@ON_A_FILE
def test_what_cannot_be_taken_apart_this_time_waits_on(agent: WholeAgent, kind: CommandKind):
    """A machine too busy to read the mail in time closes no item: what is in the locked file is not lost."""
    _, content = locked("aes", agent)
    text = base64.encodebytes(content).decode().replace("\n", "\r\n")
    head = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n"
    part = f"Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n{text}\r\n--b--\r\n"
    agent.drop("one.eml", (head + part).encode())
    agent.until_idle()
    [item] = [row for row in agent.waiting() if row.reason["code"] == "document-locked"]
    with patch.object(Parsers, "read", lambda _self, delivery, *_: _beyond_limits(delivery, Limits())):
        answer = unlock(agent, item.id or 0) if kind is CommandKind.UNLOCK else agent.say(kind, item.id)
    still = [row.id for row in agent.waiting()]
    later = unlock(agent, item.id or 0)

    assert answer["code"] == "document-limit"
    assert item.id in still
    assert later == {"ok": True}
    assert len(agent.target.slips) == 1


def test_a_guesser_has_ten_tries_a_day(agent: WholeAgent, tmp_path: Path):
    """After ten wrong ones even the right one is not tried, each is in the audit log, and tomorrow it is tried."""
    number = drop(agent, *locked("aes", agent))
    answers = [unlock(agent, number, f"{WRONG}{n}")["code"] for n in range(MOST_A_DAY)]
    over = unlock(agent, number)
    agent.clock.advance(24 * 3600 + 60)
    later = unlock(agent, number)

    assert answers == ["password-wrong"] * MOST_A_DAY
    assert over["code"] == "password-tries"
    assert later == {"ok": True}
    refused = [values["code"] for _, _, _, values in events(agent, "command.refused")]
    assert refused == ["password-wrong"] * MOST_A_DAY + ["password-tries"]


def test_a_password_kept_for_a_sender_opens_what_comes_next(agent: WholeAgent, tmp_path: Path):
    """What waits of the same sender and what comes later is opened by itself; the log says who let it be kept."""
    _, first = locked("aes", agent, number="K-1")
    _, second = locked("xlsx", agent, number="K-2")
    _, third = locked("zip-crypto", agent, number="K-3")
    drop(agent, "first.zip", first)
    number = drop(agent, "second.xlsx", second)
    answer = unlock(agent, number, keep="yes")
    agent.drop("third.zip", third)
    agent.until_idle()
    [kept] = Secrets(tmp_path, {}).known()

    assert answer == {"ok": True}
    assert sorted(row.number or "" for row in agent.orders()) == ["K-1", "K-2", "K-3"]
    assert agent.waiting() == []
    assert kept.name.startswith("sender-folder-")
    told = {"sender": "folder", "item": str(number)}
    assert events(agent, "password.kept") == [("password.kept", "hanako", kept.name, told)]
    assert Secrets(tmp_path, {}).remove(kept.name)
    assert Secrets(tmp_path, {}).known() == []


@ON_A_FILE
def test_a_wrong_password_is_kept_for_nobody(agent: WholeAgent, tmp_path: Path):
    """The tick alone keeps nothing."""
    number = drop(agent, *locked("aes", agent))
    unlock(agent, number, WRONG, keep="yes")

    assert Secrets(tmp_path, {}).known() == []
    assert events(agent, "password.kept") == []


def test_a_command_is_left_to_the_agent_that_has_the_password(agent: WholeAgent, tmp_path: Path):
    """One that names another agent waits for it, and is answered when its day is over; nothing was tried."""
    number = drop(agent, *locked("aes", agent))
    until = (agent.clock.now() + commands.KEPT_FOR).isoformat()
    values = {"agent": "agent-2", "kept_as": "0" * 32, "until": until}
    n = commands.give(agent.outside.database, agent.clock, Command(CommandKind.UNLOCK, str(number), "hanako", values))
    mine = unlock(agent, 999)
    waits = commands.answer_of(agent.outside.database, n)
    agent.clock.advance(24 * 3600 + 60)
    late = commands.answer_of(agent.outside.database, n, PATIENCE_S)

    assert mine["code"] == "nothing-locked"
    assert waits is None
    assert late == {"code": "password-gone", "values": {}}
    assert len(agent.waiting()) == 1


@pytest.mark.proves("G4")
def test_a_typed_password_stands_nowhere(agent: WholeAgent, tmp_path: Path):
    """Neither tables nor files, log, evidence nor audit events hold it, right or wrong, tried or waiting."""
    number = drop(agent, *locked("xlsx", agent, customer_code="C999", customer_name="ミホンさん"))
    unlock(agent, number, WRONG)
    unlock(agent, number, PASSWORD)
    drop(agent, *locked("aes", agent, "planted-kept-3307", number="W-2"))
    unlock(agent, max(row.id or 0 for row in agent.waiting()), "planted-kept-3307", keep="yes")
    secrets = tmp_path / "var" / "secrets"
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and secrets not in path.parents]
    rows = list(all_rows(agent.outside.database))

    assert len(rows) > 20
    assert (tmp_path / "var" / "log" / "denpyo.jsonl").stat().st_size > 0
    for planted in (PASSWORD, WRONG, "planted-kept-3307"):
        assert not any(planted in row for row in rows)
        assert not any(planted.encode() in content for content in files)
    assert all(path.stat().st_mode & 0o077 == 0 for path in secrets.rglob("*"))
    assert any(PASSWORD.encode() in path.read_bytes() for path in (secrets / ".typed").iterdir())


def all_rows(database: Database) -> Iterator[str]:
    """Write out every row of every table, the durable engine's too."""
    inspector = sa.inspect(database.writer)
    for schema in inspector.get_schema_names():
        for table in inspector.get_table_names(schema) if schema not in ("information_schema", "pg_catalog") else ():
            with database.writer.connect() as connection:
                for row in connection.execute(sa.text(f'SELECT * FROM "{schema}"."{table}"')):
                    yield repr([bytes(one) if isinstance(one, memoryview) else one for one in row])


@ON_A_FILE
def test_rows_name_only_where_the_password_lies(agent: WholeAgent):
    """A command's row holds a name made by chance, the agent and until when."""
    number = drop(agent, *locked("aes", agent))
    unlock(agent, number)
    with agent.outside.database.reading() as session:
        [row] = session.exec(select(CommandRow))
        keys = sorted(session.exec(select(DocumentRow.key)))

    assert sorted(row.values) == ["agent", "kept_as", "until"]
    assert [key.count("/") for key in keys] == [2, 3]


def mail(files: dict[str, bytes], body: str = "hello") -> bytes:
    """A mail with attachments."""
    head = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    parts = [("text/plain; charset=utf-8", body.encode())]
    parts += [(f"application/octet-stream; name={name}", content) for name, content in files.items()]
    told = [
        f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content).decode().replace("\n", "\r\n")
        for kind, content in parts
    ]
    return "\r\n".join([head + told[0], *told[1:], "--b--\r\n"]).encode()


def locked_items(agent: WholeAgent) -> dict[str, int]:
    """The numbers of what waits locked, by file."""
    waiting = [row for row in agent.waiting() if row.reason["code"] == "document-locked"]
    return {row.reason["place"]: row.id or 0 for row in waiting}


@pytest.mark.proves("B8")
@ON_A_FILE
def test_the_order_of_a_locked_file_takes_the_place_of_its_copy_in_the_mail(agent: WholeAgent):
    """A mail tells its order in its text, too, which waits; once the file opens, it is one order, entered once."""
    one = sample(Way.MAIL_BODY, agent)
    text = message_from_bytes(mail_of([one], "a@b.example"), policy=policy.default).get_body().get_content()
    workbook = a_locked_workbook(PASSWORD, file_of([replace(one, way=Way.FOLDER_XLSX)]).content)
    agent.drop("one.eml", mail({"one.xlsx": workbook}, text))
    agent.until_idle()
    [before] = agent.orders()
    answer = unlock(agent, locked_items(agent)["one.xlsx"])
    [after] = agent.orders()

    assert answer == {"ok": True}
    assert (before.state, after.state, after.key) == ("held", "entered", before.key)
    assert (before.document[-2:], after.document[-2:]) == ("/0", "/1")
    assert (agent.waiting(), len(agent.target.slips)) == ([], 1)


@ON_A_FILE
def test_the_page_names_for_whom_a_password_is_kept(agent: WholeAgent):
    """A mail in a folder comes by the folder, whoever its text says it is from."""
    agent.drop("one.eml", mail({"a.zip": locked("aes", agent)[1]}))
    agent.until_idle()
    number = locked_items(agent)["a.zip"]
    with agent.outside.database.reading() as session:
        item = find_item(session, number)
    unlock(agent, number, keep="yes")

    assert item is not None
    assert (item.sender, item.kept_for) == ("a@b.example", "folder")
    assert [told["sender"] for *_, told in events(agent, "password.kept")] == [item.kept_for]


def test_a_pause_waits_behind_no_password(agent: WholeAgent):
    """What stops a robot is carried out while a password is still being tried."""
    number = drop(agent, *locked("aes", agent))
    begun, may_end, read = threading.Event(), threading.Event(), Parsers.read

    def slow(self: Parsers, *arguments: object) -> object:
        begun.set()
        assert may_end.wait(PATIENCE_S)
        return read(self, *arguments)

    with patch.object(Parsers, "read", slow):
        tried = give(agent, number, WRONG)
        assert begun.wait(PATIENCE_S)
        answer = agent.say(CommandKind.PAUSE, "demo-ledger", reason="stop")
        may_end.set()
        commands.answer_of(agent.outside.database, tried, PATIENCE_S)

    told = [values["command"] for *_, values in events(agent, "command.done", "command.refused")]
    assert answer == {"ok": True}
    assert told == ["pause", "unlock"]


@ON_A_FILE
def test_what_a_reader_trips_over_is_not_opened(agent: WholeAgent):
    """A fault at the password leaves the item as it is: nothing is told of what is in the file."""
    number = drop(agent, *locked("pdf", agent))
    tripped = Reason("document-unreadable", {"what": "error", "why": "ValueError"}, "one.pdf")
    fault = patch.object(Parsers, "read", lambda _self, delivery, *_: _beyond_limits(delivery, Limits()))
    with patch("agent.engine.parsers._reason", lambda *_: tripped), fault:
        answer = unlock(agent, number)
    still = list(locked_items(agent).values())

    assert answer["code"] == "document-unreadable"
    assert still == [number]
    assert unlock(agent, number) == {"ok": True}


@ON_A_FILE
def test_an_order_whose_password_is_gone_says_what_to_do(agent: WholeAgent, tmp_path: Path):
    """On another machine, or after a restore, neither a retry nor a correction sends anybody to a closed item."""
    number = drop(agent, *locked("xlsx", agent, customer_code="C999", customer_name="ミホンさん"))
    unlock(agent, number)
    for path in (tmp_path / TYPED).iterdir():
        path.unlink(missing_ok=True)  # the agent sweeps there, too
    [waiting] = agent.waiting()
    values = {"fields": json.dumps({"customer_code": "C001"}), "comment": "確認済み"}
    seen = seen_of(order_of(agent.orders()[0]))

    assert agent.say(CommandKind.RETRY, waiting.id) == {"code": "order-locked", "values": {}}
    assert agent.say(CommandKind.CORRECT, waiting.id, seen=seen, **values) == {"code": "order-locked", "values": {}}


@ON_A_FILE
def test_each_of_nine_passwords_opens_its_order_again(agent: WholeAgent):
    """Every file of a mail under a password of its own, in full width: each order can be decided again."""
    names = [f"{n}.zip" for n in range(9)]
    nobody = {"customer_code": "C999", "customer_name": "ミホンさん"}
    files = {name: locked("aes", agent, f"ＰＷ-{name}", number=f"T-{name[0]}", **nobody)[1] for name in names}
    agent.drop("nine.eml", mail(files))
    agent.until_idle()
    items = locked_items(agent)
    opened = [unlock(agent, items[name], f"ＰＷ-{name}") for name in names]
    again = [agent.say(CommandKind.RETRY, row.id) for row in agent.waiting() if row.order]

    assert opened == again == [{"ok": True}] * 9


def test_a_password_is_kept_only_with_its_event(agent: WholeAgent, tmp_path: Path):
    """Where the command comes to nothing, neither the sender's secret nor what lies beside the delivery stays."""
    number = drop(agent, *locked("xlsx", agent, customer_code="C999", customer_name="ミホンさん"))
    with patch("agent.engine.unlocking._try_others_again", side_effect=RuntimeError("away")):
        answer = unlock(agent, number, keep="yes")
    with patch("agent.settings.typed.write_whole", wraps=write_but_beside_deliveries):
        full = unlock(agent, number, keep="yes")
    left = [name for name in lying(tmp_path) if name.startswith("of-")]

    assert answer["code"] == "unexpected"
    assert full["code"] == "password-not-kept"
    assert (left, Secrets(tmp_path, {}).known(), events(agent, "password.kept")) == ([], [], [])
    assert list(locked_items(agent).values()) == [number]


def write_but_beside_deliveries(path: Path, content: bytes, *, mode: int) -> None:
    """Write as on a disk that gets full."""
    if path.name.startswith("of-"):
        raise OSError(errno.ENOSPC, "No space left")
    path.write_bytes(content)
    path.chmod(mode)


@ON_A_FILE
def test_a_password_older_than_a_day_is_not_tried(agent: WholeAgent, tmp_path: Path):
    """It may still lie there when the agent starts again: it goes, and the command says so."""
    number = drop(agent, *locked("aes", agent))
    name = TypedPasswords(tmp_path).keep(PASSWORD)
    until = (agent.clock.now() - timedelta(days=1)).isoformat()
    values = {"agent": "agent-1", "kept_as": name, "until": until}
    answer = agent.say(CommandKind.UNLOCK, number, **values)
    agent.until(lambda: not lying(tmp_path))

    assert answer == {"code": "password-gone", "values": {}}
    assert list(locked_items(agent).values()) == [number]
