"""What a connector or robot declares of itself, so that pages, schemas and the linter can be made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from agent.core.errors import DenpyoError
from agent.core.ports import Source, SourceContext

Seconds = Annotated[float, Field(ge=0)]


class ConnectorConfig(BaseModel):
    """Settings every source has; a connector adds its own. Unknown keys are findings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    connector: str = Field(description="Kind of source, the connector's name.")
    title: str = Field("", description="Name shown to people.", examples=["受注メールボックス"])
    every: Seconds = Field(60, description="Look at least this often, in seconds, whatever events say.")


@dataclass(frozen=True, slots=True)
class Connector:
    """One connector file's declaration."""

    kind: str
    summary: str
    config: type[ConnectorConfig]
    open: Callable[[Any, SourceContext], Source]
    errors: tuple[type[DenpyoError], ...] = ()


@dataclass(frozen=True, slots=True)
class Robot:
    """One shipped robot: its folder name in kebab-case, what it is for, and where its script stands."""

    name: str
    summary: str
    script: Path
