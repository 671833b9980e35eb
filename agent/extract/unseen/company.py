"""A company's name as it is written: without the paper's title beside it, department, person and seal."""

from __future__ import annotations

import re

from agent.extract.values import folded

LEGAL = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|\(株\)|\(有\)|\(同\)|協同組合|農業協同組合|生活協同組合|医療法人|学校法人"
    r"|社会福祉法人|社団法人|財団法人|宗教法人|独立行政法人|特定非営利活動法人|NPO法人"
    r"|\([カユド]\)|カブシキガ?イシ[ヤャ]|ユウゲンガ?イシ[ヤャ]|農事組合法人|弁護士法人|税理士法人|監査法人|特許業務法人|司法書士法人|行政書士法人|社会保険労務士法人|(?:国立|公立)大学法人"
    r"|\b(?:Inc|Ltd|LLC|Corp|K\.K|G\.K|Y\.K|GmbH|Incorporated|Pte|Pty|Corporation|Limited)\b",
    re.IGNORECASE,
)
_ORDERED = r"(?:注文|発注|購買|購入|仕入|買付|オーダー|手配|定番商品|補充|調達)"
_TITLE = re.compile(
    rf"(?:各|全|定期|店舗|商品|物品|物資|資材|食材|備品|図書|書籍|部品|原料|材料|印刷|新規|緊急|追加|FAX|専用|消耗品|日用品|用度品|(?:事務|衛生|清掃|厨房)用品"
    rf"|食料品|酒類|飲料|青果|花材|教材|給食|医薬品|診療材料|週間|月間)*(?:[ごお御])?{_ORDERED}+"
    r"(?:一覧|依頼|連絡|伝|明細|内容|申込|指示)*(?:書|票|表|シート|リスト|データ|用紙|フォーム|一覧)?(?:\(控え?\))?"
)
_ASKED_OF = re.compile(rf"(?:^|\s|[(【「])(?:FAX|専用)?[ごお御](?:{_ORDERED}|申込み?|申し込み)")
_ISSUED = re.compile("発注|仕入|購買|買付")
_NAMED = re.compile(r"^(?:お|ご|御)?(?:名前|氏名|社名|会社名|差出人|発信者?|発行者?|作成者?|発行元)[:：]\s*(?=\S)")
_TO_WHOM = re.compile(r"\s*(?:→|⇒|➡|▶|=>|->)\s*\S.{0,60}$")
_TITLED_FIRST = re.compile(
    r"(?P<title>\S{1,20}?)\s*[(【\[《<](?P<name>[^()【】\[\]《》<>]{2,40}(?:\(株\)|\(有\))?)[)】\]》>]"
)
_SEALED = re.compile(r"\s*(?:㊞|印|\((?:印|押印略|代|担当|控)\))$")
_ASIDE = re.compile(r"\s*\((?![カユド]\)|株|有|同|資|名|協|医|学|福|社|財|独|一社|公財)[^()\d]{1,12}\)$")
_DEPARTMENT = re.compile("(部|課|室|係|グループ|チーム|担当|部長|課長|店長|主任|殿)$|^担当")
_OFFICE = re.compile("(?:.(?:部|課|係|グループ|チーム)|事務局|事務室|総務室|購買室)$")
_BRANCH = re.compile(r".(?:工場|倉庫|キッチン|配送センター|物流センター)$")
_PERSON = re.compile(r"[一-龠々ヶ]{1,4}")
_PLACE = re.compile(
    "(?:店|支社|営業所|事業所|出張所|工場|センター|本社|本部|館|園|校|院|荘|市場|売場|寮|組合|会)$|^(?:東京|大阪|名古屋|福岡|札幌|仙台|横浜|京都|神戸"
    "|広島|千葉|埼玉|神奈川|新潟|静岡|岡山|沖縄|関東|関西|九州|東北|北海道|中部|近畿|中国|四国|北陸|東海|(?:東|西)日本|首都圏)$"
)


def company_in(text: str) -> str:
    """Drop the paper's title, department, person and seal beside a company's name; another name stays as it is."""
    name = untitled(text)
    if not LEGAL.search(folded(name)):
        return _without_department(name)
    name = untitled(_ASIDE.sub("", _SEALED.sub("", folded(name))))
    words = name.split()
    own = next((at for at, word in enumerate(words) if LEGAL.search(word)), 0)
    own += LEGAL.sub("", words[own]).strip("()") == "" and own == 0
    behind = next((at for at in range(own + 1, len(words)) if _is_behind(words, at, own)), len(words))
    return " ".join(words[:behind])


def _without_department(name: str) -> str:
    """Drop the departments behind a name without a legal form: `架空学園 事務局 管財課`."""
    words = folded(name).split()
    first = next((at for at, word in enumerate(words) if at and _OFFICE.search(word)), len(words))
    behind = words[first:]
    if len(behind) > 1 and _PERSON.fullmatch(behind[-1]) and not _OFFICE.search(behind[-1]):
        behind.pop()
    is_office = bool(behind) and all(map(_OFFICE.search, behind))
    return " ".join(words[:first]) if is_office else name


def _is_behind(words: list[str], at: int, own: int) -> bool:
    """Whether a department or a person begins at a word behind the company or its branch."""
    if _DEPARTMENT.search(words[at]) or _BRANCH.search(words[at]):
        return True
    rest = words[at:]
    return (
        len(rest) <= 2
        and (at == own + 1 or _PLACE.search(words[at - 1]) is not None)
        and all(_PERSON.fullmatch(word) and not _PLACE.search(word) for word in rest)
    )


def untitled(text: str) -> str:
    """Drop the paper's title beside a name: `見本青果株式会社 発注一覧表`, `発注書(サンプル食品株式会社)`."""
    plain = _NAMED.sub("", _TO_WHOM.sub("", folded(text)), count=1)
    if plain != folded(text):
        return untitled(plain)
    around = _TITLED_FIRST.fullmatch(plain)
    if around is not None and is_title(around["title"]):
        return around["name"].strip()
    words = plain.split()
    kept = [word for word in words if not is_title(word)]
    return " ".join(kept) if kept and len(kept) < len(words) else text


def is_title(text: str) -> bool:
    """Whether a word is the title of an order."""
    return len(text) <= 24 and _TITLE.fullmatch(text) is not None


def asks_for_orders(text: str) -> bool:
    """Whether a paper is the form that the company beside its title hands out: ご注文用紙 is the seller's word."""
    return untitled(text) != text and _ASKED_OF.search(folded(text)) is not None


def issues(text: str) -> bool:
    """Whether a text is the title of a paper that the company beside it issues: 発注 and 仕入 are the buyer's words."""
    return untitled(text) != text and _ISSUED.search(folded(text)) is not None
