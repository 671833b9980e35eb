"""The form that changes each round: found, typed with guards, read back and pressed, against raw DevTools typing.

DevTools is told where each field is (by the names that only the page knows), types without looking whether anything
arrived, and clicks with the mouse. The clock of each runs from the page that stands to the click that was answered.
Afterwards the page is read, and must hold what was ordered.
"""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from agent.browser.fill import fill
from agent.browser.find import find_browser, launch_arguments
from agent.browser.pagescript import page_script
from agent.browser.screen import Screen
from agent.browser.session import VIEWPORT
from tests.bench.devtools import DevTools
from tests.support.random_form import HELD, RandomForm, rounds

RAW, MOUSE, PRESS = "raw DevTools", "pressed with the mouse, as a commit is", "pressed as by a `press:` step"
BUTTON = "登録"
PRESSED = "<script>document.querySelector('button').onclick = () => { document.title = 'pressed' }</script>"
WARM_UP = 3
SET = """(() => {{ const field = document.querySelector('[data-truth="{name}"]'), text = {text};
  if (field.tagName === 'SELECT') field.selectedIndex = [...field.options].findIndex((one) => one.text === text);
  else if (field.type === 'date') field.value = text;
  else {{ field.focus(); if (field.select) field.select(); return field.type === 'checkbox' ? 'click' : 'type' }}
  field.dispatchEvent(new Event('change', {{bubbles: true}}));
  return '' }})()"""


def measure(n: int, seed: int) -> dict[str, list[float]]:
    """Fill so many random forms each way in turn; seconds of each round by `RAW`, `MOUSE`, `PRESS`.

    Raises:
        AssertionError: A form holds something else than was ordered, or its button was not pressed.
    """
    forms = list(rounds(seed, n + WARM_UP))
    taken: dict[str, list[float]] = {RAW: [], MOUSE: [], PRESS: []}
    with _served(forms) as url, _browsers() as (screen, raw):
        for at, form in enumerate(forms):
            taken[RAW].append(_raw(raw, f"{url}/{at}", form))
            taken[MOUSE].append(_ours(screen, f"{url}/{at}", form, screen.press_hard))
            taken[PRESS].append(_ours(screen, f"{url}/{at}", form, screen.press))
    return {way: seconds[WARM_UP:] for way, seconds in taken.items()}


@contextmanager
def _browsers() -> Iterator[tuple[Screen, DevTools]]:
    with ExitStack() as stack:
        profile = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        path = find_browser("", playwright)
        raw = DevTools(path, profile, [*launch_arguments(), "--window-size={width},{height}".format(**VIEWPORT)])
        stack.callback(raw.close)
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        stack.callback(browser.close)
        context = browser.new_context(service_workers="block", viewport=ViewportSize(**VIEWPORT))
        context.add_init_script(page_script())
        yield Screen(context.new_page(), page_script(), patience_ms=5_000), raw


def _ours(screen: Screen, url: str, form: RandomForm, press: Callable[[dict[str, str]], None]) -> float:
    screen.open(url)
    began = time.perf_counter()
    fill(screen, form.entries)
    press({"button": BUTTON})
    seconds = time.perf_counter() - began
    _prove(form, screen.page.evaluate(HELD), screen.page.title())
    return seconds


def _raw(devtools: DevTools, url: str, form: RandomForm) -> float:
    devtools.open(url)
    began = time.perf_counter()
    for name, text in form.texts.items():
        how = devtools.evaluate(SET.format(name=name, text=json.dumps(text)))
        if how == "type":
            devtools.send("Input.insertText", text=text)
        elif how == "click":
            devtools.click(f"document.querySelector('[data-truth=\"{name}\"]')")
    devtools.click("document.querySelector('button')")
    seconds = time.perf_counter() - began
    _prove(form, devtools.evaluate(f"({HELD})()"), devtools.evaluate("document.title"))
    return seconds


def _prove(form: RandomForm, held: dict[str, str], title: str) -> None:
    if wrong := form.wrong(held):
        raise AssertionError(f"wrong in the form: {wrong}")
    if title != "pressed":
        raise AssertionError("its button was not pressed")


@contextmanager
def _served(forms: Sequence[RandomForm]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.strip("/")
            body = f"{forms[int(name)].html}{PRESSED}".encode() if name.isdecimal() else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
