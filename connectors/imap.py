"""IMAP connector: one mail in a watched folder of a mail account is one delivery.

Two connections are held. One is always in IDLE and only listens; the other searches, reads and settles. Listening
begins before each search, so a mail that arrives between the two is announced: the hole in which a client that
alternates between SEARCH and IDLE sleeps through a mail does not exist. IDLE is a hint, the search is the truth: each
look searches whole, so that a reconnect, a lost announcement or a restart misses nothing.

A mail's lasting name is its Message-ID, and the digest of its bytes stands beside it in the delivery's key. The number
a server gives it (UIDVALIDITY and UID) changes when a person moves the mail away and back or a mailbox is restored from
a backup; by such a number it would be received twice. Two mails that share a Message-ID differ in their bytes, so
neither hides the other. The number only serves to settle: it must be the same mailbox, and the same mail must stand
under it.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from typing import Any, Literal

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from pydantic import Field

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.document import TOO_LARGE
from agent.core.errors import ConfigError, TransientError
from agent.core.ports import SourceContext
from agent.core.spec import Connector
from connectors.imap_account import (
    Account,
    AccountConfig,
    Listener,
    MailFolderError,
    MailPasswordError,
    MailRefusedError,
    MailTlsError,
    MailUnreachableError,
    MailUnreadableError,
    hang_up,
)
from connectors.mail_headers import LONGEST_HEADERS_BYTES, header_block, message_id, sender, subject

TAKEN = b"$Denpyo"
MAIL = "message/rfc822"
BATCH = 100
WATCHFUL_S = 0.8  # servers gather announcements for half a second
ASK_S = 0.08
SIZE, BODY, HEADERS = b"RFC822.SIZE", b"BODY[]", b"BODY[HEADER]<0>"


class MailKeywordError(ConfigError):
    """The server cannot keep our keyword, so a mail could not be flagged as taken."""

    code = "mail-keyword"
    hint = "Set `settle: move`, so that mails are moved to folders instead of flagged."


class ImapConfig(AccountConfig):
    """Settings of one mail folder."""

    settle: Literal["flag", "move"] = Field("flag", description="Flag what was taken, or move it to folders.")
    done: str = Field("Denpyo/done", description="Folder for taken mails, with `settle: move`; `/` parts its levels.")
    error: str = Field("Denpyo/error", description="Folder for refused mails, with `settle: move`.")
    since: date | None = Field(None, description="Leave mails alone that arrived before this day.")
    idle: bool = Field(True, description="Let the server announce new mails (IDLE), where it can.")
    poll: float = Field(10, gt=0, description="Seconds between two looks where the server announces nothing.")
    max_mb: float = Field(40, gt=0, description="Larger mails are not read; they go to a person.")


class ImapSource:
    """Delivers mails in the order of their arrival. Key: Message-ID and digest."""

    def __init__(self, config: ImapConfig, ctx: SourceContext) -> None:
        self._config, self._ctx = config, ctx
        self._account = Account(config, ctx)
        self._client: Any = None
        self._folder: dict[bytes, Any] = {}
        self._listener: Listener | None = None
        self._broke_at = 0
        self._watchful_until = 0.0
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)

    def check(self) -> None:
        """Fail at start, by name: server, certificate, password, folder, and whether mails can be settled."""
        self._hang_up()
        with self._talking():
            client = self._connected()
            if self._config.settle == "move":
                self._make_folders(client)
            elif not {b"\\*", TAKEN} & set(self._folder.get(b"PERMANENTFLAGS", ())):
                raise MailKeywordError(f"`{self._config.folder}` keeps no keywords", place=self._account.place)

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what is unsettled. Mails the server does not hand out are named once nothing else is left."""
        unreadable: list[int] = []
        n_delivered = 0
        for uid, size_bytes in self._unsettled():
            try:
                with self._talking():
                    content, media_type = self._read(uid, size_bytes)
            except (MailRefusedError, MailUnreachableError) as error:
                if isinstance(error, MailUnreachableError) and self._broke_at != uid:
                    self._broke_at = uid  # once may be chance; a mail that breaks the line again is passed over
                    raise
                unreadable.append(uid)
                continue
            if content:
                n_delivered += 1
                self._watchful_until = time.monotonic() + WATCHFUL_S
                yield self._delivery_of(uid, content, media_type)
        if unreadable and not n_delivered:
            raise MailUnreadableError(f"mails {unreadable} are not handed out", place=self._account.place)

    def settle(self, delivery: Delivery, settlement: Settlement) -> None:
        """Flag or move exactly the mail that was delivered; a released one stays as it is."""
        if settlement is Settlement.RELEASE:
            return
        validity, _, uid = delivery.handle.partition(":")
        with self._talking():
            client = self._connected()
            if int(validity) != self._validity or not self._still_stands(client, int(uid), delivery):
                return
            if self._config.settle == "move":
                self._move(client, int(uid), settlement)
            else:
                mark = rb"\Seen" if settlement is Settlement.ACCEPT else rb"\Flagged"
                client.add_flags([int(uid)], [TAKEN, mark], silent=True)

    def wait(self, seconds: float) -> None:
        """Return when the server announces a mail or hangs up, when woken, or when the time is over."""
        listener = self._listener
        deadline = time.monotonic() + (seconds if listener else min(seconds, self._config.poll))
        ends_at = min(deadline, listener.ends_at) if listener else deadline
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            if listener:
                selector.register(listener, selectors.EVENT_READ)
            while (left_s := ends_at - time.monotonic()) > 0:
                is_watchful = time.monotonic() < self._watchful_until
                ready = [key.fileobj for key, _ in selector.select(min(left_s, ASK_S) if is_watchful else left_s)]
                if self._ear in ready:
                    self._ear.recv(4096)
                    return
                if (ready and self._heard_mail()) or (is_watchful and self._sees_mail()):
                    return
        if ends_at < deadline:
            self._hang_up()

    def holds_back(self) -> bool:
        """Nothing here is half finished: what is listed is whole."""
        return False

    def left_alone(self) -> Sequence[str]:
        """Nothing here is left alone: every mail of the folder is a delivery."""
        return ()

    def wake(self) -> None:
        """Make `wait` return now."""
        with suppress(OSError):
            self._mouth.send(b".")

    def close(self) -> None:
        """Hang up both connections."""
        self._hang_up()
        self._ear.close()
        self._mouth.close()

    @property
    def _validity(self) -> int:
        return int(self._folder.get(b"UIDVALIDITY", 0))

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Turn what imapclient raises into our errors; a broken connection is not used again."""
        try:
            yield
        except (OSError, IMAPClientError) as error:
            if not isinstance(error, IMAPClientError) or isinstance(error, IMAPClientAbortError):
                self._hang_up()
            raise self._account.trouble(error) from error

    def _connected(self) -> Any:
        if self._client is None:
            self._client, self._folder = self._account.connect()
        return self._client

    def _hang_up(self) -> None:
        if self._client is not None:
            hang_up(self._client)
        if self._listener is not None:
            self._listener.close()
        self._client = self._listener = None

    def _listen(self) -> None:
        """Begin to listen; where a second connection is refused, the folder is polled."""
        if self._listener is not None or not self._config.idle or not self._connected().has_capability("IDLE"):
            return
        with suppress(MailUnreachableError, MailRefusedError), ExitStack() as undo:
            client, _ = self._account.connect(readonly=True)
            undo.callback(hang_up, client)
            with suppress(OSError, IMAPClientError):
                self._listener = Listener(client)
                undo.pop_all()

    def _sees_mail(self) -> bool:
        """Ask the server whether a mail came: right after one, its announcement of the next may take half a second."""
        try:
            with self._talking():
                _, said = self._connected().noop()
        except TransientError:
            return True  # the next look tells
        return any(b"EXISTS" in one for one in said if isinstance(one, tuple))

    def _heard_mail(self) -> bool:
        assert self._listener is not None
        try:
            return self._listener.hears_mail()
        except (OSError, IMAPClientError):
            self._listener.close()
            self._listener = None
            return True  # whatever ended it, the next look tells

    def _unsettled(self) -> Iterator[tuple[int, int]]:
        """Yield number and size of each unsettled mail, as long as the numbers mean the same mails."""
        with self._talking():
            self._listen()
            uids = self._search()
        validity = self._validity
        for start in range(0, len(uids), BATCH):
            with self._talking():
                found = self._connected().fetch(uids[start : start + BATCH], [SIZE])
            for uid, said in sorted(found.items()):
                if self._validity != validity:
                    return
                yield uid, int(said[SIZE])

    def _search(self) -> list[int]:
        """Search the whole folder; a connection that died while nobody used it is replaced first."""
        asked: list[Any] = ["UNDELETED"]
        if self._config.settle == "flag":
            asked += ["UNKEYWORD", TAKEN]
        if self._config.since:
            asked += ["SINCE", self._config.since]
        try:
            return self._ask(asked)
        except (OSError, IMAPClientAbortError):
            hang_up(self._client)
            self._client = None
        return self._ask(asked)

    def _ask(self, asked: list[Any]) -> list[int]:
        client = self._connected()
        client.noop()  # SEARCH alone may be answered from how the folder looked before (Dovecot does)
        return sorted(client.search(asked))

    def _read(self, uid: int, size_bytes: int) -> tuple[bytes, str]:
        """Read a mail without marking it as seen; of one above the limit, how it looks and its headers.

        Returns:
            Its bytes and media type; no bytes when somebody took it away.
        """
        client, limit_bytes = self._connected(), int(self._config.max_mb * 1_000_000)
        if size_bytes <= limit_bytes:
            said = client.fetch([uid], [b"BODY.PEEK[]"]).get(uid, {})
            return said.get(BODY) or b"", MAIL
        said = client.fetch([uid], [b"BODY.PEEK[HEADER]<0.%d>" % LONGEST_HEADERS_BYTES]).get(uid, {})
        looks = f"size_bytes: {size_bytes}\r\nlimit_bytes: {limit_bytes}\r\n".encode()
        return looks + (said.get(HEADERS) or b""), TOO_LARGE

    def _delivery_of(self, uid: int, content: bytes, media_type: str) -> Delivery:
        headers, digest = header_block(content), digest_of(content)
        return Delivery(
            source=self._ctx.name,
            external_id=message_id(headers) or f"sha256:{digest}",
            digest=digest,
            name=subject(headers),
            media_type=media_type,
            content=content,
            received_at=self._ctx.now(),
            handle=f"{self._validity}:{uid}",
            sender=sender(headers),
        )

    def _still_stands(self, client: Any, uid: int, delivery: Delivery) -> bool:
        """Whether the number still means this mail; servers that number anew without saying so exist."""
        said = client.fetch([uid], [SIZE, b"BODY.PEEK[HEADER]<0.%d>" % LONGEST_HEADERS_BYTES]).get(uid)
        if said is None:
            return False
        named = message_id(header_block(said.get(HEADERS) or b""))
        if named:
            return named == delivery.external_id
        return digest_of(self._read(uid, int(said[SIZE]))[0]) == delivery.digest

    def _move(self, client: Any, uid: int, settlement: Settlement) -> None:
        accepted = settlement is Settlement.ACCEPT
        folder = _server_name(client, self._config.done if accepted else self._config.error)
        if client.has_capability("MOVE"):
            client.move([uid], folder)
            return
        client.copy([uid], folder)
        client.delete_messages([uid], silent=True)
        if client.has_capability("UIDPLUS"):  # else the mail stays, marked as deleted; a plain EXPUNGE takes others too
            client.uid_expunge([uid])

    def _make_folders(self, client: Any) -> None:
        for name in (self._config.done, self._config.error):
            folder = _server_name(client, name)
            try:
                if not client.folder_exists(folder):
                    client.create_folder(folder)
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise MailFolderError(f"`{folder}`: {error}", place=self._account.place) from error


def _server_name(client: Any, name: str) -> str:
    """Write a folder's name with the server's own prefix and separator (RFC 2342), such as `INBOX.Denpyo.done`."""
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
    prefix, separator = personal[0] if personal else ("", "/")
    written = name.replace("/", separator or "/")
    return written if written.startswith(prefix) else prefix + written


CONNECTOR = Connector(
    kind="imap",
    summary="Mails in a folder of a mail account",
    config=ImapConfig,
    open=ImapSource,
    errors=(
        MailPasswordError,
        MailTlsError,
        MailFolderError,
        MailKeywordError,
        MailUnreachableError,
        MailRefusedError,
        MailUnreadableError,
    ),
)
