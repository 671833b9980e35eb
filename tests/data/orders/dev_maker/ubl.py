"""UBL: an order, a cancellation, and an invoice that orders nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, Line, Ordered, answer, drawn
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_UNITS = {"袋": "BG", "箱": "BX", "ケース": "CS", "缶": "CA", "本": "EA"}


def _cbc(name: str, value: Any, **attributes: str) -> str:
    said = "".join(f' {key}="{text}"' for key, text in attributes.items())
    return f"<cbc:{name}{said}>{escape(str(value))}</cbc:{name}>"


def _cac(name: str, *inner: str) -> str:
    return f"<cac:{name}>{''.join(inner)}</cac:{name}>"


def _yen(name: str, value: Any) -> str:
    return _cbc(name, value, currencyID="JPY")


def _paper(order: Ordered, root: str, *inner: str) -> bytes:
    spaces = {"": f"{root}-2", ":cac": "CommonAggregateComponents-2", ":cbc": "CommonBasicComponents-2"}
    declared = "".join(f' xmlns{prefix}="{_UBL}:{name}"' for prefix, name in spaces.items())
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{declared}>',
        _cbc("CustomizationID", "urn:example:peppol-order-jp"),
        _cbc("ID", order.number) + _cbc("IssueDate", order.ordered_on),
        _cac("BuyerCustomerParty", _party(order.firm.name)),
        _cac("SellerSupplierParty", _party(US)),
        *inner,
        f"</{root}>\n",
    ]
    return "\n".join(parts).encode()


def _party(name: str) -> str:
    legal = _cac("PartyLegalEntity", _cbc("RegistrationName", name))
    return _cac("Party", _cac("PartyName", _cbc("Name", name)), legal)


def _line(at: int, one: Line) -> str:
    article = one.article
    category = _cac(
        "ClassifiedTaxCategory",
        _cbc("ID", "AA" if article.rate < Decimal("0.1") else "S"),
        _cbc("Percent", int(article.rate * 100)),
        _cac("TaxScheme", _cbc("ID", "VAT")),
    )
    item = _cac(
        "Item",
        _cbc("Name", article.name),
        _cac("SellersItemIdentification", _cbc("ID", article.code)),
        category,
    )
    quantity = _cbc("Quantity", one.quantity, unitCode=_UNITS.get(article.unit, "EA"))
    price = _cac("Price", _yen("PriceAmount", one.price))
    return _cac(
        "OrderLine", _cac("LineItem", _cbc("ID", at), quantity, _yen("LineExtensionAmount", one.amount), price, item)
    )


def order(draw: Random, number: int) -> Paper:
    """A UBL order with a delivery period, tax percent and totals."""
    asked = drawn(draw, f"UBL-{draw.randrange(9999):04d}")
    period = _cbc("StartDate", asked.deliver_on) + _cbc("EndDate", asked.deliver_on)
    names = {"LineExtensionAmount": asked.net, "TaxExclusiveAmount": asked.net}
    names |= {"TaxInclusiveAmount": asked.gross, "PayableAmount": asked.gross}
    content = _paper(
        asked,
        "Order",
        _cac("Delivery", _cac("RequestedDeliveryPeriod", period)),
        _cac("TaxTotal", _yen("TaxAmount", asked.tax)),
        _cac("AnticipatedMonetaryTotal", *(_yen(name, amount) for name, amount in names.items())),
        *(_line(at, one) for at, one in enumerate(asked.lines, 1)),
    )
    told = answer(asked, f"{FULL} total tax gross", f"{ALL} tax_rate", "exclusive")
    return Paper(content, [told], judgement={"orders.0.lines.0.unit": "a code of UN/ECE Rec 20 or its word"})


def cancellation(draw: Random, number: int) -> Paper:
    """A UBL cancellation that names the order it takes back."""
    gone = replace(drawn(draw, f"UC-{draw.randrange(9999):04d}"), lines=(), kind="cancel")
    reference = _cac("OrderReference", _cbc("ID", gone.number))
    content = _paper(gone, "OrderCancellation", _cbc("CancellationNote", "在庫過多のため"), reference)
    unsure = {"orders.0.ordered_on": "the day of the cancellation, or of the order"}
    return Paper(content, [answer(gone, "number ordered_on customer_name")], judgement=unsure)


def invoice(draw: Random, number: int) -> Paper:
    """A UBL invoice: nothing is ordered."""
    billed = drawn(draw, f"UI-{draw.randrange(9999):04d}", n_lines=(1, 3))
    lines = (
        _cac(
            "InvoiceLine",
            _cbc("ID", at),
            _cbc("InvoicedQuantity", one.quantity, unitCode="EA"),
            _cac("Item", _cbc("Name", one.article.name)),
        )
        for at, one in enumerate(billed.lines, 1)
    )
    return Paper(_paper(billed, "Invoice", *lines), [], what="invoice")


LAYOUTS = (
    Layout("xml", "ubl", ".xml", "a UBL order", order),
    Layout("xml", "ublback", ".xml", "a UBL cancellation", cancellation, 1),
    Layout("xml", "ublother", ".xml", "a UBL invoice", invoice, 1),
)
