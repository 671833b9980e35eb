"""Letters that ask for no goods."""

from .base import Drawn, day, document, kanji, mail


@document(
    "mt-inquiry.eml", "mail-text", "an inquiry: price and stock of three articles are asked, nothing ordered", "inquiry"
)
def inquiry() -> Drawn:
    text = """伝票商事株式会社
ご担当者様

はじめてご連絡いたします。
株式会社はなさき保育サービスの三好と申します。

下記商品の導入を検討しております。
お見積りと在庫状況、納期の目安をお知らせいただけますでしょうか。

1. サンプルペーパータオル 200枚×40 10ケース
2. サンプルニトリル手袋 M 100枚×10 5ケース
3. 見本アルコール除菌液 5L 12本

お届け先は香川県例示市内の3園を予定しております。
初回のお取引条件(掛け払いの可否など)も併せてご教示ください。

どうぞよろしくお願いいたします。

株式会社はなさき保育サービス 管理部 三好 沙織
"""
    return Drawn(
        mail("三好 沙織 <miyoshi@hanasaki-hoiku.example>", "お見積りのお願い", (2026, 7, 15, 11, 48, 33), text), []
    )


@document(
    "mt-shipped.eml",
    "mail-text",
    "EC-CUBE mail of shipment that a supplier sends us: articles listed, no order",
    "notice",
)
def shipped() -> Drawn:
    text = """伝票商事株式会社 仕入課 様

お客さまがご注文された以下の商品を発送いたしました。商品の到着まで今しばらくお待ちください。

お問い合わせ番号：4400-1182-0093

************************************************
　ご注文商品明細
************************************************

商品コード：SR-220
商品名：架空ポリ袋 45L 100枚
数量：30

商品コード：SR-311
商品名：架空水切りネット 50枚
数量：40

************************************************
　ご注文者情報
************************************************
お名前：伝票商事株式会社 仕入課 様
郵便番号：〒0000001
住所：東京都見本区本町1-1
電話番号：0300000001

************************************************
　配送情報
************************************************

◎お届け先
お名前：伝票商事株式会社 第一倉庫 様
お届け日：2026/08/06

ご注文ありがとうございました。
資材屋らくだ
"""
    content = mail(
        "資材屋らくだ <info@rakuda-shizai.example>", "[資材屋らくだ] 商品出荷のお知らせ", (2026, 8, 4, 16, 20, 18), text
    )
    return Drawn(content, [])


@document("mh-bill.eml", "mail-html", "a cloud bill's notice that we are to pay: sums and due day, no order", "invoice")
def bill() -> Drawn:
    html = f"""<html><body><p>伝票商事株式会社 御中</p>
<p>いつもお世話になっております。<br>下記の請求書を発行いたしましたので、ご確認ください。</p>
<table cellpadding=4><tr><td>請求書番号</td><td>INV-20260531-014</td></tr><tr><td>件名</td><td>5月分 包装資材</td></tr>
<tr><td>請求日</td><td>{kanji(day(5, 31))}</td></tr><tr><td>お支払期限</td><td>{kanji(day(6, 30))}</td></tr>
<tr><td>ご請求金額</td><td>187,440円(税込)</td></tr></table>
<p><a href="https://cloud-bill.example/i/014">請求書を確認する</a></p>
<p>資材屋らくだ 経理担当</p><p style="color:#999">本メールは請求書発行システムより自動送信しています。</p>
</body></html>"""
    content = mail(
        "資材屋らくだ <no-reply@cloud-bill.example>",
        "請求書発行のお知らせ(資材屋らくだ)",
        (2026, 6, 1, 10, 0, 4),
        None,
        html=html,
    )
    return Drawn(content, [])
