"""A bare text where a mapping with one key is meant: `press: 確認` for `press: {button: 確認}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core.core_schema import CoreSchema, no_info_before_validator_function


@dataclass(frozen=True)
class Short:
    """Lets a bare text stand for a mapping with this one key, in files and in their JSON Schema."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Widen a text before the mapping is checked."""

        def widened(value: Any) -> Any:
            return {self.name: value} if isinstance(value, str) else value

        return no_info_before_validator_function(widened, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors of both forms."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}
