"""A sentence that keeps its values, so that it can be said in another language where a person reads it."""

from __future__ import annotations

from typing import Any


class Sentence(str):
    """An English sentence with its values filled in, that still knows how it was put together.

    `msgid` is the sentence with its places (`there is no target {name}`), as the catalogue knows it. A value that is
    itself a sentence is said in the reader's language too; every other value stands as it is. Without values nothing is
    filled in, and braces are braces.
    """

    __slots__ = ("msgid", "values")

    msgid: str
    values: dict[str, str]

    def __new__(cls, msgid: str, **values: object) -> Sentence:
        """Fill the values into the sentence."""
        said = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
        made = super().__new__(cls, msgid.format(**said) if said else msgid)
        made.msgid, made.values = msgid, said
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Let a sentence be copied and sent between processes."""
        return (self.msgid,), self.values
