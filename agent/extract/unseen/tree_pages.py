"""The pages of a tree (JSON, XML) whose layout nobody described: each of its objects once, and what is no line apart.

A form names the page it reads, so a tree is laid out in every way one may be read. Without a form that would read one
line several times: where XML holds one object, which may as well be no list, and where a line has a list of its own
(its taxes, options, days of delivery), whose rows say the line again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from agent.core.order import Finding, Severity
from agent.extract.table import Page, Row
from agent.extract.unseen.currencies import foreign_in, not_in_yen
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.labels import Found
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.tree_shapes import by_number, lists_of
from agent.extract.unseen.tree_taxes import without_said_taxes
from agent.extract.values import folded

TREES = frozenset({"json", "xml"})
MOST, _SHOWN = 3, 80
_OF_MONEY = ("tax", "税", "vat", "image", "画像")
_GONE = re.compile("cancel|void|delete|reject|draft|hold|取消|取り消し|キャンセル|削除|却下|保留|下書|未承認|承認待")
_OPEN, _OF_APPROVAL = re.compile("pending|waiting|requested|false|^0$|^no$|未"), re.compile("approv|承認")
_MARKS = (
    "test istest testmode testorder testindicator deploymentmode draft isdraft copyindicator iscopy cancelled canceled"
    " iscancelled iscanceled deleted isdeleted voided hold onhold isonhold テスト 下書き 取消 キャンセル 削除"
)
_MARKS_SAID = (
    "cancelledat canceledat cancelreason cancelledon cancelleddate deletedat 取消日 取消日時 取消理由 キャンセル日"
    " キャンセル日時 キャンセル理由"
)
_WITH_TAX = "taxesincluded taxincluded taxinclusive istaxincluded priceincludestax pricesincludetax 税込"
_TYPE = re.compile(
    "^(?:document|doc|message|order|event|record|form|paper)?(?:type|kind|name|title|event|subject|class)$"
    "|種別|種類|区分|帳票|文書|件名|表題|タイトル|伝票名"
)
_SET, _UNSET = (
    frozenset({"true", "1", "yes", "test", "はい", "有", "on"}),
    frozenset({"", "false", "0", "no", "いいえ", "無"}),
)


class Told(NamedTuple):
    """Pages as they are read, and those left out that tell more of a line than the line does."""

    pages: tuple[Page, ...]
    details: tuple[Page, ...] = ()


def pages_once(pages: Sequence[Page]) -> Told:
    """Leave out the pages that say again what another says, and the lists that stand within a line."""
    head = [page for page in pages if not page.is_whole]
    places = {cell.place for page in head for row in page.rows for cell in row.cells}
    kept: dict[str, Page] = {}
    singles: list[Page] = []
    details: list[Page] = []
    for page in (page for page in pages if page.is_whole):
        outer = _outer(page.name, kept)
        own = _own(page, outer)
        if outer is None and _places(page) <= places:
            singles = _with_single(singles, _own_columns(page, own)) if _names_goods(page, own) else singles
        elif outer is not None and _places(page) - places <= _places(kept[outer]):
            continue
        elif outer is not None and _names_goods(kept[outer], _own(kept[outer], _outer(outer, kept))):
            details.append(_own_columns(page, own))
        else:
            kept[page.name] = _without(page, places)
    if singles:
        lines = {place for page in singles for place in _places(page)}
        head = [replace(page, rows=tuple(row for row in page.rows if row.place not in lines)) for page in head]
    tables = (*singles, *without_said_taxes(list(kept.values()), head))
    if tables or not head:
        return Told(by_number(head, tables), tuple(details))
    return Told(_reshaped(head[0]))


def _with_single(singles: list[Page], page: Page) -> list[Page]:
    """Add a line that stands alone, in place of one around it that says the same."""
    return [*(one for one in singles if not _places(page) <= _places(one)), page]


def _reshaped(head: Page) -> tuple[Page, ...]:
    rest, tables = lists_of(head)
    return (rest, *tables)


def _outer(name: str, kept: dict[str, Page]) -> str | None:
    """Return the innermost of the pages so far whose objects hold those of this one."""
    at = name.rfind(".")
    while at > 0:
        if name[:at] in kept:
            return name[:at]
        at = name.rfind(".", 0, at)
    return None


def _places(page: Page) -> set[str]:
    return {cell.place for row in page.rows[1:] for cell in row.cells}


def _own(page: Page, outer: str | None) -> set[float]:
    """Return the columns of a page's own objects, not of those around them."""
    around = {page.name[:at] for at, char in enumerate(page.name) if char == "."} | ({outer} if outer else set())
    return {cell.left for cell in page.rows[0].cells if not any(cell.text.startswith(f"{one}.") for one in around)}


def _without(page: Page, places: set[str]) -> Page:
    """Leave out the columns of what stands on the page of single values already."""
    said = {cell.left for row in page.rows[1:] for cell in row.cells if cell.place in places}
    return _own_columns(page, {cell.left for cell in page.rows[0].cells} - said)


def _own_columns(page: Page, own: set[float]) -> Page:
    rows = (replace(row, cells=tuple(cell for cell in row.cells if cell.left in own)) for row in page.rows)
    return replace(page, rows=tuple(row for row in rows if row.cells))


def _names_goods(page: Page, own: set[float]) -> bool:
    """Whether the objects of a page are lines by themselves: what, and how many."""
    cells = tuple(cell for cell in page.rows[0].cells if cell.left in own)
    return titles_in(Strip(cells, "", 0, 1), 0).is_lines


def told_of(pages: Sequence[Page]) -> tuple[Finding, ...]:
    """Doubt an order whose lines hold lists that nothing was read from, and money that is not in yen."""
    told = pages_once(pages)
    details = [text for page in told.details if (text := _said(page))]
    empty = [row for page in told.pages if page.is_whole for row in _without_own(page)]
    foreign = next(foreign_in(_named(pages)), "")
    found = [
        Finding("written-elsewhere", Severity.DOUBT, "lines", (("place", place), ("text", text[:_SHOWN])))
        for place, text in details[:MOST]
    ]
    if empty:
        shown = (("text", empty[0].text[:_SHOWN]), ("n", str(len(empty))))
        found.append(Finding("rows-unread", Severity.DOUBT, "lines", shown))
    if foreign:
        found.append(not_in_yen(foreign))
    mark = next((f"{name} {text}" for name, text in _named(pages) if _is_mark(name, text)), "")
    if mark:
        found.append(Finding("kind-unsure", Severity.DOUBT, "kind", (("text", mark[:_SHOWN]),)))
    return tuple(found)


def _without_own(page: Page) -> list[Row]:
    """Return the rows of objects whose list is empty, as an order without lines is."""
    own = _own(page, None)
    return [row for row in page.rows[1:] if not any(cell.left in own for cell in row.cells)] if own else []


def _said(page: Page) -> tuple[str, str] | None:
    """Return where a list within a line stands and its first values; none of what taxes or pictures say."""
    name = folded(page.name.rpartition(".")[2]).casefold()
    if any(word in name for word in _OF_MONEY) or len(page.rows) < 2:
        return None
    return page.rows[1].cells[0].place, f"{page.name}: {' '.join(cell.text for cell in page.rows[1].cells)}"


def _named(pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield every value with the key it stands under."""
    for page in pages:
        if not page.is_whole:
            yield from ((row.cells[0].text, row.cells[1].text) for row in page.rows)
            continue
        titles = {cell.left: cell.text for cell in page.rows[0].cells}
        yield from ((titles[cell.left], cell.text) for row in page.rows[1:] for cell in row.cells)


def titles_told(strips: Sequence[Strip]) -> list[Strip]:
    """Return the rows of single values that may name the paper: `type: invoice` does, `paymentMethod: invoice` not."""
    return [strip for strip in strips if len(strip.cells) != 2 or _TYPE.search(_key(strip.cells[0].text))]


def single_rows(strips: Sequence[Strip], where: Sequence[int]) -> list[int]:
    """Return the rows of a tree that are a key and its value: the titles of its tables name what stands in them."""
    return [at for at in where if [cell.place for cell in strips[at].cells[1:]] == [strips[at].cells[0].place]]


def without_lists(found: Sequence[Found], strips: Sequence[Strip]) -> list[Found]:
    """Leave out sums that nothing but lists state: the tax of one rate is not that of the order."""
    stated = {one.field for one in found if not _is_of_several(one, strips)}
    return [one for one in found if one.field in stated]


def _is_of_several(found: Found, strips: Sequence[Strip]) -> bool:
    below = strips[found.at + 1 : found.at + 3]
    page = strips[found.at].page
    return found.field in MONEY and found.how == "below" and [one.page for one in below] == [page, page]


def _key(name: str) -> str:
    return folded(name.replace("@", ".").rpartition(".")[2]).casefold().replace("_", "").replace("-", "")


def _is_mark(name: str, text: str) -> bool:
    """Whether a value says that the document, or a line of it, is not to be entered: a test, cancelled, held."""
    key, said = _key(name), folded(text).casefold()
    if key.endswith(("status", "state", "状態", "ステータス")) and _GONE.search(said):
        return True
    if _OF_APPROVAL.search(key) and _OPEN.search(said):
        return True
    return (said in _SET and key in _MARKS.split()) or (said not in _UNSET and key in _MARKS_SAID.split())


def is_with_tax(name: str, text: str) -> bool:
    """Whether a key says that prices include the tax: `taxes_included: true`."""
    return folded(text).casefold() in _SET and _key(name) in _WITH_TAX.split()
