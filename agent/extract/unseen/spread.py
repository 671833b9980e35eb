"""Values spread over boxes, or two in one: a figure to a square, ticked boxes, `A-1 / 4.12.2026`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell
from agent.extract.unseen.words import Word, head_word
from agent.extract.values import folded

MAX_BOXES, _LEAST, _LONGEST = 200, 3, 40
_ALL_BOXES = re.compile(r"[□☐☑☒✓✔■◻◼][^□☐☑☒✓✔■◻◼]*")
_BOX, _TICKED = re.compile(r"\s*[□☐☑☒✓✔■◻◼]"), re.compile(r"\s*[☑☒✓✔■◼]\s*")
_ANOTHER = re.compile(r"(?:別の?(?:場所|住所|届け?先)|その他|他|右記|下記)\s*[(（:：]\s*([^()（）]{1,80}?)\s*[)）]?\s*")
_BETWEEN, _PAIRED = re.compile(r"\s*[/／]\s*"), re.compile(r"\s+[/／]\s+|\s{2,}|／")
_PAIRS = frozenset({"number", "ordered_on", "deliver_on", "customer_code"})


def ticked(cells: Sequence[Cell]) -> list[Cell]:
    """Return the value whose box is ticked, where values stand behind boxes; none where not just one is."""
    if not cells or not _BOX.match(cells[0].text):
        return list(cells)
    if len(cells) == 1:
        cells = [cells[0]._replace(text=text) for text in _ALL_BOXES.findall(cells[0].text[:MAX_BOXES])]
    found = [cell for cell in cells if _TICKED.match(cell.text)]
    if len(found) != 1:
        return []
    return [found[0]._replace(text=_inner(_TICKED.sub("", found[0].text, count=1)))]


def _inner(text: str) -> str:
    """Return what is written in the brackets behind a choice: `別の場所（京都駅前）`."""
    match = _ANOTHER.fullmatch(text)
    return text if match is None else match[1]


def one_of_boxes(cells: Sequence[Cell]) -> Cell:
    """Return the first of some cells, with the others where each holds one figure or letter of the same number."""
    count = next((at for at, cell in enumerate(cells) if not is_figure(cell.text)), len(cells))
    if count < _LEAST:
        return cells[0]
    return cells[0]._replace(text="".join(folded(cell.text) for cell in cells[:count]), words=())


def is_figure(text: str) -> bool:
    """Whether a text is what one square holds: a figure, a letter or a stroke."""
    plain = folded(text)
    return len(plain) == 1 and plain.isascii() and (plain.isalnum() or plain == "-")


def pair_in(text: str) -> tuple[Word, ...]:
    """Return the two fields that one label names, `PO number/date`; none where it names one or something else."""
    parts = _BETWEEN.split(text) if len(text) <= _LONGEST else []
    words = [head_word(part) for part in parts]
    known = [word for word in words if word is not None]
    are_two = len(parts) == len(known) == 2 and known[0].field != known[1].field
    return tuple(known) if are_two and {word.field for word in known} <= _PAIRS else ()


def parted_in(text: str) -> list[str]:
    """Part the two values of such a label."""
    return [part.strip() for part in _PAIRED.split(text)]
