"""Lists of several shops and sheets: who orders, where to, which column is this time's, which sheet counts."""

import pytest

from agent.extract.unseen.words import head_word, title_words, without_tax
from tests.unit.extract.laid_out import findings_of, lines_of, read, sheet

TITLES = ["商品コード", "商品名", "数量"]
TEA, WATER = ["P1", "見本茶", 10], ["P2", "見本水", 2]
FIRM = "株式会社見本チェーン"


def only(extraction):
    [order] = extraction.orders
    return order


def of_csv(text: str) -> list:
    return list(read(text, "o.csv").orders)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("ﾃﾞﾝﾋﾟｮｳNO", "number"),
            ("ﾊｯﾁｭｳｼｬﾒｲ", "customer_name"),
            ("ノウヒンバショ", "deliver_to"),
            ("のうひんび", "deliver_on"),
            ("着希望", "deliver_on"),
            ("必要日", "deliver_on"),
            ("受取希望日", "deliver_on"),
            ("受入場所", "deliver_to"),
            ("納品先倉庫", "deliver_to"),
            ("Buyer Entity", "customer_name"),
            ("申込団体", "customer_name"),
            ("依頼先", "supplier"),
            ("前回納品日", ""),
        ],
    )
    def test_label(self, text, field):
        """Labels in kana, of a need or a receipt, and in English are known."""
        assert head_word(text).field == field

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("ｼｮｳﾋﾝCD", "product_code"),
            ("しょうひんめい", "product_name"),
            ("ｹﾞﾝｶｷﾝｶﾞｸ", "amount"),
            ("ゲンタンカ", "unit_price"),
            ("Supplier Part No.", "product_code"),
            ("Vendor SKU", "product_code"),
            ("オーダー数", "quantity"),
            ("ご希望数量", "quantity"),
            ("依頼数今回", "quantity"),
            ("今月の注文数", "quantity"),
            ("依頼数前回", "before"),
            ("先月注文数", "before"),
            ("アイテム", "product_name"),
            ("品目C", "product_code"),
            ("今回発注", "quantity"),
            ("食材名", "product_name"),
            ("資材コード", "product_code"),
            ("届け先欄", None),
        ],
    )
    def test_title(self, text, field):
        """Titles made of known parts are known, and last time's is not this time's."""
        words = title_words(text)

        assert (words[0].field if words else None) == field

    @pytest.mark.parametrize(
        "text", ["ケースサイズ", "ノウヒンワカラナイ", "とても長いかなばかりのことばはしらないことばです"]
    )
    def test_kana_that_mean_nothing(self, text):
        """Kana that are no known words, and words that are written so anyway, stay as they are."""
        assert (head_word(text), title_words(text)) == (None, ())

    def test_what_a_title_says_of_tax(self):
        """A title keeps its name when what it says of tax is left out; nothing else is no name."""
        assert [without_tax("送料(税込)"), without_tax("税込")] == ["送料", "税込"]


class TestShops:
    def test_beside_the_firm_in_columns(self):
        """A shop in a column beside its firm is where its goods go."""
        one, two = of_csv(
            "企業名,店名,伝票番号,商品コード,発注数量\n見本マート株式会社,北店,A-1,P1,3\n見本マート株式会社,南店,A-2,P1,4\n"
        )

        assert [(one.customer.as_written, one.deliver_to), two.deliver_to] == [("見本マート株式会社", "北店"), "南店"]

    def test_in_a_column_below_the_firm(self):
        """So it is where the firm is named above the rows; another place in a column stays."""
        rows = (["発注会社", FIRM], [], ["店名", "発注番号", *TITLES], ["北店", "A-1", *TEA])
        placed = (["発注会社", FIRM], [], ["店名", "納品先", "発注番号", *TITLES], ["北店", "倉庫", "A-1", *TEA])
        orders = [only(read(sheet(*own))) for own in (rows, placed)]

        assert [(one.customer.as_written, one.deliver_to) for one in orders] == [(FIRM, "北店"), (FIRM, "倉庫")]

    def test_alone(self):
        """Where nothing names the firm, the shop is who orders."""
        [order] = of_csv("店名,伝票番号,商品コード,発注数量\n喫茶みほん,A-1,P1,3\n")

        assert (order.customer.as_written, order.deliver_to) == ("喫茶みほん", None)

    @pytest.mark.parametrize("firm", [[f"{FIRM} 消耗品オーダー"], ["会社名", FIRM]])
    def test_beside_labels(self, firm):
        """A shop under the firm's title, or beside the firm's label, is where the goods go."""
        order = only(read(sheet(firm, ["店舗", "駅前店"], ["発注番号", "A-1"], [], TITLES, TEA)))

        assert (order.customer.as_written, order.deliver_to) == (FIRM, "駅前店")

    def test_other_place(self):
        """A place that is named goes before the shop."""
        rows = (["会社名", FIRM], ["店舗", "駅前店"], ["納品先", "中央倉庫"], ["発注番号", "A-1"], [], TITLES, TEA)

        assert only(read(sheet(*rows))).deliver_to == "中央倉庫"

    def test_form_of_the_seller(self):
        """The firm beside ご注文用紙 hands the form out: who is asked for by 貴社名 orders."""
        rows = (
            ["伝票商事株式会社 ご注文用紙"],
            ["FAX 03-0000-0000"],
            ["貴社名", "見本ホテル株式会社"],
            [],
            TITLES,
            TEA,
        )

        assert only(read(sheet(*rows))).customer.as_written == "見本ホテル株式会社"


def test_share_of_a_seller():
    """A list that says whose share it is, (…様分), is not that firm's."""
    rows = (["発注リスト(伝票商事(株)様分)"], ["見本化学株式会社 購買部"], [], ["注文番号", *TITLES], ["A-1", *TEA])

    assert only(read(sheet(*rows))).customer.as_written == "見本化学株式会社"


def test_day_ordered_on_rather_than_asked_on():
    """The day of the order above the lines goes before the days on which each line was asked for."""
    titles, rows = ["申請No", "申請日", *TITLES], [["A-1", "2026-07-02", *TEA], ["A-1", "2026-07-02", *WATER]]
    order = only(read(sheet(["発注日", "2026-07-03"], [], titles, *rows)))

    assert order.ordered_on.isoformat() == "2026-07-03"


def test_days_of_six_figures():
    """Old systems write days without a century, of our years or of Reiwa."""
    [order] = of_csv("伝票番号,発注日,納品日,商品コード,数量\nA-1,260401,080403,P1,3\n")

    assert [order.ordered_on.isoformat(), order.deliver_on.isoformat()] == ["2026-04-01", "2026-04-03"]


def test_days_with_their_year_last():
    """A day of another country in a column is read where one of its figures is no month, else asked for."""
    titles = "Order Number,Order Date,Required Date,Item Number,Description,Qty"
    [order] = of_csv(f"{titles}\nA-1,04/13/2026,05/04/2026,P1,Tea,3\n")

    assert (order.ordered_on.isoformat(), order.deliver_on) == ("2026-04-13", None)
    assert ("field-unreadable", "deliver_on") in findings_of(order)


def test_orders_under_headings():
    """A heading that has the order's number in brackets begins an order, in a workbook and in a flat file, too."""
    rows = [["見本チェーン株式会社"], ["■ 北店(発注No. N-101)"], TITLES, TEA, ["■ 南店(発注No. N-102)"], TITLES, WATER]
    text = "\n".join(",".join(map(str, row)) for row in rows)

    for orders in (list(read(sheet(*rows)).orders), of_csv(text)):
        assert [(one.number, len(one.lines)) for one in orders] == [("N-101", 1), ("N-102", 1)]


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ([["納品日", "2026-04-03"]], [], ["2026-04-03", "2026-04-03"]),
        ([["納品日", "2026-04-03"]], [["納品日", "2026-04-05"]], ["2026-04-03", "2026-04-05"]),
        ([], [["納品日", "2026-04-05"]], ["None", "2026-04-05"]),
    ],
)
def test_day_over_all_orders(first, second, days):
    """A day that stands once, over the number of the first order, is that of all; one of an order is its own."""
    rows = (*first, ["発注No", "N-1"], TITLES, TEA, [], *second, ["発注No", "N-2"], TITLES, WATER)

    assert [str(one.deliver_on) for one in read(sheet(*rows)).orders] == days


def test_day_below_the_number():
    """A day below an order's number is its own."""
    rows = (["発注No", "N-1"], ["納品日", "2026-04-03"], TITLES, TEA, [], ["発注No", "N-2"], TITLES, WATER)

    assert [str(one.deliver_on) for one in read(sheet(*rows)).orders] == ["2026-04-03", "None"]


def test_groups_of_titles():
    """Titles over others make groups: this time's number counts, last time's and what is in stock do not."""
    upper, lower = ["品番", "品名", "", "", "", "", "単位"], ["", "", "現在", "適正", "前回", "今回", ""]
    spans = [("C2:D2", "在庫"), ("E2:F2", "依頼数")]
    rows = (["注文番号", "A-1"], upper, lower, ["P1", "見本茶", 4, 10, 6, 5, "本"], ["P2", "見本水", 4, 10, 6, 0, "本"])
    order = only(read(sheet(*rows, merged=spans)))

    assert [line[:4] for line in lines_of(order)] == [("P1", "見本茶", 5, "本")]


def test_postage_with_tax_in_a_column():
    """Postage in a column is a line by its name, whatever its title says of tax; the address is put together."""
    titles = "受注番号,会社名,配送先都道府県,配送先住所,配送先建物名,商品管理番号,商品名,個数,単価,小計,送料(税抜)"
    [order] = of_csv(f"{titles}\nA-1,見本株式会社,岡山県,例示市中洲1-3,みほんビル2F,P1,見本茶,2,100,200,500\n")

    assert (order.deliver_to, order.lines[-1].product_name) == ("岡山県例示市中洲1-3 みほんビル2F", "送料")


class TestSheets:
    PAPER = (["注文書"], ["注文番号", "A-1"], ["見本建設株式会社"], TITLES, TEA)

    def test_copy_that_is_kept(self):
        """A sheet that says it is the copy to be kept is none of the order, unless it lists something else."""
        kept = (["注文書(控)"], *self.PAPER[1:])
        same, other = (read(sheet(*self.PAPER, name="注文書", 控=own)) for own in (kept, (*kept, WATER)))

        assert (len(only(same).lines), len(only(other).lines)) == (1, 1)
        assert [("rows-unread", "lines") in findings_of(only(one)) for one in (same, other)] == [False, True]

    def test_list_of_prices(self):
        """A list of prices on another sheet is no more of the order's lines."""
        prices = (
            ["品目一覧"],
            ["商品コード", "商品名", "単位", "単価"],
            ["P1", "見本茶", "袋", 100],
            ["P9", "見本米", "袋", 9],
        )
        order = only(read(sheet(*self.PAPER, 一覧=prices)))

        assert [line[0] for line in lines_of(order)] == ["P1"]

    def test_sheets_that_go_on(self):
        """Rows that go on without titles on the next sheet are lines, as ever, up to other titles."""
        order = only(read(sheet(*self.PAPER, 続き=[WATER])))

        assert [line[0] for line in lines_of(order)] == ["P1", "P2"]
