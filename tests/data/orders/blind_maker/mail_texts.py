"""Orders typed into the text of a mail."""

from __future__ import annotations

import unicodedata
from datetime import date

from blind_maker.answers import Line, Made, document, line, order, total
from blind_maker.letters import Mail, at, text_part
from blind_maker.words import kanji_number, num, yen

NO_DATE = "the text has no order date; only the mail's Date header tells the day"


def columns(text: str, size: int, *, right: bool = False) -> str:
    """Pad text to so many half-width columns, as people do with blanks."""
    width = sum(2 if unicodedata.east_asian_width(letter) in "FWA" else 1 for letter in text)
    gap = " " * max(1, size - width)
    return gap + text if right else text + gap


def spaced_row(e: Line) -> str:
    """Return a line of columns made of blanks."""
    return (
        columns(e.code or "", 8)
        + columns(e.name or "", 36)
        + columns(num(e.qty), 5, right=True)
        + " "
        + columns(e.unit or "", 8)
        + columns(yen(e.price), 7, right=True)
        + columns(yen(e.amount), 10, right=True)
    )


@document("mail-text-01.eml", "mail-text", "Columns made of blanks, ISO-2022-JP, signature with address and telephone.")
def iso2022() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 10, "袋", 2400),
        line("P2003", "見本上白糖 20kg", 3, "袋", 4320),
        line("P3003", "サンプル紙コップ 8オンス 1000個", 2, "箱", 6900),
        line(None, "割り箸 100膳×50", 1, "箱", 7200),
    ]
    head = columns("コード", 8) + columns("品名", 36) + " 数量 " + columns("単位", 8) + "   単価" + "      金額"
    rows = "\n".join(spaced_row(e) for e in lines)
    text = f"""伝票商事株式会社
受注センター 御中

いつも大変お世話になっております。
見本フーズの佐藤です。
下記の通り注文いたします。

注文番号：MF-26-01201
注文日　：2026年11月26日
納期　　：2026年12月1日
納品先　：本社倉庫

{head}
{"-" * 76}
{rows}
{"-" * 76}
                                                     合計（税抜） {yen(total(lines))}円

以上、よろしくお願いいたします。

======================================
株式会社見本フーズ　購買部
佐藤　一郎
〒100-0000 東京都見本区一番町1-1
TEL: 03-0000-0101  FAX: 03-0000-0102
======================================
"""
    answer = order(
        lines,
        number="MF-26-01201",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 1),
        customer="株式会社見本フーズ",
        deliver_to="本社倉庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    mail = Mail(
        "【注文】MF-26-01201（見本フーズ）",
        "佐藤一郎 <order@mihon-foods.example>",
        at(11, 26, 9, 31),
        "t01",
        "iso-2022-jp",
    )
    return Made(mail.send(text_part(text, "iso-2022-jp", "7bit")), [answer])


@document(
    "mail-text-02.eml",
    "mail-text",
    "Numbered sentences, quantity behind a multiplication sign, times of delivery, UTF-8.",
)
def numbered() -> Made:
    lines = [
        line(None, "緑茶TB100", 5, "箱"),
        line(None, "紅茶リーフ", 3, "袋"),
        line(None, "水2L", 20, "ケース"),
        line(None, "抹茶オレの素 500g", 2, "袋"),
    ]
    text = """お世話になります、サンプル商店街の事務局です。

以下お願いします！

1. 緑茶TB100 × 5箱
2. 紅茶リーフ × 3袋
3. 水2L × 20ケース
4. 抹茶オレの素 500g × 2袋

発注日は本日11/25、納品は11/28(土)の10:00〜12:00に
組合会館の裏口までお願いできますでしょうか。
伝票番号は S-112 でお願いします。

--
サンプル商店街協同組合 事務局
office@sample-shotengai.example
"""
    answer = order(
        lines,
        number="S-112",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 11, 28),
        customer="サンプル商店街協同組合",
        deliver_to="組合会館の裏口",
    )
    notes = {
        "orders.0.deliver_on": "no year in the text: 11/28(土) is a Saturday in 2026, and the mail is of 2026",
        "orders.0.customer_name": "the greeting has the short name サンプル商店街, the signature the full one",
    }
    mail = Mail("発注のお願い", "サンプル商店街 事務局 <office@sample-shotengai.example>", at(11, 25, 14, 2), "t02")
    return Made(mail.send(text_part(text)), [answer], notes)


@document("mail-text-03.eml", "mail-text", "CP932 sent as Shift_JIS, ① and ㈱, one block of key and value per article.")
def blocks() -> Made:
    lines = [
        line("P4002", "アルコール除菌5L", 8, "本", 3180),
        line("P4003", "ペーパータオル", 4, "ケース", 3960),
        line("", "キッチンスポンジ 10個組", 12, "組", 640),
    ]
    parts = []
    for mark, e in zip("①②③", lines, strict=True):
        parts.append(
            f"{mark}\n　品番：{e.code or 'なし'}\n　品名：{e.name}\n　数量：{e.qty}{e.unit}\n"
            f"　単価：{yen(e.price)}円\n　金額：{yen(e.amount)}円"
        )
    text = "伝票商事㈱　御中\n\n㈱テスト給食サービスです。次の３点を発注します。\n\n" + "\n\n".join(parts)
    text += f"""

発注番号　　TK-60055
発注年月日　令和８年１１月２６日
納入期限　　令和８年１２月２日
納入場所　　セントラルキッチン
合計　　　　{yen(total(lines))}円（消費税別）

※№は必ず納品書へ記載ください。
"""
    fixed = [*lines[:2], line(None, lines[2].name, 12, "組", 640)]
    answer = order(
        fixed,
        number="TK-60055",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 2),
        customer="㈱テスト給食サービス",
        deliver_to="セントラルキッチン",
        tax_mode="exclusive",
        total=total(lines),
    )
    mail = Mail("発注書 TK-60055", "テスト給食 仕入 <kitchen@test-kyushoku.example>", at(11, 26, 11, 15), "t03")
    return Made(mail.send(text_part(text, "cp932", "8bit", named="Shift_JIS")), [answer])


@document(
    "mail-text-04.eml",
    "mail-text",
    "A reply: the new order on top, last month's order quoted below with > and its own number.",
)
def reply() -> Made:
    lines = [
        line("P1002", "見本コーヒー豆 浅煎り 1kg", 16, "袋", 2600),
        line("P3003", "サンプル紙コップ 8オンス 1000個", 3, "箱", 6900),
    ]
    text = """伝票商事 田村様

お世話になっております。ひながた珈琲の木村です。
先月の注文書の書式で、今月分をお送りします。

注文No: HC-1126
注文日: 2026/11/26
納品希望: 2026/12/02
P1002 見本コーヒー豆 浅煎り 1kg  16袋  @2,600
P3003 サンプル紙コップ 8オンス 1000個  3箱  @6,900

宜しくお願い致します。

ひながた珈琲株式会社
木村

2026年10月27日(火) 10:05 伝票商事 田村 <juchu@denpyo-shoji.example>:

> ひながた珈琲株式会社 木村様
> ご注文ありがとうございます。下記内容で承りました。
>
> > 注文No: HC-1027
> > 注文日: 2026/10/27
> > 納品希望: 2026/11/02
> > P1001 見本コーヒー豆 深煎り 1kg  20袋  @2,400
> > P1002 見本コーヒー豆 浅煎り 1kg  10袋  @2,600
> > P1004 サンプル紅茶 リーフ 500g  6袋  @1,950
"""
    shown = [line(e.code, e.name, e.qty, e.unit, e.price, None) for e in lines]
    answer = order(
        shown,
        number="HC-1126",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 2),
        customer="ひながた珈琲株式会社",
    )
    mail = Mail(
        "Re: ご注文の件",
        "木村 <roastery@hinagata-coffee.example>",
        at(11, 26, 8, 50),
        "t04",
        more=["In-Reply-To: <x1027@mail.example>"],
    )
    return Made(mail.send(text_part(text, how="quoted-printable")), [answer])


@document(
    "mail-text-05.eml", "mail-text", "Kanji numerals for quantities and dates, polite running sentences, no table."
)
def kanji() -> Made:
    counts = [
        (12, "薄力粉25kg", "袋"),
        (25, "コシヒカリ10kg", "袋"),
        (108, "祝い箸", "膳"),
        (3, "濃口醤油1.8L", "ケース"),
    ]
    lines = [line(None, name, count, unit) for count, name, unit in counts]
    items = "\n".join(f"一、{name}　{kanji_number(count)}{unit}" for count, name, unit in counts)
    text = f"""伝票商事株式会社　御担当者様

拝啓　向寒の候、益々ご清栄のこととお慶び申し上げます。
さて、左記の品を注文致したく存じます。

{items}

御注文日　令和八年十一月二十五日
御届け日　令和八年十二月一日
御届け先　架空ホテル株式会社　搬入口

何卒宜しくお願い申し上げます。　敬具

架空ホテル株式会社　和食処ひながた　料理長
"""
    answer = order(
        lines,
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 1),
        customer="架空ホテル株式会社",
        deliver_to="架空ホテル株式会社 搬入口",
    )
    mail = Mail("注文の件", "架空ホテル <purchase@kakuu-hotel.example>", at(11, 25, 16, 40), "t05", "iso-2022-jp")
    return Made(mail.send(text_part(text, "iso-2022-jp", "7bit")), [answer])


@document("mail-text-06.eml", "mail-text", "A cancellation in two sentences, number in the subject and in the text.")
def cancel() -> Made:
    text = """伝票商事 ご担当者様

例示物産の伊藤です。
11月24日付でお送りした注文番号 RB-008812 の件ですが、
先方都合により注文を取り消させてください（全明細キャンセル）。
お手数をおかけし申し訳ございません。

例示物産株式会社 食材部 伊藤
"""
    answer = order([], number="RB-008812", ordered_on=date(2026, 11, 24), customer="例示物産株式会社", kind="cancel")
    mail = Mail("【キャンセル】注文番号RB-008812", "伊藤 <orders@reiji-bussan.example>", at(11, 25, 10, 12), "t06")
    notes = {"orders.0.ordered_on": "11月24日付: the day of the order that is cancelled, no year in the text"}
    return Made(mail.send(text_part(text)), [answer], notes)


@document(
    "mail-text-07.eml", "mail-text", "Asks for price and stock; articles with quantities, but no order.", what="inquiry"
)
def inquiry() -> Made:
    text = """伝票商事株式会社
営業ご担当者様

見本デリカの岡田です。お世話になっております。
下記商品について、在庫状況とお見積りを教えていただけますでしょうか。
まだ発注は確定しておりません。

・P4004 サンプルニトリル手袋 M 100枚×10　30ケース
・P4002 見本アルコール除菌液 5L　50本
・防護服 フリーサイズ　100着

納期は12月中旬を希望しています。ご回答は11/30までにお願いいたします。

見本デリカ株式会社 生産管理課 岡田
"""
    mail = Mail("お見積りと在庫のお問い合わせ", "岡田 <order@mihon-delica.example>", at(11, 26, 13, 5), "t07")
    return Made(mail.send(text_part(text)), [])


@document(
    "mail-text-08.eml", "mail-text", "A change by arrows (10→15), one article added, delivery moved, no full list."
)
def change() -> Made:
    lines = [
        line("P2005", "サラダ油16.5kg", 15, "缶"),
        line("P2004", "食塩5kg", 6, "袋"),
    ]
    text = """伝票商事 受注ご担当様

サンプル食品の林です。
昨日お願いした注文 SS-2026-7802 につきまして、変更をお願いします。

・P2005 サラダ油16.5kg　10缶 → 15缶
・P2004 食塩5kg　6袋（追加）
・納品日　11/30 → 12/2

その他の明細は変更ありません。
よろしくお願いします。

サンプル食品(株) 林
"""
    answer = order(
        lines, number="SS-2026-7802", deliver_on=date(2026, 12, 2), customer="サンプル食品(株)", kind="change"
    )
    mail = Mail("注文変更のお願い（SS-2026-7802）", "林 <buy@sample-shokuhin.example>", at(11, 26, 15, 20), "t08")
    notes = {
        "orders.0.ordered_on": "昨日 in a mail of 26 November: the text names no date",
        "orders.0.lines": "the mail lists only what changes; the quantities are those after the change",
    }
    return Made(mail.send(text_part(text)), [answer], notes)


@document("mail-text-09.eml", "mail-text", "Two orders for two shops in one mail, half-width kana, no order date.")
def two_shops() -> Made:
    first = [line(None, "ﾐﾈﾗﾙｳｫｰﾀｰ2L", 30, "ｹｰｽ"), line(None, "ﾚｼﾞ袋M", 2, "箱")]
    second = [line(None, "ｵﾚﾝｼﾞｼﾞｭｰｽ1L", 10, "ｹｰｽ"), line(None, "紙おしぼり 1000本", 3, "箱")]
    text = """ﾀﾞﾐｰﾏｰﾄの小川です｡お世話になっております｡

■西口本店分（発注番号 0045201）納品 2026/11/29
ﾐﾈﾗﾙｳｫｰﾀｰ2L  30ｹｰｽ
ﾚｼﾞ袋M  2箱

■南町店分（発注番号 0045202）納品 2026/11/30
ｵﾚﾝｼﾞｼﾞｭｰｽ1L  10ｹｰｽ
紙おしぼり 1000本  3箱

以上２店舗です｡

株式会社ダミーマート 商品部 小川
"""
    answers = [
        order(
            first,
            number="0045201",
            deliver_on=date(2026, 11, 29),
            customer="株式会社ダミーマート",
            deliver_to="西口本店",
        ),
        order(
            second,
            number="0045202",
            deliver_on=date(2026, 11, 30),
            customer="株式会社ダミーマート",
            deliver_to="南町店",
        ),
    ]
    mail = Mail("2店舗分の発注", "小川 <hacchu@dummy-mart.example>", at(11, 26, 17, 58), "t09")
    return Made(mail.send(text_part(text)), answers, {f"orders.{n}.ordered_on": NO_DATE for n in range(2)})
