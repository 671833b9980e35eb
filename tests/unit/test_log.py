"""The log: what never stands in it, and how lines read."""

from __future__ import annotations

import io
import json
import logging

import pytest
from loguru import logger

from agent import log
from agent.log import keep_out, keep_out_for, redacted, set_up_log

SECRET = "pässword-9183"


@pytest.fixture(autouse=True)
def _no_secret_of_others(monkeypatch):
    """What other tests of this process kept out of the log blanks out nothing here."""
    monkeypatch.setattr("agent.log._secrets", set())


@pytest.fixture
def lines(monkeypatch):
    """Set the log up on a stream, and put everything back afterwards."""
    monkeypatch.setattr(log, "_secrets", set())
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield stream
    logger.remove()
    root.handlers[:], root.level = handlers, level
    for name in ("dbos", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True


def log_all_over(secret):
    """Write a secret by every way a program writes to the log."""
    logger.info("said {}", secret)
    logger.bind(reply=secret, password="hunter22", order="1").info("bound")
    logging.getLogger("dbos").warning("engine said %s", secret)
    logging.getLogger("uvicorn.error").error("server said %s", secret)
    try:
        raise ValueError(f"cannot log in with {secret}")
    except ValueError:
        logger.exception("failed")
        logging.getLogger("somewhere").exception("failed elsewhere")


@pytest.mark.parametrize("shape", ["human", "json"])
def test_a_planted_secret_is_nowhere(lines, tmp_path, shape):
    """A registered secret stands neither in the stream nor in the file, whoever logged it, exceptions included."""
    set_up_log(lines, shape=shape, folder=tmp_path)
    keep_out(SECRET)
    log_all_over(SECRET)
    logger.complete()

    both = lines.getvalue() + (tmp_path / "denpyo.jsonl").read_text("utf-8")
    assert "engine said ***" in both
    assert "server said ***" in both
    assert SECRET not in both
    assert json.dumps(SECRET)[1:-1] not in both
    assert "hunter22" not in both


def test_a_traceback_names_lines_but_no_values(lines):
    """An exception keeps its traceback; the values of variables are not shown beside it."""
    set_up_log(lines)
    unregistered = "local-" + "value"
    try:
        len(unregistered) / 0
    except ZeroDivisionError:
        logger.exception("failed")

    assert "ZeroDivisionError" in lines.getvalue()
    assert "local-value" not in lines.getvalue()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password=hunter22", "password=***"),
        ('{"password": "hunter22", "user": "a"}', '{"password": ***, "user": "a"}'),
        ("Authorization: Bearer abcdefgh.ijk", "Authorization: ***"),
        ("sent Bearer abcdefgh.ijk", "sent Bearer ***"),
        ("postgresql://denpyo:hunter22@db/x", "postgresql://denpyo:***@db/x"),
        ("パスワード：ひみつ", "パスワード：***"),
        ("3 tokens were given", "3 tokens were given"),
    ],
)
def test_what_looks_like_a_password_is_blanked_out(text, left):
    """Values behind password-like names are blanked out even when nobody registered them."""
    assert redacted(text) == left


def test_a_json_line_holds_what_was_bound(lines):
    """A line for machines carries message, level and the bound fields."""
    set_up_log(lines, shape="json")
    logger.bind(order="C001:PO-1", n_lines=3).info("slip entered")

    line = json.loads(lines.getvalue())
    assert (line["message"], line["level"], line["order"], line["n_lines"]) == (
        "slip entered",
        "INFO",
        "C001:PO-1",
        3,
    )


def test_braces_and_tags_in_a_message_are_left_alone(lines):
    """A message that looks like a format or like colour markup is written as it is."""
    set_up_log(lines)
    logger.info("{0} <red> {x}")

    assert "{0} <red> {x}" in lines.getvalue()


def test_the_file_is_only_its_owners(lines, tmp_path):
    """The log file is not readable by others."""
    set_up_log(lines, folder=tmp_path)
    logger.info("here")

    assert (tmp_path / "denpyo.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_short_secret_does_not_hide_the_name_of_another():
    """`word` is a password here; what stands behind `password` is blanked out all the same, and the rest is not."""
    owner = Owner()
    keep_out_for(owner, ["word", "two words, and more"])

    assert redacted("password=hunter22 for a") == "pass***=*** for a"
    assert redacted("password=two words, and more; a word") == "pass***=***; a ***"


class Owner:
    """Somebody who holds secrets."""
