"""CSV of malls and of hosted shops."""

from typing import Any

from .base import INCLUSIVE, Drawn, Row, Sums, day, document, extra, taxed, told
from .flat import flat

RMS = (
    "注文番号,ステータス,サブステータスID,サブステータス,注文日時,注文日,注文時間,キャンセル期限日,"
    "注文確認日時,注文確定日時,発送指示日時,発送完了報告日時,支払方法名,クレジットカード支払い方法,"
    "クレジットカード支払い回数,配送方法,配送区分,注文種別,複数送付先フラグ,送付先一致フラグ,離島フラグ,"
    "楽天確認中フラグ,警告表示タイプ,楽天会員フラグ,購入履歴修正有無フラグ,商品合計金額,消費税合計,"
    "送料合計,代引料合計,請求金額,合計金額,ポイント利用額,クーポン利用総額,店舗発行クーポン利用額,"
    "楽天発行クーポン利用額,注文者郵便番号1,注文者郵便番号2,注文者住所都道府県,注文者住所郡市区,"
    "注文者住所それ以降の住所,注文者姓,注文者名,注文者姓カナ,注文者名カナ,注文者電話番号1,"
    "注文者電話番号2,注文者電話番号3,注文者メールアドレス,注文者性別,申込番号,申込お届け回数,"
    "送付先ID,送付先送料,送付先代引料,送付先消費税合計,送付先商品合計金額,送付先合計金額,のし,"
    "送付先郵便番号1,送付先郵便番号2,送付先住所都道府県,送付先住所郡市区,送付先住所それ以降の住所,"
    "送付先姓,送付先名,送付先姓カナ,送付先名カナ,送付先電話番号1,送付先電話番号2,送付先電話番号3,"
    "商品明細ID,商品ID,商品名,商品番号,商品管理番号,単価,個数,送料込別,税込別,代引手数料込別,"
    "項目・選択肢,ポイント倍率,納期情報,在庫タイプ,お届け時間帯,お届け日指定,担当者,ひとことメモ,"
    "メール差込文 (お客様へのメッセージ),ギフト配送希望,利用端末"
)


def _address(whose: str, address: tuple[str, str, str], name: tuple[str, str]) -> dict[str, object]:
    words = "住所都道府県 住所郡市区 住所それ以降の住所 姓 名 郵便番号1 郵便番号2 電話番号1 電話番号2 電話番号3".split()  # noqa: SIM905
    values = (*address, *name, "000", "0000", "090", "0000", "0000")
    return {whose + word: value for word, value in zip(words, values, strict=True)}


@document(
    "csv-rms.csv", "csv", "Rakuten RMS order CSV: some ninety columns, two orders of persons, tax a column of noughts"
)
def rms() -> Drawn:
    slips = (
        (
            "318842-20260821-0188200417",
            "2026-08-21 07:55:10",
            ("福井県", "例示市", "順化町1-17"),
            ("朝倉", "芽衣"),
            770,
            day(8, 25),
            [taxed("P1005", 3), Row("jelly-12", "架空くだものゼリー 12個", 1, None, 3456, "0.08")],
        ),
        (
            "318842-20260821-0188200422",
            "2026-08-21 12:18:36",
            ("奈良県", "架空市", "登大路2-2"),
            ("中西", "亘"),
            0,
            None,
            [taxed("P2007", 2)],
        ),
    )
    table: list[list[object]] = []
    orders: list[dict[str, Any]] = []
    judgement = {}
    for place, (number, when, address, name, fee, due, rows) in enumerate(slips):
        goods = Sums(rows).total
        cells: dict[str, object] = {"注文番号": number, "ステータス": 100, "注文日時": when, "注文日": when[:10]}
        cells |= {"注文時間": when[11:], "支払方法名": "後払い決済", "配送方法": "宅配便", "お届け日指定": due or ""}
        cells |= {"商品合計金額": goods, "消費税合計": 0, "送料合計": fee, "代引料合計": 0, "請求金額": goods + fee}
        cells |= {"合計金額": goods + fee, "ポイント利用額": 0, "クーポン利用総額": 0, "送付先ID": 44180 + place}
        cells |= {"送付先送料": fee, "送付先商品合計金額": goods, "送付先合計金額": goods + fee, "送付先一致フラグ": 1}
        cells |= _address("注文者", address, name) | _address("送付先", address, name)
        for line, r in enumerate(rows):
            item = {"商品明細ID": 77120 + 10 * place + line, "商品名": r.name, "商品番号": r.code, "単価": r.price}
            item |= {"商品管理番号": str(r.code).lower(), "個数": r.quantity, "送料込別": int(fee == 0), "税込別": 1}
            table.append([(cells | item).get(title, "") for title in RMS.split(",")])
        order = told(
            rows,
            "code name quantity price",
            number=number,
            ordered_on=day(8, 21),
            deliver_on=due,
            customer_name=" ".join(name),
            deliver_to="".join(address),
            gross=goods + fee,
            **INCLUSIVE,
        )
        if fee:
            order["lines"].append(extra("送料", fee))
            judgement[f"orders.{place}.lines.2.product_name"] = "postage is named by its column only"
        orders.append(order)
        judgement[f"orders.{place}.customer_name"] = "last and first name in columns of their own"
        judgement[f"orders.{place}.deliver_to"] = "the address is spread over columns"
        judgement[f"orders.{place}.tax_mode"] = "a figure in one column tells that prices are with tax"
        judgement[f"orders.{place}.tax"] = "a column of tax with nought"
        judgement[f"orders.{place}.gross"] = "the columns of the sums do not speak of tax"
        judgement[f"orders.{place}.total"] = "the columns of the sums do not speak of tax"
    return Drawn(flat(RMS, table, quoted=True).encode("cp932"), orders, judgement)


COLORME = (
    "売上ID,受注日,購入者 顧客ID,購入者 名前,購入者 郵便番号,購入者 都道府県,購入者 住所,"
    "購入者 メールアドレス,購入者 電話番号,購入者 携帯番号,決済方法,入金状態,割引名称,割引金額,"
    "送料合計,メッセージカード手数料合計,配送先ID,配送先 名前,配送先 フリガナ,配送先 郵便番号,"
    "配送先 都道府県名,配送先 住所,配送先 電話番号,配送希望日,配送希望時間,配送先 熨斗（のし）,"
    "配送先 備考,売上詳細ID,購入商品 商品ID,購入商品 型番,購入商品 商品名,"
    "購入商品 販売価格(消費税込),購入商品 販売個数,購入商品 単位,購入商品 小計"
)


@document(
    "csv-colorme.csv",
    "csv",
    "Color Me Shop's sales CSV: titles of two words, one order, price with tax by its title, no sum",
)
def colorme() -> Drawn:
    rows = [taxed("P4002", 6), taxed("P4004", 1), Row("NP-M200", "不織布ウエス 200枚", 3, "箱", 1980, "0.1")]
    fee, name = 1100, "学校法人しらかば学園"
    place, tel = ["000-0240", "栃木県", "例示市白樺台24"], "028-000-0240"
    table = []
    for line, r in enumerate(rows):
        who = ["86170022", "2026-02-05 13:44:19", "204411", name, *place, "jimu@shirakaba.example", tel, ""]
        who += ["掛け払い", "未入金", "", 0, fee, 0]
        to = ["90011", name, "シラカバガクエン", *place, tel, "2026-02-10", "", "", ""]
        item = [55120 + line, 17700120 + line, r.code, r.name, r.price, r.quantity, r.unit, r.amount]
        table.append([*who, *to, *item])
    order = told(
        rows,
        "code name quantity unit price amount",
        number="86170022",
        ordered_on=day(2, 5),
        deliver_on=day(2, 10),
        customer_name=name,
        deliver_to="栃木県例示市白樺台24",
        **INCLUSIVE,
    )
    order["lines"].append(extra("送料合計", fee))
    judgement = {
        "orders.0.deliver_to": "the address is spread over columns",
        "orders.0.lines.3.product_name": "postage is named by its column only",
    }
    return Drawn(flat(COLORME, table, quoted=True).encode("cp932"), [order], judgement)
