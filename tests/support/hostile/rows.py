"""CSV and plain text: lines and cells without end, mixed encodings, marks that lie, formulas."""

from __future__ import annotations

import codecs

from tests.support.hostile.made import Hostile, good, noise

_HEAD = "注文No.,注文年月日,納入日,取引先CD,取引先名,品番,品名,数,単位,単価,金額,税抜合計,摘要\r\n"
_LINE = "{number},20261125,20261127,C002,株式会社サンプル食品,{code},{name},{n},袋,2400,2400,2400,{note}\r\n"


def a_csv(number: str = "H0001", code: str = "P1001", name: str = "豆", n: str = "1", note: str = "") -> str:
    """Write an order of one line, with words of one's own."""
    return _HEAD + _LINE.format(number=number, code=code, name=name, n=n, note=note)


def _text() -> str:
    return good().decode("utf-8-sig")


def _in_both() -> bytes:
    head, _, rest = _text().partition("\n")
    return head.encode() + b"\n" + rest.encode("cp932")


_CALC = "=cmd|'/c calc.exe'!A0"

FILES = (
    Hostile("good.csv", "reads", good),
    Hostile("one-line.csv", "document-unreadable:csv", lambda: b"a" * 3_000_000),
    Hostile("one-cell.csv", "document-unreadable:csv", lambda: a_csv(note="x" * 3_000_000).encode()),
    Hostile("long-name.csv", "reads", lambda: a_csv(name="豆" * 100_000).encode()),
    Hostile("long-number.csv", "reads", lambda: a_csv(number="9" * 100_000).encode()),
    Hostile(
        "columns.csv",
        "field-unreadable",
        lambda: (",".join(f"t{n}" for n in range(16_384)) + "\n" + "," * 16_383).encode(),
    ),
    Hostile("columns-by-rows.csv", "field-unreadable", lambda: (b"," * 16_383 + b"\n") * 60),
    Hostile("titles-again.csv", "field-unreadable", lambda: (_HEAD.strip() * 500 + "\r\n").encode() * 9),
    Hostile("commas.csv", "document-unreadable:size", lambda: b"," * 2_000_000),
    Hostile("many-rows.csv", "document-unreadable:csv", lambda: b"n,c,d,p,q\n" + b"\n" * 400_000),
    Hostile("many-lines.csv", "reads", lambda: (a_csv() + a_csv()[len(_HEAD) :] * 3_000).encode()),
    Hostile(
        "many-orders.csv",
        "reads",
        lambda: (_HEAD + "".join(a_csv(f"N{n}")[len(_HEAD) :] for n in range(2_000))).encode(),
    ),
    Hostile("open-quote.csv", "document-unreadable:csv", lambda: b'n,c,d,p,q\n"' + b"a" * 2**22),
    Hostile("quotes.csv", "document-unreadable:csv", lambda: b'"' * 3_000_001),
    Hostile("stray-quotes.csv", "field-unreadable", lambda: b'a"b,' * 4_000),
    Hostile("nul.csv", "document-unreadable:csv", lambda: b"n,c,d,p,q\n\0\0\0\0x"),
    Hostile("nuls.csv", "field-unreadable", lambda: bytes(5_000_000)),
    Hostile("nuls-then-text.csv", "document-unreadable:csv", lambda: bytes(400_001) + b"x"),
    Hostile("ends.csv", "document-unreadable:csv", lambda: b"\x1a" * 400_000 + b"x"),
    Hostile("end-of-file.csv", "reads", lambda: good() + b"\x1a" * 100),
    Hostile("lone-return.csv", "reads", lambda: good().replace(b"\r\n", b"\r")),
    Hostile("two-encodings.csv", "document-unreadable:encoding", _in_both),
    Hostile("utf-16.csv", "reads", lambda: _text().encode("utf-16")),
    Hostile("utf-16-cut.csv", "document-unreadable:encoding", lambda: _text().encode("utf-16")[:-1]),
    Hostile("utf-32.csv", "document-unreadable:csv", lambda: _text().encode("utf-32")),
    Hostile("utf-7.csv", "field-unreadable", lambda: _text().encode("utf-7")),
    Hostile("two-marks.csv", "field-unreadable", lambda: codecs.BOM_UTF8 * 2 + _text().encode()),
    Hostile("wrong-mark.csv", "document-unreadable:encoding", lambda: codecs.BOM_UTF16_LE + _text().encode()),
    Hostile("mark-alone.csv", "field-unreadable", lambda: codecs.BOM_UTF8),
    Hostile("euc.csv", "reads", lambda: a_csv().encode("euc_jp")),
    Hostile("jis.csv", "reads", lambda: a_csv().encode("iso2022_jp")),
    Hostile("jis-open.csv", "field-unreadable", lambda: b"\x1b$B" * 100_000),
    Hostile("formula.csv", "reads", lambda: a_csv(name=_CALC, note="@SUM(1+1)*cmd|' /C calc'!A0").encode()),
    Hostile("formula-number.csv", "reads", lambda: a_csv(number=_CALC).encode()),
    Hostile("markup.csv", "reads", lambda: a_csv(number="<script>alert(1)</script>", name="{{7*7}}").encode()),
    Hostile("escapes.csv", "reads", lambda: a_csv(number="\x1b[2J\x1b]0;x\7H1", note="\u202egnp.exe").encode()),
    Hostile("huge-number.csv", "reads", lambda: a_csv(n="1e999999999").encode()),
    Hostile("long-quantity.csv", "reads", lambda: a_csv(n="1" * 5_000).encode()),
    Hostile("negative.csv", "reads", lambda: a_csv(n="-99999999999999999999").encode()),
    Hostile("not-a-number.csv", "reads", lambda: a_csv(n="NaN").encode()),
    Hostile("other-digits.csv", "reads", lambda: a_csv(n="٣").encode()),
    Hostile("marks.csv", "reads", lambda: a_csv(name="e" + "\u0301" * 50_000).encode()),
    Hostile("ligature.csv", "reads", lambda: a_csv(name="\ufdfa" * 20_000).encode()),
    Hostile("many-lines.txt", "document-unreadable:size", lambda: b"a\n" * 30_000),
    Hostile("one-line.txt", "form-missing", lambda: b"a " * 2_000_000),
    Hostile("tabs.txt", "form-missing", lambda: b"\t" * 500_000),
    Hostile("tab-lines.txt", "form-missing", lambda: (b"\t" * 200 + b"\n") * 900),
    Hostile("colons.txt", "form-missing", lambda: ("注文番号:" * 300 + "\n").encode() * 300),
    Hostile("quoted.txt", "form-missing", lambda: b"> " * 500_000 + b"\n"),
    Hostile("days.txt", "form-missing", lambda: b"2026/1/1 " * 200_000),
    Hostile("digits.txt", "form-missing", lambda: (b"1" * 1_900 + b" x " + b"1" * 90 + b"\n") * 300),
    Hostile("noise.txt", "document-unreadable:encoding", lambda: noise(20_000)),
)
