"""Whether two spellings name one customer: legal form, honorific, department and person do not part them."""

from __future__ import annotations

import re

from agent.extract.values import folded

_FORMS = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社", "(資)": "合資会社", "(名)": "合名会社"}
_SHORT = re.compile("|".join(re.escape(short) for short in _FORMS))
_HONORIFIC = re.compile(r"\s*(?:御中|様|殿|各位)$")
_DEPARTMENT = r"[^\s支店]*(?:部|課|室|係|グループ|チーム|担当|本社|本店)"
_WITHIN = re.compile(
    rf"(?:\s*{_DEPARTMENT})+(?:\s+\S+(?:\s+\S+)?)?|\s+\S+(?:\s\S+)?\s?(?:様|殿)|\s*(?:御中|様|殿|各位)"
)


def is_same_customer(one: str, other: str) -> bool:
    """Whether two names are one firm's, written in two ways, or one of them says its department or a person, too.

    A branch may be a customer of its own, and so may a firm whose name only begins alike.
    """
    short, long = sorted((_written_out(one), _written_out(other)), key=len)
    if _key(short) == _key(long):
        return True
    rest = long.removeprefix(_HONORIFIC.sub("", short))
    return rest != long and _WITHIN.fullmatch(rest) is not None


def _written_out(name: str) -> str:
    return _SHORT.sub(lambda match: _FORMS[match[0]], folded(name)).casefold()


def _key(name: str) -> str:
    return "".join(_HONORIFIC.sub("", name).split())
