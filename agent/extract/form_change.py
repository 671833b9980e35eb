"""One change to a form as a value: put a label before the others, or write anew where a field stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.extract.form_edit import put, put_first
from agent.extract.form_file import FORM_FIELDS, LINE_FIELDS, FieldPlace

MOST = 24
MAX_LABEL = 80


@dataclass(frozen=True, slots=True)
class Change:
    """Write `value` at a path of the form: before what stands there, or, with a name, under it in the mapping there."""

    path: tuple[str, ...]
    value: str | Mapping[str, str]
    name: str = ""

    def applied(self, text: str) -> str:
        """Return the form's text with this change.

        Raises:
            EditImpossibleError: The file is written in a way that cannot be changed in one place.
        """
        if self.name:
            value = self.value if isinstance(self.value, str) else dict(self.value)
            return put(text, self.path, self.name, value)
        assert isinstance(self.value, str), "only a text stands before others"
        return put_first(text, self.path, self.value)


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return a form's text with changes, one after the other.

    Raises:
        EditImpossibleError: One of them cannot be made.
    """
    for change in changes:
        text = change.applied(text)
    return text


def change_to_json(change: Change) -> dict[str, Any]:
    """Write a change for the wire."""
    value = change.value if isinstance(change.value, str) else dict(change.value)
    return {"path": list(change.path), "value": value, "name": change.name}


def change_from_json(said: Any) -> Change:
    """Read a change that a child wrote, which has looked at foreign bytes: nothing but where a field stands.

    Raises:
        KeyError, TypeError, ValueError: It is something else.
    """
    path, name, value = tuple(map(str, said["path"])), str(said["name"]), said["value"]
    texts = [value] if isinstance(value, str) else list(value.values())
    if not all(isinstance(text, str) and 0 < len(text) <= MAX_LABEL and text.isprintable() for text in texts):
        raise ValueError("no label")
    where = (*path, name) if name else path
    is_field = path[:1] == ("fields",) and len(where) in (2, 3) and where[1] in FORM_FIELDS
    is_column = path[:2] == ("lines", "columns") and len(where) == 3 and where[2] in LINE_FIELDS
    is_end = where == ("lines", "until")
    is_place = isinstance(value, str) or (bool(name) and set(value) <= _KEYS)
    if not (is_field or is_column or is_end) or not is_place:
        raise ValueError("no place of a field")
    return Change(path, value if isinstance(value, str) else {str(key): value[key] for key in value}, name)


_KEYS = frozenset(FieldPlace.model_fields)
