"""A document's rows, one after the other over all its pages, ready to be looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from agent.extract.formats import Content
from agent.extract.table import Cell, Page
from agent.extract.unseen.barred import parted_rows
from agent.extract.unseen.cell_lines import lines_apart
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.named import named_in, without_count
from agent.extract.unseen.order_headings import parted_heading
from agent.extract.unseen.pieces import pieces_in
from agent.extract.unseen.vocabulary import SURE, WEAK
from agent.extract.unseen.words import head_word, is_label
from agent.extract.values import folded

MAX_ROWS, MAX_ACROSS, MAX_CELLS, MAX_LETTERS, MAX_PROSE = 5_000, 256, 60_000, 600_000, 150_000
"""What a document of an unknown layout has at most: rows, filled cells in one, cells and letters in all, of a text."""
MAX_LABELLED, MAX_LABEL, MAX_LABELLED_TEXT = 12, 5, 80
_COLON = re.compile("[:：]")
_EQUATED = re.compile(r"(?P<label>[^\s=:：]{1,20}) ?= ?(?P<value>.{0,500})")
_GOING_ON = (":", "：", "(", "（", "/", "／", "・")
_TYPED = frozenset({"number", "ordered_on", "deliver_on"})
_RULE = re.compile("[│┃║]")
_RULES_ONLY = re.compile("[\u2500-\u257f\\s]+")
_HEADED = re.compile(r"(?P<head>[^()（）。、]{1,40})[(（](?P<inner>[^()（）]{4,40})[)）]\s*")
_RULE_ROW = re.compile(r"[-=*_~+|#:─-╿ー―‐−–—・.＝＊＿～〜･\s]{3,}")
_ENDS = re.compile(
    r".{0,80}(書きました|wrote|writes)[。.:：]?"
    r"|-{2,} ?(original message|forwarded message|元のメッセージ|転送メッセージ|転送されたメッセージ|返信元).{0,40}"
    r"|on .{6,120} wrote ?[:：]?",
    re.IGNORECASE,
)
_FROM = re.compile(r"(差出人|from|送信者) ?[:：].*", re.IGNORECASE)
_SENT = re.compile(r"(送信日時|日時|sent|date|宛先|to) ?[:：].*", re.IGNORECASE)


class Strip(NamedTuple):
    """One row: its cells, where it stands, the page's number from 0 and how far a value may be from its label.

    `posts` and `band` are the lines drawn around it, as a `Row` has them.
    """

    cells: tuple[Cell, ...]
    place: str
    page: int
    reach: float
    posts: tuple[float, ...] = ()
    band: int = 0

    @property
    def text(self) -> str:
        """The row as one folded text."""
        return folded(" ".join(cell.text for cell in self.cells if cell.text)).replace("\n", " ")


def moved(cells: Sequence[Cell], offset: float) -> tuple[Cell, ...]:
    """Return cells further right."""
    return tuple(cell._replace(left=cell.left + offset, right=cell.right + offset) for cell in cells)


def is_rule(text: str) -> bool:
    """Whether a row is a line drawn with characters: `--------`, `=====`, `+----+----+`."""
    return _RULE_ROW.fullmatch(text) is not None


def are_adjoining(one: Strip, other: Strip) -> bool:
    """Whether two rows of a text stand right below each other, without a blank line between; elsewhere always."""
    lines = [re.fullmatch(r"line (\d+)", strip.place) for strip in (one, other)]
    return not all(lines) or int(lines[1][1]) - int(lines[0][1]) < 2  # type: ignore[index]


def strips_of(content: Content, reads: str) -> tuple[Strip, ...]:
    """Line up the rows of all pages; of a text, what is quoted from an earlier mail is left out.

    Returns:
        The rows, none when the document is longer than an order whose layout nobody knows may be.
    """
    if _is_longer(_filled(content), MAX_PROSE if reads == "text" else MAX_LETTERS):
        return ()
    if content.csv is not None:
        found = list(_of_csv(content.csv.rows, content.csv.lines))
    else:
        found = [strip for number, page in enumerate(content.pages) for strip in _of_page(page, number, reads)]
    return tuple(found) if len(found) <= MAX_ROWS else ()


def _filled(content: Content) -> Iterator[Iterator[str]]:
    if content.csv is not None:
        yield from (filter(None, row) for row in content.csv.rows)
    else:
        yield from ((cell.text for cell in row.cells if cell.text) for page in content.pages for row in page.rows)


def _is_longer(rows: Iterator[Iterator[str]], most_letters: int) -> bool:
    """Whether there is more than an order holds: looked at no further than that."""
    n_cells = n_letters = 0
    for row in rows:
        lengths = list(map(len, islice(row, MAX_ACROSS + 1)))
        n_cells, n_letters = n_cells + len(lengths), n_letters + sum(lengths)
        if len(lengths) > MAX_ACROSS or n_cells > MAX_CELLS or n_letters > most_letters:
            return True
    return False


def _of_csv(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Iterator[Strip]:
    for row, line in zip(rows[: MAX_ROWS + 1], lines, strict=False):
        cells = tuple(
            Cell(text.strip(), index, index, f"line {line} column {index + 1}")
            for index, text in enumerate(row)
            if text.strip()
        )
        if cells:
            yield Strip(_headed(cells), f"line {line}", 0, 4)


def _of_page(page: Page, number: int, reads: str) -> Iterator[Strip]:
    reach = 4 if reads == "sheet" else page.reach
    strips = [Strip(_letters_joined(row.cells), row.place, number, reach, row.posts, row.band) for row in page.rows]
    if reads == "pdf":
        strips = [strip._replace(cells=tuple(_labels_apart(strip.cells))) for strip in strips]
    if reads != "text":
        yield from (strip._replace(cells=tuple(_pieces_of(_headed(strip.cells)))) for strip in strips)
        return
    own = [strip._replace(cells=cells) for strip in strips[: _own_length(strips)] for cells in lines_apart(strip.cells)]
    barred = parted_rows([strip.cells for strip in own])
    for strip in (strip._replace(cells=cells) for strip, cells in zip(own, barred, strict=True)):
        cells = tuple(
            piece
            for cell in _with_colons(strip.cells)
            for piece in _pieces(cell)
            if not _RULES_ONLY.fullmatch(piece.text)
        )
        if cells:
            yield strip._replace(cells=parted_heading(_headed(cells)))


def _headed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Part the number from the heading in a row that is nothing else."""
    return tuple(_with_bracketed(cells[0]) if len(cells) == 1 else cells)


def _with_bracketed(cell: Cell) -> Iterator[Cell]:
    """Part `■第一店分(注文No. A-1)`: a heading, and the order's number in brackets behind it."""
    match = _HEADED.fullmatch(cell.text)
    named = named_in(match["inner"]) if match is not None else None
    is_number = named is not None and named.word.field == "number" and named.word.confidence > WEAK
    if match is None or named is None or not is_number or not looks_like("number", named.rest):
        yield cell
        return
    yield cell._replace(text=match["head"])
    yield cell._replace(text=match["inner"])


def _labels_apart(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Part a label from a text it nearly touches: `納入場所本社`, and in English one of the next column."""
    for cell in cells:
        count = _label_of(cell) if 1 < len(cell.words) <= MAX_LABELLED else 0
        if not count:
            yield cell
            continue
        for words in (cell.words[:count], cell.words[count:]):
            text = "".join(word.text for word in words).strip()
            yield Cell(text, words[0].left, words[-1].right, words[0].place, words=words)


def _label_of(cell: Cell) -> int:
    """Count the first words of a cell that are a sure label: in English one whose value does not follow."""
    if is_label(cell.text):
        return 0
    for count in range(min(len(cell.words) - 1, MAX_LABEL), 0, -1):
        name, rest = ("".join(word.text for word in part) for part in (cell.words[:count], cell.words[count:]))
        word = head_word(name)
        if word is None or word.confidence < SURE:
            continue
        if not name.isascii():
            is_apart = name[-1].isspace() or name.endswith(_GOING_ON) or rest.startswith(_GOING_ON)
            return 0 if is_apart or is_label(name + rest.split()[0]) else count
        if count > 1 and word.field in _TYPED:
            first = rest.split()[0]
            return 0 if any(looks_like(word.field, text) for text in (rest, first)) or not first.isalpha() else count
    return 0


def _letters_joined(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Join the letters of one label that stand in cells of their own: 合 and 計（税抜）, 納 and 期."""
    found: list[Cell] = []
    for cell in cells:
        last = found[-1] if found else None
        label = "" if last is None else _label_of_two(last, cell)
        if last is not None and label:
            found[-1] = last._replace(text=label, right=cell.right, words=(*last.words, *cell.words))
        else:
            found.append(cell)
    return tuple(found)


def _label_of_two(one: Cell, other: Cell) -> str:
    """Return the label that a letter and the cell behind it make; nothing where each may be one by itself."""
    letter = without_count(one.text)
    if len(letter) != 1 or not letter.isalpha():
        return ""
    is_part = not is_label(letter) or (len(other.text) == 1 and not is_label(other.text))
    return letter + other.text if is_part and is_label(letter + other.text) else ""


def _own_length(strips: Sequence[Strip]) -> int:
    """Count the rows above a quoted mail."""
    for at, strip in enumerate(strips):
        text = strip.text
        if _ENDS.fullmatch(text):
            return at
        if _FROM.fullmatch(text) and any(_SENT.fullmatch(below.text) for below in strips[at + 1 : at + 4]):
            return at
    return len(strips)


def _with_colons(cells: Sequence[Cell]) -> list[Cell]:
    """Put a value that begins with the colon of its label (`発注日   : 4/1`) to it; `数量1 = 5` is `数量1: 5`."""
    found: list[Cell] = []
    for cell in map(_equated, cells):
        if found and cell.text.startswith((":", "：")) and is_label(found[-1].text):
            found[-1] = found[-1]._replace(text=f"{found[-1].text}{cell.text}", right=cell.right, words=())
        else:
            found.append(cell)
    return found


def _equated(cell: Cell) -> Cell:
    equated = _EQUATED.fullmatch(cell.text) if "=" in cell.text else None
    if equated is None or not is_label(equated["label"].rstrip("0123456789")):
        return cell
    return cell._replace(text=f"{equated['label']}: {equated['value']}", words=())


def _pieces(cell: Cell) -> Iterator[Cell]:
    """Part `注文番号: A-1 発注日: 4/1` into its labelled values."""
    if _RULE.search(cell.text):
        yield from _boxed(cell)
        return
    yield from _pieces_of([cell])


def _behind_sentence(cell: Cell) -> list[Cell]:
    """Part a labelled value from the sentences before it: `下記の通り注文します。納入場所：本社`."""
    before, _, last = cell.text.rpartition("。")
    named = named_in(last) if before and len(last) <= MAX_LABELLED_TEXT else None
    if named is None or not named.rest or named.word.confidence < SURE or not _COLON.search(last):
        return [cell]
    return [cell._replace(text=f"{before}。", words=()), cell._replace(text=last.strip(), words=())]


def _pieces_of(cells: Sequence[Cell]) -> Iterator[Cell]:
    for cell in (part for whole in cells for part in _behind_sentence(whole)):
        pieces = pieces_in(cell.text)
        yield from [cell] if len(pieces) == 1 else (cell._replace(text=piece) for piece in pieces)


def _boxed(cell: Cell) -> Iterator[Cell]:
    """Yield what stands between the rules of a table drawn with characters."""
    at = cell.left
    for piece in _RULE.split(cell.text):
        width = len(piece.encode("cp932", errors="replace"))
        if piece.strip() and not _RULES_ONLY.fullmatch(piece):
            yield Cell(piece.strip(), at, at + width, cell.place)
        at += width + 2
