"""Other tools keying the same orders: each in a process of its own, installed for the benchmark.

Their scripts, of at most 60 lines each, lie in `others/`. All get Denpyo's browser, and chromedriver of Debian where
they need one, and are handed one order after another by a pipe; the clock runs from the order to the slip's number.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.bench.entry import USER

HERE = Path(__file__).parent / "others"
WANTED = HERE / "requirements.txt"
TOOLS = {
    "Robot Framework Browser": "by_browser_library.robot",
    "Selenium": "by_selenium.py",
    "rpaframework": "by_rpaframework.py",
}


class OtherTool:
    """One tool's script at work, logged in; `key` is one slip."""

    def __init__(self, tool: str, folder: Path, *, url: str, password: str, browser: str) -> None:
        command = _command(HERE / TOOLS[tool], url, password, browser)
        self._tool, self._log = tool, folder / f"{Path(TOOLS[tool]).stem}.log"
        with self._log.open("wb") as errors:
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=folder
            )
        self._answer()

    def key(self, order: Mapping[str, Any]) -> str:
        """Key one order, as texts, and return its slip number.

        Raises:
            AssertionError: The script ended instead; its last words are in the message.
        """
        assert self._child.stdin is not None
        with suppress(BrokenPipeError):  # told by the answer that does not come
            self._child.stdin.write(json.dumps(order) + "\n")
            self._child.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """Let it close its browser and end."""
        with suppress(BrokenPipeError):
            self._child.communicate(timeout=60)

    def _answer(self) -> str:
        assert self._child.stdout is not None
        answer = self._child.stdout.readline().strip()
        if not answer:
            raise AssertionError(f"{self._tool} ended: {self._log.read_text(errors='replace')[-800:]}")
        return answer


def install() -> None:
    """Put the tools into an environment in the cache folder, where they are not there yet as wanted.

    Raises:
        CalledProcessError: uv, pip or apt-get failed; their words went to standard error.
    """
    place, stamp = _cache() / "others", _cache() / "others" / "installed.txt"
    if not stamp.is_file() or stamp.read_bytes() != WANTED.read_bytes():
        _make_environment(place)
        shutil.copyfile(WANTED, stamp)
    if not shutil.which("chromedriver") and not _own_chromedriver().is_file():
        for old in _cache().glob("chromium-driver_*.deb"):
            old.unlink()
        _run("apt-get", "download", "--quiet=2", "chromium-driver")
        _run("dpkg-deb", "-x", next(_cache().glob("chromium-driver_*.deb")), _cache() / "chromedriver")


def _make_environment(place: Path) -> None:
    """With uv where it is there: pip takes minutes for the same."""
    uv = shutil.which("uv")
    if uv:
        _run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, place)
        _run(uv, "pip", "install", "--quiet", "--python", place / "bin" / "python", "-r", WANTED)
    else:
        _run(sys.executable, "-m", "venv", "--clear", place)
        _run(place / "bin" / "python", "-m", "pip", "install", "--quiet", "-r", WANTED)


def _command(script: Path, url: str, password: str, browser: str) -> list[str]:
    python = str(_cache() / "others" / "bin" / "python")
    if script.suffix == ".py":
        return [
            python,
            str(script),
            url,
            USER,
            password,
            browser,
            shutil.which("chromedriver") or str(_own_chromedriver()),
        ]
    told = {"URL": url, "USER": USER, "PASSWORD": password, "BROWSER": browser}
    variables = [word for name, text in told.items() for word in ("--variable", f"{name}:{text}")]
    quiet = ["--output", "NONE", "--console", "quiet", "--pythonpath", str(HERE)]
    return [python, "-m", "robot", *quiet, *variables, str(script)]


def _own_chromedriver() -> Path:
    return _cache() / "chromedriver" / "usr" / "bin" / "chromedriver"


def _cache() -> Path:
    place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "denpyo-bench"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, cwd=_cache(), stdout=sys.stderr)
