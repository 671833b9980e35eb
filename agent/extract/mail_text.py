"""Mail bodies and text files: lines to rows of cells, quoted replies left out; HTML as the text it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agent.core.order import Finding, Severity
from agent.extract.altering import is_news, puts_another
from agent.extract.elsewhere_words import tells
from agent.extract.encoding import text_of
from agent.extract.html_page import shown_in
from agent.extract.laid_out import boxes_by_tab, rows_of_boxes, width_of
from agent.extract.passed_on import head_at, passed_on
from agent.extract.table import Cell, Doubt, Page, Row, Word
from agent.extract.unreadable import UnreadableError
from agent.extract.values import folded

MAX_LINES = 20_000
MAX_LINE = 2_000
REACH = 40.0
"""Characters a value may stand right of its label."""

_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_WORD = re.compile(r"\S+[ \u3000]?")
_QUOTED = re.compile(r"\s*[>＞]")
_BARRED = re.compile(r"\s*[|｜]")
_OF_A_TABLE = 3
_QUOTE_STARTS = re.compile(
    r"\s*(-{2,}\s*(Original Message|Forwarded message|元のメッセージ|転送メッセージ|Original Appointment)\s*-{2,}"
    r"|On\s.{6,120}\swrote:"
    r"|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}(<[^>]*@[^>]*>.{0,20}[:：]|wrote:|のメール[:：]|書きました.?))\s*"
)
_NAMED_DAY = re.compile(r"\s*\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}(さん|様).{0,20}[:：]\s*")
"""Begins a quoted mail as well as what is ordered for a day and a person: cut off, but not without a look."""
_RULE = re.compile(r"\s*_{20,}\s*")
_FROM = re.compile(r"\s*(From|差出人|送信者)\s*[:：].*", re.IGNORECASE)
_HEAD_ROWS = 3
"""Rows below a rule of which one names the sender of a quoted mail."""
_GOODS = re.compile(
    r"\d\s*(個|コ|ケ|本|袋|箱|枚|台|缶|瓶|束|巻|冊|玉|組|パック|ケース|セット|ダース|ボトル|カートン|ロール|(kg|g|cs|pcs|ea)\b)"
    r"|[@¥]\s*\d|\b[A-Za-z]{1,5}-?\d{2,}",
    re.IGNORECASE,
)
_REFERS = re.compile(r"前回|先日|先ほど|先程|同じ|同様|引用|[下記]の?メール|(order|items?|mail) below", re.IGNORECASE)
"""Words by which a mail takes up what an earlier one says."""
_MARKS = re.compile(r"^[\s>＞]+")
_SHOWN = 80
TAB = 8
"""Characters between two tab stops."""


def pages_of(content: bytes, label: str = "") -> tuple[Page, ...]:
    """Read a plain text as one page.

    Raises:
        UnreadableError: No encoding fits, or it is too long for an order.
    """
    return (page_of_text(text_of(content, label)),)


def pages_of_html(content: bytes) -> tuple[Page, ...]:
    """Read what an HTML body shows, cells of a table row side by side.

    Raises:
        UnreadableError: No encoding fits, or it is too long for an order.
    """
    rows: list[Row] = []
    shown = shown_in(text_of(content).replace("\0", " "))
    for part in shown.parts:
        line = len(rows) + 1
        if isinstance(part, str):
            rows.append(_row(part[:MAX_LINE], line))
        else:
            rows += [*rows_of_boxes(part, range(line, line + len(part))), Row((), f"line {line + len(part)}")]
        _refuse_longer(len(rows))
    unseen = [text for text in (*shown.hidden, *shown.set_in) if _may_be_goods(text) or tells(text)]
    page = _page(rows, [*_cut_off(part for part in shown.parts if isinstance(part, str)), *unseen], shown.quoted)
    doubtful = (("struck-out", shown.struck), ("figures-joined", shown.joined), ("box-unticked", shown.unticked))
    doubts = [_doubt(code, text) for code, texts in doubtful for text in texts]
    return (replace(page, doubts=(*page.doubts, *doubts)),)


def _doubt(code: str, text: str) -> Doubt:
    return Doubt(Finding(code, Severity.DOUBT, "lines", (("text", text[:_SHOWN]),)))


def page_of_text(text: str) -> Page:
    """Cut text into rows, and rows into cells at tabs and wider blanks.

    Lines with several tabs are the rows of a table, as pasted from a spreadsheet: their cells are told by their turn.
    """
    whole = text.replace("\0", " ").splitlines()
    lines = [line[:MAX_LINE] for line in whole]
    _refuse_longer(len(lines))
    tabbed = {number: boxes_by_tab(line) for number, line in enumerate(lines, 1) if line.count("\t") > 1}
    rows = {number: _row(_without_tabs(line), number) for number, line in enumerate(lines, 1) if number not in tabbed}
    rows |= zip(tabbed, rows_of_boxes(list(tabbed.values()), list(tabbed)), strict=True)
    return _page([rows[number] for number in sorted(rows)], list(_cut_off(whole)))


def _cut_off(lines: Iterable[str]) -> Iterator[str]:
    """Yield what lines that are too long hold behind their end, where it gives a number."""
    yield from (line[MAX_LINE:].strip() for line in lines if re.search(r"\d", line[MAX_LINE:]))


def _refuse_longer(n_lines: int) -> None:
    if n_lines > MAX_LINES:
        raise UnreadableError(f"more than {MAX_LINES} lines", what="size")


def _without_tabs(line: str) -> str:
    text, *pieces = line.split("\t")
    for piece in pieces:
        text += " " * int(TAB - width_of(text) % TAB) + piece
    return text


def _page(rows: Sequence[Row], cut: Sequence[str], quoted: Sequence[str] = ()) -> Page:
    """Leave out what is quoted from an earlier mail, and rows with nothing on them; doubt what may not be quoted.

    Args:
        rows: All rows.
        cut: Texts that were left out already.
        quoted: Texts that were left out as quoted.
    """
    length = next((at for at in range(len(rows)) if _is_quote(rows, at)), len(rows))
    own = _written(rows[:length])
    start = min(length, head_at(rows))
    above = _written(rows[:start])
    inner = passed_on(above, rows[start:])
    if inner:
        whole = Page("text", (*above, *inner), REACH)
        return replace(whole, doubts=(*_unread(cut), _doubt("mail-passed-on", inner[0].text)))
    left = [row.text for row in own if _is_barred(row)]
    marked = [row.text for row in rows[:length] if _QUOTED.match(row.text)]
    old = [*quoted, *marked, *(row.text for row in rows[length:])]
    if length < len(rows) and _NAMED_DAY.fullmatch(rows[length].text):
        left += [row.text for row in rows[length + 1 :]]
    if any(_REFERS.search(row.text) for row in own):
        known = set(left)
        left += [text for text in old if text not in known]
    answer = [row.text for row in own] if old else []
    texts = [*cut, *filter(_may_be_goods, left)]
    doubts = (*_unread(texts), *_altered([*answer, *(text for text in old if not is_news(folded(text)))]))
    return Page("text", tuple(row for row in own if not _is_barred(row)), REACH, doubts=doubts)


def _written(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.text and not _QUOTED.match(row.text)]


def _is_barred(row: Row) -> bool:
    """Whether a bar marks a row as quoted: a row with more bars is one of a table."""
    return _BARRED.match(row.text) is not None and len(re.findall("[|｜]", row.text)) < _OF_A_TABLE


def _unread(texts: Sequence[str]) -> Iterator[Doubt]:
    if texts:
        values = (("text", texts[0][:_SHOWN]), ("n", str(len(texts))))
        yield Doubt(Finding("rows-unread", Severity.DOUBT, "lines", values))


def _altered(texts: Sequence[str]) -> Iterator[Doubt]:
    """Doubt an answer in which, or in whose quoted mail, something is changed: a remark may stand between old lines."""
    said = next((text for text in texts if puts_another(folded(_MARKS.sub("", text)))), "")
    if said:
        yield Doubt(Finding("kind-unsure", Severity.DOUBT, "kind", (("text", said[:_SHOWN]),)))


def _is_quote(rows: Sequence[Row], at: int) -> bool:
    text = rows[at].text
    if _RULE.fullmatch(text):
        return any(_FROM.fullmatch(row.text) for row in rows[at + 1 : at + 1 + _HEAD_ROWS])
    return _QUOTE_STARTS.fullmatch(text) is not None or _NAMED_DAY.fullmatch(text) is not None


def _may_be_goods(text: str) -> bool:
    return _GOODS.search(folded(text)) is not None


def _row(line: str, number: int) -> Row:
    place = f"line {number}"
    cells: list[Cell] = []
    read, at = 0, 0.0
    for match in _CELL.finditer(line):
        at += width_of(line[read : match.start()])
        cells.append(_cell(match[0], at, place))
        read, at = match.end(), cells[-1].right
    return Row(tuple(cells), place)


def _cell(text: str, left: float, place: str) -> Cell:
    words: list[Word] = []
    at = left
    for word in _WORD.findall(text):
        right = at + width_of(word.rstrip(" \u3000"))
        words.append(Word(word, at, right, place, bool(words) and words[-1].text.endswith("\u3000")))
        at = right + {" ": 1.0, "\u3000": 2.0}.get(word[-1], 0.0)
    return Cell(text, left, words[-1].right, place, words=tuple(words))
