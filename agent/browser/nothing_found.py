"""Which words of a page say that a search found nothing, and which deny something else.

A robot that takes a refusal or the news for an empty list keys a slip twice. So words count only where they speak of
finding; where none do, or several do that are not the same, none are taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

SHORTEST = 5
VARIES = re.compile(r"^\d|[1-9]")
TROUBLE = re.compile(
    r"できません|出来ません|くありません|くはありません|では(あり|ござい)ません|権限|許可されて|認証|エラー|障害|失敗|不正|無効"
    r"|混み?合|混雑|ログ(イン|オン)|サインイン|セッション|タイムアウト|メンテナンス|接続|通信[がに中]|サーバ|お待ち|検索中|読み?込み?中"
    r"|error|fail|denied|permission|n[o']t allowed|authori[sz]|forbidden|invalid|not valid|incorrect|busy|overload"
    r"|too many|\blog(ged)?[ -]?(in|on)\b|sign(ed)?[ -]?in\b|session|expired|time[sd]?[ -]?out|unavailable|maintenance"
    r"|server|connect|cannot|can['’]t|could(n['’]t| not)|unable|please wait|\bloading\W*\.",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"パスワード|ユーザ|ページ|ファイル|必要|入力[がは]|未読|処理中|場合|とき|ませんか"
    r"|\b(pages?|files?|urls?|users?|password|unread|messages?|notifications?|if|when)\b",
    re.IGNORECASE,
)
THING = "(伝票|データ|明細|レコード|記録|仕訳|結果)"
LACKS = r"(ありません|ございません|存在しません|([がはも](ない|無い|存在しない)|なし|無し|ゼロ)(です)?\W*$)"
ENTRY = "(records?|results?|rows?|entr(y|ies)|slips?|invoices?|documents?|orders?|vouchers?|transactions?|items?|data)"
KINDS = tuple(
    re.compile("|".join(kind), re.IGNORECASE)
    for kind in (
        (
            rf"(該当|(一致|合致|適合)(する|した)|条件に[合あ]|検索結果)[^、。]*{LACKS}",
            rf"(^[はがもに]|該当|一致|条件に|{THING})[^、。]*(見つかりません|見つから(ない|なかった)|見当たりません|ヒットしません)",
            rf"\bno (\w+ ){{0,2}}{ENTRY}\b[^.,;]*\b(found|match(es|ed|ing)?|meets?|criteria|search|returned)\b",
            rf"\bno (matching|such) {ENTRY}\b|\bno (matches|hits)\b|\bnothing ((was|has been) )?(found|match)",
            rf"\b(not|n't) match any\b|\bmatche[sd] no\b|^(the |matching )?{ENTRY} ((was|were) )?not found\b",
        ),
        (
            r"(該当|一致|検索結果|検索件数|ヒット|見つか)[^、。]*(?<![\d.,])0\s*([件行]|\W*$)",
            r"\b(records?|results?|match(es)?|hits?|found)\s*[:=]?\s*0\W*$",
        ),
        (
            rf"^(表示する|表示できる|登録された|対象の?|売上|受注|仕入|請求|入金|注文|取引)*{THING}+[がはも]?{LACKS}",
            rf"^(there (are|is) )?no (sales )?{ENTRY}( (available|to (display|show)|in (this|the) list))?\W*$",
        ),
    )
)
"""What words may say, the surest first: a search found nothing, its count is 0, there are no slips."""


def denies_else(words: str) -> bool:
    """Say whether words tell of trouble: the page may show them though the slip is there."""
    return bool(TROUBLE.search(unicodedata.normalize("NFKC", words)))


def words_of_nothing(said: Sequence[str]) -> str:
    """Return the words which say that nothing was found; empty where none surely do, or several that are not the same.

    Args:
        said: What a page showed after a search that found nothing.
    """
    sure = {one: text for one in said if _may_mean_it(one, text := unicodedata.normalize("NFKC", one))}
    for kind in KINDS:
        fitting = [one for one, text in sure.items() if kind.search(text)]
        if fitting:
            shortest = min(fitting, key=len)
            return shortest if all(shortest in one for one in fitting) else ""
    return ""


def _may_mean_it(words: str, text: str) -> bool:
    return len(words) >= SHORTEST and not any(other.search(text) for other in (VARIES, TROUBLE, ELSE))
