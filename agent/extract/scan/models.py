"""Where Tesseract's models lie; the system's packages bring them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from agent.extract.unreadable import OcrMissingError

MODELS = ("jpn", "eng", "osd")
FOLDERS = (
    *("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"),
    *("/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata"),
)


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
        OcrMissingError: There is none.
    """
    folder = find_models()
    if folder is None:
        raise OcrMissingError("no reader of scans is installed", what="scan")
    return folder


def _holds_all(folder: Path) -> bool:
    return all((folder / f"{model}.traineddata").is_file() for model in MODELS)
