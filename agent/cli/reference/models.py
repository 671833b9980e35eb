"""Write what may stand in a YAML file as a table, from the model that checks the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined


def table_of(model: type[BaseModel], *, is_flat: bool = False) -> str:
    """Write a model's settings: key, what it takes, default, meaning; nested ones with dots, unless it is flat."""
    rows = [_row(path, info) for path, info in _settings(model) if not (is_flat and "." in path)]
    return "\n".join(["| key | takes | default | meaning |", "|---|---|---|---|", *rows])


def _settings(model: type[BaseModel], inside: str = "", seen: tuple[type, ...] = ()) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        path = f"{inside}{info.alias or name}"
        yield path, info
        for nested, many in _models_in(info.annotation):
            if nested not in seen and nested is not model:
                step = "[]." if many == "list" else ".*." if many == "dict" else "."
                yield from _settings(nested, f"{path}{step}", (*seen, model))


def _models_in(annotation: Any, many: str = "") -> list[tuple[type[BaseModel], str]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [(annotation, many)]
    origin = typing.get_origin(annotation)
    kind = "list" if origin in (list, tuple) else "dict" if origin is dict else many
    return [found for part in typing.get_args(annotation) for found in _models_in(part, kind)]


def _row(path: str, info: FieldInfo) -> str:
    meaning = info.description or ""
    if info.examples:
        meaning += f" E.g. `{info.examples[0]}`."
    return f"| `{path}` | {_takes(info.annotation)} | {_default(info)} | {_cell(meaning)} |"


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "**must be given**"
    value = info.default if info.default is not PydanticUndefined else None
    if isinstance(value, Enum):
        value = value.value
    if value is None or value in ("", ()):
        return ""
    return f"`{', '.join(map(str, value)) if isinstance(value, tuple) else value}`"


def _takes(annotation: Any) -> str:
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _takes(parts[0])
    if origin is typing.Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(dict.fromkeys(_takes(part) for part in parts if part is not type(None)))
    if origin in (list, tuple):
        return f"list of {_takes(parts[0])}" if parts else "list"
    if origin is dict:
        return "mapping"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{one.value}`" for one in annotation)
    return _word(annotation)


def _word(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "settings"
    words = {"str": "text", "int": "whole number", "float": "number", "Decimal": "number", "bool": "`true`, `false`",
             "Path": "path", "time": "time of day", "date": "day", "JsonValue": "JSON tree"}  # fmt: skip
    return words.get(getattr(annotation, "__name__", ""), "text")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
