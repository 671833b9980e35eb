"""The IMAP connector against a real server: dropped lines, lost numbers, moved mails, refused settings."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, takewhile
from pathlib import Path

import pytest
from imapclient import IMAPClient

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import TransientError
from agent.demo.mailserver import MailServer
from connectors.imap import (
    CONNECTOR,
    TOO_LARGE,
    ImapConfig,
    ImapSource,
    MailFolderError,
    MailKeywordError,
    MailPasswordError,
    MailTlsError,
    MailUnreachableError,
    MailUnreadableError,
)
from tests.support.mailbox import kill, lose_numbers, mails
from tests.support.sources import ContextDouble

pytestmark = pytest.mark.integration


@pytest.fixture
def server() -> Iterator[MailServer]:
    """One mailbox of its own."""
    started = MailServer()
    yield started
    kill(started)
    started.stop()


@pytest.fixture
def ctx(tmp_path: Path, server: MailServer) -> ContextDouble:
    """A site that knows the mailbox's password."""
    return ContextDouble(
        tmp_path, secrets={"mail-password": server.password, "wrong": "x", "umlaut": "ひみつ"}, ticks=True
    )


@pytest.fixture
def source(server: MailServer, ctx: ContextDouble) -> Iterator[ImapSource]:
    """A checked source that flags."""
    opened = a_source(server, ctx)
    opened.check()
    yield opened
    opened.close()


def a_source(server: MailServer, ctx: ContextDouble, **settings: object) -> ImapSource:
    """Open a source on the mailbox."""
    values = {
        "connector": "imap",
        "host": server.host,
        "port": server.port,
        "tls": "none",
        "user": server.user,
        "password": "mail-password",
        **settings,
    }
    return ImapSource(ImapConfig.model_validate(values), ctx)


def a_mail(number: int, text: str = "order") -> bytes:
    """Write a mail with a Message-ID of its own."""
    lines = (
        f"Message-ID: <{number}@example.jp>",
        "From: Orders <Orders@Example.jp>",
        f"Subject: no {number}",
        "",
        text,
    )
    return "\r\n".join((*lines, "")).encode()


def a_client(server: MailServer) -> IMAPClient:
    """Log in as a person's mail program does."""
    client = IMAPClient(server.host, server.port, ssl=False)
    client.login(server.user, server.password)
    client.select_folder("INBOX")
    return client


def settle_all(source: ImapSource) -> list[Delivery]:
    """Take and accept everything that is there now."""
    taken = []
    for delivery in source.deliveries():
        taken.append(delivery)
        source.settle(delivery, Settlement.ACCEPT)
    return taken


@pytest.mark.proves("A1")
@pytest.mark.parametrize("settle", ["flag", "move"])
def test_server_killed_at_random_while_mails_arrive(server, ctx, settle):
    """However often the server is killed while mails arrive, each is received once and settled."""
    source = a_source(server, ctx, settle=settle)
    source.check()
    received: list[str] = []
    with ThreadPoolExecutor() as world:
        killed = world.submit(kill_and_resume, server, 8)
        delivered = world.submit(deliver_slowly, server, takewhile(lambda _: not killed.done(), count()))
        while mails_left(source, received) or not delivered.done():
            source.wait(0.1)
    source.close()

    killed.result()
    assert len(set(received)) == delivered.result() > 50


def deliver_slowly(server: MailServer, numbers: Iterable[int]) -> int:
    """Drop mails one after another, whether the server runs or not; say how many."""
    n_dropped = 0
    for number in numbers:
        server.deliver(a_mail(number))
        n_dropped += 1
        time.sleep(0.03)
    return n_dropped


def kill_and_resume(server: MailServer, times: int) -> None:
    """Kill and start the server again so often, at random moments."""
    chance = random.Random(1)
    for _ in range(times):
        time.sleep(0.1 + chance.random() / 2)
        kill(server)
        time.sleep(chance.random() / 5)
        server.resume()


def mails_left(source: ImapSource, received: list[str]) -> bool:
    """Take and settle what is there; whether there was anything, or the server was away."""
    before = len(received)
    try:
        for delivery in source.deliveries():
            received.append(delivery.key)
            source.settle(delivery, Settlement.ACCEPT)
    except TransientError:
        return True
    return len(received) > before


def test_lost_numbers_lose_and_double_nothing(server, source):
    """After a UIDVALIDITY change what was taken stays taken, and what was not comes under the key it had."""
    server.deliver(a_mail(1))
    server.deliver(a_mail(2))
    first, second = source.deliveries()
    source.settle(first, Settlement.ACCEPT)
    kill(server)
    time.sleep(1.1)  # UIDVALIDITY counts seconds
    lose_numbers(server)
    server.resume()

    with pytest.raises(MailUnreachableError):
        source.settle(second, Settlement.ACCEPT)
    source.settle(second, Settlement.ACCEPT)
    again = list(source.deliveries())

    assert [each.key for each in again] == [second.key]
    assert again[0].handle != second.handle


def test_mail_moved_away_and_back_keeps_its_key(server, source):
    """A mail a person moves to another folder and back is not received twice."""
    server.deliver(a_mail(1))
    [before] = source.deliveries()
    person = a_client(server)
    person.create_folder("aside")
    person.move([1], "aside")
    gone = list(source.deliveries())
    person.select_folder("aside")
    person.move(person.search(), "INBOX")
    [after] = source.deliveries()
    person.logout()

    assert gone == []
    assert after.key == before.key
    assert after.handle != before.handle


def test_settled_mail_moved_away_and_back_stays_settled(server, source):
    """What was taken keeps its mark wherever a person moves it."""
    server.deliver(a_mail(1))
    settle_all(source)
    person = a_client(server)
    person.create_folder("aside")
    person.move([1], "aside")
    person.select_folder("aside")
    person.move(person.search(), "INBOX")
    person.logout()

    assert settle_all(source) == []


def test_mail_between_search_and_listening_is_heard_of_at_once(server, source):
    """A mail that arrives right after a look, before waiting begins, ends the wait as soon as it is announced."""
    for number in range(3):
        settle_all(source)
        server.deliver(a_mail(number))
        started = time.monotonic()
        source.wait(20)
        taken = settle_all(source)

        assert time.monotonic() - started < 3
        assert len(taken) == 1


def test_busy_mailbox_is_never_deaf(server, source):
    """Mails that arrive while others are read and settled are all heard of, without waiting for the next full look."""
    sender = threading.Thread(target=deliver_slowly, args=(server, range(60)))
    sender.start()
    started = time.monotonic()
    taken = settle_all(source)
    while len(taken) < 60:
        source.wait(30)
        taken += settle_all(source)
    sender.join()

    assert len(taken) == 60
    assert time.monotonic() - started < 25


def test_accepted_and_refused_mails_carry_their_marks(server, source):
    """Taken is read and marked; refused stays unread, flagged for a person."""
    server.deliver(a_mail(1))
    server.deliver(a_mail(2))
    accepted, refused = source.deliveries()

    source.settle(accepted, Settlement.ACCEPT)
    source.settle(refused, Settlement.REJECT)

    person = a_client(server)
    flags = {uid: set(said) - {b"\\Recent"} for uid, said in person.get_flags([1, 2]).items()}
    person.logout()
    assert flags == {1: {b"\\Seen", b"$Denpyo"}, 2: {b"\\Flagged", b"$Denpyo"}}


def test_reading_leaves_a_mail_unread(server, source):
    """Delivering a mail changes nothing at the server."""
    server.deliver(a_mail(1))
    list(source.deliveries())

    person = a_client(server)
    assert b"\\Seen" not in person.get_flags([1])[1]
    person.logout()


def test_moved_mails_lie_in_the_servers_own_folders(server, ctx):
    """With `settle: move` mails lie in folders named with the server's separator."""
    source = a_source(server, ctx, settle="move")
    source.check()
    server.deliver(a_mail(1))
    server.deliver(a_mail(2))
    accepted, refused = source.deliveries()

    source.settle(accepted, Settlement.ACCEPT)
    source.settle(refused, Settlement.REJECT)

    assert len(mails(server, ".Denpyo.done")) == len(mails(server, ".Denpyo.error")) == 1
    assert mails(server) == []
    source.close()


def test_server_without_move_copies_and_removes(server, ctx, monkeypatch):
    """Where the server cannot move, a mail is copied, deleted and expunged alone."""
    plain = IMAPClient.has_capability
    monkeypatch.setattr(IMAPClient, "has_capability", lambda client, name: name != "MOVE" and plain(client, name))
    source = a_source(server, ctx, settle="move")
    source.check()
    server.deliver(a_mail(1))
    server.deliver(a_mail(2))
    person = a_client(server)
    person.delete_messages([2])

    [delivery] = source.deliveries()
    source.settle(delivery, Settlement.ACCEPT)

    assert len(mails(server, ".Denpyo.done")) == 1
    assert person.search(["DELETED"]) == [2]
    person.logout()
    source.close()


def test_without_idle_the_folder_is_polled(server, ctx):
    """Where the server announces nothing, waiting is short."""
    source = a_source(server, ctx, idle=False, poll=0.05)
    list(source.deliveries())
    server.deliver(a_mail(1))
    started = time.monotonic()

    source.wait(60)

    assert time.monotonic() - started < 5
    assert len(list(source.deliveries())) == 1
    source.close()


def test_names_of_a_mail_are_its_subject_and_sender(server, source):
    """A delivery is named by the mail's subject, sender and Message-ID."""
    server.deliver(a_mail(7))
    [delivery] = source.deliveries()

    assert (delivery.name, delivery.sender, delivery.external_id) == ("no 7", "orders@example.jp", "<7@example.jp>")


def test_mail_without_message_id_is_named_by_its_digest(server, source):
    """A mail without Message-ID is delivered and settled all the same."""
    server.deliver(b"Subject: bare\r\n\r\norder\r\n")
    [delivery] = settle_all(source)

    assert delivery.external_id == f"sha256:{delivery.digest}"
    assert settle_all(source) == []


def test_two_mails_with_one_message_id_are_two_deliveries(server, source):
    """A Message-ID used twice hides nothing: the bytes differ, so do the keys."""
    server.deliver(a_mail(1, "order one"))
    server.deliver(a_mail(1, "order two"))

    assert len({delivery.key for delivery in settle_all(source)}) == 2


def test_too_large_mail_is_delivered_by_its_headers(server, ctx):
    """A mail above the limit is not read whole; size and headers go to a person."""
    source = a_source(server, ctx, max_mb=0.001)
    server.deliver(a_mail(1, "x" * 2000))
    [delivery] = settle_all(source)

    assert delivery.media_type == TOO_LARGE
    assert delivery.content.startswith(b"size_bytes: 2")
    assert delivery.external_id == "<1@example.jp>"
    assert settle_all(source) == []
    source.close()


def test_mail_before_the_first_day_is_left_alone(server, ctx):
    """With `since`, what arrived before that day is no delivery."""
    server.deliver(a_mail(1))
    source = a_source(server, ctx, since="2999-01-01")

    assert list(source.deliveries()) == []
    source.close()


def test_mail_the_server_will_not_hand_out_holds_up_nobody(server, ctx, source, monkeypatch):
    """One mail that cannot be read does not hide the others, and is named once they are settled."""
    for number in range(1, 4):
        server.deliver(a_mail(number))
    plain = IMAPClient.fetch

    def fetch(client, messages, data, modifiers=None):
        if 2 in messages and b"BODY.PEEK[]" in data:
            raise IMAPClient.Error("FETCH failed: corrupted")
        return plain(client, messages, data, modifiers)

    monkeypatch.setattr(IMAPClient, "fetch", fetch)
    found = [delivery.external_id for delivery in settle_all(source)]

    assert found == ["<1@example.jp>", "<3@example.jp>"]
    with pytest.raises(MailUnreadableError, match=r"\[2\]"):
        settle_all(source)


def test_mail_that_breaks_the_line_holds_up_nobody(server, source, monkeypatch):
    """A mail at which the server ends the connection again and again is passed over."""
    for number in range(1, 4):
        server.deliver(a_mail(number))
    plain = IMAPClient.fetch

    def fetch(client, messages, data, modifiers=None):
        if 2 in messages and b"BODY.PEEK[]" in data:
            raise IMAPClient.AbortError("socket error: EOF")
        return plain(client, messages, data, modifiers)

    monkeypatch.setattr(IMAPClient, "fetch", fetch)
    with pytest.raises(MailUnreachableError):
        settle_all(source)
    found = [delivery.external_id for delivery in settle_all(source)]

    assert found == ["<3@example.jp>"]
    with pytest.raises(MailUnreadableError, match=r"\[2\]"):
        settle_all(source)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"password": "wrong"}, MailPasswordError),
        ({"password": "umlaut"}, MailPasswordError),
        ({"folder": "misspelt"}, MailFolderError),
        ({"settle": "move", "done": "bad//name"}, MailFolderError),
        ({"port": 9}, MailUnreachableError),
        ({"tls": "starttls"}, MailTlsError),
        ({"tls": "implicit", "timeout": 5}, MailTlsError),
    ],
)
def test_wrong_settings_are_named(server, ctx, settings, error):
    """Each wrong setting stops the start with its own error, which says the next move."""
    source = a_source(server, ctx, **settings)

    with pytest.raises(error) as raised:
        source.check()

    assert raised.value.next_move
    assert ctx.secrets["mail-password"] not in str(raised.value)
    source.close()


def test_folder_error_names_the_folders_that_are_there(server, ctx):
    """A misspelt folder is answered with the names of those that exist."""
    source = a_source(server, ctx, folder="misspelt")

    with pytest.raises(MailFolderError, match="INBOX"):
        source.check()

    source.close()


def test_server_that_keeps_no_keywords_wants_mails_moved(server, ctx, monkeypatch):
    """Where mails cannot be flagged as taken, the start says to move them."""
    plain = IMAPClient.select_folder
    answer = {b"PERMANENTFLAGS": (b"\\Seen",)}
    monkeypatch.setattr(IMAPClient, "select_folder", lambda *args, **named: {**plain(*args, **named), **answer})
    source = a_source(server, ctx)

    with pytest.raises(MailKeywordError) as raised:
        source.check()

    assert "move" in raised.value.next_move
    source.close()


def test_second_connection_refused_falls_back_to_polling(server, ctx, monkeypatch):
    """A server that grants one connection only is polled."""
    source = a_source(server, ctx, poll=0.05)
    source.check()
    monkeypatch.setattr(IMAPClient, "idle", lambda client: (_ for _ in ()).throw(IMAPClient.Error("BAD")))
    server.deliver(a_mail(1))

    assert len(list(source.deliveries())) == 1
    started = time.monotonic()
    source.wait(60)
    assert time.monotonic() - started < 5
    source.close()


def test_wake_may_come_at_any_time(source):
    """Waking before, after and often does no harm, and the next wait ends at once."""
    for _ in range(1000):
        source.wake()
    started = time.monotonic()
    source.wait(30)
    source.close()
    source.wake()

    assert time.monotonic() - started < 1


def test_every_error_says_the_next_move():
    """Each error the connector declares has a code and a hint."""
    assert all(error.code.startswith("mail-") and error.hint for error in CONNECTOR.errors)
