"""Read what stands in a picture, as a person who looks at it would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

TESSERACT = shutil.which("tesseract")


def require_reader() -> None:
    """Skip the test where no picture can be read; never in CI."""
    if TESSERACT is None and not os.environ.get("CI"):
        pytest.skip("pictures are read by tesseract with its Japanese model: `bin/test` installs both")


def words_in(picture: bytes) -> str:
    """Return the Latin letters and digits that are read in a picture, without blanks."""
    assert TESSERACT is not None
    command = [TESSERACT, "stdin", "stdout", "-l", "eng", "--psm", "11"]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    read = subprocess.run(command, input=picture, capture_output=True, check=True, env=alone)
    return re.sub(r"\s+", "", read.stdout.decode())
