"""People of the console: passwords by argon2, one-time links, log-ins by the digest of their cookie.

There is no default password: a user is added without one and sets it through a link that works once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, delete, select

from agent.core.errors import BusinessError, ConfigError
from agent.store.tables import LoginLinkRow, SessionRow, UserRow

ROLES = ("operator", "approver", "it", "auditor", "admin")
LINK_FOR = timedelta(hours=24)
SESSION_FOR = timedelta(hours=12)
SHORTEST_PASSWORD = 10
NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")

# OWASP's second choice for argon2id (46 MiB, one pass): about 70 ms of one core.
_HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_NOBODY = "$argon2id$v=19$m=47104,t=1,p=1$T6YgrC5suyNB4kjdHI3cVw$RGhtYb7jS/RRbBNBh0NySYz2jddtbUIsYbp9qZPI9Gk"


class UserNameError(ConfigError):
    """A user name holds other characters than it may, or is taken."""

    code = "user-name"
    hint = "Use small letters, digits, dot, hyphen or @, and a name nobody has."


class RoleUnknownError(ConfigError):
    """A role is none of those there are."""

    code = "role-unknown"
    hint = "Roles are operator, approver, it, auditor and admin."


class UserUnknownError(ConfigError):
    """Nobody has this user name."""

    code = "user-unknown"
    hint = "`denpyo users list` shows the names there are."


class PasswordWeakError(BusinessError):
    """A new password is too short or is the user's own name."""

    code = "password-weak"
    hint = "Take at least 10 characters; a short sentence is easy to remember."


class LinkSpentError(BusinessError):
    """A log-in link was used before, is too old, or never was."""

    code = "link-spent"
    hint = "Ask for a new link: `denpyo users link NAME`."


@dataclass(frozen=True, slots=True)
class User:
    """One person of the console."""

    name: str
    display_name: str
    roles: tuple[str, ...]
    language: str
    disabled: bool = False
    has_password: bool = False

    @property
    def shown(self) -> str:
        """The name people read."""
        return self.display_name or self.name


def add_user(
    session: Session,
    name: str,
    roles: Sequence[str],
    now: datetime,
    *,
    display_name: str = "",
    language: str = "ja",
) -> User:
    """Add a person without a password; hand them `make_login_link`.

    Raises:
        UserNameError, RoleUnknownError: The name is taken or not writable as one, or a role is none.
    """
    if not NAME.fullmatch(name) or session.get(UserRow, name) is not None:
        raise UserNameError(f"`{name}` cannot be a user name", name=name)
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise RoleUnknownError(f"`{', '.join(unknown)}` is not a role", role=", ".join(unknown))
    row = UserRow(name=name, display_name=display_name, roles=list(roles), language=language, created_at=now)
    session.add(row)
    session.flush()
    return _user(row)


def list_users(session: Session) -> tuple[User, ...]:
    """Return everybody, by name."""
    return tuple(_user(row) for row in session.exec(select(UserRow).order_by(UserRow.name)))


def shown_name(session: Session, name: str) -> str:
    """Return how a person is known to the others; an agent by its own name."""
    row = session.get(UserRow, name)
    return row.display_name if row is not None and row.display_name else name


def make_login_link(session: Session, user: str, now: datetime, valid_for: timedelta = LINK_FOR) -> str:
    """Return the token of a link that lets this user set a password once; earlier links of theirs end.

    Raises:
        UserUnknownError: Nobody has this name.
    """
    _get(session, user)
    session.exec(delete(LoginLinkRow).where(col(LoginLinkRow.user) == user))
    token = secrets.token_urlsafe(32)
    session.add(LoginLinkRow(digest=_digest(token), user=user, expires_at=now + valid_for))
    return token


def user_of_link(session: Session, token: str, now: datetime) -> User | None:
    """Return whose link this is while it may still be used; looking does not spend it."""
    row = session.get(LoginLinkRow, _digest(token))
    if row is None or row.used_at is not None or row.expires_at <= now:
        return None
    user = session.get(UserRow, row.user)
    return _user(user) if user is not None and not user.disabled else None


def spend_link(session: Session, token: str, password: str, now: datetime) -> User:
    """Set the user's password by their link, which is then spent.

    Raises:
        LinkSpentError: It was used before, is too old, or never was.
        PasswordWeakError: The password is too short.
    """
    user = user_of_link(session, token, now)
    row = session.get(LoginLinkRow, _digest(token))
    if user is None or row is None:
        raise LinkSpentError
    set_password(session, user.name, password)
    row.used_at = now
    session.add(row)
    return user


def verify(session: Session, name: str, password: str) -> User | None:
    """Return the user whose name and password these are. Takes as long for a name nobody has."""
    row = session.get(UserRow, name)
    try:
        _HASHER.verify(row.password if row is not None and row.password else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return _user(row) if row is not None and row.password and not row.disabled else None


def set_password(session: Session, name: str, password: str) -> None:
    """Give a user a new password and end all their log-ins.

    Raises:
        PasswordWeakError: It is shorter than 10 characters or is the name itself.
        UserUnknownError: Nobody has this name.
    """
    row = _get(session, name)
    if len(password) < SHORTEST_PASSWORD or password.casefold() == name.casefold():
        raise PasswordWeakError
    row.password = _HASHER.hash(password)
    session.add(row)
    session.exec(delete(SessionRow).where(col(SessionRow.user) == name))


def set_language(session: Session, name: str, language: str) -> None:
    """Set the language a user reads."""
    row = _get(session, name)
    row.language = language
    session.add(row)


def set_disabled(session: Session, name: str, *, disabled: bool) -> None:
    """Shut a user out at once, or let them in again."""
    row = _get(session, name)
    row.disabled = disabled
    session.add(row)
    if disabled:
        session.exec(delete(SessionRow).where(col(SessionRow.user) == name))


def open_session(session: Session, user: str, now: datetime) -> str:
    """Store a log-in and return its cookie's value; log-ins past their time are removed meanwhile."""
    session.exec(delete(SessionRow).where(col(SessionRow.expires_at) <= now))
    token = secrets.token_urlsafe(32)
    session.add(SessionRow(digest=_digest(token), user=user, expires_at=now + SESSION_FOR))
    return token


def user_of_session(session: Session, token: str, now: datetime) -> User | None:
    """Return who is logged in with this cookie, if anybody is."""
    row = session.get(SessionRow, _digest(token))
    if row is None or row.expires_at <= now:
        return None
    user = session.get(UserRow, row.user)
    return _user(user) if user is not None and not user.disabled else None


def close_session(session: Session, token: str) -> None:
    """Log out."""
    session.exec(delete(SessionRow).where(col(SessionRow.digest) == _digest(token)))


def _get(session: Session, name: str) -> UserRow:
    row = session.get(UserRow, name)
    if row is None:
        raise UserUnknownError(f"nobody is called `{name}`", name=name)
    return row


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _user(row: UserRow) -> User:
    return User(row.name, row.display_name, tuple(row.roles), row.language, row.disabled, bool(row.password))
