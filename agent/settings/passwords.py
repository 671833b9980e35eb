"""The passwords that a site knows for its senders' locked files; their values are secrets, never settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from itertools import islice

from loguru import logger

from agent.core.delivery import Delivery
from agent.core.errors import DenpyoError
from agent.settings.model import SenderPassword
from agent.settings.secrets import Secrets
from agent.settings.typed import PasswordNotKeptError, TypedPasswords

MOST_OF_SENDER = 8
"""Passwords of one sender that are tried, beside those typed for the delivery."""


class SenderPasswords:
    """Looks passwords up when a delivery is read, so that one just stored opens what is read again.

    First those that were typed for this delivery, then the one a person let be kept for its sender, then those that
    `site.yaml` names.
    """

    def __init__(self, known: Sequence[SenderPassword], secrets: Secrets, typed: TypedPasswords) -> None:
        self._known, self._secrets, self.typed = known, secrets, typed

    def of(self, delivery: Delivery) -> tuple[str, ...]:
        """Return the passwords of every entry that the delivery's sender fits; one that is not set is left out."""
        sender = sender_of(delivery.sender, delivery.source)
        fitting = [one.secret for one in self._known if fnmatchcase(sender, one.sender.casefold())]
        return (*self._typed_for(delivery), *self._values(dict.fromkeys([*self._kept(sender), *fitting])))

    def keep_for_sender(self, delivery: Delivery, password: str) -> Callable[[], object]:
        """Keep a password for all that its sender sends from now on; return what puts the earlier one back.

        Raises:
            PasswordNotKeptError: It cannot be written.
        """
        sender = sender_of(delivery.sender, delivery.source)
        name = kept_name(sender)
        before = [*self._values(self._kept(sender))]
        try:
            self._secrets.set(name, password)
        except OSError as error:
            raise PasswordNotKeptError(place=name, what=error.strerror or type(error).__name__) from error
        return partial(self._secrets.set, name, before[0]) if before else partial(self._secrets.remove, name)

    def _typed_for(self, delivery: Delivery) -> tuple[str, ...]:
        try:
            return self.typed.of(delivery.key)
        except PasswordNotKeptError as error:
            logger.bind(code=error.code).warning("a typed password cannot be had")
            return ()

    def _kept(self, sender: str) -> list[str]:
        """Name the secret kept for a sender, if one is; a folder that cannot be looked into keeps none."""
        name = kept_name(sender)
        try:
            return [name] if self._secrets.is_in_file(name) else []
        except OSError as error:
            logger.bind(name=name, what=error.strerror).warning("a password for locked files cannot be had")
            return []

    def _values(self, names: Iterable[str]) -> Iterable[str]:
        for name in islice(names, MOST_OF_SENDER):
            try:
                yield self._secrets.get(name)
            except (DenpyoError, OSError) as error:
                code = error.code if isinstance(error, DenpyoError) else type(error).__name__
                logger.bind(name=name, code=code).warning("a password for locked files cannot be had")


def sender_of(sender: str, source: str) -> str:
    """Return whom a delivery's passwords are kept for; where a source knows no sender, its name stands for one."""
    return (sender or source).casefold()


def kept_name(sender: str) -> str:
    """Name the secret that is kept for a sender, so that a person recognises it and no two share it."""
    letters = re.sub(r"[^a-z0-9]+", "-", sender)[:40].strip("-")
    digest = sha256(sender.encode()).hexdigest()[:8]
    return f"sender-{letters}-{digest}" if letters else f"sender-{digest}"
