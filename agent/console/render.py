"""Write pages from templates: escaped always, in the reader's language, with the site's days."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from agent.app.ask.queue import QueueItem, is_mail
from agent.app.ask.story import DocumentFact
from agent.console.aftermath import Aftermath
from agent.console.deps import ConsoleDeps
from agent.core.codec import reason_from_json
from agent.core.decision import Decision
from agent.core.errors import Reason
from agent.store.exceptions import ExceptionKind
from agent.wording import catalogue
from agent.wording.steps import say_step

NUMBER = re.compile(r"[¥￥]?-?[0-9,]{1,15}(\.[0-9]+)?")
CODE = re.compile(r"`([^`\n]+)`")

# How a state looks: the colour is never alone, the word stands beside it.
TONES = {
    "entered": "good",
    "already-there": "good",
    "yes": "accent",
    "held": "warn",
    "approving": "warn",
    "parked": "calm",
    "queued": "calm",
    "decided": "calm",
    "received": "calm",
    "intended": "live",
    "sending": "live",
    "sent": "live",
    "": "live",
    "unknown": "doubt",
    "in-doubt": "doubt",
    "business": "warn",
    "system": "bad",
    "dead-letter": "mute",
    "refused": "bad",
    "stop": "bad",
    "doubt": "warn",
    "amended": "accent",
    "duplicate": "mute",
    "enter": "good",
    "approve": "warn",
    "hold": "warn",
    "ignore": "mute",
    "open": "warn",
    "accepted": "good",
}


class Pages:
    """The templates, compiled once."""

    def __init__(self, deps: ConsoleDeps) -> None:
        self._deps = deps
        self._env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(str(resources.files("agent.console") / "templates")),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters["key"] = partial(quote, safe="")
        self._env.filters["kind_of"] = _kind_of
        self._env.filters |= {"plain": _plain, "is_mail": _is_mail, "letter": _letter, "is_number": _is_number}
        self._env.globals["asset"] = asset_address

    def render(self, template: str, language: str, **values: Any) -> str:
        """Write one page or fragment."""
        ui = Words(language, self._deps)
        return self._env.get_template(template).render(ui=ui, t=ui.say, site=self._deps.settings, **values)


@dataclass(frozen=True, slots=True)
class Words:
    """What templates say and how they write days, amounts and states."""

    language: str
    deps: ConsoleDeps

    def say(self, msgid: str, **values: object) -> str:
        """Say a text of the catalogue."""
        return with_code(catalogue.say(self.language, msgid, **values))

    def reason(self, reason: Reason | Mapping[str, Any] | None) -> str:
        """Say why, with sources and targets by their titles."""
        return "" if reason is None else with_code(catalogue.say_reason(self.language, self._titled(_reason(reason))))

    def hint(self, reason: Reason | Mapping[str, Any] | None, item: QueueItem | None = None) -> str:
        """Say what to do next; about a thing of the exception queue with its number there."""
        if reason is None:
            return ""
        known = self._titled(_reason(reason))
        values = {**known.values, **({"item": str(item.id)} if item else {})}
        in_doubt = item is not None and item.kind == ExceptionKind.IN_DOUBT.value
        move = catalogue.next_move_in_doubt if in_doubt else catalogue.next_move
        return with_code(move(self.language, known.code, **values))

    def finding(self, code: str, values: tuple[tuple[str, str], ...]) -> str:
        """Say what a check found."""
        return with_code(catalogue.say_finding(self.language, code, dict(values)))

    @property
    def comma(self) -> str:
        """What stands between the members of a list."""
        return "、" if self.language == "ja" else ", "

    def source(self, name: str) -> str:
        """Name a source as people know it."""
        return self.deps.faces.sources.get(name, name)

    def target(self, name: str) -> str:
        """Name a target as people know it."""
        return self.deps.faces.targets.get(name, name)

    def folder(self, source: str) -> str:
        """Return the folder a source watches; empty for other sources."""
        return self.deps.faces.folders.get(source, "")

    def word(self, name: str) -> str:
        """Name a field (`total`) or a mail's body (`body.txt`) in words; any other name is itself."""
        return catalogue.say(self.language, f"word.{name}") if catalogue.knows(self.language, f"word.{name}") else name

    def after(self, after: Aftermath) -> str:
        """Say what happens now that a person answered."""
        values = {"slip": after.slip_number or "–", "target": self.target(after.target), "n": len(after.orders)}
        return self.say(f"after.{after.code}", **values)

    def kind(self, kind: str) -> str:
        """Say an audit kind."""
        return catalogue.say_kind(self.language, kind)

    def state(self, thing: str, state: str) -> str:
        """Say a state."""
        return catalogue.say_state(self.language, thing, state)

    def order_name(self, key: str) -> str:
        """Return what a person knows of an order's key (`C006:S1128#0`): its number."""
        return key.rsplit(":", 1)[-1].split("#")[0]

    def evidence(self, name: str) -> str:
        """Say when a piece of evidence was taken; `NAME-picture` and `NAME-text` were taken together."""
        known = name if name.endswith("-trail") else name.removesuffix("-picture").removesuffix("-text")
        return catalogue.say_state(self.language, "evidence", "trail" if known.endswith("-trail") else known)

    def role(self, role: str) -> str:
        """Say a role."""
        return catalogue.say_role(self.language, role)

    def step(self, told: str) -> str:
        """Say a robot's step."""
        return say_step(self.language, told)

    def tone(self, state: str) -> str:
        """Return how a state looks."""
        return TONES.get(state, "mute")

    def when(self, instant: datetime | None, *, seconds: bool = False) -> str:
        """Write an instant as short as it can be: the hour today, the day as well on other days."""
        if instant is None:
            return "–"
        local = instant.astimezone(self.deps.site_zone)
        hour = local.strftime("%H:%M:%S" if seconds else "%H:%M")
        today = self.deps.today()
        if local.date() == today:
            return hour
        short = local.strftime("%m/%d") if local.year == today.year else local.strftime("%Y/%m/%d")
        return f"{short} {hour}"

    def sent(self, head: str) -> str:
        """Write the date a mail carries in the site's zone; one that cannot be read stays as it stands."""
        try:
            written = parsedate_to_datetime(head)
        except ValueError:
            return head
        if written.tzinfo is None:
            return head
        return written.astimezone(self.deps.site_zone).strftime("%Y/%m/%d %H:%M")

    def instant(self, instant: datetime) -> str:
        """Write an instant whole, with its offset."""
        return instant.astimezone(self.deps.site_zone).strftime("%Y-%m-%d %H:%M:%S %z")

    def day(self, day: date | None) -> str:
        """Write a day."""
        return "–" if day is None else day.strftime("%Y/%m/%d")

    def long_day(self, day: date) -> str:
        """Write a day with its weekday."""
        if self.language == "ja":
            return f"{day.year}年{day.month}月{day.day}日({'月火水木金土日'[day.weekday()]})"
        return day.strftime("%A, %d %B %Y")

    def yen(self, amount: int | Decimal | None) -> str:
        """Write an amount of yen."""
        if amount is None:
            return "–"
        return f"{amount:,}円" if self.language == "ja" else f"¥{amount:,}"

    def number(self, amount: int | Decimal | None) -> str:
        """Write a number with its thousands."""
        return "–" if amount is None else f"{int(amount) if amount == int(amount) else amount:,}"

    def percent(self, rate: Decimal | None) -> str:
        """Write a tax rate."""
        return "–" if rate is None else f"{(rate * 100).normalize():f}%"

    def ago(self, seconds: float | None) -> str:
        """Write how long ago, roughly."""
        if seconds is None:
            return "–"
        if seconds < 60:
            return self.say("{n} s ago", n=int(seconds))
        if seconds < 3600:
            return self.say("{n} min ago", n=int(seconds // 60))
        if seconds < 86400:
            return self.say("{n} h ago", n=int(seconds // 3600))
        return self.say("{n} days ago", n=int(seconds // 86400))

    def since(self, instant: datetime) -> str:
        """Write how long ago an instant is."""
        return self.ago(max((self.deps.clock.now() - instant).total_seconds(), 0))

    def lasted(self, start: datetime, end: datetime | None) -> str:
        """Write how long something took or has taken."""
        seconds = max(((end or self.deps.clock.now()) - start).total_seconds(), 0)
        return self.say("{n} s", n=f"{seconds:.1f}" if seconds < 60 else f"{seconds:,.0f}")

    def size(self, size_bytes: int) -> str:
        """Write a size."""
        return f"{size_bytes:,} B" if size_bytes < 10_000 else f"{size_bytes / 1024:,.0f} KB"

    def _titled(self, reason: Reason) -> Reason:
        """Put titles in place of names; a file that no mail brought has no sender but the source's own name."""
        values, faces = dict(reason.values), self.deps.faces
        is_file = reason.code == "form-missing" and values.get("sender") in faces.sources
        for name, title in (("source", self.source), ("sender", self.source), ("target", self.target)):
            if name in values:
                values[name] = title(values[name])
        place = "" if reason.place == values.get("name") else self.word(reason.place)
        return Reason("form-missing.file" if is_file else reason.code, values, place)


def with_code(text: str) -> str:
    """Set what stands between backticks as code; the rest is escaped."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text)))) if "`" in text else text  # noqa: S704 - escaped


def _plain(text: str) -> str:
    """Take the tags out of a text that `with_code` made, for a page's title or an attribute."""
    return text.striptags() if isinstance(text, Markup) else text


def _reason(reason: Reason | Mapping[str, Any]) -> Reason:
    return reason if isinstance(reason, Reason) else reason_from_json({"values": {}, "place": "", **reason})


def _is_mail(document: DocumentFact) -> bool:
    return is_mail(document.delivery_media_type, document.delivery_name)


def _letter(column: int) -> str:
    """Name a sheet's column as spreadsheets do; columns count from 0."""
    before = _letter(column // 26 - 1) if column >= 26 else ""
    return before + chr(ord("A") + column % 26)


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def _kind_of(decision: Decision) -> str:
    return type(decision).__name__.lower()


def asset_address(name: str) -> str:
    """Write a static file's address with its digest, so that an upgrade is seen at once."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    content = (resources.files("agent.console") / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]
