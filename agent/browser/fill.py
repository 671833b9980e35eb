"""Guarded entry of one screen: find every field, type, wait for the page's own look-ups, read back, compare.

Nothing is typed before every field is found. Nothing is left wrong in silence: a field that cannot be found, will not
take its text or reads back as another value stops the robot. All of this stands before the commit, so every error here
is safe to retry. Error texts name field and reason; what differs stands beside them, unless it is
masked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from time import monotonic
from typing import Any

from playwright.sync_api import Frame

from agent.browser.calendar import take_day
from agent.browser.choose import choose
from agent.browser.differing import first_of, value_differs
from agent.browser.errors import FieldRefusedError, LookUpEmptyError, ValueDiffersError
from agent.browser.locate import Place, locate
from agent.browser.screen import CLEARS_MS, COVERED, Screen
from agent.browser.script import Typing
from agent.browser.values import Entry, Reading, same, text_for
from agent.core.errors import DenpyoError

SLICE_MS = 500
SETTLED_S = 2.0  # other words than awaited, and no change for so long: the look-up has answered
TAKES_KEYS = frozenset({"text", "textarea", "tel", "search", "password", "email", "url", "editable"})
MANY_LINES = frozenset({"textarea", "editable"})
Readings = Mapping[Entry, Reading]


def fill(screen: Screen, entries: Sequence[Entry], way: Typing = Typing.BULK, limit_ms: int = 10_000) -> Readings:
    """Fill one screen and prove it. Never commits.

    Args:
        screen: The page with its frames.
        entries: Every field of the screen, in the order they are typed.
        way: In bulk, or by real keys for pages that insist on them.
        limit_ms: How long the page's own look-ups may take.

    Raises:
        FieldMissingError, FieldAmbiguousError: Before the first key.
        FieldRefusedError: Disabled, read-only, covered, too long, no such option, writing refused.
        PageAskingError: A request of the page itself stays unanswered.
        LookUpEmptyError: A field the page fills stayed empty.
        ValueDiffersError: A field reads back as another value.
    """
    places = locate(screen, entries)
    type_in(screen, places, way, limit_ms)
    return read_back(screen, places, limit_ms)


def type_in(screen: Screen, places: Sequence[Place], way: Typing, limit_ms: int = 10_000) -> None:
    """Type every entry that is typed, in the order given; what the mouse sets is set one by one between them."""
    typed = [place for place in places if place.entry.is_typed]
    for is_pressed, run in groupby(typed, key=lambda place: place.entry.is_pressed):
        if is_pressed:
            for place in run:
                (choose if place.entry.option else take_day)(screen, place, limit_ms)
                screen.await_answers(limit_ms)
        else:
            _type_run(screen, list(run), way, limit_ms)


def _type_run(screen: Screen, places: Sequence[Place], way: Typing, limit_ms: int) -> None:
    """Type in bulk, or key by key: there the page may fill a field by what was typed before it, and is waited for."""
    for frame, group in _by_frame(places):
        for job in [group] if way is Typing.BULK else [[place] for place in group]:
            _type_job(screen, frame, job, way)
            if way is Typing.KEYS:
                screen.await_answers(limit_ms)


def read_back(screen: Screen, places: Sequence[Place], limit_ms: int) -> Readings:
    """Wait for the fields the page fills itself, read every field, and compare each as a value.

    Raises:
        PageAskingError: A request of the page itself stays unanswered: it may fill a field yet.
        LookUpEmptyError, ValueDiffersError: As `fill`; the first, which names the others of all frames.
    """
    if len(screen.frames) > 1:  # a script of one frame may fill the fields of another
        screen.await_answers(limit_ms)
    readings: dict[Entry, Reading] = {}
    wrong: dict[Entry, DenpyoError] = {}
    for frame, group in _by_frame(sorted(places, key=lambda place: id(place.frame))):
        awaited = [[place.at, text_for(place.entry, place.control)] for place in group if not place.entry.is_typed]
        answer = _read(screen, frame, awaited, limit_ms)
        screen.refuse_unanswered(answer["unanswered"])
        for place in group:
            try:
                readings[place.entry] = _judged(place, answer["values"][place.at], is_late=place.at in answer["late"])
            except (ValueDiffersError, LookUpEmptyError) as error:
                wrong[place.entry] = error
    if wrong:
        raise first_of([wrong[place.entry] for place in places if place.entry in wrong])
    return readings


def _read(screen: Screen, frame: Frame, awaited: list[list[Any]], limit_ms: int) -> dict[str, Any]:
    """Read in slices, until the page's own fields hold what they should, the time is over, or waiting is no use."""
    end, since, held = monotonic() + limit_ms / 1000, monotonic(), None
    while True:
        left_ms = max(0, int((end - monotonic()) * 1000))
        answer: dict[str, Any] = screen.call("read", {"awaited": awaited, "limit_ms": min(SLICE_MS, left_ms)}, frame)
        if answer["values"] != held:
            since, held = monotonic(), answer["values"]
        is_settled = not answer["late"] and not answer["unanswered"] and monotonic() - since > SETTLED_S
        if answer["is_done"] or left_ms == 0 or is_settled or not screen.is_calm():
            return answer


def _by_frame(places: Sequence[Place]) -> Iterator[tuple[Frame, list[Place]]]:
    for _, group in groupby(places, key=lambda place: id(place.frame)):
        run = list(group)
        yield run[0].frame, run


def _type_job(screen: Screen, frame: Frame, places: list[Place], way: Typing) -> None:
    by_keys = way is Typing.KEYS and places[0].control in TAKES_KEYS
    texts = [text_for(place.entry, place.control) for place in places]
    jobs = [{"at": place.at, "text": text, "keys": by_keys} for place, text in zip(places, texts, strict=True)]
    refused = _typed(screen, frame, jobs)
    if refused:
        entry = next(place.entry for place in places if place.at == refused["at"])
        raise FieldRefusedError(f"{entry.name}: {refused['why']}", field=entry.name)
    if by_keys:
        screen.page.keyboard.press("Delete")
        screen.type(places[0].entry.name, texts[0], has_lines=places[0].control in MANY_LINES)
        screen.page.keyboard.press("Tab")


def _typed(screen: Screen, frame: Frame, jobs: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Type; where a list or calendar that is closing still covers a field, wait until it is gone and go on there."""
    while True:
        refused: dict[str, Any] | None = screen.call("fill", jobs, frame)
        if refused is None or refused["why"] != COVERED:
            return refused
        at = refused["at"]
        if not screen.wait_until(partial(_is_free, screen, frame, at), bool, CLEARS_MS):
            return refused
        jobs = jobs[[job["at"] for job in jobs].index(at) :]


def _is_free(screen: Screen, frame: Frame, at: int) -> bool:
    return bool(screen.call("obstacle_at", at, frame) != COVERED)


def _judged(place: Place, read: dict[str, object] | None, *, is_late: bool) -> Reading:
    name = place.entry.name
    if read is None:
        raise value_differs(place.entry, Reading("", "", checked=False), "is gone from the page")
    reading = Reading(str(read["value"]), str(read["words"]), bool(read["checked"]))
    if is_late and place.entry.value != "":
        raise LookUpEmptyError(f"{name}: still empty", field=name)
    if not same(place.entry, reading, place.control):
        what = f"does not read back as the {place.entry.kind} ordered"
        raise value_differs(place.entry, reading, what, place.control)
    return reading
