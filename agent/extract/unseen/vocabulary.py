"""The words by which fields are known without a form, folded, each with how surely it means its field."""

from __future__ import annotations

SURE, FAIR, WEAK = 0.95, 0.9, 0.7


def among(words: str) -> frozenset[str]:
    """Return the words that are written with blanks between them."""
    return frozenset(words.split())


HEAD_WORDS: dict[str, dict[float, str]] = {
    "number": {
        SURE: (
            "取引番号(発注返品) 注文番号 発注番号 注文no 発注no 注文書番号 発注書番号 注文書no 発注書no"
            " 注文伝票番号 発注伝票番号 注文管理番号 発注管理番号 オーダー番号 オーダーno 注文id 発注id pono"
            " po番号 ponumber po# purchaseorderno purchaseordernumber purchaseorderid orderno ordernumber orderid"
            " order# 注番 注文管理no 発注管理no 対象注文番号 対象発注番号 元注文番号 元発注番号 注文コード番号"
            " 客先注文番号 客先注番 貴注番 注文伝票no 発注伝票no orderref 発注ナンバー 注文ナンバー"
            " オーダーナンバー 発注票番号 発注票no 注文票番号 注文票no 手配番号 手配no 購買番号 購買no"
            " オーダーバンゴウ bstkd bstnk ebeln"
        ),
        FAIR: (
            "受注番号 受注no 連絡票no 連絡票番号 依頼書番号 依頼書no 依頼票no 依頼票番号 受注id 受注コード"
            " 受注管理番号 受注伝票番号 受注伝票no 店舗伝票番号 売上id 購入番号 購入id 票no 票番号"
        ),
        WEAK: (
            "伝票番号 伝票no 管理番号 管理no 整理番号 書類番号 文書番号 依頼番号 番号 no po ref refno reference"
            " 指示書番号 指示書no 申込番号 受付番号 受付no 取引番号 取引id レコード番号 レコードno recordno"
            " recordid number documentid documentno documentnumber order belnr"
        ),
    },
    "ordered_on": {
        SURE: (
            "発注日 注文日 発注年月日 注文年月日 発注日付 注文日付 発注日時 注文日時 orderdate podate dateoforder"
            " 購入日 購入日時 購入年月日 purchasedate dateordered orderedon orderedat"
            " ordercreatedat purchaseorderdate"
            " bstdk bedat"
        ),
        FAIR: ("受注日 受注年月日 受注日時 申込日時 申込年月日 createdat datecreated orderplaced"),
        WEAK: (
            "作成日 作成年月日 発行日 発行年月日 日付 伝票日付 起票日 記入日 依頼日 申込日 date issuedate"
            " dateissued created issued"
            " タイムスタンプ timestamp 回答日 回答日時 完了時刻 受付日時 発信日 発信年月日 送信日"
            " 受付日 注文受付日時 注文受付日 手配日 発行日付 ハツコウビ サクセイビ audat"
        ),
    },
    "deliver_on": {
        SURE: (
            "納期 希望納期 指定納期 納期日 納入日 納品日 納入期日 納品期日 納入期限 納品期限 納入希望日"
            " 納品希望日 希望納品日 希望納入日 希望納期日 納入予定日 納品予定日 納入指定日 納品指定日 指定納品日"
            " 指定納入日 納入年月日 納品年月日 届け日 お届け日 届け希望日 お届け希望日 希望お届け日 お届け予定日"
            " お届け指定日 着日 着荷日 着荷希望日 希望着日 配達日 配送日 配達予定日 配送予定日 到着日 到着希望日"
            " 希望到着日 着希望日 指定着日 配送希望日 配達希望日 配達指定日 deliverydate requesteddeliverydate"
            " deliverydue deliverby requireddate requireddeliverydate 店着日 店着指定日 店納品日 入荷日"
            " 入荷希望日 入荷予定日 希望お届日 お届日 届日 reqdate reqdeliverydate needbydate needby"
            " requesteddate 着日指定 店着予定日 着荷指定日 納期指定 配送日指定 配達日指定 納品日指定 expecteddate"
            " expecteddeliverydate scheduleddeliverydate arrivaldate dateneeded latestdeliverydate"
            " deliverydatetime 日付指定 希望日指定 お届け日指定 届け日指定 着荷日指定 配送日時指定 お届け日時指定"
            " 配達日時指定 最終納品先納品日 履行期限"
            " 履行期日 履行期間 納付期限 納付期日 引渡期日 引渡日 引渡期限 受渡日 納品日時 納入日時 納入時期"
            " deldate receiveby receivedate inhandsdate neededby requiredon requiredate needdate requestdate"
            " promiseddate edatu eindt vdatu lfdat"
        ),
        FAIR: ("納品 納入 直接納品先納品日"),
        WEAK: ("希望日 期日 duedate requiredby eta"),
    },
    "customer_code": {
        SURE: (
            "得意先コード 得意先cd 得意先番号 顧客コード 顧客cd 顧客番号 お客様コード お客様cd お客様番号"
            " 発注者コード 注文者コード 発注元コード customercode customerno customernumber customerid buyercode"
        ),
        FAIR: ("取引先コード 取引先cd 取引先番号"),
    },
    "customer_name": {
        SURE: (
            "発注者 注文者 発注者名 注文者名 発注元 注文元 発注元名 発注会社 発注会社名 注文会社名 発注企業"
            " 注文主 得意先 得意先名 得意先名称 顧客名 お客様名 買主 購入者 依頼元 依頼元名 依頼会社 バイヤー"
            " billingcompany companybilling バイヤー名 バイヤー企業 バイヤー企業名 buyer buyername customer"
            " customername orderedby soldto purchaser buyerentity buyercompany buyerorganization buyingentity"
            " purchasingentity purchasingcompany orderingcompany orderingentity buyingcompany"
        ),
        FAIR: ("会社名 法人名 会社名団体名 会社名店舗名 会社名屋号 貴社名店舗名 企業名 団体名"),
        WEAK: (
            "依頼主 company companyname"
            " corporation corporationname billto 発信 発信元 発信者 送信元 送信者 貴社 貴社名 御社 御社名 取引先"
            " billingname 受注名 取引先名 取引先名称 社名 自社名 自社 弊社名 当社名 自社名称 販売店 販売店名"
            " ショップ名 店名 店舗 支店 支店名 営業所名 売場名 from 書店名 貴院名 貴園名 貴校名 請求先 請求先名"
            " 社店名 店社名 会社店名 チェーン名"
            " チェーン店名"
        ),
    },
    "deliver_to": {
        SURE: (
            "納入先 納品先 送付先 届け先 届先 お届け先 配送先 配達先 送り先 直送先 納入場所 納品場所 納入先名"
            " 納品先名 納品先店舗 納入先店舗 納品店舗 納入店舗 納品店 納入店 納品先店舗名 納入先店舗名 届け先店舗"
            " shiptoname deliverytoname shiptoaddress 送付先名 届け先名 お届け先名 配送先名 shipto deliverto"
            " deliveryaddress shippingaddress placeofdelivery 届け場所 お届け場所 配送場所 搬入先 搬入場所 発送先"
            " 発送先名 shippingaddress1 shippingname"
            " 最終納品先名称 最終納品先名 履行場所 納付場所 受渡場所 引渡場所 引渡し場所"
            " 受取場所 納品先部署 納入先部署 納品部署 納入部署 pleasedeliverto pleaseshipto deliveryplace"
            " deliverylocation deliverypoint shiptolocation consignee 出荷先 出荷先名 納入先工場"
        ),
        FAIR: (
            "発送先住所 発送先住所1 送付先住所1 届け先住所1 お届け先住所1 配送先住所1 納品先住所1 納入先住所"
            " 納品先住所 お届け先住所 届け先住所 配送先住所 納地 お届け 荷受人 現場 現場住所 設置場所 設置先 使用場所"
            " plantname receivingplant"
        ),
        WEAK: ("倉庫名 納入倉庫 入荷倉庫 入庫倉庫 直接納品先名称 place plant"),
    },
    "kind": {
        SURE: ("注文区分 発注区分 受注区分 処理区分 伝票区分 データ区分 変更区分 ordertype transactiontype"),
        WEAK: ("区分 種別"),
    },
    "note": {
        SURE: ("備考 備考欄 通信欄 連絡事項 連絡欄 特記事項 要望 要望欄 note notes remarks remark comment comments"),
        WEAK: ("摘要 メモ コメント memo message"),
    },
    "total": {
        SURE: (
            "合計 総計 総合計 総額 合計額 合計金額 注文金額 注文合計 発注金額 発注合計 注文金額合計 発注金額合計"
            " 注文合計金額 発注合計金額 金額合計 総金額 商品合計 合計商品本体 品代合計 注文金額計 発注金額計"
            " 注文計 発注計 購入金額合計 total totalamount ordertotal totaljpy totalyen totalamountjpy 契約金額"
            " 工事価格 工事金額 工事代金 請負金額 請負代金 発注総額 注文総額 原価金額合計 原価合計 納価合計"
            " 仕入金額合計 仕入合計 ソウゴウケイ"
        ),
    },
    "subtotal": {
        SURE: (
            "小計 税抜合計 subtotal nettotal netamount totalnetvalue netvaluetotal totalnetamount netordervalue"
            " totalnet 税抜金額 税抜合計金額 本体合計 本体金額合計 税抜計 正味合計 正味合計額"
            " 正味額合計 税抜正味合計額 税抜額 税抜額合計 税抜総額 税抜本体 totalnetvalueexcltax"
        ),
    },
    "grand": {
        SURE: (
            "税込合計 税込金額 税込合計金額 税込総額 税込計 請求金額 支払金額 支払合計 支払い合計 支払総額"
            " grandtotal totalinctax"
        ),
    },
    "tax": {
        SURE: (
            "消費税 消費税額 消費税等 消費税合計 消費税計 消費税額合計 消費税額等 税額 税額合計 tax vat 税金"
            " 合計商品消費税 consumptiontax salestax ゼイガク taxes 税"
        ),
    },
    "inner_tax": {
        SURE: ("内消費税 内消費税額 内消費税等 うち消費税 うち消費税額 うち消費税等 内税額"),
    },
    "supplier": {
        SURE: (
            "仕入先 仕入先名 発注先 注文先 依頼先 申込先 受注者 受注先 宛先 宛名 納入業者 ベンダー 売主 vendor"
            " supplier seller"
            " to 送信先 送信先名 受信者 受信先 宛 vendorname"
            " suppliername"
        ),
    },
    "": {
        SURE: (
            "電話 電話番号 tel 連絡先 fax faxno fax番号 担当 担当者 担当者名 担当者様 発注担当 発注担当者 部署"
            " 部署名 所属 氏名 名前 姓名 住所 所在地 郵便番号 支払条件 支払方法 支払い方法 決済方法 支払日 締日"
            " 件名 見積番号 見積no 見積書番号 見積日 有効期限 登録番号 インボイス登録番号 振込先 メール"
            " メールアドレス email mail 承認 印 検印 確認 頁 ページ page 便 運送会社 送料 運賃 値引 値引き"
            " 契約番号 案件名 工事名 仕入先コード 仕入先cd 時間 納品時間 納入時間 希望時間 時間帯 配達時間 送付日"
            " 合計数量 数量合計 総数量 合計点数 点数合計 ケース合計 総ケース数 attn contact phone address terms"
            " paymentterms currency incoterms shipvia requestedby requisitionno requisitionnumber deliveryterms"
            " freightterms fob revision attention paymentterm 工事番号 工事場所 工事件名 工期 検収条件 取引条件"
            " 受渡条件 納入条件 荷渡条件 運送方法 輸送方法 有効期間 部門 部門名 部門コード 部門cd 勘定科目"
            " 予算科目 案件番号 プロジェクト プロジェクト名 プロジェクト番号 稟議番号 便名 ルート 伝票種別"
            " 分類コード 分類cd 訂正区分 課 係 役職 代表者 代表者名 ご担当 発注担当者名 購買担当 購買担当者"
            " 発注者印 受領印 受領日 検収日 検収印 仕入先番号 ベンダーコード ベンダー番号 suppliercode supplierno"
            " vendorcode vendorno vendornumber billingaddress 請求先住所 請求書送付先 貴社担当 御社担当 送料負担"
            " 支払サイト 支払期日 支払期限 発注状態 状態 ステータス status 印刷日時 印刷日 出力日 出力日時"
            " カテゴリ カテゴリー"
        ),
    },
}
LINE_WORDS: dict[str, dict[float, str]] = {
    "product_code": {
        SURE: (
            "貴社品番 貴社コード 貴社商品コード 御社品番 御社商品コード 仕入先品番 仕入先商品コード メーカー品番"
            " メーカー型番 supplieritemno vendoritemno yourmaterial yourmaterialno yourmaterialnumber yourpartno"
            " yourproductno youritemno supplierpartid supplieritemid sellerpartnumber"
            " 貴社品目コード 貴社商品番号 貴社品目番号 御社コード 貴社型番"
        ),
        0.93: (
            "商品コード 商品cd 商品番号 商品no 品番 品目コード 品目cd 品目番号 品コード 製品コード 製品番号"
            " 製品cd 型番 部品番号 部番 資材コード アイテムコード itemcode itemno itemnumber item# productcode"
            " productno sku partno partnumber 商品型番 発注コード 注文コード itemcd lineitemsku"
            " 出品者sku 自社管理商品コード 商品コード(発注用) sellersku merchantsku asin 独自商品コード"
            " 店舗商品コード 商品sku 商品管理コード 記号 品記号 materialno material skucode productcd 品名コード"
            " 品名cd 資材cd 部品コード 部品cd 製品no 商品記号 物品番号 物品コード 物品cd 原料コード 原料cd"
            " 原料番号 食品番号 食品コード 食材コード 食材番号 カタログ番号 カタログno 材料コード 材料番号"
            " 部材コード 部材番号 薬品コード 医薬品コード 書籍コード 図書コード 商品型式 資材番号"
            " matnr idtnr"
        ),
        0.92: ("商品id 商品管理番号 itemid productid"),
        FAIR: (
            "jan 商品コード(gtin) janコード jancd gtin ean 共通商品コード janコード13桁 jan13 upc isbn barcode"
            " バーコード 商品jan"
        ),
        0.85: ("図番 図面番号 図面no"),
        WEAK: (
            "コード cd code 弊社品番 弊社コード 自社品番 自社コード 当社品番 当社コード ヒンバン シヨウヒンコード"
            " シヨウヒンバンゴウ ヒンモクコード"
            " kdmat"
        ),
    },
    "product_name": {
        SURE: (
            "商品名 品名 品目名 商品名称 品目名称 製品名 製品名称 商品名規格 品名規格 商品名仕様 品名仕様"
            " 規格品名 商品名規格容量 品名規格容量 description itemdescription itemname productname"
            " productdescription materialdescription materialname itemdesc 注文商品 注文品 発注品名 注文品名"
            " lineitemname lineitemtitle itemtitle 購入商品 購入商品名 商品タイトル アイテム名 品物 品物名 物品名"
            " 部品名 部品名称 資材名 資材名称 材料名 原材料名 しなもの"
            " ヒンモク 品目テキスト 短縮テキスト テキスト 明細テキスト 品名摘要"
            " 品名摘要規格 品名型式 商品名型番 品名及び規格 品名及規格 品名規格型番 品名規格単位 名称規格"
            " 名称仕様 名称及び規格 書名 書籍名 図書名 食品名 食材名 原料名 薬品名 医薬品名 薬剤名 部材名 器具名"
            " 銘柄名 物資名 物資 機器名 備品名 用品名 銘柄 教材名 花名 メニュー メニュー名 献立名 機種 機種名"
            " 品名称 ほしいもの 欲しいもの 必要なもの 注文するもの 注文したいもの 買うもの 頼むもの"
            " ktext arktx txz01 maktx"
        ),
        FAIR: ("アイテム 項目 品目 商品 製品 名称 品名型番 品種 説明 商品説明 品目説明 product item"),
        WEAK: ("内容 明細 摘要 件名 name items title"),
    },
    "quantity": {
        SURE: (
            "数量 発注数量(バラ) 発注数 発注数量 注文数 注文数量 受注数 受注数量 数 個数 発注個数 注文個数 総数"
            " 総数量 合計数量 バラ数 qty quantity 発注総数 総バラ数 総個数 総ピース数 バラ換算数 数量計 数量合計"
            " 必要数 必要数量 希望数 希望数量 納入数 納品数 納品数量 納入数量 購入数 購入数量 申込数 依頼数"
            " 依頼数量 変更後 訂正後 修正後 新数量 orderqty orderquantity qtyordered orderedqty quantityordered"
            " ordqty lineitemquantity quantitypurchased quantityorder 販売数量 販売数 販売個数 購入個数 売上数量"
            " 売上数 員数 お申込数 申込数量 かず reqqty 発注数計 数計"
            " 発注数量合計 今回数量 今回発注数 確定数 確定数量 出荷依頼数 合計本数 合計個数"
            " 合計枚数 総本数 総枚数 注文部数 発注部数 注文冊数 発注冊数 申込冊数 申込部数"
            " menge kwmeng bstmg"
        ),
        WEAK: (
            "ケース ケース数 発注ケース数 cs数 cs c/s 箱数 本数 袋数 枚数 点数 台数 バラ バラ発注数 発注バラ数"
            " ピース数 バラ数量 ケース数量 端数 冊数 部数 巻数 缶数 束数 今回 今回分 発注 注文 申込"
        ),
    },
    "unit": {
        SURE: (
            "単位 発注単位 単位名 単位名称 unit uom um units unitofmeasure unitname"
            " quantityunitofmeasure menee meins vrkme"
        ),
        WEAK: ("荷姿 unitcode"),
    },
    "unit_price": {
        SURE: (
            "単価 仕入単価 原単価 納入単価 仕切単価 仕切価格 仕切 下代 卸単価 卸価格 販売単価 発注単価 契約単価"
            " 本体単価 納品単価 購入単価 取引単価 納価 納品価格 納入価格 予定単価 決定単価 卸値 納値 unitprice"
            " unitcost priceperunit netprice 仕切価 仕切値 卸価 納入価 仕入価格 仕入価 仕入値 発注価格 購入価格"
            " 商品単価 受注単価 注文単価 lineitemprice ねだん 契約価格 シキリ uprice"
            " unitpricejpy 単価円 仕入原価 仕入単 契約単 税抜単価 正味単価 正味価格 rate"
            " vprei netpr"
        ),
        FAIR: ("price 原価 商品価格 販売価格 本体価格 @ @単価"),
        WEAK: ("価格"),
    },
    "amount": {
        SURE: (
            "金額 発注金額 注文金額 原価金額 仕入金額 納入金額 合計金額 小計 計 合計 本体金額 金額計 明細金額"
            " amount linetotal lineamount extendedprice extension total subtotal extcost extprice extamount"
            " extendedamount extendedcost netamount netvalue 商品計 商品小計 明細計 行合計 行計 納品金額 購入金額"
            " 受注金額 商品金額 小計金額 linesubtotal lineitemtotal けい 正味額"
            " 正味価額 正味金額 明細合計 発注額 注文額 税抜額 見積金額 仕切金額 納価金額 totalprice lineprice"
            " 下代金額 下代計 下代合計 下代額 原価計 原価額 仕入額 納品額 納入額 購入額 受注額 売上額"
            " netwr"
        ),
        WEAK: ("価格"),
    },
    "tax_rate": {
        SURE: ("税率 消費税率 軽減税率 税率区分 taxrate"),
        FAIR: ("税 税区分 課税区分 軽減 tax vat"),
    },
    "pack": {
        SURE: ("入数 入り数 入目 ケース入数 発注入数 内容量 packsize casepack unitspercase 収容数 収容数量 snp"),
    },
    "cases": {
        SURE: ("ケース ケース数 発注ケース数 ケース発注数 ケース数量 cs数 cs c/s cases 箱数"),
    },
    "loose": {
        SURE: ("バラ バラ数 発注バラ数 バラ発注数 バラ数量 端数 ピース数 loose"),
    },
    "pieces": {
        SURE: (
            "総数 総数量 合計数量 総バラ数 総個数 総ピース数 発注総数 バラ換算数 数量計 数量合計 合計本数"
            " 合計個数 合計枚数 総本数 総枚数 納入数 納入数量 納入指示数"
        ),
    },
    "answer": {
        SURE: ("回答番号 回答no 回答id"),
    },
    "before": {
        SURE: ("変更前 訂正前 修正前 元数量 旧数量 現数量 旧 before 前回 前月 先月 前週 先週 昨年 前年 前回実績"),
    },
    "row": {
        SURE: (
            "no # 行 項 行番号 行no 項番 明細番号 明細no 連番 line lineno linenumber lineitemnumber"
            " 番号 順 明細 pos lineitem item"
        ),
    },
    "spec": {
        SURE: (
            "規格 サイズ 容量 色 カラー 仕様 規格型番 型番規格 規格品番 規格サイズ 規格寸法 規格仕様 規格形状"
            " 形状 寸法 種類 バリエーション 商品バリエーション オプション 商品オプション 選択肢 項目選択肢"
            " variant variation option spec size colour color 型式 型式仕様 規格仕様型式 型式規格 仕様型式"
            " specification model"
        ),
    },
    "line_note": {
        SURE: ("備考 備考欄 メモ note notes remarks comment 摘要 コメント"),
    },
    "other_price": {
        SURE: (
            "売単価 売価 定価 上代 参考価格 標準価格 標準単価 希望小売価格 小売価格 通常価格 通常単価 一般価格"
            " 売価金額 売価計 売上金額"
        ),
    },
    "line_tax": {
        SURE: ("消費税 消費税額 税額"),
    },
}
