"""Addresses in a draft hold no secret, and keep the writing they had."""

from __future__ import annotations

import pytest

from agent.browser.record_address import address_of, without_parameters
from agent.browser.record_deeds import Arrived, By, Filled, Named, Recording

SITE = "http://books.example"


def arrived(document: int, path: str, **more: object) -> Arrived:
    return Arrived(1, document, SITE + path, "", asks_password=False, is_typed=False, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/list?code=C001&pass=geheim", "/list?code=C001"),
        ("/list?name=%83%65%83%58%83%67&pwd=geheim", "/list?name=%83%65%83%58%83%67"),
        ("/list;jsessionid=12AB?code=C001", "/list?code=C001"),
        ("/list?token=abcdefgh12345678", "/list"),
    ],
)
def test_secrets_are_left_out_of_an_address(path, shown):
    """Passwords, session numbers, tokens; what stays is written as it was, Shift_JIS too."""
    assert address_of(arrived(1, path), Recording(), SITE)[0] == shown


def test_what_a_log_in_sends_by_its_address_is_left_out_in_frames_too():
    """The page that came of a log-in, though a frame has moved in between."""
    secret = Filled(1, 1, Named("暗証", "", 0, 0, ""), "", "", "password", True, (), By.PERSON)
    main = arrived(3, "/main?a=geheim")
    recording = Recording([arrived(1, "/login"), secret, arrived(2, "/news", above=1), main])

    assert address_of(main, recording, SITE) == (
        "/main", "a part of the address that looked like a log-in's secret was left out"
    )  # fmt: skip


def test_named_parameters_are_taken_out():
    """Those of fields that held a secret."""
    assert without_parameters(f"{SITE}/main?id=keiri&kagi=geheim#top", {"kagi"}) == f"{SITE}/main?id=keiri#top"
