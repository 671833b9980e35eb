"""A mail that answers another, and changes something above or inside of it, is not passed over."""

import pytest

from agent.extract.altering import alters, puts_another
from agent.extract.mail_text import page_of_text

OWN = "注文番号 A1\nP1 x10\n"


def doubts(text: str) -> list[str]:
    return [one.finding.code for one in page_of_text(OWN + text).doubts]


@pytest.mark.parametrize(
    "text",
    [
        "> 10袋 → 20袋に変更\n", "> P1 10袋⇒20袋\n", "納期は4/12に\n> P1 10袋\n",
        "> 納期は4月12日(月)へ変更ください\n",
        "-----Original Message-----\n20袋に増やしてください\nP1 10袋\n", "> 下記はキャンセルしてください\n",
    ],
)  # fmt: skip
def test_change_beside_a_quoted_mail_is_doubted(text):
    """A remark between old lines counts, and old lines are left out."""
    assert doubts(text) == ["kind-unsure"]


@pytest.mark.parametrize(
    "text", ["> P1 10袋\n> 4月10日に納品ください\n", "よろしく\n-----Original Message-----\nP1 10袋\n", "2026-04-12\n"]
)
def test_quoted_order_alone_changes_nothing(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "価格改定: 2,300円 → 2,400円",
        "価格が4/1に変更になります",
        "10時→17時で受付",
        "納期は4/12に変更可能です",
        "4/1に出荷しました",
    ],
)
def test_news_of_the_seller_in_a_quoted_mail_changes_nothing(text):
    """Nor do hours in the answer itself, nor what would be or cannot be."""
    assert doubts(f"> {text}\n") == []
    assert doubts("受付時間は9時から17時にお願いします\n変更がある場合はご連絡ください\n> よろしく\n") == []


def test_mail_that_refers_to_goods_of_an_earlier_one_is_doubted():
    """`The same as last time` orders what is quoted below."""
    assert doubts("前回と同じものもお願いします\n> P2 5袋\n") == ["rows-unread"]
    assert doubts("前回はありがとうございました\n> よろしく\n") == []


def test_what_changes_an_order():
    assert (alters("数量を変更します"), alters("変更点"), puts_another("10→20"), puts_another("4/12")) == (
        True,
        False,
        True,
        False,
    )
