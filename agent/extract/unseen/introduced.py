"""Who presents himself at the top of a mail, with a firm whose name has no legal form: `テスト給食の中原です。`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.signature import is_firm
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded

_INTRODUCED = re.compile(
    r"(?:^|[。、!\s])(?P<name>[^。、!\s\d:]{2,20})の(?P<person>[一-龠々]{1,3})(?:です|でございます|と申します)(?:[。!\s☆★♪♡~〜…^(]|$)"
)
NO_PERSON = re.compile(
    "注文|発注|件|分|通り|依頼|予定|内容|商品|品物?|日|便|方|者|番号|数量?|希望|連絡|追加|変更|至急|次第|対応|価格|単価|場合|時間"
    "|電話|納品|納期|配送|担当者?|店長|社長|部長|課長|工場|倉庫|支店|本[社店]|営業|事務|購買|在庫|見積|請求|名前|住所|宛先|以[上下]"
    "|同様|限り|必要|不要|可能|最[後初]|[今次前]回|予約|確認|相談|質問|回答|返信|締切|期限|休業|定休|休み|新規|初回|定期|通常|特[別価]"
    "|限定|有料|無料|別途|税[込抜]|一部|全部|全て|注意|場所|現場|用途?|為|旨|点|物|事|先|案|他|間違い|誤り|御礼|訂正|取消|状況|見込|予備|補充"
)
"""What is no person where it stands as one does: 先日の注文です, いつもの商品です."""
ROOMS = (
    "総務|資材|購買|仕入|経理|庶務|業務|営業|製造|生産|調理|厨房|物流|管理|品質|企画|開発|工務|施設|用度|検品|発注|商品|食材|給食"
    "|生産管理|本部|本社|本店|事務局|事務所|フロント|ホール|キッチン|受付|研究室|売店|工房"
)
"""Departments that are named without 部 or 課."""
_NO_FIRM = re.compile(
    "[をへ]|(?:様|さん|殿)の|(?:下記|以下|上記|[今次前]回|[今来先]週|本日|明日|昨日|先日|[今来先]月|いつも|通常|定期|追加|至急|ご?注文|ご?希望|お届け|納品"
    "|月|週|日|年|時|分|回|こちら|それ|これ|弊社|当社|御社|貴社|当店|部|課|担当|新任|後任)$"
)
_WORD = re.compile(r"(?:^|[。、!:\s])([^。、!:\s]{1,20})\s$")
_ENDED = re.compile("[。、!:]$|(?:ます|です|した|様|さん|御中|殿|各位|は|より|の|こんにちは|ちわ)\\s*$")
_SURNAME = re.compile("[一-龠々ヶ]{1,4}")
_ROWS, MAX_SAID, MAX_NAME = 6, 200, 20


def signed_in(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, Cell]]:
    """Yield the firm that stands alone in the last row of a mail, or before a person: `見本商事 田中`."""
    for at in where[-1:]:
        cell = strips[at].cells[0]
        words = folded(cell.text).split()
        is_named = (
            strips[at].place.startswith("line ")
            and bool(words)
            and len(words[0]) <= MAX_NAME
            and is_firm(words[0])
            and label_in(cell.text) is None
        )
        if is_named and len(strips[at].cells) == 1 and all(_SURNAME.fullmatch(word) for word in words[1:]):
            yield words[0], cell


def first_word(match: re.Match[str]) -> str:
    """Return the first word of a name of two, where nothing but a sentence stands before it: `緑 食堂の中原です`."""
    before = match.string[: match.start("name")]
    word = _WORD.search(before)
    if word is None or _ENDED.search(word[1]):
        return ""
    head = before[: word.start(1)].strip()
    return word[0].lstrip("。、!: ") if not head or _ENDED.search(head) else ""


def introduced_in(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, Cell]]:
    """Yield the firm of whoever presents himself in the first rows."""
    for at in where[:_ROWS]:
        for cell in strips[at].cells:
            for match in _INTRODUCED.finditer(folded(cell.text[:MAX_SAID])):
                name = first_word(match) + match["name"]
                if (
                    not NO_PERSON.fullmatch(match["person"])
                    and not _NO_FIRM.search(name)
                    and not re.fullmatch(ROOMS, name)
                ):
                    yield name, cell
