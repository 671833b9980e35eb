"""Workbooks of old Excel and of LibreOffice."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlwt

from .base import Drawn, Row, Sums, document, good, told, yen

HEADER = xlwt.easyxf("font: bold on; borders: left thin, right thin, top thin, bottom thin; align: horiz center")
CELL = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
DAY = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", "yyyy/m/d")
NAMES = "office style text table fo number"
DATES = (
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/>'
    "<number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>"
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
)


def _xls(name: str, cells: Iterable[tuple[int, int, object]], boxed: range, widths: tuple[int, ...]) -> bytes:
    book = xlwt.Workbook(encoding="cp932")
    sheet = book.add_sheet(name)
    for column, width in enumerate(widths):
        sheet.col(column).width = width * 256
    for row, column, value in cells:
        style = DAY if isinstance(value, date) else HEADER if row == boxed.start else CELL
        if row in boxed or isinstance(value, date):
            sheet.write(row, column, value, style)
        else:
            sheet.write(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _grid(first: int, rows: Iterable[tuple[object, ...]]) -> list[tuple[int, int, object]]:
    return [(line, column, value) for line, row in enumerate(rows, first) for column, value in enumerate(row)]


@document("xls-chain.xls", "xls", "a chain's slip: cost and retail price side by side, packs and pieces")
def chain() -> Drawn:
    rows = [
        Row("4900010010015", "例示ミネラルウォーター2L", 30, None, 130),
        Row("4900010010022", "例示オレンジジュース1L", 24, None, 240),
        Row("4900010010039", "緑茶ティーバッグ100包", 12, None, 1480),
    ]
    packs, retail = (6, 12, 6), (178, 328, 1980)
    heads = ("行", "JANコード", "商品名", "入数", "ケース", "発注数量", "原単価", "原価金額", "売単価", "売価金額")
    table = [
        (n, r.code, r.name, pack, int(r.quantity) // pack, r.quantity, r.price, r.amount, sell, sell * int(r.quantity))
        for n, (r, pack, sell) in enumerate(zip(rows, packs, retail, strict=True), 1)
    ]
    total = Sums(rows).total
    retail_total = sum(sell * int(row.quantity) for row, sell in zip(rows, retail, strict=True))
    cells = [
        (0, 2, "仕 入 伝 票 (発注)"),
        (1, 0, "伝票番号"),
        (1, 2, "00718834"),
        (1, 5, "発注日"),
        (1, 6, date(2026, 11, 12)),
    ]
    cells += [(2, 0, "社名"), (2, 2, "ダミーマート"), (2, 5, "納品日"), (2, 6, date(2026, 11, 16)), (3, 0, "店名")]
    cells += [(3, 2, "0012 西口店"), (3, 5, "取引先"), (3, 6, "118820 伝票商事(株)"), (4, 0, "部門"), (4, 2, "31 飲料")]
    cells += [*_grid(6, [heads, *table]), (11, 6, "計"), (11, 7, total), (11, 9, retail_total)]
    content = _xls("伝票", cells, range(6, 10), (9, 16, 28, 6, 8, 10, 12, 11, 9, 11))
    head = {"number": "00718834", "ordered_on": date(2026, 11, 12), "deliver_on": date(2026, 11, 16)}
    head.update(customer_name="ダミーマート", deliver_to="0012 西口店", total=total)
    order = told(rows, "code name quantity price amount", **head)
    judgement = {
        "orders.0.customer_name": "chain and shop stand apart",
        "orders.0.deliver_to": "the shop is not called a place of delivery",
        "orders.0.lines.0.unit": "quantities are pieces, the only word for a measure is of the cases",
    }
    return Drawn(content, [order], judgement)


@document("xls-stop.xls", "xls", "a notice that an order is withdrawn, its lines listed")
def stop() -> Drawn:
    rows = [good("P3003", 5, price=None), good("P3004", 2, price=None)]
    cells: list[tuple[int, int, object]] = [
        (0, 1, "注 文 取 消 通 知 書"),
        (2, 0, "伝票商事株式会社 御中"),
        (2, 3, "通知日"),
    ]
    cells += [(2, 4, date(2026, 11, 4)), (3, 3, "株式会社見本フーズ"), (4, 3, "購買部 川添")]
    cells += [(5, 0, "下記の注文を取り消しますのでご手配の中止をお願い申し上げます。")]
    cells += [(6, 0, "取消対象 注文番号"), (6, 1, "MF-10442"), (7, 0, "注文日"), (7, 1, date(2026, 10, 29))]
    cells += [(8, 0, "取消理由"), (8, 1, "店舗改装による営業休止")]
    table = [("商品コード", "商品名", "数量", "単位"), *((r.code, r.name, r.quantity, r.unit) for r in rows)]
    content = _xls("取消", cells + _grid(10, table), range(10, 13), (20, 36, 10, 14, 14))
    head = {"number": "MF-10442", "ordered_on": date(2026, 10, 29), "customer_name": "株式会社見本フーズ"}
    order = told(rows, "code name quantity unit", kind="cancel", **head)
    return Drawn(content, [order], {"orders.0.ordered_on": "the day of the order and the day of the notice"})


@document("xls-pieces.xls", "xls", "cases and loose pieces in two columns, the sum of pieces in a third")
def pieces() -> Drawn:
    rows = [
        Row("2001-1", "コピー用紙 A4", 53, "冊"),
        Row("2001-7", "コピー用紙 A3", 15, "冊"),
        Row("3110-2", "サンプル紙コップ 8オンス", 2500, "個"),
        Row("3150-0", "単3乾電池", 48, "本"),
    ]
    rows += [Row("3162-8", "ボールペン 黒 0.7mm", 120, "本"), Row("4400-3", "養生テープ 緑 50mm×25m", 63, "巻")]
    counts = ((10, 5, 3), (5, 3, 0), (1000, 2, 500), (40, 1, 8), (10, 12, 0), (30, 2, 3))
    heads = ("品番", "品名", "入数", "C/S", "バラ", "総数", "単位")
    table = [(r.code, r.name, *c, r.quantity, r.unit) for r, c in zip(rows, counts, strict=True)]
    cells: list[tuple[int, int, object]] = [
        (0, 0, "例示物産(株) 総務グループ　消耗品発注リスト"),
        (1, 0, "発注先:伝票商事"),
    ]
    cells += [
        (1, 4, "作成日"),
        (1, 5, date(2026, 12, 2)),
        (2, 0, "お届け:第一倉庫(港町3-5)"),
        (2, 4, "希望日"),
        (2, 5, date(2026, 12, 8)),
    ]
    content = _xls("リスト", cells + _grid(4, [heads, *table]), range(4, 5 + len(rows)), (18, 30, 8, 8, 10, 12, 8))
    head = {"ordered_on": date(2026, 12, 2), "deliver_on": date(2026, 12, 8), "customer_name": "例示物産(株)"}
    order = told(rows, "code name quantity unit", deliver_to="第一倉庫(港町3-5)", **head)
    return Drawn(content, [order])


def _ods(name: str, rows: Iterable[tuple[object, ...]], widths: tuple[float, ...]) -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    columns = "".join(f'<table:table-column table:style-name="c{n}"/>' for n in range(len(widths)))
    styles = "".join(
        f'<style:style style:name="c{n}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for n, width in enumerate(widths)
    )
    styles += DATES
    spaces = " ".join(
        f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{_urn(part)}:1.0"' for part in NAMES.split()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"<table:table table:name={quoteattr(name)}>{columns}{body}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in (("mimetype", mime), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _urn(part: str) -> str:
    return {"fo": "xsl-fo-compatible", "number": "datastyle"}.get(part, part)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int):
        attribute = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {attribute}><text:p>{value:,}</text:p></table:table-cell>"
    if isinstance(value, date):
        shown = f"{value.year}年{value.month}月{value.day}日"
        attribute = f'table:style-name="day" office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {attribute}><text:p>{shown}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


@document(
    "ods-coop.ods", "ods", "a care home's joint purchase in LibreOffice, price before quantity, tax rate per line"
)
def coop() -> Drawn:
    rows = [
        good("P2007", 12, name="例示米コシヒカリ 10kg"),
        good("P1003", 3, name="緑茶ティーバッグ 100包"),
        good("P4003", 6, name="ペーパータオル 200枚×40"),
        Row(None, "とろみ剤 2kg", 4, "袋", 3900, "0.08"),
        good("P2003", 1, name="上白糖 20kg"),
        good("P4001", 6, name="食器用洗剤 4L"),
        Row(None, "使い捨て介護エプロン 100枚", 5, "箱", 1480, "0.1"),
    ]
    sums = Sums(rows)
    grid: list[tuple[object, ...]] = [
        ("共同購入 発注書",),
        (),
        ("発注先", "伝票商事株式会社"),
        ("発注者", "社会福祉法人架空ひかり会"),
    ]
    grid += [
        ("施設名", "特別養護老人ホーム 架空ひかりの里"),
        ("発注年月日", date(2026, 10, 26)),
        ("納品希望", date(2026, 11, 4)),
    ]
    grid += [(), ("品名", "単価(税抜)", "数量", "単位", "税率", "金額(税抜)")]
    grid += [(r.name, r.price, r.quantity, r.unit, r.percent, r.amount) for r in rows]
    grid += [("", "", "", "", "税抜合計", sums.total), ("", "", "", "", "消費税8%", sums.tax8)]
    grid += [("", "", "", "", "消費税10%", sums.tax10), ("", "", "", "", "税込合計", sums.gross)]
    head = {"ordered_on": date(2026, 10, 26), "deliver_on": date(2026, 11, 4), **sums.head, "tax": None}
    order = told(rows, "name quantity unit price amount rate", customer_name="社会福祉法人架空ひかり会", **head)
    judgement = {
        "orders.0.deliver_to": "the home's name is not called a place of delivery",
        "orders.0.tax": "the tax of each rate stands, their sum does not",
        "orders.0.customer_name": "the body and its home stand on two rows",
    }
    return Drawn(_ods("発注書", grid, (7, 5, 2, 2, 3, 4)), [order], judgement)


@document("ods-library.ods", "ods", "a library's order under a contract of fixed prices, labels and values in one cell")
def library() -> Drawn:
    rows = [
        Row("単-03", "ブックコートフィルム 50cm×25m", 8, "本", 4180),
        Row("単-11", "見本段ボール 60サイズ 20枚", 5, "束", 1560),
        Row("単-14", "OPPテープ 48mm 50巻", 1, "箱", 5400),
    ]
    grid: list[tuple[object, ...]] = [("単価契約物品 発注票",), ("発注番号:図-8-057", "", "", "", "令和8年12月3日")]
    grid += [("受注者:伝票商事株式会社",), ("発注者:例題市立中央図書館",), ("納入場所:例題市立中央図書館 2階事務室",)]
    grid += [("納入期限:令和8年12月15日",), (), ("契約番号", "品名", "予定単価", "数量", "単位", "金額")]
    grid += [(r.code, r.name, r.price, r.quantity, r.unit, r.amount) for r in rows]
    grid += [
        ("", "", "", "", "計(税込)", Sums(rows).total),
        (f"合計 金{yen(Sums(rows).total)}円(消費税及び地方消費税を含む)",),
    ]
    head = {"number": "図-8-057", "ordered_on": date(2026, 12, 3), "deliver_on": date(2026, 12, 15)}
    head.update(customer_name="例題市立中央図書館", deliver_to="例題市立中央図書館 2階事務室")
    order = told(rows, "code name quantity unit price amount", tax_mode="inclusive", gross=Sums(rows).total, **head)
    judgement = {"orders.0.lines.0.product_code": "the number of the article in the contract"}
    return Drawn(_ods("発注票", grid, (6, 8, 3, 2, 3, 4)), [order], judgement)
