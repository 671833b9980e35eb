"""Connections to one mail account: open, log in, choose the folder, listen.

imapclient ships no types and names its troubles in its own words; both end here and in `imap.py`.
"""

from __future__ import annotations

import logging
import socket
import ssl
import time
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from imapclient import IMAPClient
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
)
from pydantic import Field

from agent.core.errors import ConfigError, TransientError
from agent.core.ports import SourceContext
from agent.core.spec import ConnectorConfig

LISTEN_S = 25 * 60  # servers may end IDLE after 30 minutes (RFC 2177)
TRY_LATER = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")  # RFC 5530: not the password's fault
FOLDERS_NAMED = 20


class MailPasswordError(ConfigError):
    """The server refuses the user or the password."""

    code = "mail-password"
    hint = "Set the password again with `denpyo secrets set`, and check `user`. Some servers want an app password."


class MailTlsError(ConfigError):
    """The line cannot be encrypted as set, or the server's certificate is not trusted."""

    code = "mail-tls"
    hint = "Correct `host` or `tls`, or name the file of your own certificate authority as `ca`."


class MailFolderError(ConfigError):
    """The mail folder is not there, may not be opened for writing, or cannot be made."""

    code = "mail-folder"
    hint = "Correct the folder's name as the server writes it; some servers put `INBOX.` before every folder."


class MailKeywordError(ConfigError):
    """The server cannot keep our keyword, so a mail could not be flagged as taken."""

    code = "mail-keyword"
    hint = "Set `settle: move`, so that mails are moved to folders instead of flagged."


class MailUnreachableError(TransientError):
    """The mail server cannot be reached, or ended the connection."""

    code = "mail-unreachable"
    hint = "Check `host`, `port` and `tls`, and whether the server runs; Denpyo tries again by itself."


class MailRefusedError(TransientError):
    """The server understood and refused, for example because the mailbox is full."""

    code = "mail-refused"
    hint = "Read the server's own words: most often it is the mailbox's quota or the rights of a folder."


class MailUnreadableError(TransientError):
    """The server does not hand out some mails; the others were delivered."""

    code = "mail-unreadable"
    hint = "Open the mail in a mail program. If that fails too, the server's administrator must repair the mailbox."


class AccountConfig(ConnectorConfig):
    """Settings of one folder of a mail account, as far as the connection needs them."""

    host: str = Field(description="Mail server.", examples=["mail.example.co.jp"])
    port: int | None = Field(None, ge=1, le=65535, description="Port; empty is 993 with implicit TLS, else 143.")
    tls: Literal["implicit", "starttls", "none"] = Field(
        "implicit", description="How the line is encrypted; `none` only towards the same machine."
    )
    ca: Path | None = Field(None, description="File of a certificate authority of your own; relative to the site.")
    user: str = Field(description="Log-in name.", examples=["orders@example.co.jp"])
    password: str = Field(description="Name of the secret that holds the password.", examples=["mail-password"])
    folder: str = Field("INBOX", description="Mail folder to watch.")
    timeout: float = Field(30, gt=0, description="Seconds to wait for an answer of the server.")


class Account:
    """Opens connections to one account; whatever goes wrong becomes one of our errors."""

    def __init__(self, config: AccountConfig, ctx: SourceContext) -> None:
        self._config, self._ctx = config, ctx
        self.place = f"{config.user} at {config.host}"

    def connect(self, *, readonly: bool = False) -> tuple[Any, dict[bytes, Any]]:
        """Log in and open the folder.

        Returns:
            imapclient's client (untyped) and what the server said of the folder (UIDVALIDITY, PERMANENTFLAGS).

        Raises:
            MailPasswordError, MailTlsError, MailFolderError: The settings are wrong.
            MailUnreachableError: Try again later.
        """
        logging.getLogger("imapclient").setLevel(logging.WARNING)  # below, it logs what is typed and read
        try:
            with ExitStack() as undo:
                client = self._open()
                undo.callback(hang_up, client)
                if self._config.tls == "starttls":
                    client.starttls(self._trust())
                self._log_in(client)
                folder = self._select(client, readonly=readonly)
                undo.pop_all()
                return client, folder
        except (ssl.SSLError, CapabilityError) as error:
            raise MailTlsError(str(error), place=self.place) from error
        except (OSError, IMAPClientError) as error:
            raise self.trouble(error) from error

    def trouble(self, error: Exception) -> TransientError:
        """Turn what imapclient raised into one of our errors, with the server's own words."""
        words = str(error) or type(error).__name__
        if isinstance(error, IMAPClientError) and not isinstance(error, IMAPClientAbortError):
            return MailRefusedError(words, place=self.place)
        return MailUnreachableError(words, place=self.place)

    def _open(self) -> Any:
        config = self._config
        implicit = config.tls == "implicit"
        trust = self._trust() if implicit else None
        client = IMAPClient(config.host, config.port, ssl=implicit, ssl_context=trust, timeout=config.timeout)
        client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return client

    def _trust(self) -> ssl.SSLContext:
        authority = self._ctx.site_path(self._config.ca) if self._config.ca else None
        try:
            return ssl.create_default_context(cafile=authority)
        except OSError as error:
            raise MailTlsError(f"`ca`: {error}", place=str(authority)) from error

    def _log_in(self, client: Any) -> None:
        user, password = self._config.user, self._ctx.secret(self._config.password)
        log_in = client.login if (user + password).isascii() else client.plain_login
        try:
            log_in(user, password)
        except LoginError as error:
            if isinstance(error.__context__, IMAPClientAbortError) or any(code in str(error) for code in TRY_LATER):
                raise MailUnreachableError(str(error), place=self.place) from error
            raise MailPasswordError(str(error), place=self.place) from error

    def _select(self, client: Any, *, readonly: bool) -> dict[bytes, Any]:
        folder = self._config.folder
        try:
            said: dict[bytes, Any] = client.select_folder(folder, readonly=readonly)
        except IMAPClientReadOnlyError as error:
            raise MailFolderError(f"`{folder}` may only be read", place=self.place) from error
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            there = ", ".join(name for _, _, name in islice(client.list_folders(), FOLDERS_NAMED))
            raise MailFolderError(f"`{folder}`: {error}; folders there: {there}", place=self.place) from error
        return said


class Listener:
    """A connection that is always in IDLE; what it hears is only "look again"."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.ends_at = time.monotonic() + LISTEN_S
        client.idle()

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return int(self._client.socket().fileno())

    def hears_mail(self) -> bool:
        """Read what was said, and tell whether a mail arrived.

        Raises:
            OSError, IMAPClientError: The server ended the connection; a line that is ready and empty is its end.
        """
        said = self._client.idle_check(timeout=0)
        if not said or any(answer[0] == b"BYE" for answer in said):
            raise IMAPClientAbortError("the server ended the connection")
        return any(len(answer) > 1 and answer[1] == b"EXISTS" for answer in said)

    def close(self) -> None:
        """Hang up."""
        hang_up(self._client)


def hang_up(client: Any) -> None:
    """Close a connection without a word; the server rolls nothing back."""
    with suppress(OSError, IMAPClientError):
        client.shutdown()
