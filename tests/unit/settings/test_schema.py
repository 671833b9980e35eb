"""JSON Schemas: what an editor is told of each kind of file."""

from __future__ import annotations

import json

from agent.core.spec import Connector, ConnectorConfig
from agent.settings.schema import schemas


class ShelfConfig(ConnectorConfig):
    """Settings of a source for tests."""

    path: str


SHELF = Connector(kind="shelf", summary="A shelf", config=ShelfConfig, open=lambda config, ctx: None)  # type: ignore[arg-type,return-value]


def test_there_is_a_schema_for_every_kind_of_file():
    """Each kind of file of a site has a schema, and each is JSON."""
    written = schemas([SHELF], ShelfConfig)

    assert sorted(written) == ["form.json", "robot.json", "rules.json", "site.json", "source.json", "target.json"]
    assert all(json.loads(text)["$schema"] for text in written.values())


def test_a_source_is_described_by_its_connector():
    """The schema of sources asks for the settings of the connector that is named."""
    (shelf,) = json.loads(schemas([SHELF], ShelfConfig)["source.json"])["oneOf"]

    assert shelf["properties"]["connector"]["const"] == "shelf"
    assert "path" in shelf["required"]
