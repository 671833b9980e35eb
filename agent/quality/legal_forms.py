"""Legal forms of Japanese firms: the many ways to write each, and its short form in bank names.

Source: Japanese Bankers Association, abbreviations for the names of account holders (法人略語): `カ)` stands before a
name, `(カ` behind it, `(カ)` inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SHORT = {
    "株式会社": "株",
    "有限会社": "有",
    "合同会社": "同",
    "合資会社": "資",
    "合名会社": "名",
    "協同組合": "協",
    "社会福祉法人": "福",
    "医療法人": "医",
    "学校法人": "学",
    "宗教法人": "宗",
    "社団法人": "社",
    "財団法人": "財",
    "一般社団法人": "一社",
    "一般財団法人": "一財",
    "公益社団法人": "公社",
    "公益財団法人": "公財",
    "特定非営利活動法人": "特非",
    "独立行政法人": "独",
}
_BANK = {
    "株式会社": "カ",
    "有限会社": "ユ",
    "合名会社": "メ",
    "合資会社": "シ",
    "合同会社": "ド",
    "医療法人": "イ",
    "学校法人": "ガク",
    "宗教法人": "シュウ",
    "社会福祉法人": "フク",
    "財団法人": "ザイ",
    "社団法人": "シャ",
    "特定非営利活動法人": "トクヒ",
    "独立行政法人": "ドク",
}
_OTHER = {
    "株式會社": "株式会社",
    "有限會社": "有限会社",
    "合同會社": "合同会社",
    "合資會社": "合資会社",
    "合名會社": "合名会社",
    "npo法人": "特定非営利活動法人",
}


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Short:
    """Short forms in brackets: whole anywhere, half open only at the ends of a name."""

    forms: Mapping[str, str]
    anywhere: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]

    @classmethod
    def of(cls, shorts: Mapping[str, str]) -> _Short:
        """Take short forms by what they stand for."""
        forms = {short: form for form, short in shorts.items()}
        one = _one_of(forms)
        return cls(forms, re.compile(rf"\(({one})\)"), re.compile(rf"^({one})\)"), re.compile(rf"\(({one})$"))

    def written_out(self, text: str) -> str:
        """Write each short form out."""
        for pattern in (self.anywhere, self.before, self.behind):
            text = pattern.sub(lambda match: self.forms[match[1]], text)
        return text


_SHORTS, _BANKS = _Short.of(_SHORT), _Short.of(_BANK)
_OLD = re.compile(_one_of(_OTHER))
_FULL = re.compile(_one_of({*_SHORT, "医療法人社団", "医療法人財団"}))
_LIMITED = re.compile(r"(?<=[a-z)])[,.]?co[.,]*ltd\.?$")
_NO_BANK_LETTER = re.compile(r"[\u3041-\u3096\u3400-\u9fff]")


def with_full_forms(text: str) -> str:
    """Write out each legal form where it stands: `(株)`, `株)`, `カ)` → 株式会社.

    Args:
        text: Folded by `text_key`. Banks write no kanji, so `カ)` beside kanji is no legal form.
    """
    whole = text if _NO_BANK_LETTER.search(text) else _BANKS.written_out(text)
    whole = _OLD.sub(lambda match: _OTHER[match[0]], _SHORTS.written_out(whole))
    return _LIMITED.sub("co.,ltd.", whole)


def is_form(key: str) -> bool:
    """Whether a folded name is a legal form and nothing else."""
    return key in _SHORT


def without_form(text: str) -> str:
    """Leave the written-out legal forms off; a name that is nothing else stays."""
    return _FULL.sub("", text) or text
