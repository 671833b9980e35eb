"""Old Excel (.xls) and OpenDocument (.ods) workbooks."""

from __future__ import annotations

import io
from datetime import date, datetime

import xlwt

from blind_maker.answers import Made, document, line, order, tax_of, total
from blind_maker.open_document import Span, ods
from blind_maker.words import OUR_NAME, num, wide, yen


def saved(book: xlwt.Workbook) -> bytes:
    """Return the workbook's bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def shown(pattern: str) -> xlwt.XFStyle:
    """Return a cell style with a number format."""
    style = xlwt.XFStyle()
    style.num_format_str = pattern
    return style


@document("xls-01.xls", "xls", "Half-width katakana names, full-width digits as text, era date as a formatted serial.")
def mihon_seika() -> Made:
    lines = [
        line("00123", "ﾐﾈﾗﾙｳｫｰﾀｰ2L", 30, "ｹｰｽ", 780),
        line("00124", "ｵﾚﾝｼﾞｼﾞｭｰｽ1L", 12, "ｹｰｽ", 2880),
        line("00310", "ﾚｼﾞ袋M", 5, "箱", 4200),
        line("00488", "ﾊﾞﾅﾅ袋 500枚", 8, "束", 1150),
    ]
    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("注文書")
    s.write_merge(0, 0, 0, 6, "＊＊＊　注　文　書　＊＊＊")
    s.write(1, 0, "伝票商事　行")
    s.write(1, 4, "見本青果㈱ 青果棟事務所")
    s.write(2, 4, "ＴＥＬ　０４３－０００－０５０５")
    s.write(3, 0, "注番")
    s.write(3, 1, wide("5-1126-02"))
    s.write(4, 0, "日付")
    s.write(4, 1, datetime(2026, 11, 26), shown('[$-411]ggge"年"m"月"d"日"'))
    s.write(5, 0, "着日")
    s.write(5, 1, datetime(2026, 11, 28), shown("[$-411]ge.m.d"))
    for column, word in enumerate(["ｺｰﾄﾞ", "品　　名", "数　量", "単位", "単　価", "金　額", "ﾒﾓ"]):
        s.write(7, column, word)
    for n, each in enumerate(lines, 8):
        for column, value in enumerate(
            [each.code, each.name, wide(num(each.qty)), each.unit, wide(yen(each.price)), wide(yen(each.amount))]
        ):
            s.write(n, column, value)
    s.write(12, 4, "計")
    s.write(12, 5, wide(yen(total(lines))))
    s.write(14, 0, "※いつもの価格でお願いします")
    answer = order(
        lines,
        number="5-1126-02",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 28),
        customer="見本青果㈱",
        total=total(lines),
    )
    return Made(saved(book), [answer], {"orders.0.customer_name": "青果棟事務所 behind the company's name is left out"})


@document("xls-02.xls", "xls", "Numeric codes shown with leading zeros by format, percent cells, two names a row.")
def reidai_hosou() -> Made:
    lines = [
        line("00045", "段ボール60", 100, "束", 1560, rate="0.1"),
        line("00046", "段ボール100", 60, "束", 2980, rate="0.1"),
        line("01120", "OPPテープ48mm", 20, "箱", 5400, rate="0.1"),
        line("00901", "緩衝材 エアー 300m", 4, "巻", "2350.5", rate="0.1"),
    ]
    net = total(lines)
    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("資材発注")
    s.write(0, 2, "資材発注書")
    s.write(1, 0, "宛先：")
    s.write(1, 1, OUR_NAME)
    s.write(2, 0, "発注元：")
    s.write(2, 1, "株式会社例題包装")
    s.write(1, 5, "発注番号：")
    s.write(1, 6, 20261125001, shown("0"))
    s.write(2, 5, "発注日：")
    s.write(2, 6, datetime(2026, 11, 25), shown("yyyy-mm-dd"))
    s.write(3, 5, "納品希望日：")
    s.write(3, 6, datetime(2026, 12, 7), shown("m/d"))
    s.write(3, 0, "納品先：")
    s.write(3, 1, "静岡県例題市工業団地10-6 資材倉庫")
    for column, word in enumerate(["行番", "資材コード", "資材名", "発注数量", "単位", "仕入単価", "仕入金額", "税率"]):
        s.write(5, column, word)
    for n, each in enumerate(lines):
        s.write(6 + n, 0, n + 1)
        s.write(6 + n, 1, int(each.code), shown("00000"))
        s.write(6 + n, 2, each.name)
        s.write(6 + n, 3, float(each.qty), shown("#,##0"))
        s.write(6 + n, 4, each.unit)
        s.write(6 + n, 5, float(each.price), shown("#,##0.00"))
        s.write(6 + n, 6, float(each.amount), shown("#,##0"))
        s.write(6 + n, 7, 0.1, shown("0%"))
    for n, (word, value) in enumerate(
        (("税抜合計", net), ("消費税額", tax_of(net, "0.1")), ("税込合計", net + tax_of(net, "0.1")))
    ):
        s.write(11 + n, 5, word)
        s.write(11 + n, 6, float(value), shown("#,##0"))
    answer = order(
        lines,
        number="20261125001",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 7),
        customer="株式会社例題包装",
        deliver_to="静岡県例題市工業団地10-6 資材倉庫",
        tax_mode="exclusive",
        total=net,
        tax=tax_of(net, "0.1"),
        gross=net + tax_of(net, "0.1"),
    )
    return Made(saved(book), [answer])


@document("xls-03.xls", "xls", "Cancellation of an order, with the cancelled articles listed.")
def cancelled() -> Made:
    lines = [
        line("P5001", "例示業務用コーヒーメーカー DX-1", 1, "台", 128000),
        line("P1002", "見本コーヒー豆 浅煎り 1kg", 10, "袋", 2600),
    ]
    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("取消")
    s.write(0, 1, "注　文　取　消　依　頼　書")
    s.write(2, 0, OUR_NAME + " 営業ご担当者様")
    s.write(2, 4, "依頼日")
    s.write(2, 5, "2026年11月26日")
    s.write(3, 4, "サンプル食品株式会社")
    s.write(4, 0, "下記注文を取消しいただきたく、お願い申し上げます。")
    s.write(6, 0, "取消対象注文番号")
    s.write(6, 1, "SS-2026-7741")
    s.write(7, 0, "当初注文日")
    s.write(7, 1, "2026年11月18日")
    s.write(8, 0, "取消理由")
    s.write(8, 1, "店舗改装延期のため")
    for column, word in enumerate(["商品コード", "商品名", "数量", "単位", "単価", "金額"]):
        s.write(10, column, word)
    for n, each in enumerate(lines, 11):
        for column, value in enumerate(
            [each.code, each.name, int(each.qty), each.unit, int(each.price), int(each.amount)]
        ):
            s.write(n, column, value)
    answer = order(
        lines,
        number="SS-2026-7741",
        ordered_on=date(2026, 11, 18),
        customer="サンプル食品株式会社",
        kind="cancel",
    )
    return Made(
        saved(book),
        [answer],
        {"orders.0.ordered_on": "当初注文日 11/18 is the order's day; 依頼日 11/26 is the day of the cancellation"},
    )


@document("ods-01.ods", "ods", "Spanned cells, repeated empty cells, delivery date per line, member shops in a column.")
def shotengai() -> Made:
    lines = [
        line("P3006", "例示レジ袋 Mサイズ 2000枚", 3, "箱", 4200, on=date(2026, 12, 5), shop="八百花"),
        line("P3004", "サンプル紙ナプキン 10000枚", 2, "箱", 5750, on=date(2026, 12, 5), shop="喫茶ひな"),
        line("P1001", "見本コーヒー豆 深煎り 1kg", 8, "袋", 2400, on=date(2026, 12, 8), shop="喫茶ひな"),
        line(None, "福引補助券 1000枚綴", 10, "冊", 480, on=date(2026, 12, 8), shop="事務局"),
    ]
    rows: list[list[object]] = [
        [Span("共 同 購 入 注 文 書", 8)],
        [],
        [Span("伝票商事株式会社　御中", 4), "", "", "発注No.", "共購-0126"],
        [Span("サンプル商店街（協）", 4), "", "", "発注日", date(2026, 11, 25)],
        ["納品場所", Span("組合会館 1階 会議室", 3)],
        [],
        ["商品番号", "品名", "数量", "単位", "単価", "金額", "納品日", "店舗"],
    ]
    rows += [[e.code, e.name, int(e.qty), e.unit, int(e.price), int(e.amount), e.on, e.more["shop"]] for e in lines]
    rows += [
        [],
        ["", "", "", "", "合計", int(total(lines)), Span("（税別）", 2)],
        [Span("組合員各店への仕分けは事務局で行います。", 8)],
    ]
    answer = order(
        lines,
        number="共購-0126",
        ordered_on=date(2026, 11, 25),
        customer="サンプル商店街（協）",
        deliver_to="組合会館 1階 会議室",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(ods({"Sheet1": rows}), [answer])


@document(
    "ods-02.ods",
    "ods",
    "A restaurant's list: quantity glued to its unit, no header row words for code or price, two columns of articles.",
)
def bistro() -> Made:
    left = [
        line(None, "強力粉25kg", 1, "袋"),
        line(None, "砂糖20kg", 1, "袋"),
        line(None, "生クリーム 35% 1L", 12, "本"),
        line(None, "紅茶リーフ", 2, "袋"),
    ]
    right = [
        line(None, "ペーパータオル", 1, "ケース"),
        line(None, "紙ナプキン", 1, "箱"),
        line(None, "ラップ 45cm×100m", 6, "本"),
    ]
    rows: list[list[object]] = [
        ["ビストロ架空亭　発注リスト"],
        ["11/26(木) 発注 → 11/28(土) 10時までにお願いします"],
        ["伝票商事さま"],
        [],
        ["◆食材", "数", "", "◆消耗品", "数"],
    ]
    for n, each in enumerate(left):
        other = right[n] if n < len(right) else None
        rows.append(
            [
                each.name,
                f"{each.qty}{each.unit}",
                "",
                other.name if other else "",
                f"{other.qty}{other.unit}" if other else "",
            ]
        )
    rows += [[], ["メモ：生クリームは先週欠品分も含みます。"]]
    answer = order(
        left + right,
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 28),
        customer="ビストロ架空亭",
    )
    notes = {
        "orders.0.ordered_on": "no year on the paper: 11/26(木) is a Thursday in 2026",
        "orders.0.deliver_on": "no year on the paper: 11/28(土) is a Saturday in 2026",
        "orders.0.lines": "two lists stand side by side; the left one first",
    }
    return Made(ods({"発注": rows}), [answer], notes)
