"""Values in a robot's YAML."""

from datetime import date
from decimal import Decimal

from agent.browser.template import Account, resolve, resolve_address, resolve_text, tokens
from tests.support.robots import a_slip


def test_a_value_alone_keeps_its_type():
    """Money stays money, so that it is compared as money."""
    assert resolve("{row.金額}", {"row": {"金額": Decimal(12)}}) == Decimal(12)
    assert resolve_text("計 {row.金額} 円", {"row": {"金額": Decimal("12.50")}}) == "計 12.5 円"


def test_a_value_cannot_change_where_an_address_leads():
    """What is put into an address is quoted."""
    assert resolve_address("/slips?memo={key}", {"key": "a&b=/../?"}) == "/slips?memo=a%26b%3D%2F..%2F%3F"


def test_a_password_is_in_no_representation():
    """An account may be logged by accident; its password is not in it."""
    assert "geheim" not in repr(Account("keiri", "geheim"))


def test_what_the_order_does_not_say_stays_empty():
    """A field for the day of delivery is left empty where the order names none."""
    slip = a_slip(deliver_on=None, ordered_on=date(2026, 4, 1))
    assert resolve("{slip.deliver_on}", {"slip": slip}) == ""
    assert resolve_text("{slip.ordered_on} {slip.deliver_to}", {"slip": slip}) == "2026/04/01 "


def test_a_day_inside_a_text_is_written_by_the_format_too():
    """Alone or among other words, a day is written as the field says."""
    slip = a_slip(ordered_on=date(2026, 4, 1))
    assert resolve("受注 {slip.ordered_on}", {"slip": slip}, "%EL%Ey.%m.%d") == "受注 R08.04.01"


def test_tokens_are_listed():
    """Roots and fields are named, as the linter needs them."""
    assert tokens("{slip.total} {key}") == [("slip", "total"), ("key", "")]
