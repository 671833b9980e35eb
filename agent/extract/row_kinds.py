"""Columns the form does not ask for that say what a row is: returned, deleted (`伝票区分`, `削除フラグ`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agent.core.order import Finding, Severity
from agent.extract.titles import key_of
from agent.extract.values import folded

_TITLE = re.compile(
    "区分|フラグ|種別|状態|ステータス|flag|status|type|(?:削除|取消)日|^(?:削除|取消し?|返品|キャンセル|無効)$",
    re.IGNORECASE,
)
_OF_ROW = re.compile(
    "(?:伝票|取引|データ|処理|受注|注文|発注|売上|売返|返品|更新|削除|取消|訂正|変更|無効|赤黒|レコード|明細|行)+"
    "(?:区分|フラグ|種別|状態|ステータス)|区分|フラグ|flag",
    re.IGNORECASE,
)
_OFF = re.compile("削除|取消|取り消し|無効|^返品$|キャンセル|delete|cancel", re.IGNORECASE)
_SAYS = re.compile(
    "返品|削除|取消|取り消し|キャンセル|訂正|変更|赤伝|赤黒|無効|delete|cancel|return|void", re.IGNORECASE
)
_NOT = frozenset({"", "0", "00", "n", "no", "false", "無", "なし", "-", "×"})


def unasked_kinds(
    names: Sequence[str], columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], places: Sequence[str]
) -> dict[int, list[Finding]]:
    """Return the doubts of rows, by number: a column says that they ask for nothing, or other than most rows do.

    Args:
        names: The titles over the rows.
        columns: The fields a form asks for, each with its column.
        rows: As they stand under the titles, at least one.
        places: Where each stands.
    """
    asked = {index for _, index in columns}
    unasked = [
        (at, name) for at, name in enumerate(names) if at not in asked and _TITLE.search(key_of(name)) is not None
    ]
    found: dict[int, list[Finding]] = {}
    for at, name in unasked:
        texts = [folded(row[at]) if at < len(row) else "" for row in rows]
        usual = _usual(texts)
        telling = {text for text in set(texts) if _tells(name, text, usual)}
        for number, text in enumerate(texts):
            if text in telling:
                shown = f"{places[number]} {name}: {text}"[:80]
                found.setdefault(number, []).append(Finding("kind-unsure", Severity.DOUBT, "lines", (("text", shown),)))
    return found


def _usual(texts: Sequence[str]) -> str | None:
    """Return the one value that most rows have, None where two are as common."""
    first, *others = Counter(texts).most_common(2)
    return None if others and others[0][1] == first[1] else first[0]


def _tells(title: str, text: str, usual: str | None) -> bool:
    if _SAYS.search(text) or (_OFF.search(title) and text.casefold() not in _NOT):
        return True
    return _OF_ROW.fullmatch(key_of(title)) is not None and text != usual
