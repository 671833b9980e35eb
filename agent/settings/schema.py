"""JSON Schemas of the site's files, so that an editor completes and checks them as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from agent.core.spec import Connector
from agent.extract.form_file import FormFile
from agent.settings.model import SiteSettings, TargetSettings
from rules.shape import RulesFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(connectors: Iterable[Connector], robot: type[BaseModel], **more: type[BaseModel]) -> dict[str, str]:
    """Write the schema of each kind of site file.

    Args:
        connectors: Those that ship; the schema of a source asks for the settings of its connector.
        robot: The model of a robot's script.
        more: Models of further kinds of file, by the name of their schema (`api`).

    Returns:
        File name (`site.json`) and text.
    """
    models: Mapping[str, type[BaseModel]] = {
        "form": FormFile,
        "robot": robot,
        "rules": RulesFile,
        "site": SiteSettings,
        "target": TargetSettings,
        **more,
    }
    whole = {name: _schema_of(model) for name, model in models.items()}
    whole["source"] = {"oneOf": [_of_connector(connector) for connector in connectors]}
    return {f"{name}.json": _text(whole[name]) for name in sorted(whole)}


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="validation")


def _of_connector(connector: Connector) -> dict[str, Any]:
    schema = _schema_of(connector.config)
    schema["description"] = connector.summary
    schema["properties"]["connector"] = {"const": connector.kind, "description": connector.summary}
    return schema


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
