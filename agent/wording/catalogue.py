"""Say a thing in a person's language.

Two kinds of message ids stand in `ja.po` and `en.po`: the English text itself for what a page or command says
(`Orders`) or what is found in a file (`there is no target {target}`, see `agent.core.sentence`), and symbolic ids for
what is stored as a code: `reason.customer-unknown`, `hint.…`, `finding.…`, `kind.order.decided`, `state.order.held`,
`role.operator`, and `word.total` for names that stand inside a sentence. English texts need no entry in `en.po`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po

from agent.core.errors import Reason
from agent.core.sentence import Sentence

LANGUAGES = ("ja", "en")
PAGES = (  # what a robot says of a page that is not as its YAML describes it
    *("field-missing", "field-renamed", "field-moved", "field-words", "field-required", "field-ambiguous"),
    *("button-missing", "button-renamed", "button-ambiguous", "screen-missing", "list-unreadable", "commit-early"),
)


def say(language: str, msgid: str, **values: object) -> str:
    """Return a message in a language, with its `{name}` places filled.

    A message without an entry is its own text; a place without a value is written as a dash.
    """
    return _sentence(language, msgid).format_map(_Values(values))


def say_sentence(language: str, text: str) -> str:
    """Say an English sentence that was made elsewhere, and those among its values; one without an entry stays."""
    if not isinstance(text, Sentence) or not text.values:
        return _sentence(language, text)
    values = {
        name: say_sentence(language, value) if isinstance(value, Sentence) else value
        for name, value in text.values.items()
    }
    return say(language, text.msgid, **values)


def knows(language: str, msgid: str) -> bool:
    """Whether the catalogue holds a sentence for this id in this language."""
    return msgid in _catalogue(language)


def say_reason(language: str, reason: Reason | Mapping[str, Any] | None) -> str:
    """Say why something waits or failed; a code the catalogue lacks is said with its values.

    A sentence may have a shorter form (`reason.value-differs.short`), for reasons that do not hold all its values.
    """
    if reason is None:
        return ""
    code, values, place = _parts(reason)
    values = {name: _or_itself(language, f"word.{value}", value) for name, value in values.items()}
    msgid = f"reason.{code}"
    if not knows(language, msgid):
        msgid = f"finding.{code}"
    elif knows(language, f"{msgid}.short") and not _places(language, msgid) <= values.keys():
        msgid = f"{msgid}.short"
    said = say(language, msgid, **values) if knows(language, msgid) else _unnamed(language, code, values)
    if others := values.get("others"):
        said = f"{said} {say(language, 'Other fields are wrong too: {others}.', others=others)}"
    return f"{place}: {said}" if place else said


def next_move(language: str, code: str, **values: object) -> str:
    """Say what to do next about a code; empty when the catalogue has no advice.

    Among the values, `item` is the number in the exception queue.
    """
    msgid = f"hint.{code}"
    if code in PAGES and not knows(language, msgid):
        msgid = "hint.page-changed"
    if not knows(language, msgid) and "rule" in values:
        msgid = "hint.business"
    values = {"item": say(language, "NUMBER"), **values}
    return say(language, msgid, **values) if knows(language, msgid) else ""


def next_move_in_doubt(language: str, code: str, **values: object) -> str:
    """Say what to do next where the slip may stand in the target already: nobody must key it by hand then."""
    return next_move(language, "page-sent" if code in PAGES else code, **values)


def say_finding(language: str, code: str, values: Mapping[str, str]) -> str:
    """Say what a check found."""
    msgid = f"finding.{code}"
    return say(language, msgid, **values) if knows(language, msgid) else _bare(code, values)


def say_kind(language: str, kind: str) -> str:
    """Say an audit kind (`order.decided`) in words."""
    return _or_itself(language, f"kind.{kind}", kind)


def say_state(language: str, thing: str, state: str) -> str:
    """Say a state of a thing: `order`, `action`, `result`, `linked`, `decision`, `exception`, `resolution`, `media`."""
    return _or_itself(language, f"state.{thing}.{state}", state)


def say_role(language: str, role: str) -> str:
    """Say a role in words; a site's own role (`department-head`) is said as written when unknown."""
    return _or_itself(language, f"role.{role}", role)


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "–"


def _places(language: str, msgid: str) -> set[str]:
    """Return the names of the values a sentence has places for."""
    return {name for _, name, _, _ in Formatter().parse(_sentence(language, msgid)) if name}


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Read one language's file once. Plural forms are not used: Japanese has none, English avoids them."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    with (resources.files("agent.wording") / f"{language}.po").open("rb") as file:
        entries = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}


def _sentence(language: str, msgid: str) -> str:
    return _catalogue(language).get(msgid) or _catalogue("en").get(msgid) or msgid


def _or_itself(language: str, msgid: str, otherwise: str) -> str:
    return say(language, msgid) if knows(language, msgid) else otherwise


def _parts(reason: Reason | Mapping[str, Any]) -> tuple[str, dict[str, str], str]:
    if isinstance(reason, Reason):
        return reason.code, dict(reason.values), reason.place
    values = reason.get("values") or {}
    return (
        str(reason.get("code", "")),
        {str(name): str(value) for name, value in values.items()},
        reason.get("place", ""),
    )


def _unnamed(language: str, code: str, values: Mapping[str, str]) -> str:
    """Say a code the catalogue lacks: a site's own rules name reasons that only the site knows."""
    if "rule" in values:
        return say(language, 'Held by the site\'s rule "{code}".', code=code)
    return _bare(code, values)


def _bare(code: str, values: Mapping[str, str]) -> str:
    told = ", ".join(f"{name}: {value}" for name, value in values.items())
    return f"{code} ({told})" if told else code
