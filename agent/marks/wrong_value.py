"""Say why a value does not fit its setting, in words for whoever writes the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agent.core.sentence import Sentence

OR = "' or '"  # how pydantic joins the last of several
KEBAB = ("^[a-z0-9]+(-[a-z0-9]+)*$", "^[a-z][a-z0-9-]*$")
WORDS = {
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "one_of": "must be one of {expected}",
    "union_tag_invalid": "`{tag}` is none of {expected_tags}",
    "union_tag_not_found": "the value must say its {discriminator}",
    "string_type": "must be a text",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must have the form {pattern}",
    "kebab": "must be small letters, digits and hyphens, such as `over-limit`",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be `name: value` lines",
    "model_type": "must be `name: value` lines",
    "model_attributes_type": "must be `name: value` lines",
    "bool_type": "must be `true` or `false`",
    "bool_parsing": "must be `true` or `false`",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "the number is too large",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "finite_number": "must be a number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be {le} or less",
    "date_type": "must be a day such as 2026-03-31",
    "date_parsing": "must be a day such as 2026-03-31",
    "date_from_datetime_parsing": "must be a day such as 2026-03-31",
    "date_from_datetime_inexact": "must be a day such as 2026-03-31",
    "time_type": "must be a clock time such as 09:30",
    "time_parsing": "must be a clock time such as 09:30",
    "path_type": "must be a path",
    "none_required": "must stay empty",
}


def wording_of(item: Mapping[str, Any]) -> Sentence:
    """Say one of pydantic's errors.

    Args:
        item: What `ValidationError.errors()` lists: `type`, `msg` and `ctx`.

    Returns:
        A sentence the catalogue knows; pydantic's own where the type is none of those our shapes raise, and the
        validator's own where one of ours refused the value.
    """
    given = dict(item.get("ctx", {}))
    if item["type"] == "value_error":
        return Sentence(str(given["error"]))
    if item["type"] not in WORDS:
        return Sentence(item["msg"])
    if given.get("pattern") in KEBAB:
        return Sentence(WORDS["kebab"])
    expected = str(given.get("expected", ""))
    if OR in expected:
        return Sentence(WORDS["one_of"], expected=expected.replace(OR, "', '"))
    return Sentence(WORDS[item["type"]], **given)
