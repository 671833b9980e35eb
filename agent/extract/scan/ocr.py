"""The reader of letters: Tesseract, whose models the system's packages bring."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Literal, NamedTuple, Protocol

import cv2
import numpy as np

from agent.extract.scan.models import models_folder
from agent.extract.scan.picture import DPI, Grey

Model = Literal["jpn", "eng"]

_MARGINS: dict[Model, int] = {"jpn": 6, "eng": 12}
"""Dots of white around a line: as each model reads best."""
_SURE_TURN = 2.0


class Seen(NamedTuple):
    """What was read, and how surely (0 to 1)."""

    text: str
    sure: float


class Engine(Protocol):
    """What reading asks of a reader of letters."""

    def read(self, line: Grey, model: Model, letters: str = "") -> Seen:
        """Read one line, as surely as its least sure letter; `letters` are the only ones expected."""
        ...

    def quarter_turns(self, page: Grey) -> int:
        """Say how many quarter turns against the clock bring a page upright."""
        ...


@cache
def engine() -> Engine:
    """Load the models, once for all pages.

    Raises:
        OcrMissingError: They are not installed.
    """
    return _Tesseract(models_folder())


class _Tesseract:
    """Tesseract with its models in memory: it opens no file while it reads, and starts no thread."""

    def __init__(self, folder: str) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        cv2.setNumThreads(1)
        import tesserocr

        self._own = tesserocr
        as_it_is, found, lstm = tesserocr.PSM.RAW_LINE, tesserocr.PSM.SINGLE_LINE, tesserocr.OEM.LSTM_ONLY
        self._readers: dict[Model, Any] = {
            "jpn": tesserocr.PyTessBaseAPI(path=folder, lang="jpn", psm=as_it_is, oem=lstm),
            "eng": tesserocr.PyTessBaseAPI(path=folder, lang="eng", psm=found, oem=lstm),
        }
        self._turns = tesserocr.PyTessBaseAPI(path=folder, lang="osd", psm=tesserocr.PSM.OSD_ONLY)

    def read(self, line: Grey, model: Model, letters: str = "") -> Seen:
        """Read one line, as surely as its least sure letter; `letters` are the only ones expected."""
        reader, symbol = self._readers[model], self._own.RIL.SYMBOL
        reader.SetVariable("tessedit_char_whitelist", letters)
        _show(reader, np.pad(line, _MARGINS[model], constant_values=255))
        reader.Recognize()
        text = " ".join(reader.GetUTF8Text().split())
        if not text:
            return Seen("", 0.0)
        return Seen(
            text, min(at.Confidence(symbol) for at in self._own.iterate_level(reader.GetIterator(), symbol)) / 100
        )

    def quarter_turns(self, page: Grey) -> int:
        """Say how many quarter turns against the clock bring a page upright."""
        _show(self._turns, page)
        found = self._turns.DetectOrientationScript()
        if found is None or found["orient_conf"] < _SURE_TURN:
            return 0
        return int(found["orient_deg"]) // 90


def _show(reader: Any, picture: Grey) -> None:
    high, wide = picture.shape
    reader.SetImageBytes(np.ascontiguousarray(picture).tobytes(), wide, high, 1, wide)
    reader.SetSourceResolution(DPI)
