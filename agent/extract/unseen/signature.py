"""The sender's block of a firm without a legal form: 見本屋, 例示市立病院 right above its telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.extract.table import Cell
from agent.extract.unseen.company import LEGAL, is_title, untitled
from agent.extract.unseen.label_words import asks, label_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded

_CONTACT = re.compile(
    r"〒\d|\bTEL|電話|\bFAX|\b0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}|[\w.+-]{1,40}@[\w-]{1,40}\.", re.IGNORECASE
)
_ADDRESS = re.compile(r"[都道府県].{1,8}[市区町村郡]|\d丁目|\d+-\d+")
_PERSON = re.compile(r"[一-龠々ヶ]{1,4}(?:[ 　][一-龠々ヶぁ-んァ-ヶ]{1,4})?")
_DEPARTMENT = re.compile(
    "(?:部|課|室|係|グループ|チーム|担当|主任|代表|(?:店|料理|調理|施設|園|事務|院|校|部|課|係|所|工場|寮|板|料)長|栄養士|看護師|薬剤師|調理師|調理員|職員|事務員|教諭|技師|マネージャー|オーナー)(?:\\s|$)"
    "|^担当"
)
_KIND = re.compile(
    "(?:(?:特別養護|有料)?老人ホーム|(?:ケア|グループ|シェア)ホーム|デイサービス|デイケア|認定こども園|学童|ダイニング|パン工房|パティスリー"
    "|ヘアサロン|美容室|動物病院|スポーツクラブ|フラワーショップ|ペンション|民宿|ビストロ|ホテル|喫茶|カフェ|レストラン|食堂|居酒屋|割烹|料亭|旅館|Bar|Cafe)"
)
"""What a name begins with whose own word follows: ケアホーム 花水木."""
_TRADE = re.compile(
    "(?:屋|店|堂|園|校|院|館|荘|亭|庵|苑|組合|役所|役場|市|町|村|センター|ホテル|旅館|食堂|レストラン|カフェ|珈琲|コーヒー|商会|商事|物産|産業|工業|製作所"
    "|製菓|食品|水産|農園|農場|酒造|薬局|クリニック|大学|学園|協会|財団|連合会|ストア|マート|フーズ|サービス|企画|印刷|建設|ベーカリー|キッチン|厨房"
    "|ファーム|牧場|ガーデン|工房|アトリエ|サロン|ショップ|書房|書林|ブックス|モータース|鉄工所|工務店|研究所|保育所|診療所|酒販|醸造|製麺|弁当|生花|造園"
    "|(?:学校|県|市|町|村)給食会|調理場|商工会|振興会|協議会|町内会|自治会|委員会|生協|農協|漁協|(?:県|都|道|府|区)庁|(?:消防|警察|税務)署"
    "|(?:法律|会計|税理士|設計|建築|特許|司法書士|行政書士)事務所|酒場|ダイニング|バル|本舗|ホーム|寮|クラブ|スクール|教室|塾|教会"
    "|神社|寺|鉄工|製材|運輸|運送|電機|電工|化学|薬品|[^\\s]{2}(?:歯科|内科|眼科|小児科|皮膚科|整形外科))$"
    f"|^{_KIND.pattern}"
    "|(?:市|県|都|道|府|区|町|村|国)立"
)
_SURNAME, _TWO = re.compile(r"[一-龠々]{1,3}"), 2
_SENTENCE = re.compile("[。、!?]|です|ます|ください|-{3,}|={3,}|_{3,}|ー{3,}|御中|様$|殿$")
_NO_NAME = re.compile(
    r"[\d:→⇒]|^.$|ビル|マンション|ハイツ|号室|階$|書$|票$|表$|用紙|以上|宜しく|よろしく|拝啓|敬具|住所|担当|連絡|電話|御中|草々|記入|下記|上記|お?問い?合わ?せ"
)
_CLIMBED, MAX_NAME = 4, 30


def is_firm(name: str) -> bool:
    """Whether a name is a firm's or an institution's, by its legal form or its trade."""
    return LEGAL.search(name) is not None or has_trade(name)


def has_trade(name: str) -> bool:
    """Whether a name says the trade of a firm or the kind of an institution."""
    return _TRADE.search(name) is not None


def names_alone(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, Cell]]:
    """Yield names of a trade that stand alone in a cell of a paper, with a person behind them at most."""
    for at in where:
        cells = strips[at].cells if not strips[at].place.startswith("line ") else ()
        for before, cell in pairwise((None, *cells)):
            text = folded(cell.text) if cell is not None else ""
            is_value = before is not None and asks(before.text)
            if cell is None or is_value or len(text) > MAX_NAME or label_in(cell.text) is not None or is_title(text):
                continue
            name = _without_department(text)
            if has_trade(name) and not any(one.search(name) for one in (_SENTENCE, _NO_NAME, _CONTACT, _ADDRESS)):
                yield name, cell


def names_above_contact(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, Cell]]:
    """Yield the name of each sender's block: that of a trade which stands right above an address or telephone."""
    rows = frozenset(where)
    for at in where:
        for cell in strips[at].cells:
            if _CONTACT.search(folded(cell.text)) and not _is_under_contact(strips, rows, at, cell):
                yield from list(names_above(strips, rows, at, cell)) or _nearest(strips, rows, at, cell)


def _nearest(strips: Sequence[Strip], rows: frozenset[int], at: int, cell: Cell) -> list[tuple[str, Cell]]:
    """Return the name of no known trade right above a telephone number of a paper: `惣菜のたかはし`."""
    is_paper = not strips[at].place.startswith("line ")
    names = [one for one in _climbing(strips, rows, at, cell) if is_paper and not _NO_NAME.search(one[0])]
    return names[:1]


def names_above(strips: Sequence[Strip], rows: frozenset[int], at: int, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """Yield the nearest name of a trade over an address or telephone, if one stands there."""
    best = next((one for one in _climbing(strips, rows, at, cell) if has_trade(one[0])), None)
    if best is not None:
        yield best


def _climbing(strips: Sequence[Strip], rows: frozenset[int], at: int, below: Cell) -> Iterator[tuple[str, Cell]]:
    for above in range(at - 1, at - 1 - _CLIMBED, -1):
        over = [cell for cell in _overlapping(strips, rows, above, at, below) if not _CONTACT.search(folded(cell.text))]
        if not over:
            return
        text = _without_department(folded(over[0].text))
        if len(text) > MAX_NAME or _SENTENCE.search(text) or is_title(text):
            return
        if label_in(over[0].text) is None and not _ADDRESS.search(text) and not _is_within(text):
            yield untitled(text), over[0]


def is_of_person(text: str) -> bool:
    """Whether a text is a person behind a department or a rank: `管理栄養士 南`, `店長 山田`."""
    words = text.split()
    return len(words) > 1 and _DEPARTMENT.search(words[0]) is not None and len(text) <= MAX_NAME


def _without_department(text: str) -> str:
    words = text.split()
    behind = next((at for at, word in enumerate(words) if at and _DEPARTMENT.search(word)), len(words))
    is_named = len(words) > _TWO or (len(words) == _TWO and has_trade(words[0]) and not _KIND.fullmatch(words[0]))
    if behind == len(words) and is_named and _SURNAME.fullmatch(words[-1]) and _TRADE.search(words[-1]) is None:
        behind -= 1
    return " ".join(words[:behind])


def _is_within(text: str) -> bool:
    """Whether a text is a department, a person or a number: what stands under a company's name."""
    return (
        _DEPARTMENT.search(text) is not None
        or (_PERSON.fullmatch(text) is not None and not _TRADE.search(text))
        or re.search(r"[^\W\d_]", text) is None
    )


def _is_under_contact(strips: Sequence[Strip], rows: frozenset[int], at: int, cell: Cell) -> bool:
    """Whether the row above belongs to the same contact block, which then begins further up."""
    return any(_CONTACT.search(folded(one.text)) for one in _overlapping(strips, rows, at - 1, at, cell))


def _overlapping(strips: Sequence[Strip], rows: frozenset[int], above: int, at: int, cell: Cell) -> list[Cell]:
    if above not in rows or strips[above].page != strips[at].page:
        return []
    return [one for one in strips[above].cells if one.text and one.left <= cell.right and one.right >= cell.left]
