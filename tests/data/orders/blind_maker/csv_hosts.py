"""Files of old host systems: record types, fixed lengths, printed lists."""

from __future__ import annotations

from datetime import date

from blind_maker.answers import Line, Made, document, line, order, total
from blind_maker.words import num, yen


def fit(text: str, size: int, encoding: str, *, right: bool = False) -> bytes:
    """Return text padded with blanks to so many bytes."""
    data = text.encode(encoding)
    assert len(data) <= size, (text, size)
    return data.rjust(size) if right else data.ljust(size)


@document(
    "csv-08.csv",
    "csv",
    "EUC-JP host file, half-width kana names, six-digit era dates, one row an article without a header block.",
)
def euc() -> Made:
    lines = [
        line("00001005", "ﾚｲｼﾞ ﾐﾈﾗﾙｳｵ-ﾀ- 2L", 50, "CS", 780),
        line("00001006", "ﾚｲｼﾞ ｵﾚﾝｼﾞｼﾞﾕ-ｽ 1L", 20, "CS", 2880),
        line("00007031", "ﾊﾞﾀ-ﾛ-ﾙ 6ｺ", 48, "PC", 165),
    ]
    rows = ["ﾃﾞﾝﾋﾟﾖｳNO,ﾊﾂﾁﾕｳﾋﾞ,ﾉｳﾋﾝﾋﾞ,ﾊﾂﾁﾕｳﾓﾄ,ｷﾞﾖｳ,ｼﾖｳﾋﾝCD,ｼﾖｳﾋﾝﾒｲ,ｽｳﾘﾖｳ,ﾀﾝｲ,ﾀﾝｶ,ｷﾝｶﾞｸ"]
    for n, e in enumerate(lines, 1):
        rows.append(
            f"00731942,R081126,R081130,ﾀﾞﾐ-ﾏ-ﾄ,{n:02d},{e.code},{e.name},{int(e.qty):07d},{e.unit},{int(e.price):09d},{int(e.amount):011d}"
        )
    answer = order(
        lines, number="00731942", ordered_on=date(2026, 11, 26), deliver_on=date(2026, 11, 30), customer="ﾀﾞﾐ-ﾏ-ﾄ"
    )
    return Made(("\r\n".join(rows) + "\r\n").encode("euc_jp"), [answer])


@document("csv-09.csv", "csv", "CP932 with H, D and T records: two orders, each with a header, details and a total.")
def records() -> Made:
    first = [
        line("P2001", "小麦粉薄力", 10, "袋", 4950),
        line("P2003", "上白糖20kg", 5, "袋", 4320),
        line("", "チョコチップ 10kg", 1, "箱", 14800),
    ]
    second = [line("P1003", "緑茶ティーバッグ", 8, "箱", 1480), line("P3006", "レジ袋M", 1, "箱", 4200)]
    rows = ["H,伝票番号,注文日,納品日,得意先,納品先", "D,行,商品コード,商品名,数量,単位,単価,金額", "T,件数,合計金額"]
    for number, day, where, lines in (
        ("A00417", "20261201", "製菓工場", first),
        ("A00418", "20261202", "南通り売店", second),
    ):
        rows.append(f"H,{number},20261126,{day},(有)サンプル製菓,{where}")
        rows += [
            f"D,{n},{e.code},{e.name},{num(e.qty)},{e.unit},{num(e.price)},{num(e.amount)}"
            for n, e in enumerate(lines, 1)
        ]
        rows.append(f"T,{len(lines)},{num(total(lines))}")
    fixed = [*first[:2], line(None, first[2].name, 1, "箱", 14800)]
    answers = [
        order(
            lines,
            number=number,
            ordered_on=date(2026, 11, 26),
            deliver_on=day,
            customer="(有)サンプル製菓",
            deliver_to=where,
            total=total(lines),
        )
        for number, day, where, lines in (
            ("A00417", date(2026, 12, 1), "製菓工場", fixed),
            ("A00418", date(2026, 12, 2), "南通り売店", second),
        )
    ]
    return Made(("\r\n".join(rows) + "\r\n").encode("cp932"), answers)


def printed(lines: list[Line], start: int) -> list[bytes]:
    """Write the rows of a printed host list, columns cut by bytes."""
    out = []
    for n, e in enumerate(lines, start):
        out.append(
            fit(f"{n:03d}", 5, "cp932")
            + fit(e.code or "", 10, "cp932")
            + fit(e.name or "", 34, "cp932")
            + fit(num(e.qty), 8, "cp932", right=True)
            + b"  "
            + fit(e.unit or "", 6, "cp932")
            + fit(yen(e.price), 10, "cp932", right=True)
            + fit(yen(e.amount), 13, "cp932", right=True)
        )
    return out


@document(
    "csv-10.txt", "csv", "Fixed-length printed host list in CP932, page header repeated, columns by bytes, page total."
)
def host_list() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆　深煎り　１ｋｇ", 15, "袋", 2400),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 12, "ケース", 3240),
        line("P2005", "ｻﾝﾌﾟﾙｻﾗﾀﾞ油 16.5kg缶", 10, "缶", 6350),
        line("", "業務用みそ　２０ｋｇ", 3, "樽", 5980),
        line("P4004", "ニトリル手袋Ｍ", 5, "ｹｰｽ", 8800),
        line("", "三角巾　白", 24, "枚", 210),
    ]
    heads = [
        b"*" * 30 + " 仕入先別発注明細リスト ".encode("cp932") + b"*" * 30,
        "仕入先: 0900  伝票商事株式会社                         ".encode("cp932")
        + "発注元: サンプル食品(株) 購買部".encode("cp932"),
        "発注番号: 26-K-00981   発注日: 26/11/25   納期: 26/12/02   納入先: 大阪物流センター".encode("cp932"),
        b"-" * 88,
        "行   品番      品名                                  数量  単位        単価         金額".encode("cp932"),
        b"-" * 88,
    ]
    rows = [
        "                                                                     PAGE 1".encode("cp932"),
        *heads,
        *printed(lines[:4], 1),
    ]
    rows += [
        fit("頁計", 75, "cp932", right=True) + fit(yen(total(lines[:4])), 13, "cp932", right=True),
        b"\x0c" + b" " * 69 + b"PAGE 2",
        *heads,
        *printed(lines[4:], 5),
    ]
    rows += [fit("頁計", 75, "cp932", right=True) + fit(yen(total(lines[4:])), 13, "cp932", right=True), b"-" * 88]
    rows += [
        fit("総合計(税抜)", 75, "cp932", right=True) + fit(yen(total(lines)), 13, "cp932", right=True),
        b"*** END OF LIST ***",
    ]
    fixed = [line(e.code or None, e.name, e.qty, e.unit, e.price) for e in lines]
    answer = order(
        fixed,
        number="26-K-00981",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 2),
        customer="サンプル食品(株)",
        deliver_to="大阪物流センター",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(
        b"\r\n".join(rows) + b"\r\n",
        [answer],
        {"orders.0.customer_name": "購買部 behind the company's name is left out"},
    )
