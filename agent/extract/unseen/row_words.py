"""What a row says it is by its words: a sum, the end of the goods, postage, a label of the order's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.words import bare
from agent.extract.values import folded, number_in, quantity_in

_CARRIED = re.compile(r".{0,6}(繰越|繰り越し|頁計|ページ計|次頁|次ページ|続く|つづく|carriedforward|broughtforward)")
_SUM = re.compile(
    r"(\d{1,2}(\.\d)?%)?(対象)?([^\d\W]{1,12}(?=小計|合計))?(計|合計|小計|総計|累計|total|subtotal)(\(.*\)|\d+点?)?|(内訳|うち)?(\d{1,2}%)(対象|税率).*"
)
_END = re.compile(r"以下余白|以下空白|以上|end")
_CHARGE = re.compile(
    r"(?:送料|運賃|配送料|配送費|配達料|代引手数料|梱包料|梱包費|値引き?|割引|出精値引き?)(?:\(税[抜別込]\))?"
)
_CONTACT = re.compile(r"(?:TEL|FAX|電話|携帯|E-?mail|メール)[番号]{0,2}\s?[:(]?\s?[\d+(a-z]|〒\s?\d{3}", re.IGNORECASE)
_SENTENCE = re.compile(r".{12}(?:[。!]|ます|ません|ください|下さい|です)[)」]?$")
_PAIR = 2
_SMALL = re.compile("小計|subtotal")
_ENDING = frozenset({"total", "grand"})


def is_sum_label(text: str) -> bool:
    """Whether a cell is the label of a sum, and nothing else."""
    label = label_in(text)
    return label is not None and label.word.field in MONEY and not label.rest


def is_charge(written: Sequence[Cell]) -> bool:
    """Whether a row is postage or a discount and its amount, nothing else: a line below the goods."""
    is_named = len(written) == _PAIR and _CHARGE.fullmatch(bare(written[0].text)) is not None
    return is_named and number_in(written[1].text) not in (None, 0)


def is_head_label(text: str) -> bool:
    """Whether a cell is a label of the order's head, as no cell of its goods is."""
    label = label_in(text)
    return (
        label is not None and label.word.field not in ("", "number", "note", "supplier") and label.word.confidence > 0.8
    )


def is_note(written: Sequence[Cell]) -> bool:
    """Whether a row is a remark below the goods: its label, and beside it a text that asks for no number."""
    label = label_in(written[0].text)
    is_label = label is not None and label.word.field == "note" and not label.rest
    return is_label and not any(quantity_in(cell.text) for cell in written[1:])


def is_contact(text: str) -> bool:
    """Whether a row is a telephone number or an address of who writes."""
    return _CONTACT.match(text) is not None


def is_sentence(written: Sequence[Cell]) -> bool:
    """Whether a row is one sentence, as stands below goods: `※ 変更は前週までにご連絡ください。`."""
    return len(written) == 1 and _SENTENCE.search(folded(written[0].text)) is not None


def is_other_label(text: str) -> bool:
    """Whether a cell is a label, with its colon, of something that is no field: 支払い方法:."""
    label = label_in(text) if text.endswith((":", "：")) else None
    return label is not None and label.word.field == "" and not label.rest


def sum_or_end(written: Sequence[Cell]) -> bool | None:
    """Tell a row of sums; True when nothing is ordered below it, None when it is no such row."""
    found: bool | None = None
    for cell in written:
        key = bare(cell.text)
        label = label_in(cell.text)
        field = label.word.field if label is not None and not re.match(r"[^\W\d_]", label.rest) else ""
        if field in _ENDING or _END.fullmatch(key) or (field == "subtotal" and not _SMALL.match(key)):
            return True
        if field in MONEY or _SUM.fullmatch(key) or _CARRIED.match(key):
            found = bool(found) or key == "計"
    return found
