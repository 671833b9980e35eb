"""A typed password at the console's door: handed over by name alone, or refused with a sentence."""

from __future__ import annotations

import shutil

import pytest
from sqlmodel import select

from agent.core.errors import Reason
from agent.settings.typed import TYPED
from agent.store import exceptions
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import CommandRow, ExceptionRow
from tests.support.seeded import NOW

PASSWORD = "planted-door-1175"


@pytest.fixture
def locked(sample):
    """Something locked waits; afterwards nothing of it is left for other tests."""
    reason = Reason("document-locked", {"what": "locked-pdf", "why": "password-missing"}, "one.pdf")
    with sample.database.transaction() as session:
        exceptions.put(session, [Waiting(ExceptionKind.DEAD_LETTER, reason, source="inbox", document="d")], NOW)
        number = max(session.exec(select(ExceptionRow.id)))
    yield number
    shutil.rmtree(sample.evidence.folder.parent / "var", ignore_errors=True)
    with sample.database.transaction() as session:
        for row in session.exec(select(CommandRow).where(CommandRow.kind == "unlock")):
            session.delete(row)
        session.delete(session.get(ExceptionRow, number))


def commands(sample):
    with sample.database.reading() as session:
        return list(session.exec(select(CommandRow).where(CommandRow.kind == "unlock")))


def test_a_password_goes_to_the_agent_by_name(sample, as_role, locked):
    """The address, the answer and the row hold a name; the password lies in the folder of secrets."""
    (sample.evidence.folder.parent / "var").mkdir()
    answer = as_role("it").fill(f"/queue/{locked}/unlock", password=PASSWORD, keep="yes")
    [row] = commands(sample)
    [file] = (sample.evidence.folder.parent / TYPED).iterdir()

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/queue/{locked}?command={row.id}"
    assert (row.about, row.by, row.values["keep"], row.values["kept_as"]) == (str(locked), "joho", "yes", file.name)
    assert PASSWORD not in repr(row.values) + answer.text + str(answer.headers)


def test_a_console_that_cannot_keep_it_says_so(sample, as_role, locked):
    """Where the folder of secrets cannot be written, the page says why, and the agent is asked for nothing."""
    answer = as_role("operator").fill(f"/queue/{locked}/unlock", password=PASSWORD)

    assert answer.status_code == 409
    assert "パスワードをエージェントに渡せません" in answer.text
    assert PASSWORD not in answer.text
    assert commands(sample) == []


@pytest.mark.parametrize(("password", "status"), [("", 409), ("   ", 409), ("x" * 201, 422)])
def test_an_empty_or_endless_password_is_refused(sample, as_role, locked, password, status):
    """Nothing of it is kept or shown again."""
    answer = as_role("operator").fill(f"/queue/{locked}/unlock", password=password)

    assert answer.status_code == status
    assert "x" * 201 not in answer.text
    assert commands(sample) == []
