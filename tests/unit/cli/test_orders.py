"""`orders`: the story of an order, in a table and whole."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from agent.cli.main import call
from agent.store import orders
from agent.store.tables import OrderRow
from tests.support.seeded import seed


@pytest.fixture
def site(tmp_path):
    """A site whose held order a person keyed by hand."""
    (tmp_path / "var").mkdir()
    settings = "name: sample\nlanguage: ja\ndatabase: sqlite:///var/denpyo.db\nevidence: var/evidence\n"
    (tmp_path / "site.yaml").write_text(settings, "utf-8")
    seeded = seed(tmp_path / "var")
    with seeded.database.transaction() as session:
        held = session.exec(select(OrderRow).where(OrderRow.state == "held")).first()
        key = held.key
        orders.note_slip_by_hand(session, key, "T-4711")
        orders.set_state(session, key, orders.OrderState.ENTERED)
    yield tmp_path, key
    seeded.database.close()


def test_a_slip_keyed_by_hand_is_shown_and_found(site, capsys):
    """Its number stands in the list and in the story, and finds the order."""
    folder, key = site

    assert call(["--site", str(folder), "orders", "list", "T-4711"]) == 0
    listed = capsys.readouterr().out
    assert key in listed
    assert "T-4711" in listed
    assert call(["--site", str(folder), "orders", "show", key]) == 0
    assert "伝票番号: T-4711" in capsys.readouterr().out
    assert call(["--site", str(folder), "orders", "list", "T-4711", "--json"]) == 0
    assert [one["slip_number"] for one in json.loads(capsys.readouterr().out)] == ["T-4711"]


def test_every_story_is_told_in_japanese(site, capsys):
    """States, decisions and entries of every order are said in words; no Python shows through."""
    folder, _ = site
    call(["--site", str(folder), "orders", "list", "--json"])
    found = json.loads(capsys.readouterr().out)

    for order in found:
        assert call(["--site", str(folder), "orders", "show", order["key"]]) == 0
        told = capsys.readouterr().out
        assert "判定" in told or order["linked"] != "new"
        assert "None" not in told
    assert {order["state"] for order in found} >= {"entered", "held", "approving"}


def test_a_number_that_several_orders_have_names_their_keys(site, capsys):
    """Who asks by an ambiguous number is told the keys to choose from."""
    folder, _ = site
    call(["--site", str(folder), "orders", "list", "--json"])
    numbers = [order["number"] for order in json.loads(capsys.readouterr().out)]
    twice = next(number for number in numbers if number and numbers.count(number) > 1)

    assert call(["--site", str(folder), "orders", "show", twice]) == 1
    told = capsys.readouterr().err
    assert "[order-ambiguous]" in told
    assert "注文キー" in told
