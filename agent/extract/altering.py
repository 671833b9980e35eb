"""Tell by its words that a text changes an order or calls it off, wherever it stands."""

from __future__ import annotations

import re

_DEED = (
    r"(を)?((いた|致)?し(ます|まして|たく|たい|て(ください|下さい|くださ|頂|いただ|欲し|ほし))|させて(いただ|頂)|でお願い|希望"
    r"|(お|御)?願い|となり|になり)"
)
_ALTERS = re.compile(
    rf"(変更|訂正|修正|取消し?|取り消し|キャンセル)(の?(お|御|ご)?(手続き?|連絡|依頼|対応|処理))?{_DEED}"
    r"|取り?消(します|して(ください|下さい|くださ|頂|いただ|欲し|ほし)|したく)"
    r"|(please|kindly) (cancel|amend|change)|(we|i) (would like|want|wish|have) to (cancel|amend|change)"
    r"|(order|po) (is|was|has been) (cancel|amend|chang)"
)
_DAY = r"\d{1,2}\s*[/月]\s*\d{1,2}日?(?:\s*\(?[月火水木金土日](?:曜日?)?\)?)?"
_TO_ANOTHER = re.compile(
    r"\d(?![時分])[^\d\s:]{0,6}\s*(?:→|⇒|➡|->|=>)\s*\D{0,4}\d"
    rf"|(?:{_DAY}|\d\s*(?!\d{{0,2}}[時分])\w{{1,6}}?)[にへ](?:変更|訂正|修正|延期|前倒|ずら|増|減|して|(?:お|御)?願|$|[。、.,])"
)
"""One figure or day put in place of another: `10袋→20袋`, `納期は4/12に`; no time of day."""
_CHANGES = re.compile(
    r"の間違い|間違え(て|まし)|間違って|差し?替え?(て|え|ます|願|お願)|破棄(して|を?お?願|くだ|下さ|お願)"
    r"|仮の?(注文|発注|オーダー|伝票|押さえ|です)|この?(注文|発注)は仮"
    r"|追加(?!料|費|の?場合)(で|を?お?願|を?(注文|発注)|して|します|希望|\s*\d)|追加お願"
    r"|(キャンセル|取り?消し?|取りやめ|中止)(で|とし|に|です|$|[。、])"
)
_CONDITION = re.compile(
    r"場合|できません|出来ません|できかね|致しかね|いたしかね|際は|際に|時は|方は|なきよう|ないよう|がないか|不可|お断り"
    r"|ございません|ありません|(変更|訂正|追加)(は|が)?な[しい]|予告なく|ことがあ|たら|であれば|なければ|のみ可|前日まで|可能です|ご遠慮"
)
_NEWS = re.compile(r"価格|単価|見積|改定|値上|値下|受付|営業|可能|予定|ました|なりま|出荷|在庫")
"""What a mail of the seller says of itself."""


def alters(text: str) -> bool:
    """Whether a text says that something is changed or called off."""
    return _ALTERS.search(text.casefold()) is not None and not is_condition(text)


def puts_another(text: str) -> bool:
    """Whether a text puts another quantity or day in place of one said before, or says that it changes something."""
    return not is_condition(text) and (_TO_ANOTHER.search(text) is not None or alters(text))


def says_change(text: str) -> bool:
    """Whether a text adds to an order, takes it back, or calls one before it wrong."""
    return _CHANGES.search(text) is not None and not is_condition(text)


def is_condition(text: str) -> bool:
    """Whether a text says what would be, or cannot be: `変更がある場合は…`, `変更はできません`."""
    return _CONDITION.search(text) is not None


def is_news(text: str) -> bool:
    """Whether a quoted text tells of the seller's own prices, hours or days."""
    return _NEWS.search(text) is not None
