"""Hand the target a file, and see that it holds it."""

from __future__ import annotations

import mimetypes

from playwright.sync_api import ElementHandle, FilePayload

from agent.browser.errors import FieldRefusedError
from agent.browser.locate import Place, locate
from agent.browser.screen import Screen
from agent.browser.script import UploadSpec
from agent.browser.values import Entry

SHOWN_MS = 30_000
HELD = "control => Array.from(control.files, (file) => [file.name, file.size])"


def upload(screen: Screen, spec: UploadSpec, name: str, content: bytes, shows: str) -> None:
    """Put a file into a file field, or into the chooser a button opens.

    Args:
        screen: The page with its frames.
        spec: The upload step.
        name: Name the target shall know the file by.
        content: Its bytes.
        shows: Words the page shows once it has the file; empty: the field itself keeps it.

    Raises:
        FieldRefusedError: It is no file field, or the page does not hold the file afterwards.
    """
    called = spec.field or spec.button
    if shows and screen.says(shows):
        raise FieldRefusedError(f"{called}: the page says `{shows}` before it has the file", field=called)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    payload = FilePayload(name=name, mimeType=media_type, buffer=content)
    control = _chosen(screen, spec, payload) if spec.button else _set(screen, spec, payload)
    if shows:
        if not screen.wait_until(lambda: screen.says(shows), bool, SHOWN_MS):
            raise FieldRefusedError(f"{called}: the page does not show that it has the file", field=called)
    elif control.evaluate(HELD) != [[name, len(content)]]:
        raise FieldRefusedError(f"{called}: does not keep the file; see `shows`", field=called)


def _set(screen: Screen, spec: UploadSpec, payload: FilePayload) -> ElementHandle:
    place = locate(screen, [Entry(spec.field, "", css=spec.css)])[0]
    if place.control != "file":
        raise FieldRefusedError(f"{spec.field}: is no file field", field=spec.field)
    control = _element(place)
    control.set_input_files([payload])
    return control


def _element(place: Place) -> ElementHandle:
    element = place.frame.evaluate_handle("at => window.__denpyo.found[at]", place.at).as_element()
    assert element is not None
    return element


def _chosen(screen: Screen, spec: UploadSpec, payload: FilePayload) -> ElementHandle:
    with screen.page.expect_file_chooser() as opening:
        screen.press_hard({"button": spec.button, "css": spec.css})
    opening.value.set_files([payload])
    return opening.value.element
