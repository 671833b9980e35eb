"""What a document without a form says it is: an order, its change, its cancellation, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from agent.core.document import Document
from agent.core.order import OrderKind
from agent.extract.altering import alters, is_condition, puts_another
from agent.extract.unseen.company import is_title
from agent.extract.unseen.earlier import said_kind
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import SURE
from agent.extract.unseen.words import bare, head_word
from agent.extract.values import folded

_BRACKETS = re.compile(r"[()\[\]【】<>〈〉《》〔〕]")
_HEAD_ROWS = 25
_SHORT, _TOP = 12, 4
_KEPT = re.compile(r"^.{0,12}[(【\[]?(?:お?控え?|写し?|副本|コピー|copy)[)】\]]?$", re.IGNORECASE)


class Paper(StrEnum):
    """What is no order, though it may list goods."""

    INQUIRY = "inquiry"
    INVOICE = "invoice"
    DELIVERY_NOTE = "delivery-note"
    ACKNOWLEDGEMENT = "acknowledgement"
    RECEIPT = "receipt"


_ORDER = re.compile(
    r"[御ご]?(注文|発注|オーダー)(依頼)?(書|票|伝票|シート|表|明細書?|内容|連絡書|通知書?|データ)?"
    r"(兼(注文|発注)?(請書|納品書|見積書))?|order(form|sheet)?|purchaseorder(form)?|po"
)
_ORDERED_GOODS = re.compile("[御ご]?(?:注文|購入|お?買い?上げ?|受注)(?:の?商品|品)?(?:明細|内容|情報|一覧|概要|詳細)?")
"""The heading of goods in a shop's mail, which names what is to be paid, too."""
_ASKED_FOR = "の?[御ごお](?:願い|依頼|連絡|知らせ|通知)|について|の件"
_CHANGED = re.compile(
    rf"[御ご]?(注文|発注|オーダー)?(内容)?(書|の)?(変更|訂正|修正)(後|版|分)?(注文書|発注書|依頼書?|連絡書?|通知書?|書|届|願)?(?:{_ASKED_FOR})?"
    r"|(変更|訂正|修正)(の)?[御ご]?(注文|発注)(書|依頼書?)?|(注文|発注)書(変更|訂正|修正)(版|分)?"
    r"|(order|po|purchaseorder)(change|amendment|revision)|(revised|changed|amended)(purchase)?order"
)
_CANCELLED = re.compile(
    rf"[御ご]?(注文|発注|オーダー)?(内容)?(書|の)?(取消し?|取り消し|キャンセル)(分|済)?(依頼書?|連絡書?|通知書?|書|届|願)?(?:{_ASKED_FOR})?"
    r"|(取消|キャンセル)(の)?[御ご]?(注文|発注)(書)?|(order|po|purchaseorder)?cancel(led|lation)?(order|notice)?"
)
_OTHERS = {
    Paper.INQUIRY: r"[御ご]?(概算)?見積り?(依頼)?(書|明細書?|回答書?)?([御ご]?依頼書?)?"
    r"|見積もり依頼書?|[お御ご]?問い?合わ?せ(書|票)?|引合[書票]|rfq|requestforquot(e|ation)|quotation|quote|estimate|inquiry",
    Paper.INVOICE: r"[御ご]?(合計|仮|前払|適格)?請求(明細)?書?(\(?控え?\)?)?|納品書兼請求書"
    r"|(tax|proforma|commercial)?invoice",
    Paper.DELIVERY_NOTE: r"[御ご]?納品(明細)?書(\(?控え?\)?)?(兼受領書)?|出荷(案内|通知|明細)書?|受領書"
    r"|packing(list|slip)|delivery(note|slip)|shippingnotice",
    Paper.ACKNOWLEDGEMENT: r"[御ご]?(注文|発注|受注)(請書|請け書|確認書|確認票)|受注(書|伝票)"
    r"|orderconfirmation|salesorder|orderacknowledge?ment",
    Paper.RECEIPT: r"[御ご]?領収(書|証)|レシート|receipt",
}
_OTHER = {paper: re.compile(pattern) for paper, pattern in _OTHERS.items()}
_BILLED = re.compile("[御ご]?(当月|今回)?[御ご]?請求(金額|額|合計)")
_ASKED = re.compile(
    r"見積(り|もり)?(書)?(を|の)?(?!.{0,3}(とおり|通り)).{0,8}(お願い|依頼|ください|下さい|頂け|いただけ|送付|送って)"
    r"|(在庫|納期|価格|単価)([と・、](在庫|納期|価格|単価|送料))?(状況|の有無)?(を|は|が|について).{0,14}(教えて|ご?教示|お知らせ|ご回答|ご確認|回答|いかが|可能でしょうか)"
    r"|(お|ご|御)?問い?合わ?せ(です|します|いたします|致します|ください|させて)"
    r"|(please|kindly) (quote|send .{0,20}quotation)|request for quotation"
)
_ORDERS = re.compile(
    r"(注文|発注)(を)?(いた|致)?し(ます|たく)|(注文|発注)(の通り|を|の程|のほど)?.{0,6}お願い"
    r"|(注文|発注)(書)?を(送|お送り|申)|please (supply|deliver|ship|accept)|we (would like to )?order"
)
_CAME_IN = re.compile("(?:注文|発注)(?:書|データ)?(?:が|を)(?:あり|届|入り|受け?付け|受信)")
"""What a purchasing service says to the seller."""
_PLACES = re.compile("(?<![ごお御])(?:注文|発注)(?:を)?(?:いた|致)?(?:し(?:ます|たく)|させて)")
"""A buyer's own words: ご注文ください is the seller's."""
_SHIPPED_SUBJECT = re.compile(
    "(?:出荷|発送|配送)(?:が|の|を)?(?:完了)?(?:いた|致)?(?:しました|の?(?:お知らせ|ご?案内|ご?連絡|通知|完了))"
)
_LISTED_TO = re.compile("配信(?:の?停止|解除|不要)|登録解除|メルマガ|メールマガジン|unsubscribe")
_ORDER_NAMED = re.compile(
    r"(?:注文|発注|受注|オーダー)(?:番号|no|id|日|日時)\s*[】\]]?\s*[:：#\n]?\s*[a-z0-9]|order (?:no|id|#)"
)
_SHOWN = 120
_ALTERED = re.compile(r"変更|訂正|修正|取消|取り消|キャンセル|cancel|amend")
_IN_NAME = {
    OrderKind.CANCEL: re.compile(r"取消|取り消し|キャンセル|cancel"),
    OrderKind.CHANGE: re.compile(r"変更|訂正|修正|amendment|revised"),
}


def other_paper(document: Document, strips: Sequence[Strip], *, is_prose: bool) -> Paper | None:
    """Say what a document is that is no order; None when it is one, or does not say.

    Its own title counts first, then what a mail asks for, then subject and file name.

    Args:
        document: For its subject and file name.
        strips: Its rows.
        is_prose: Whether it is a mail's text, whose sentences count too.
    """
    titles = list(titles_of(strips))
    if are_of_order(titles):
        return None
    named = next((paper for title in titles for paper in Paper if _OTHER[paper].fullmatch(title)), None)
    if named is not None:
        return named
    is_shop = any(_ORDERED_GOODS.fullmatch(title) for title in titles)
    if not is_shop and any(_bills(strip) for strip in strips[:_HEAD_ROWS]):
        return Paper.INVOICE
    prose = _prose(strips) if is_prose else ""
    if _ASKED.search(prose) and not _ORDERS.search(prose) and not _CAME_IN.search(prose):
        return Paper.INQUIRY
    if _SHIPPED_SUBJECT.search(folded(document.subject)) and not _ORDERS.search(prose):
        return Paper.DELIVERY_NOTE
    named = _named_by(document)
    return None if named is Paper.INQUIRY and _PLACES.search(prose) else named


def is_other(title: str) -> bool:
    """Whether a title is that of what is no order."""
    return any(pattern.fullmatch(title) for pattern in _OTHER.values())


def is_copy_kept(strips: Iterable[Strip]) -> bool:
    """Whether a page says at its top that it is the copy somebody keeps: 注文書(控), 当社控."""
    return any(_KEPT.search(folded(cell.text)) for strip in islice(strips, _TOP) for cell in strip.cells)


def acknowledges(title: str) -> bool:
    """Whether a title is that of the paper by which an order is accepted: 注文請書."""
    return _OTHER[Paper.ACKNOWLEDGEMENT].fullmatch(title) is not None


def advertises(strips: Sequence[Strip]) -> bool:
    """Whether a mail offers goods to many: it says how to leave its list, and neither orders nor names an order."""
    text = _prose(strips)
    return bool(_LISTED_TO.search(text)) and not _ORDERS.search(text) and not _ORDER_NAMED.search(text)


def _bills(strip: Strip) -> bool:
    """Whether a row names a sum that is billed; the titles of a shop's file, 注文番号 beside ご請求額, do not."""
    words = [head_word(cell.text) for cell in strip.cells]
    is_of_order = any(word is not None and word.field == "number" and word.confidence >= SURE for word in words)
    return not is_of_order and any(_BILLED.match(bare(cell.text)) for cell in strip.cells)


def other_title(strips: Sequence[Strip], *, is_prose: bool) -> str:
    """Return the title, or the question of a mail, that says a document is no order; empty when there is none."""
    titles = list(titles_of(strips))
    if are_of_order(titles):
        return ""
    named = next(filter(is_other, titles), "")
    prose = _prose(strips) if is_prose else ""
    asked = _ASKED.search(prose)
    return asked[0] if asked and not named and not _ORDERS.search(prose) else named


def are_of_order(titles: Sequence[str]) -> bool:
    """Whether one of some titles is an order's, its change's or its cancellation's."""
    return any(is_title(one) or pattern.fullmatch(one) for one in titles for pattern in (_ORDER, _CHANGED, _CANCELLED))


def _named_by(document: Document) -> Paper | None:
    text = bare(f"{document.subject} {document.name}")
    if re.search("注文|発注|オーダー|order", text) and not re.search("請書", text):
        return None
    words = {
        Paper.INQUIRY: "見積|問い?合わ?せ|quotation|rfq",
        Paper.INVOICE: "請求|invoice",
        Paper.DELIVERY_NOTE: "納品書|出荷案内|packing",
        Paper.ACKNOWLEDGEMENT: "請書",
        Paper.RECEIPT: "領収|receipt",
    }
    return next((paper for paper, word in words.items() if re.search(word, text)), None)


def kind_in(document: Document, strips: Sequence[Strip]) -> OrderKind:
    """Tell an order from its change and its cancellation by title, subject and file name; a cancellation wins.

    Where none of them tells, and no sentence orders anything, what the sentences ask for does.
    """
    altered = _named(document, strips)
    if altered:
        return OrderKind.CANCEL if OrderKind.CANCEL in altered else OrderKind.CHANGE
    sentences = re.split("[。!?\n]", _prose(strips))
    is_order = any(_ORDERS.search(sentence) and not _ALTERED.search(sentence) for sentence in sentences)
    return OrderKind.ORDER if is_order or are_of_order(list(titles_of(strips))) else said_kind(strips)


def is_named(document: Document, strips: Sequence[Strip]) -> bool:
    """Whether title, subject or file name say that an order is changed or called off."""
    return bool(_named(document, strips))


def _named(document: Document, strips: Sequence[Strip]) -> list[OrderKind]:
    names = folded(f"{document.subject} {document.name}").casefold()
    kinds = [titled_kind(strips), *(kind for kind, pattern in _IN_NAME.items() if pattern.search(names))]
    return [kind for kind in kinds if kind is not OrderKind.ORDER]


def deed_in(strips: Sequence[Strip]) -> str:
    """Return the row that says an order is changed or called off."""
    return next((strip.text[:_SHOWN] for strip in strips if _ALTERED.search(strip.text.casefold())), "")


def titled_kind(strips: Sequence[Strip]) -> OrderKind:
    """Tell an order from its change and its cancellation by its title; a cancellation wins."""
    titles = list(titles_of(strips))
    for kind, pattern in ((OrderKind.CANCEL, _CANCELLED), (OrderKind.CHANGE, _CHANGED)):
        if any(pattern.fullmatch(title) for title in titles):
            return kind
    return OrderKind.ORDER


class Called(NamedTuple):
    """What kind of order a document is, and a text of it that makes that doubtful; empty when none does."""

    kind: OrderKind
    doubtful: str = ""


def spoken_kind(strips: Sequence[Strip], *, is_changed: bool) -> Called:
    """Tell a change by the goods of a mail that passes for an order: doubtful, as an order may speak of another.

    Args:
        strips: The mail's rows.
        is_changed: Whether its goods put one quantity in place of another.
    """
    put = next((strip.text for strip in strips if is_changed and puts_another(strip.text)), "")
    if put:
        return Called(OrderKind.CHANGE, put[:_SHOWN])
    return Called(OrderKind.ORDER, doubtful_kind(strips, OrderKind.ORDER, is_prose=True))


def doubtful_kind(strips: Sequence[Strip], kind: OrderKind, *, is_prose: bool) -> str:
    """Return a text that speaks of a change or an inquiry where the document passes for an order; empty when none."""
    if kind is not OrderKind.ORDER:
        return ""
    for at, strip in enumerate(strips):
        for text in [strip.text] if is_prose else _said(strip):
            said = text.casefold()
            if is_condition(said):
                continue
            is_short = is_prose or (at < _HEAD_ROWS and len(text) <= _SHORT)
            if alters(said) or (is_short and _ALTERED.search(said)) or (is_prose and _ASKED.search(said)):
                return text[:_SHOWN]
    return ""


def _said(strip: Strip) -> list[str]:
    return [folded(cell.text) for cell in strip.cells]


def titles_of(strips: Sequence[Strip]) -> Iterator[str]:
    """Yield texts that may be a document's title: short, and with nothing but blanks or a number beside them."""
    for strip in strips[:_HEAD_ROWS]:
        letters = "".join(cell.text for cell in strip.cells)
        for text in [cell.text for cell in strip.cells] + [letters]:
            if 0 < len(text) <= 30 and not text.endswith((":", "：")):
                title = re.sub(r"\((控|写|fax|原本|正|副|[\d年月分/]+)\)$", "", bare(text))
                yield title
                if _BRACKETS.search(title):
                    yield _BRACKETS.sub("", title)


def _prose(strips: Sequence[Strip]) -> str:
    return "\n".join(strip.text for strip in strips).casefold()
