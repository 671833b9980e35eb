"""Check marked YAML against a pydantic model, all errors at once, each at its line."""

from __future__ import annotations

from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ValidationError

from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import did_you_mean
from agent.marks.reader import Marked, Path
from agent.marks.wrong_value import wording_of

Model = TypeVar("Model", bound=BaseModel)


def check_model(marked: Marked, model: type[Model]) -> Model:
    """Turn marked YAML into the model's value.

    Raises:
        FilesError: Every finding of the file, with places and hints.
    """
    try:
        return model.model_validate(marked.data)
    except ValidationError as error:
        raise FilesError([_finding(marked, model, dict(item)) for item in error.errors()]) from error


def _finding(marked: Marked, model: type[BaseModel], item: dict[str, Any]) -> FileFinding:
    path = known_path(marked, tuple(item["loc"]))
    if item["type"] == "extra_forbidden":
        name = str(item["loc"][-1])
        return marked.finding(
            path, "unknown-key", Sentence("`{name}` is not known here", name=name), _did_you_mean(name, model), key=True
        )
    if item["type"] == "missing":
        return marked.finding(path, "missing-key", Sentence("`{name}` is missing", name=item["loc"][-1]))
    where = ".".join(str(part) for part in path)
    return marked.finding(path, "wrong-value", Sentence("`{where}`: {what}", where=where, what=wording_of(item)))


def known_path(marked: Marked, loc: tuple[Any, ...]) -> Path:
    """Keep the parts of a pydantic location that stand in the file (it also names union members)."""
    path: Path = ()
    for part in loc:
        if (*path, part) in marked.marks:
            path = (*path, part)
    return path


def _did_you_mean(name: str, model: type[BaseModel]) -> str:
    return did_you_mean(name, _field_names(model, set()), sorted(model.model_fields))


def _field_names(model: type[BaseModel], seen: set[type]) -> set[str]:
    seen.add(model)
    names = set(model.model_fields)
    extra = "__pydantic_extra__"  # the shape of keys a file may name freely
    free = get_type_hints(model)[extra] if extra in model.__annotations__ else None
    for annotation in (*(info.annotation for info in model.model_fields.values()), free):
        for part in _models_in(annotation):
            if part not in seen:
                names |= _field_names(part, seen)
    return names


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]
