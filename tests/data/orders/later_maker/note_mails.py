"""Mails typed by purchasers, cooks and shopkeepers, first half."""

from trades_maker.base import CODED, NAMED, PRICED, Drawn, Sums, day, document, kanji, listed, mail, told, week, yen

from later_maker.note_base import goods

STATED = "the day is told from the mail's Date"


@document("mail-text-tofu.eml", "mail-text", "each article on three lines below a full-width number")
def tofu() -> Drawn:
    """A maker of tofu orders stuff for its works."""
    items = goods(
        CODED,
        """KD-20|業務用消泡剤 20kg|3|缶
        NG-500|塩化マグネシウム（にがり）25kg|6|袋
        FT-1312|充填フィルム 木綿用 130mm×1200m|12|巻""",
    )
    shown = "\n".join(
        f"{chr(0xFF11 + place)}）{row.name}\n　　品番：{row.code}\n　　数量：{row.quantity}{row.unit}\n"
        for place, row in enumerate(items)
    )
    text = f"""伝票商事株式会社
営業ご担当者様

平素より大変お世話になっております。
株式会社みどり豆腐 資材課の堀内です。

下記のとおり発注いたします。
ご手配のほど、よろしくお願いいたします。

発注No.：MT-1109
発注日　：2026年11月4日
希望納期：{kanji(day(11, 9), week=True)}午前中
納品場所：本社工場 資材受入口

{shown}
以上3点です。
納期が難しい場合は折り返しご連絡ください。

--
株式会社みどり豆腐
生産管理部 資材課　堀内 理恵
〒411-0000 静岡県架空市清水新田331
TEL 055-000-4410 / FAX 055-000-4411
"""
    order = told(
        items,
        CODED,
        number="MT-1109",
        ordered_on=day(11, 4),
        deliver_on=day(11, 9),
        customer_name="株式会社みどり豆腐",
        deliver_to="本社工場 資材受入口",
    )
    sender = "堀内 理恵 <horiuchi@midori-tofu.example>"
    return Drawn(mail(sender, "【発注】資材3点（みどり豆腐 堀内）", (2026, 11, 4, 10, 12), text), [order])


@document("mail-text-gym.eml", "mail-text", "two articles within one sentence, no list")
def gym() -> Drawn:
    """A gym asks in a sentence."""
    items = goods(NAMED, "ペーパータオル(200枚×40)|4|ケース\n除菌液5L|2|本")
    text = """伝票商事 中込様

お世話になっております。リーヴの小野寺です。

ペーパータオル(200枚×40)を4ケースと、除菌液5Lを2本お願いします。
11/20(金)までに大宮店へ届くと助かります。

よろしくお願いいたします。

----------------------
株式会社リーヴスポーツ
小野寺 智
048-000-7712
"""
    order = told(items, NAMED, deliver_on=day(11, 20), customer_name="株式会社リーヴスポーツ", deliver_to="大宮店")
    sent = (2026, 11, 16, 21, 3)
    return Drawn(mail("小野寺 智 <onodera@reeve-sports.example>", "注文お願いします", sent, text), [order])


@document("mail-text-hostel.eml", "mail-text", "from a telephone, points and a cross before the number, tomorrow")
def hostel() -> Drawn:
    """A guest house writes from the telephone."""
    items = goods(
        NAMED,
        """トイレットペーパー 96ロール入り|1|ケース
        ハンドソープ詰替 5L|2|
        ゴミ袋45L 透明|10|冊
        使い捨て歯ブラシ 個包装|300|本""",
    )
    text = """伝票商事さま

お世話さまです、ゲストハウスこまどりの二階堂です!
追加お願いします🙏

・トイレットペーパー 96ロール入り 1ケース
・ハンドソープ詰替 5L ×2
・ゴミ袋45L 透明 10冊
・使い捨て歯ブラシ 個包装 300本

明日の午後の便でお願いします。裏口に置いてもらって大丈夫です。

iPhoneから送信
"""
    order = told(items, NAMED, deliver_on=day(10, 15), customer_name="ゲストハウスこまどり")
    content = mail("komadori.gh@mobile.example", "追加注文です", (2026, 10, 14, 18, 47), text)
    return Drawn(content, [order], {"orders.0.deliver_on": STATED, "orders.0.deliver_to": "置き場 only: 裏口"})


@document("mail-text-kissa.eml", "mail-text", "columns kept apart by full-width blanks, sums of two rates below")
def kissa() -> Drawn:
    """A coffee shop keeps columns with blanks."""
    items = goods("code name quantity unit price rate", KISSA)
    sums = Sums(items)
    shown = listed(
        items,
        lambda row: (
            f"{row.code}　{row.name}{'※' if row.rate == '0.08' else ''}"
            f"　　{row.quantity}{row.unit}　　@{yen(row.price)}　　{yen(row.amount)}円"
        ),
    )
    text = f"""伝票商事株式会社 御中

いつもありがとうございます。喫茶ミモザの辻村でございます。
12月の開店前に、以下をお送り下さいませ。

ご注文日　2026/11/25
お届け日　2026/12/1（火）
お届け先　神戸市架空区元町通9-4　喫茶ミモザ
得意先番号　20418

商品番号　品名　　数量　　単価　　金額
{shown}

小計　　{yen(sums.total)}円
消費税（8%対象 {yen(sums.base8)}円）　{yen(sums.tax8)}円
消費税（10%対象 {yen(sums.base10)}円）　{yen(sums.tax10)}円
合計　　{yen(sums.gross)}円
※印は軽減税率8%、無印は10%です。

喫茶ミモザ　辻村
"""
    order = told(
        items,
        f"{PRICED} rate",
        ordered_on=day(11, 25),
        deliver_on=day(12, 1),
        customer_code="20418",
        customer_name="喫茶ミモザ",
        deliver_to="神戸市架空区元町通9-4 喫茶ミモザ",
        tax=sums.tax,
        total=sums.total,
        gross=sums.gross,
        tax_mode="exclusive",
    )
    content = mail("辻村 <info@kissa-mimosa.example>", "注文(喫茶ミモザ)", (2026, 11, 25, 9, 30), text)
    return Drawn(content, [order])


KISSA = """P1001|見本コーヒー豆 深煎り 1kg|5|袋|2400|0.08
P1004|サンプル紅茶 リーフ 500g|2|袋|1950|0.08
P2003|見本上白糖 20kg|1|袋|4320|0.08
P3004|サンプル紙ナプキン 10000枚|1|箱|5750|0.1"""


@document(
    "mail-text-ryokan.eml", "mail-text", "an order above our own quoted advertisement with other goods and prices"
)
def ryokan() -> Drawn:
    """An inn answers upon our advertisement and orders something else."""
    items = goods(NAMED, "固形燃料 25g 480個入|2|箱\n割箸 元禄 8寸 5000膳|1|ケース\n懐紙 白 100枚×30|3|包")
    text = f"""伝票商事(株) 三好様

いつもご案内ありがとうございます。湯元旅館の塩見です。
ご案内の品は今回は見送りまして、下記だけお願いいたします。

{listed(items, lambda row: f"{row.name} … {row.quantity}{row.unit}")}

納品は12月3日(木)、フロント裏の搬入口までお願いします。

株式会社湯元旅館
用度係 塩見 洋子
TEL:0268-00-1126

2026年11月24日(火) 11:05 伝票商事株式会社 営業部 <order@denpyo-shoji.example>:
> 湯元旅館 塩見様
>
> 年末の特別価格をご案内いたします。
>
> 例示ミネラルウォーター 2L×6本   50ケース以上 @690円
> サンプル緑茶 ティーバッグ 100包  10箱 13,800円
>
> ご注文はこのメールへのご返信で承ります。
> ご注文締切 11月30日
"""
    order = told(items, NAMED, deliver_on=day(12, 3), customer_name="株式会社湯元旅館", deliver_to="フロント裏の搬入口")
    sent = (2026, 11, 26, 14, 20)
    content = mail("塩見 <youdo@yumoto-ryokan.example>", "Re: 年末特別価格のご案内", sent, text)
    return Drawn(content, [order])


@document("mail-text-kent.eml", "mail-text", "a form's mail: name = value, numbered fields, empty ones among them")
def kent() -> Drawn:
    """An old form of a web site sends what was filled in."""
    items = goods(NAMED, "名入れタオル 200匁 白|150|\nビニール袋 名入れ用 OPP|150|")
    text = """=============================================
「注文フォーム」からの送信内容です。
送信日時 : 2026/08/19(Wed) 16:41:08
ホスト名 : p2041-ipngn.example
=============================================

会社名 = 有限会社さかえ電機商会
担当者名 = 栄 正彦
email = sakae@sakae-denki.example
電話番号 = 0797-00-5580
郵便番号 = 665-0000
住所 = 兵庫県見本市栄町2-18
商品名1 = 名入れタオル 200匁 白
数量1 = 150
商品名2 = ビニール袋 名入れ用 OPP
数量2 = 150
商品名3 =
数量3 =
納品希望日 = 2026/09/25
支払方法 = 請求書払い
備考 = 名入れの版は昨年と同じで結構です。

=============================================
"""
    order = told(
        items,
        NAMED,
        ordered_on=day(8, 19),
        deliver_on=day(9, 25),
        customer_name="有限会社さかえ電機商会",
        deliver_to="兵庫県見本市栄町2-18",
    )
    content = mail(
        "webmaster@denpyo-shoji.example", "注文フォーム送信", (2026, 8, 19, 16, 41), text, charset="iso-2022-jp"
    )
    why = {
        "orders.0.deliver_to": "the form's address is the firm's; no other place is told",
        "orders.0.ordered_on": "the form's time of sending is the only day",
    }
    return Drawn(content, [order], why)


@document(
    "mail-text-portal.eml", "mail-text", "a purchasing site's notice; label and value of each line one below the other"
)
def portal() -> Drawn:
    """A purchasing site tells of a new order."""
    items = goods("code name quantity unit price", PORTAL)
    blocks = listed(
        items,
        lambda row: (
            f"""  品目コード : {row.code}
  品目名称   : {row.name}
  発注数量   : {row.quantity} {row.unit}
  発注単価   : {yen(row.price)} 円
  発注金額   : {yen(row.amount)} 円
"""
        ),
        "  ---\n",
    )
    total = Sums(items).total
    text = f"""※本メールは送信専用です。ご返信いただいてもお答えできません。

伝票商事株式会社 様

調達ポータル「かいつけ」より、新しい注文が届いたことをお知らせします。
3営業日以内に受注確認をお願いいたします。

■注文情報
  注文番号   : KT26-0081937
  注文日     : 2026-09-02
  発注元     : 例示物産株式会社（第二資材部 購買グループ）
  納入期日   : 2026-09-11
  納入場所   : 名古屋第一倉庫 3番バース
  税抜合計   : {yen(total)} 円

■明細（{len(items)}件）
{blocks}
▼注文の確認はこちら
https://kaitsuke.example/supplier/orders/KT26-0081937

かいつけサポートセンター  0120-000-846（平日9:00～17:30）
"""
    order = told(
        items,
        PRICED,
        number="KT26-0081937",
        ordered_on=day(9, 2),
        deliver_on=day(9, 11),
        customer_name="例示物産株式会社",
        deliver_to="名古屋第一倉庫 3番バース",
        tax_mode="exclusive",
        total=total,
    )
    sent = (2026, 9, 2, 17, 0)
    content = mail("かいつけ通知 <noreply@kaitsuke.example>", "[かいつけ] 新規注文のお知らせ KT26-0081937", sent, text)
    return Drawn(content, [order])


PORTAL = """7740-0012|見本段ボール 100サイズ 20枚|30|束|2980
7740-0055|ストレッチフィルム 500mm×300m 15μ|48|巻|820
7741-0203|PPバンド 15.5mm×2500m 黄|6|巻|3150"""


@document("mail-text-garden.eml", "mail-text", "the number stands before its article")
def garden() -> Drawn:
    """A gardener's mail: number first."""
    items = goods(NAMED, "バーク堆肥 40L|20|袋\n化成肥料 8-8-8 20kg|5|袋\n麻ひも 3mm 2kg巻|2|巻\n寒冷紗 2m×50m 黒|1|本")
    text = f"""伝票商事 ご担当さま

お世話になります。松籟園の津久井です。
現場用に下記の手配を頼みます。

{listed(items, lambda row: f"{row.quantity}{row.unit}　{row.name}")}

届け先は現場です。
　架空市東山町5丁目 東山公園 西側仮設ヤード
　（受取:現場代理人 金子 090-0000-3321）
日にちは{week(day(4, 14))}の朝8時半着指定で。
工事番号 26-E-017 を納品書に書いてください。

造園 松籟園(株)　津久井
"""
    order = told(
        items,
        NAMED,
        deliver_on=day(4, 14),
        customer_name="松籟園(株)",
        deliver_to="架空市東山町5丁目 東山公園 西側仮設ヤード",
    )
    content = mail("津久井 <tsukui@shorai-en.example>", "資材手配の件", (2026, 4, 9, 7, 55), text)
    why = {
        "orders.0.customer_name": "造園 before the name may be read as part of it",
        "orders.0.number": "工事番号 is the number of the site, not of the order",
    }
    return Drawn(content, [order], why)
