"""The passwords that a site knows for its senders' locked files; their values are secrets, never settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from loguru import logger

from agent.core.delivery import Delivery
from agent.core.errors import ConfigError
from agent.settings.model import SenderPassword
from agent.settings.secrets import Secrets


class SenderPasswords:
    """Looks passwords up when a delivery is read, so that one just stored opens what is read again."""

    def __init__(self, known: Sequence[SenderPassword], secrets: Secrets) -> None:
        self._known, self._secrets = known, secrets

    def of(self, delivery: Delivery) -> tuple[str, ...]:
        """Return the passwords of every entry that the delivery's sender fits; one that is not set is left out.

        Where a source knows no sender, its name stands for one.
        """
        sender = (delivery.sender or delivery.source).casefold()
        fitting = (one.secret for one in self._known if fnmatchcase(sender, one.sender.casefold()))
        return tuple(self._values(dict.fromkeys(fitting)))

    def _values(self, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            try:
                yield self._secrets.get(name)
            except ConfigError as error:
                logger.bind(name=name, code=error.code).warning("a password for locked files cannot be had")
