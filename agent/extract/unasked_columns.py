"""Columns the form does not ask for that say more than it reads: a unit, a rate of tax, a place by code, a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import Finding, Severity
from agent.extract.elsewhere_words import tells
from agent.extract.form import Form
from agent.extract.labelled import Written
from agent.extract.table import Table
from agent.extract.titles import key_of
from agent.extract.unseen.vocabulary import FAIR
from agent.extract.unseen.words import head_word, title_words
from agent.extract.values import day_in, folded, quantity_in, rate_in, squeezed

_PLACE = re.compile(
    r"(?:店舗?|納品先|納入先|届け?先|お届け?先|配送先|送付先|納品場所|納入場所|事業所|拠点)"
    r"(?:コード|cd|code|番号|no\.?|id|住所)",
    re.IGNORECASE,
)

_MORE = re.compile("追加.{0,3}(?:数|量)|(?:数|量)量?.{0,2}追加|(?:増|別途)数量?")


def other_than_fixed(table: Table, form: Form) -> Iterator[Finding]:
    """Doubt what the form says of every line where a column that it does not ask for says another."""
    every = range(len(table.rows))
    for name, text in form.of_lines:
        for at in _columns_of(table, name):
            texts = (table.text(number, at) for number in every)
            other = next((said for said in texts if _is_other(name, said, text)), None)
            if other is not None:
                shown = (("text", text), ("other", other[:80]))
                yield Finding("value-otherwise", Severity.DOUBT, f"lines.{name}", shown)


def _columns_of(table: Table, name: str) -> list[int]:
    return [at for at, title in table.unasked if any(word.field == name for word in title_words(title))]


def _is_other(name: str, said: str, text: str) -> bool:
    if name == "tax_rate":
        return rate_in(said) not in (None, rate_in(text))
    return bool(said.strip()) and folded(said).strip().casefold() != folded(text).strip().casefold()


def places_of_one_name(table: Table, numbers: Sequence[int]) -> Iterator[Finding]:
    """Doubt rows of one order that name a place alike, but have other codes or addresses of it: 本店 01 and 本店 02."""
    if "deliver_to" not in dict(table.columns):
        return
    for at, title in table.unasked:
        if not _PLACE.fullmatch(key_of(title)):
            continue
        texts = list(dict.fromkeys(folded(table.rows[n][at]).strip() for n in numbers if at < len(table.rows[n])))
        if len(texts) > 1:
            shown = (("text", texts[0][:80]), ("other", texts[1][:80]))
            yield Finding("rows-differ", Severity.DOUBT, "deliver_to", shown)


def said_otherwise(table: Table, head: Sequence[Written], near: date) -> Iterator[Finding]:
    """Doubt a day or place of the order that a column the form does not ask for gives otherwise, or row by row."""
    written = {one.field: one.text for one in head}
    for name in {"deliver_on", "deliver_to"} - dict(table.columns).keys():
        for at in [at for at, title in table.unasked if _names(title, name)]:
            own = [text for number in range(len(table.rows)) if (text := table.text(number, at)).strip()]
            texts = {_key(name, text, near): text for text in ([written[name]] if name in written else []) + own}
            if len(texts) > 1:
                shown = tuple(zip(("text", "other"), (text[:80] for text in texts.values()), strict=False))
                yield Finding("rows-differ", Severity.DOUBT, name, shown)


def _names(title: str, name: str) -> bool:
    word = head_word(title)
    return word is not None and word.field == name and word.confidence >= FAIR


def _key(name: str, text: str, near: date) -> object:
    day = day_in(folded(text), "md", near) if name == "deliver_on" else None
    return day if day is not None else squeezed(text)


def more_asked(table: Table, numbers: Sequence[int]) -> Iterator[Finding]:
    """Doubt lines beside whose quantity another stands that the form does not ask for: 追加数量."""
    for at in [at for at, title in table.unasked if _MORE.search(key_of(title))]:
        for number in numbers:
            read = quantity_in(table.text(number, at))
            if read is not None and read[0]:
                shown = f"{table.names[at]}: {table.text(number, at)}"[:80]
                values = (("place", table.place(number, at)), ("text", shown))
                yield Finding("written-elsewhere", Severity.DOUBT, "lines", values)
                break


def remarks_that_tell(table: Table, numbers: Sequence[int]) -> Iterator[Finding]:
    """Doubt an order beside whose goods a remark that the form does not ask for tells of goods, a day or a change.

    What has no title is a remark, too.
    """
    for at in [*_columns_of(table, "line_note"), *(at for at, title in table.unasked if not title.strip())]:
        for number in numbers:
            text = table.text(number, at)
            if tells(text):
                values = (("place", table.place(number, at)), ("text", text[:80]))
                yield Finding("written-elsewhere", Severity.DOUBT, "lines", values)
                break
