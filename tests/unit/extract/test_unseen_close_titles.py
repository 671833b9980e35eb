"""Titles of a PDF that stand so close that they are one text, over columns that are not."""

from tests.unit.extract.laid_out import findings_of, lines_of, pdf, read

HEAD = [(40, 40, "注文番号"), (180, 40, "A-17"), (40, 56, "発注者"), (180, 56, "例示物産")]


def paper(titles, *rows):
    texts = [(left, 90, text) for left, text in titles]
    for at, row in enumerate(rows):
        texts += [(left, 106 + 16 * at, text) for left, text in row]
    [order] = read(pdf(HEAD + texts), "o.pdf").orders
    return order


def test_two_titles_in_one_text_are_parted_at_their_blank_first():
    """`品名・規格` is one title, also right behind another."""
    order = paper(
        [(40, "数量"), (105, "単価"), (170, "金額（税抜）"), (235, "品名・規格")],
        [(40, "12"), (105, "340"), (170, "4080"), (235, "見本茶")],
    )

    assert lines_of(order) == [(None, "見本茶", 12, None, 340, 4080)]


def test_a_figure_is_never_a_part_of_the_name_beside_it():
    """Three titles in one text over two cells: whose each is cannot be told, and the row waits."""
    order = paper(
        [(40, "数量"), (105, "単価"), (170, "金額（税抜）"), (235, "品名"), (258, "備考")],
        [(40, "12"), (105, "340"), (170, "4080"), (235, "見本茶"), (280, "急ぎ")],
        [(40, "2"), (105, "10"), (170, "20"), (235, "見本水")],
    )

    assert lines_of(order) == [(None, "見本茶", 12, None, 340, 4080)]
    assert "rows-unread" in [code for code, *_ in findings_of(order)]
