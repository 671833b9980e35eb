"""Trees whose shape, codes and names of every sort say what is ordered: partners, dates, rows of cells, addresses."""

import json
from datetime import date

import pytest

from agent.core.order import Order
from agent.extract.tree import Leaf, Once
from agent.extract.unseen.english import in_english
from agent.extract.unseen.key_paths import said_by
from agent.extract.unseen.romaji import japanese
from agent.extract.unseen.tree_codes import by_codes
from agent.extract.unseen.tree_orders import orders_in
from agent.extract.unseen.tree_rows import in_objects
from agent.extract.unseen.words import head_word, title_words
from tests.unit.extract.laid_out import lines_of, read

LINES = [
    {"code": "P1", "name": "茶", "qty": 2, "unitPrice": 100},
    {"code": "P2", "name": "米", "qty": 3, "unitPrice": 200},
]
BOTH = [("P1", "茶", 2, None, 100, None), ("P2", "米", 3, None, 200, None)]


def read_json(value: object) -> tuple[Order, ...]:
    return read(json.dumps(value, ensure_ascii=False), "o.json", media_type="application/json").orders


def leaf(text: str, place: str = "") -> Leaf:
    return Leaf(text, place or text)


class TestWords:
    @pytest.mark.parametrize(
        ("key", "said"),
        [
            ("hacchubi", "発注日"),
            ("hattyuubi", "発注日"),
            ("nouhinbasyo", "納品場所"),
            ("suuryou", "数量"),
            ("zeinukigoukei", "税抜合計"),
            ("tempo", "店舗"),
            ("no1", ""),
            ("amount", ""),
        ],
    )
    def test_roman_letters_spell_japanese(self, key, said):
        """However long vowels are written; figures and English are no Japanese."""
        assert japanese(key) == said

    @pytest.mark.parametrize(
        ("title", "field"),
        [
            ("ITEM_NM", "product_name"),
            ("order_qty", "quantity"),
            ("UNIT_PRC", "unit_price"),
            ("line_amt", "amount"),
            ("sellingUnitPrice", "other_price"),
            ("supplierPartNo", "product_code"),
            ("qtyPerCase", "pack"),
            ("SHOHIN_CD", "product_code"),
        ],
    )
    def test_titles_of_english_words(self, title, field):
        """Short for long, in any order programs write them."""
        assert title_words(title)[0].field == field

    @pytest.mark.parametrize(
        ("label", "field"),
        [
            ("cust_po_no", "number"),
            ("reqDelivDate", "deliver_on"),
            ("DELIV_PLACE", "deliver_to"),
            ("custName", "customer_name"),
            ("netPriceTotal", "subtotal"),
            ("sellingPriceTotal", ""),
            ("TOKUISAKI_MEI", "customer_name"),
        ],
    )
    def test_labels_of_english_words(self, label, field):
        """So are the keys of the head."""
        assert head_word(label).field == field

    def test_what_no_words_say(self):
        """A word too short, or of no known part, says nothing."""
        assert in_english("po", is_title=False) is None
        assert in_english("weather", is_title=True) is None
        assert said_by(["itemid", "name"], {"itemname", "itemid"}.__contains__) == "itemname"
        assert said_by(["shipto", "address", "name"], {"shipto"}.__contains__) == "shipto"


class TestCodes:
    def test_an_idoc(self):
        """Partners, dates and numbers of articles are told by their qualifiers, attributes beside them or not."""
        line = (
            "<E1EDP01><POSEX>10</POSEX><MENGE>5.000</MENGE><MENEE>CT</MENEE><VPREI>200.00</VPREI><PEINH>{per}</PEINH>"
            "<E1EDP19 SEGMENT='1'><QUALF>001</QUALF><IDTNR>M{n}</IDTNR><KTEXT>継手{n}</KTEXT></E1EDP19>"
            "<E1EDP19 SEGMENT='1'><QUALF>002</QUALF><IDTNR>P{n}</IDTNR></E1EDP19></E1EDP01>"
        )
        head = (
            "<E1EDK03><IDDAT>012</IDDAT><DATUM>20260110</DATUM></E1EDK03>"
            "<E1EDK03><IDDAT>022</IDDAT><DATUM>20260110</DATUM></E1EDK03>"
            "<E1EDK03><IDDAT>002</IDDAT><DATUM>20260120</DATUM></E1EDK03>"
            "<E1EDKA1><PARVW>AG</PARVW><NAME1>見本重工株式会社</NAME1></E1EDKA1>"
            "<E1EDKA1><PARVW>ZZ</PARVW><NAME1>運送</NAME1></E1EDKA1>"
            "<E1EDKA1><PARVW>WE</PARVW><NAME1>見本重工 神戸工場</NAME1><ORT01>神戸市</ORT01>"
            "<STRAS>港1</STRAS></E1EDKA1>"
            "<E1EDK02><QUALF>001</QUALF><BELNR>4500099</BELNR><DATUM>20260110</DATUM></E1EDK02>"
        )
        sums = "<E1EDS01 SEGMENT='1'><SUMID>002</SUMID><SUMME>1000.00</SUMME></E1EDS01>"
        lines = line.format(per=1, n=1) + line.format(per=100, n=2)
        [order] = read(f"<ORDERS05><IDOC>{head}{lines}{sums}</IDOC></ORDERS05>", "o.xml").orders

        assert (order.number, order.ordered_on, order.deliver_on) == ("4500099", date(2026, 1, 10), date(2026, 1, 20))
        assert (order.customer.as_written, order.deliver_to) == ("見本重工株式会社", "見本重工 神戸工場 神戸市港1")
        assert [(one.product_code, one.product_name, one.unit_price) for one in order.lines] == [
            ("P1", "継手1", 200),
            ("P2", "継手2", None),
        ]

    def test_names_beside_values(self):
        """A list of pairs is a head; what is not known of it stays what it was."""
        pairs = [
            {"name": "発注番号", "value": "NV-9"},
            {"name": "希望納期", "value": "2026/5/8"},
            {"name": "色", "value": "青"},
        ]
        [order] = read_json({"fields": pairs, "items": LINES})

        assert (order.number, order.deliver_on, lines_of(order)) == ("NV-9", date(2026, 5, 8), BOTH)

    def test_codes_that_tell_nothing(self):
        """Codes nobody knows, the same code twice, a name without a value, and lists of no objects stay lists."""
        for items in (
            [{"type": leaf("q7"), "x": leaf("1")}],
            [{"type": leaf("buyer"), "x": leaf("1")}, {"type": leaf("buyer"), "x": leaf("2")}],
            [{"name": leaf("納期"), "other": leaf("青")}],
            [{"name": leaf("納期"), "other": {}}],
            [leaf("a")],
        ):
            assert by_codes("list", items) is None

    def test_partner_without_a_name_of_its_own(self):
        """A partner is an object under what it is, even where a list counts articles beside it."""
        told = by_codes("parties", [{"role": leaf("SHIP_TO"), "name": leaf("倉庫")}])

        assert told == {"shipTo": {"name": leaf("倉庫")}}


class TestRows:
    TITLES = "".join(f'<FIELD NAME="{name}"/>' for name in ("注文番号", "得意先名", "明細::品名", "明細::数量"))

    def test_titles_apart_from_rows(self):
        """FileMaker names its fields once; several values in a column are lines, of one order a row."""
        rows = [
            (["F-1"], ["有限会社見本屋"], ["茶", "米"], ["2", "3"]),
            (["F-2"], ["有限会社例示屋"], ["塩"], ["9"]),
        ]
        columns = ["".join(f"<COL><DATA>{'</DATA><DATA>'.join(one)}</DATA></COL>" for one in row) for row in rows]
        said = "".join(f'<ROW ID="{at}">{row}</ROW>' for at, row in enumerate(columns))
        found = read(f"<R><META>{self.TITLES}</META><SET>{said}</SET></R>", "o.xml").orders
        uneven = said.replace("<DATA>3</DATA>", "")

        assert [(one.number, [line.product_name for line in one.lines]) for one in found] == [
            ("F-1", ["茶", "米"]),
            ("F-2", ["塩"]),
        ]
        assert read(f"<R><META>{self.TITLES}</META><SET>{uneven}</SET></R>", "o.xml").orders == ()

    def test_rows_of_a_workbook(self):
        """Excel's own XML: labels above, titles in a row, a cell that says which column it is in."""

        def row(*texts: str) -> str:
            cells = (f"<Cell{text}</Data></Cell>" for text in texts)
            return f"<Row>{''.join(cells)}</Row>"

        def cell(text: str, index: str = "") -> str:
            return f"{index}><Data Type='String'>{text}"

        table = [
            row(cell("発注番号"), cell("K-310"), cell("納期"), cell("2026/04/20")),
            row(cell("品番"), cell("品名"), cell("数量"), cell("単価")),
            row(cell("P1"), cell("封筒"), cell("5"), cell("300")),
            row(cell("P2"), cell("7", " Index='3'"), cell("100")),
        ]
        [order] = read(f"<Workbook><Table>{''.join(table)}</Table></Workbook>", "o.xml").orders

        assert (order.number, order.deliver_on) == ("K-310", date(2026, 4, 20))
        assert lines_of(order) == [("P1", "封筒", 5, None, 300, None), ("P2", None, 7, None, 100, None)]

    @pytest.mark.parametrize(
        "rows",
        [
            [{"c": [leaf("1"), leaf("2")]}],
            [{"c": [leaf("1"), leaf("2"), leaf("3")], "d": leaf("x")}],
            [{"c": [{"a": leaf("1"), "b": leaf("2")}, leaf("2"), leaf("3")]}],
            [{"c": [leaf("1"), leaf("2"), leaf("3")]}],
            [{"c": Once([{"a": [leaf("1")]}])}],
        ],
    )
    def test_rows_that_are_none(self, rows):
        """Too few cells, values beside them, cells of several parts, or no titles: nothing is made of them."""
        titles = [{"name": leaf(name)} for name in ("品番", "品名", "数量", "単価")]

        assert in_objects({"rows": rows, "titles": titles}) == {"rows": rows, "titles": titles}
        assert in_objects(leaf("x")) == leaf("x")


class TestPlaces:
    def test_address_in_parts(self):
        """Prefecture, city, street and building are one text; a person who receives is none of it."""
        place = {"name": "木村", "prefecture": "北海道", "city": "見本市", "street": "3条9", "building": "見本ビル1F"}
        [order] = read_json({"orderNumber": "A-1", "shippingAddress": place, "items": LINES})
        [named] = read_json(
            {
                "orderNumber": "A-1",
                "delivery": {"name": "東工場", "address": "見本市1", "date": "2026-05-01"},
                "items": LINES,
            }
        )

        assert order.deliver_to == "北海道見本市3条9 見本ビル1F"
        assert (named.deliver_to, named.deliver_on) == ("東工場 見本市1", date(2026, 5, 1))

    def test_parts_that_say_a_part_again(self):
        """A street that says its city, a region's code: nothing stands twice."""
        place = {"state": "JP-13", "prefecture": "東京都", "city": "見本区", "address": "東京都見本区1-1"}
        firm = {"company": "株式会社見本", "postalAddress": {"city": "例示市", "street": "2"}, "name": "佐藤"}
        [order] = read_json({"orderNumber": "A-1", "shipTo": place, "items": LINES})
        [inner] = read_json({"orderNumber": "A-1", "shipTo": firm, "items": LINES})
        [unsaid] = read_json({"orderNumber": "A-1", "delivery": {"method": "便", "date": "2026-05-01"}, "items": LINES})

        assert (order.deliver_to, inner.deliver_to) == ("東京都見本区1-1", "例示市2")
        assert (unsaid.deliver_to, unsaid.deliver_on) == (None, date(2026, 5, 1))

    def test_person_beside_a_firm(self):
        """The customer is the firm, whoever wrote for it."""
        [order] = read_json(
            {"orderNumber": "A-1", "customer": {"company": "たんぽぽ雑貨店", "name": "和泉"}, "items": LINES}
        )

        assert order.customer.as_written == "たんぽぽ雑貨店"


class TestOrders:
    def test_each_order_is_read_by_itself(self):
        """Postage and points are lines of their own order; the name is its number where it states none."""
        orders = [
            {"name": "#1021", "items": LINES, "shipping_fee": 500, "used_points": 30, "discount": -5, "cod_fee": 0},
            {"name": "#1022", "items": LINES[:1], "shipping_fee": 0, "discount": "x"},
        ]
        found = read_json({"orders": orders})

        assert [one.number for one in found] == ["#1021", "#1022"]
        assert [(one.product_name, one.amount) for one in found[0].lines[2:]] == [
            ("shipping_fee", 500),
            ("used_points", -30),
            ("discount", -5),
        ]
        assert len(found[1].lines) == 1

    def test_two_lists_of_lines_and_of_orders(self):
        """Charges of two lists are not told apart; two lists of orders are read as they stand."""
        [order] = read_json({"orderNumber": "A-1", "goods": LINES, "gifts": LINES[:1], "postage": 500})
        several = [{"orderNumber": number, "items": LINES} for number in ("A-1", "A-2")]
        tree = {"a": [{"n": leaf("x")}], "b": Once([leaf("y")])}

        assert len(order.lines) == 3
        assert len(read_json({"new": several, "more": [one | {"orderNumber": "B"} for one in several]})) > 1
        assert orders_in(tree, {}) == [tree]

    def test_one_that_is_no_order(self):
        """Where one of several is not read by itself, the whole is: none is lost beside the others."""
        bill = {"orderNumber": "A-2", "documentType": "invoice", "items": LINES}

        assert read_json({"orders": [{"orderNumber": "A-1", "items": LINES}, bill]}) == ()

    def test_code_of_the_buyer_in_lines_is_the_articles(self):
        """Beside ours it is one more; alone it is the code; with an order's number on each row it is the buyer's."""

        def items(**more: str) -> str:
            said = (" ".join(f'{key}="{value}{at}"' for key, value in more.items()) for at in (1, 2))
            return "".join(f'<Item Name="茶{at}" Qty="{at}" {one}/>' for at, one in enumerate(said, 1))

        ours = items(Code="P", BuyerCode="Q-")
        [order] = read(f"<F><Order No='A-1'><Buyer Code='C010' Name='株式会社例'/>{ours}</Order></F>", "o.xml").orders
        [alone] = read(f"<F><Order No='A-1'>{items(BuyerCode='Q-')}</Order></F>", "o.xml").orders
        rows = items(OrderNo="A-", BuyerCode="C00")
        flat = read(f"<F>{rows}</F>", "o.xml").orders

        assert (order.customer.code, [one.product_code for one in order.lines]) == ("C010", ["P1", "P2"])
        assert [one.product_code for one in alone.lines] == ["Q-1", "Q-2"]
        assert [(one.number, one.customer.code) for one in flat] == [("A-1", "C001"), ("A-2", "C002")]

    def test_cost_beside_retail(self):
        """What is paid stands in an object of its own, beside what the shop takes."""
        prices = {
            "itemNetPrice": {"unitPrice": 148, "amount": 296},
            "itemSellingPrice": {"unitPrice": 228, "amount": 456},
            "priceTag": {"unitPrice": 1, "amount": 1},
            "priceList": {"no": 1},
        }
        line = {"itemID": {"gtin": "4987654300013", "name": "麦茶"}, "quantity": 2, "prices": prices}
        [order] = read_json({"orderNumber": "A-1", "items": [line, line | {"quantity": 2}]})

        assert lines_of(order)[0] == ("4987654300013", "麦茶", 2, None, 148, 296)

    def test_name_beside_a_description(self):
        """The name is the goods'; a description says more of them."""
        [order] = read_json({"orderNumber": "A-1", "items": [one | {"description": "長い"} for one in LINES]})

        assert [one.product_name for one in order.lines] == ["茶", "米"]

    def test_payment_by_invoice_is_no_invoice(self):
        """Only a key of the kind says what a paper is."""
        found = read_json({"orderNumber": "A-1", "paymentMethod": "invoice", "items": LINES})

        assert [lines_of(one) for one in found] == [BOTH]
        assert read_json({"type": "invoice", "orderNumber": "A-1", "items": LINES}) == ()

    def test_longer_than_an_order(self, monkeypatch):
        """A tree of more values than an order has is not looked at."""
        monkeypatch.setattr("agent.extract.unseen.read.MAX_CELLS", 3)

        assert read_json({"orderNumber": "A-1", "items": LINES}) == ()
