"""Addresses of a recording as the draft may show them: without what may be a secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from urllib.parse import parse_qsl, unquote_plus, urlsplit, urlunsplit

from agent.browser.record_deeds import Arrived, Deed, Filled, Keyed, Pressed, Recording
from agent.core.sentence import Sentence

SECRET_PARAMETER = re.compile(r"sess|token|sid$|auth|pass|pwd|secret|ticket|csrf|nonce|^key$|code$", re.IGNORECASE)
PASSWORD_PARAMETER = re.compile(r"passw|passwd|pwd|^pass$|^pin$", re.IGNORECASE)
LOOKS_SECRET = re.compile(r"^(?=.*\d)[A-Za-z0-9_\-+/=.]{24,}$")


def without_parameters(url: str, names: Collection[str]) -> str:
    """Take parameters out of an address: a log-in form sent by GET shows there what was typed."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=_kept(parts.query, lambda name, _: name not in names)))


def address_of(arrived: Arrived, recording: Recording, site: str) -> tuple[str, str]:
    """Return a page's path without what may be a secret, and a remark where something was left out."""
    url = urlsplit(arrived.url)
    from_log_in = not arrived.is_typed and _is_from_log_in(arrived, recording)
    query = "" if from_log_in else _kept(url.query, lambda name, value: not _is_secret(name, value))
    path = re.sub(r";[^/?#]*", "", url.path) or "/"
    fragment = f"#{url.fragment}" if url.fragment and not LOOKS_SECRET.match(url.fragment.split("=")[-1]) else ""
    said = Sentence("a part of the address that looked like a log-in's secret was left out")
    here = f"{url.scheme}://{url.netloc}"
    address = ("" if here == site else here) + path + (f"?{query}" if query else "") + fragment
    return address, said if query != url.query else ""


def _kept(query: str, is_kept: Callable[[str, str], bool]) -> str:
    """Leave out parts of a query; what stays keeps its own writing, Shift_JIS too."""
    pairs = [(piece, *(unquote_plus(one) for one in piece.partition("=")[::2])) for piece in query.split("&")]
    return "&".join(piece for piece, name, value in pairs if is_kept(name, value))


def _is_from_log_in(arrived: Arrived, recording: Recording) -> bool:
    """Say whether the person's last act before a document came was on one that asks for a password."""
    acts = _acts_before(arrived, recording.deeds)
    if not acts:
        return False
    page = recording.arrivals.get(acts[-1].document)
    return recording.asks_password(acts[-1].document) or (page is not None and page.asks_password)


def _acts_before(arrived: Arrived, deeds: Sequence[Deed]) -> list[Deed]:
    at = next((n for n, deed in enumerate(deeds) if deed is arrived), len(deeds))
    return [deed for deed in deeds[:at] if isinstance(deed, (Filled, Pressed, Keyed))]


def _is_secret(name: str, value: str) -> bool:
    return bool(
        LOOKS_SECRET.match(value)
        or PASSWORD_PARAMETER.search(name)
        or (SECRET_PARAMETER.search(name) and re.search(r"\d", value) and len(value) > 15)
    )


def has_only(url: str, value: str) -> bool:
    """Say whether an address holds this one value and nothing else."""
    return [given for _, given in parse_qsl(urlsplit(url).query)] == [value]
