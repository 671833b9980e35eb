"""What a document says beside the values that were read: columns, rows and sentences nothing was taken from.

An order read without a form passes only when nothing of this is left: a remark may move a day, a heading may say that
the goods below it come back. Labels, addresses, greetings and terms say nothing of the order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from agent.core.document import Document
from agent.core.order import Finding, Order, Severity
from agent.extract.altering import is_condition
from agent.extract.elsewhere_words import goods_in
from agent.extract.rate_legend import is_legend
from agent.extract.table import Cell
from agent.extract.titles import is_page_number
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.row_words import sum_or_end
from agent.extract.unseen.strips import Strip, is_rule
from agent.extract.unseen.title_cells import Title
from agent.extract.unseen.words import bare, head_word, is_label
from agent.extract.values import folded, quantity_in, squeezed

_OPEN = frozenset({"line_note", "kind", "spec"})
MOST = 3
"""Doubts of one document; a person who looks sees the others."""
_SHOWN = 80
_LONGEST = 400
_TITLE = 20
_LETTER = re.compile(r"[^\W\d_]")
_TAX = re.compile(
    r"[※*★☆軽減税率対象標準\s()]*(?:\d{1,2}%)?[)\s]*|non-?tax|課税|非課税|不?要?|[-–—ー]+|同上|なし|無し?|特になし"
)
_HARMLESS = re.compile(
    r"メーカー|産地|原産|ブランド|分類|カテゴリ|部門|温度|棚|税|荷姿|入数|入り数|jan|在庫|前回|前年|実績|重量|重さ|掛率|通貨|画像|写真"
    r"|maker|brand|category|stock|currency|単位"
)
_SPOKEN = re.compile(
    r"ください|下さい|お願い|願います|ません|ます|です|でした|ました|不要|保留|未定|中止|のみ|だけ|まで待|please|don't",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"(?:毎度|いつも|平素).{0,20}?(?:ございます|おります|なります)|お世話に.{0,8}?ます"
    r"|(?:(?:下記|以下|上記|左記|次)の?(?:とおり|通り|内容|商品|品)?(?:に?て|で|を|の)?)?(?:ご|御)?(?:注文|発注)(?:を)?"
    r"(?:(?:いた|致)?します|(?:申し上げ|申上げ)ます|(?:お)?願い(?:いた|致|申し上げ)?(?:し)?ます)"
    r"|(?:宜しく|よろしく|(?:(?:お|ご)?手配|ご査収|ご確認)(?:の程|のほど|を|方)?、?(?:宜しく|よろしく)?)、?"
    r"(?:ご|お|御)?(?:願い(?:いた|致|申し?上げ)(?:し)?ます|願いします)"
)
_NO_REMARK = re.compile(
    r"〒|[都道府県市区町村郡].{0,12}\d|\d丁目|tel|fax|電話|携帯|https?:|@|会社|法人|組合|[(（][株有][)）]|御中|様$|印|承認|担当|検収|受領|部$|課$|店$"
    r"|登録番号|t\d{13}|口座|銀行|振込|支払|締|税|円|以上|余白|ページ|page|end|[:：]|^\d{4}年",
    re.IGNORECASE,
)
_SENT = re.compile("出荷(?:日|希望)|発送(?:日|希望)|引き?取り?(?:日|希望)")
_PAPER = re.compile(
    r"内示|返品|返却|予定表?$|予定(?:書|数|表)|在庫|棚卸|履歴|実績|(?:\(|【)案|案\)?$|記入例|見本$|サンプル$|sample$|テスト|test|ダミーデータ"
    r"|保留|承認待|未承認|未確定|仮(?:注文|発注|受注)|予約|試算|再送|再発行|重複|参考|比較|交換|修理|貸出|未着|不足|欠品|破損|停止|確認(?:書|願)|見積(?:依頼|中|用)|^済み?$"
    r"|forecast|draft|return|history|copy"
)


def with_unheeded(
    orders: Sequence[Order], document: Document, strips: Sequence[Strip], goods: Sequence[Goods]
) -> tuple[Order, ...]:
    """Doubt orders beside which something is written that nothing was read from.

    Args:
        orders: What was read of tables of one document.
        document: For its subject and file name.
        strips: All its rows.
        goods: Its tables.
    """
    if not orders:
        return ()
    held = Counter(cell.place for strip in strips for cell in strip.cells)
    rows = {strip.place for strip in strips} | {place for place, count in held.items() if count > 1}
    known = {at.place for order in orders for _, at in order.provenance} - rows
    used = [one for one in goods if _is_used(one, orders)]
    left = [*_columns(used, known), *_rows(strips, goods, used, known)]
    found = [
        Finding("written-elsewhere", Severity.DOUBT, "note", (("place", place), ("text", text[:_SHOWN])))
        for place, text in dict.fromkeys(left)
    ][:MOST]
    paper = _paper_in(document, strips, goods)
    if paper and not any(one.code == "kind-unsure" for order in orders for one in order.findings):
        found.append(Finding("kind-unsure", Severity.DOUBT, "kind", (("text", paper[:_SHOWN]),)))
    return tuple(order.with_findings(*found) for order in orders)


def _is_used(goods: Goods, orders: Sequence[Order]) -> bool:
    """Whether a table's goods are ordered; earlier orders and examples are not."""
    places = {at.place for order in orders for path, at in order.provenance if path.startswith("lines.")}
    return any(cell.place in places for entry in goods.entries for cells in entry.cells.values() for cell in cells)


def _columns(goods: Sequence[Goods], known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands beside goods in columns of remarks, and of titles that mean nothing known."""
    for one in goods:
        for entry in one.entries:
            named = squeezed(" ".join(entry.text(index) for index in one.under("product_name")))
            for index, cells in entry.cells.items():
                if _is_open(one.header.titles[index]):
                    yield from (
                        (cell.place, cell.text)
                        for cell in cells
                        if _says(cell, known) and squeezed(cell.text) not in named
                    )


def _is_open(title: Title) -> bool:
    """Whether a column may say something of its rows that no field holds."""
    fields = {word.field for word in title.words}
    head = head_word(title.cell.text)
    if head is not None:
        fields |= {head.field}
    return bool(fields & _OPEN) or (not fields - {""} and not is_harmless(title.cell.text))


def is_harmless(title: str) -> bool:
    """Whether a title is that of what a list says of its goods, which asks for nothing: 前回, 入数, 産地."""
    return _HARMLESS.search(bare(title)) is not None


def _says(cell: Cell, known: set[str]) -> bool:
    return bool(cell.text.strip()) and cell.place not in known and not _TAX.fullmatch(folded(cell.text))


def _rows(
    strips: Sequence[Strip], goods: Sequence[Goods], used: Sequence[Goods], known: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield rows between goods that are none, and sentences and goods elsewhere."""
    taken = known | {
        cell.place for one in goods for entry in one.entries for cells in entry.cells.values() for cell in cells
    }
    lines = {at for one in goods for entry in one.entries for at in entry.rows}
    titles = {at for one in goods for at in range(one.header.first, one.header.last + 1)}
    first = min(titles, default=0)
    last = _end(strips, max((entry.at for one in used for entry in one.entries), default=-1))
    for at, strip in enumerate(strips):
        cells = [cell for cell in strip.cells if cell.text and cell.place not in taken]
        if at in lines:
            yield from ((cell.place, cell.text) for cell in cells if cell.place != strip.place and _says(cell, known))
        if at in lines or at in titles or not cells or _is_ordinary(strip, strips[first : first + 1]):
            continue
        is_between = first < at < last and strip.page == strips[at - 1].page and not _is_title(strip, strips[:first])
        is_below = at > last and _is_remark(strip.text)
        if is_between or is_below or _is_listed(cells) or _is_told(strip.text):
            yield cells[0].place, strip.text


def _end(strips: Sequence[Strip], last: int) -> int:
    """Return the row of the sums below the last goods; the last goods where their page has none."""
    below = range(last + 1, len(strips))
    sums = (at for at in below if strips[at].page == strips[last].page and sum_or_end(strips[at].cells) is not None)
    return next(sums, last)


def _is_ordinary(strip: Strip, titles: Sequence[Strip]) -> bool:
    """Whether a row is a rule, a page number, a sum, a row of labels and their values, or the titles once more."""
    is_sum = sum_or_end(strip.cells) is not None
    texts = {bare(cell.text) for one in titles for cell in one.cells}
    is_repeated = all(bare(cell.text) in texts or is_label(cell.text) for cell in strip.cells if cell.text)
    is_labelled = any(label_in(cell.text) is not None for cell in strip.cells) and not _is_told(strip.text)
    return (
        is_rule(strip.text)
        or is_page_number(strip.text)
        or is_legend(strip.cells)
        or is_sum
        or is_repeated
        or is_labelled
    )


def _is_title(strip: Strip, above: Sequence[Strip]) -> bool:
    """Whether a row stands above the goods, too, as the head of every page does."""
    return any(strip.text == one.text for one in above)


def _is_listed(cells: Sequence[Cell]) -> bool:
    """Whether a row of several cells names something and counts it."""
    named = any(len(cell.text) > 2 and _LETTER.search(cell.text) and quantity_in(cell.text) is None for cell in cells)
    return len(cells) > 1 and named and any(quantity_in(cell.text) is not None for cell in cells)


def _is_told(text: str) -> bool:
    """Whether a row says something in words, other than courtesies and terms, or tells when goods leave."""
    said = folded(text[:_LONGEST])
    is_spoken = _SPOKEN.search(_USUAL.sub("", said)) is not None or goods_in(said)
    return not is_condition(said) and (is_spoken or _SENT.search(said) is not None)


def _is_remark(text: str) -> bool:
    """Whether a row below the goods is a few words that are no address, no name of a company and no box for a seal."""
    said = _USUAL.sub("", folded(text[:_LONGEST]))
    return bool(_LETTER.search(said)) and not is_condition(said) and _NO_REMARK.search(said) is None


def _paper_in(document: Document, strips: Sequence[Strip], goods: Sequence[Goods]) -> str:
    """Return a title, subject or file name of what is no order; empty when there is none."""
    first = min((one.header.first for one in goods), default=0)
    texts = [cell.text for strip in strips[:first] for cell in strip.cells if 0 < len(cell.text) <= _TITLE]
    texts = [text for text in texts if label_in(text) is None]
    names = [document.subject, document.name.rpartition(".")[0]]
    return next((text for text in [*texts, *names] if text and _PAPER.search(folded(text).casefold())), "")
