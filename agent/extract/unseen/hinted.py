"""Values of the order's head beside labels no word is known for: what a label hints at, and the value is fit for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.table import Cell, meet
from agent.extract.unseen.addresses import with_block
from agent.extract.unseen.fitting import fitted
from agent.extract.unseen.labels import label_in
from agent.extract.unseen.spread import ticked
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare
from agent.extract.values import folded, squeezed

MAX_LABEL = 16
_MOST_ACROSS = 32
"""How many cells a row of labels over their values has at most."""
_SPACED = re.compile(
    r"(?P<label>[^\s\d:：]{1,12}?)(?:\s+|(?<=no)\.?|(?<=no\.))(?P<value>(?=.{0,8}\d)[A-Z0-9令平].{1,40})", re.IGNORECASE
)
_TYPED = frozenset({"number", "ordered_on", "deliver_on"})
_OWN = re.compile(r"[■●◆◇○・※【\[(\s]*(?P<label>[^:：】\])\s\d]{1,16}?)\s*(?:[:：】]|\])\s*(?P<value>\S.{0,80})")


class _Hint(NamedTuple):
    """What a label of a field has in it, and what one of something else has."""

    means: re.Pattern[str]
    other: re.Pattern[str]


_HINTS = {
    "number": _Hint(
        re.compile(r"(?:番号?|no\.?|№|コード|id|#|number|ref|reference)$"),
        re.compile(
            r"電話|tel|fax|携帯|phone|内線|郵便|〒|zip|登録|口座|見積|契約|工事|得意|顧客|取引|客|customer|担当|社員|会員|部門|品|item"
            r"|店|課|部署|プロジェクト|案件|稟議|予算|様式|許可|認証|問合|請求|仕入|ベンダー|vendor|supplier|納品|納入|追跡|送り状|事業|法人|版|税|棚|ロット|便|室"
        ),
    ),
    "deliver_on": _Hint(
        re.compile(
            r"納|着|届|配達|配送|入荷|引き?渡|受け?渡|必要日|希望|搬入|deliver|arriv|receiv|need|requir|in-?hands|due|eta\b"
        ),
        re.compile(
            r"締|有効|支払|出荷|発送|印刷|出力|前回|作成|検収|見積|請求|場所|先|時間|回答|返信|payment|valid|print"
        ),
    ),
    "ordered_on": _Hint(
        re.compile(
            r"(?:注文|発注|作成|起票|発行|依頼|申込|申請|記入|受付|手配|購入|起案|送信|発信).{0,6}(?:日|日時|日付|年月日)$|^(?:order|issue|created?).{0,8}(?:date|on|at)$|^日付?$"
        ),
        re.compile(r"納|着日|届|締|有効|支払|出荷|発送日|希望|前回"),
    ),
    "deliver_to": _Hint(
        re.compile(
            r"(?:納|届|送|配|着|搬入|引き?渡|受け?渡|使用|施工).{0,5}(?:先|場所|所|場|宛|地|店|住所)|(?:ship|deliver).{0,12}(?:to|place|address|location|site)"
        ),
        re.compile(r"請求|送信|元|電話|tel|fax|担当|連絡|日|時|メール|伝票|納税|コード|番号|方法|送付状|氏名"),
    ),
    "customer_name": _Hint(
        re.compile(
            r"(?:(?:注文|発注|依頼|購入|申込|買付?)(?:者|元|主|会社|企業|店舗?|社)|得意先|顧客|お?客様?|バイヤー|buyer|自社|弊社|当社|purchaser|販売店)(?:様|名|名称|会社名|企業名)*$"
        ),
        re.compile(r"番号|コード|cd|日|担当|電話|no\b"),
    ),
}

HINTED = tuple(_HINTS)


def hinted_in(
    strips: Sequence[Strip], where: Sequence[int], names: Sequence[str], near: date
) -> Iterator[tuple[str, Written]]:
    """Yield for some fields the one value that a label hints at; of several values none is.

    Args:
        strips: All rows of the document.
        where: The rows outside the lines.
        names: The fields to look for.
        near: The day the document came.
    """
    looked_in = frozenset(where)
    found: dict[str, dict[str, Written]] = {name: {} for name in names}
    for at in where:
        for index, cell in enumerate(strips[at].cells):
            label, own = _label(cell, names)
            for name in [name for name in names if label and hints_at(label, name)]:
                values = (
                    with_block(strips, looked_in, at, cell, value, name)
                    for value in _values(strips, looked_in, at, index, own)
                )
                fit = ((text, one.place) for one in values if (text := fitted(name, one.text, near)) is not None)
                found[name] |= {squeezed(text): Written(name, text, place) for text, place in islice(fit, 1)}
    yield from ((name, written) for name, those in found.items() if len(those) == 1 for written in those.values())


def hints_at(label: str, name: str) -> bool:
    """Whether a label has the words of a field in it, and none of something else."""
    return _HINTS[name].means.search(bare(label)) is not None and not speaks_of_other(label, name)


def speaks_of_other(label: str, name: str) -> bool:
    """Whether a label has a word of something else than a field in it."""
    return _HINTS[name].other.search(bare(label)) is not None


def _label(cell: Cell, names: Sequence[str]) -> tuple[str, str]:
    """Return a text that may be a label no word is known for, and what stands behind it in its own cell."""
    text = folded(cell.text[: MAX_LABEL * 8])
    if not text or label_in(cell.text) is not None:
        return "", ""
    own, spaced = _OWN.fullmatch(text), _SPACED.fullmatch(text)
    if own is not None:
        return own["label"], own["value"]
    if spaced is not None and any(hints_at(spaced["label"], name) for name in _TYPED & {*names}):
        return spaced["label"], spaced["value"]
    return (cell.text, "") if len(cell.text) <= MAX_LABEL and not re.search(r"\d", cell.text) else ("", "")


def _values(strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, own: str) -> list[Cell]:
    """Return what may be a label's value: behind its colon, else beside it, and below it."""
    strip, cell = strips[at], strips[at].cells[index]
    if own:
        return [cell._replace(text=own, words=())]
    beside = ticked([one for one in strip.cells[index + 1 :] if one.text])[:1]
    is_over = at + 1 in looked_in and strips[at + 1].page == strip.page and 1 < len(strip.cells) <= _MOST_ACROSS
    below = [one for one in strips[at + 1].cells if one.text and meet(one, cell)] if is_over else []
    near = [one for one in beside if one.left - cell.right <= strip.reach]
    return [one for one in (*near, *below) if not _is_label(one.text)]


def _is_label(text: str) -> bool:
    """Whether a text is a label itself, or hints at a field as one does."""
    is_hint = not re.search(r"\d", text) and any(hints_at(text, name) for name in HINTED)
    return is_hint or label_in(text) is not None
