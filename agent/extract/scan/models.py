"""Where Tesseract's models lie; the system's packages bring them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.extract.unreadable import OcrMissingError

MODELS = ("jpn", "eng", "osd")
FOLDERS = (
    *("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"),
    *("/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata"),
)


@dataclass(slots=True)
class Readiness:
    """Whether models and their reader are loaded, or may be; whether a scan asked for them while they were not.

    A confined child can load nothing: it tells its server, which loads them once and for all later children.
    """

    is_ready: bool = True
    is_wanted: bool = False


READINESS = Readiness()


@cache
def find_models() -> str | None:
    """Return the folder that holds every model, None where none does; once for this process and its children.

    A confined child could load nothing that was installed after its server had started.
    """
    folders = (os.environ.get("TESSDATA_PREFIX", ""), *FOLDERS)
    return next((one for one in folders if one and _holds_all(Path(one))), None)


def models_folder() -> str:
    """Return the folder that holds every model.

    Raises:
        OcrMissingError: There is none, or this process could not load it now.
    """
    folder = find_models()
    READINESS.is_wanted = folder is not None and not READINESS.is_ready
    if folder is None or READINESS.is_wanted:
        raise OcrMissingError("no reader of scans is loaded", what="scan")
    return folder


def _holds_all(folder: Path) -> bool:
    return all((folder / f"{model}.traineddata").is_file() for model in MODELS)
