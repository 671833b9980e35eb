"""Read one piece of writing several times over: what every look shows alike is sure, else most looks decide.

One model reads Japanese, another codes and numbers better; the looks differ as the scans of two scanners would.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import cv2
import numpy as np

from agent.extract.scan.ocr import Engine, Seen
from agent.extract.scan.picture import Grey
from agent.extract.unseen.words import is_label

SURE, UNSURE, UNREAD = 0.95, 0.5, 0.0
GETA = "〓"
"""Stands for writing that no look could read, as in print for a letter that is not there."""
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-/:%()#&+*"
_PLAIN = re.compile(r"[0-9A-Za-z.,\-/:%()#&+*\\¥$ ]+")
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z.,\-/:%()#&+*\\¥$ ]")
_ODD = 3
"""Letters of a code from which on one Japanese letter in it is rather misread: 了E4 for 7E4."""
_CERTAIN = 0.9
_LABEL = 6
"""Letters of a label that is worth more looks."""
_TIMES = re.compile(r"(?<=\d)(\D{0,3})[Xx※](?=\d)")
_DIGITS = re.compile(r"\d[\d,.]*")
_GROUP = re.compile(r"[0-9A-Za-z]+")
_REGULAR = re.compile(r"[A-NP-Za-np-z]*\d*|[A-Za-z]{1,5}")
_UNIT = re.compile(r"(?:^|(?<=[0-9A-Za-z]))[東向]$")
_UNITS = {"東": "束", "向": "缶"}
"""A letter alone in its box, or behind a number, is a unit: these are none, and look like those."""
_MORE_LOOKS = ((1.3, 1.3), (0.9, 1.0), (0.6, 0.6))


def read(line: Grey, engine: Engine) -> Seen:
    """Read one piece."""
    looks = (line, _scaled(cv2.GaussianBlur(line, (3, 3), 0), 0.8, 0.8))
    japanese = [engine.read(look, "jpn") for look in looks]
    if any(_PLAIN.fullmatch(_folded(one.text)) for one in japanese):
        return _code([*(engine.read(look, "eng", _LETTERS) for look in looks), *japanese])
    if max(len(one.text) for one in japanese) <= 2:
        digits = [engine.read(look, "eng", _LETTERS) for look in looks]
        if all(_DIGITS.fullmatch(one.text) and one.sure >= _CERTAIN for one in digits):
            return Seen(digits[0].text, UNSURE)
    if japanese[0].text != japanese[1].text or _may_be_label(japanese[0].text):
        japanese += [engine.read(_scaled(line, *sizes), "jpn") for sizes in _MORE_LOOKS]
    return _japanese(japanese)


def _may_be_label(text: str) -> bool:
    return 1 < len(text) <= _LABEL and not is_label(text)


def _scaled(line: np.ndarray, across: float, down: float) -> Grey:
    how = cv2.INTER_AREA if across < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, None, fx=across, fy=down, interpolation=how), dtype=np.uint8)


def _code(looks: Sequence[Seen]) -> Seen:
    """Decide on a code, a number or a day; points and commas are left to the model for them, which comes first."""
    found, is_alike = _most(looks, lambda text: _folded(text).replace(",", ".").replace(" ", ""))
    return Seen(found, SURE if is_alike and not _is_ambiguous(found) else UNSURE)


def _is_ambiguous(code: str) -> bool:
    """Whether an O and a 0 could be exchanged in a code: it is not letters first and digits behind."""
    return any(re.search("[Oo0]", group) and not _REGULAR.fullmatch(group) for group in _GROUP.findall(code))


def _japanese(looks: Sequence[Seen]) -> Seen:
    found, is_alike = _most(looks, _folded)
    if not found:
        return Seen(GETA, UNREAD)
    if _UNIT.search(found):
        return Seen(found[:-1] + _UNITS[found[-1]], UNSURE)
    is_odd = len(found) > _ODD and len(_NOT_PLAIN.findall(_folded(found))) == 1
    return Seen(_TIMES.sub(r"\1×", found), SURE if is_alike and not is_odd else UNSURE)


def _most(looks: Iterable[Seen], key: Callable[[str], str]) -> tuple[str, bool]:
    """Return what most looks show, surer looks and known labels weighing more, and whether all show it."""
    weights: dict[str, float] = defaultdict(float)
    texts: dict[str, str] = {}
    for look in looks:
        weights[key(look.text)] += (1 + look.sure / 2 + 2 * is_label(look.text)) * bool(look.text)
        texts.setdefault(key(look.text), look.text)
    return texts[max(weights, key=lambda one: weights[one])], len(weights) == 1


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
