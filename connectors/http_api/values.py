"""Look up what only the system knows before a slip is sent: its own ids of customers and products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from agent.browser.template import Scope
from agent.core.action import Slip
from agent.core.errors import BusinessError
from connectors.http_api.body import LINE_VALUES, address, as_json, built, text_in
from connectors.http_api.caller import AnswerUnfitError
from connectors.http_api.description import ValueSpec
from connectors.http_api.places import find_at, text_of

Search = Callable[[ValueSpec, Scope], Any]


class ValueNotThereError(BusinessError):
    """The system knows none, or several, of what the slip names; nothing was sent."""

    code = "value-not-there"
    hint = "Enter the customer or product in the system's masters, or correct the order, then retry."


def with_values(specs: Mapping[str, ValueSpec], scope: Scope, days: str, search: Search) -> Scope:
    """Return the scope with everything that is looked up for a slip and its lines; equal questions are asked once.

    Args:
        specs: What is looked up, by name.
        scope: The slip, our key and the account.
        days: How a day is written.
        search: Makes one search and returns its answer's JSON.

    Raises:
        ValueNotThereError: There is none, or there are several.
        TransientError: It cannot be looked up now.
    """
    slip, known = scope["slip"], dict[tuple[str, ...], str | Decimal]()
    assert isinstance(slip, Slip)

    def taken(each: str, here: Scope) -> dict[str, str | Decimal]:
        found = {}
        for name, spec in specs.items():
            if spec.each == each:
                wanted = text_in(spec.equals, here, days)
                asked = address(spec.path, spec.query, here, days), as_json(built(spec.body, here, days))
                if (question := (name, wanted, *asked)) not in known:
                    known[question] = _taken(spec, wanted, search(spec, here))
                found[name] = known[question]
        return found

    of_lines = tuple(taken("line", {**scope, "line": line}) for line in slip.lines)
    return {**scope, "value": taken("slip", scope), LINE_VALUES: of_lines}


def _taken(spec: ValueSpec, wanted: str, answer: Any) -> str | Decimal:
    rows = find_at(answer, spec.rows)
    if not isinstance(rows, list):
        raise AnswerUnfitError(f"there are no rows at `{spec.rows or 'the top'}` of the answer")
    hits = [row for row in rows if text_of(find_at(row, spec.key)) == wanted]
    if len(hits) != 1:
        raise ValueNotThereError(f"the system knows {len(hits)} of `{wanted}`", what=wanted, n=len(hits))
    value = find_at(hits[0], spec.take)
    if not isinstance(value, (str, Decimal)) or value == "":
        raise AnswerUnfitError(f"there is no value at `{spec.take}` of the row")
    return value
