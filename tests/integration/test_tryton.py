"""A real system by its API: Tryton 7.0, over JSON-RPC, with look-ups, a draft that is posted, and a lost answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.core.errors import BusinessError, OutcomeUnknownError, SlipDiffersError
from agent.settings.model import TargetSettings
from connectors.http_api.lint import load_api
from connectors.http_api.target import HttpApiTarget
from tests.support.apis import MemoryVault
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip
from tests.support.tryton.server import HERE, PASSWORD, Tryton

PYTHON = os.environ.get("TRYTON_PYTHON", "")
KEY, LOST = "KEYKEYKEYKEY2345", "KEYKEYKEYKEY6723"

pytestmark = [
    pytest.mark.integration,
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not PYTHON, reason="TRYTON_PYTHON names no Python that has Tryton"),
]


@pytest.fixture(scope="module")
def tryton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tryton]:
    """The server with one company and one customer."""
    started = Tryton(PYTHON, tmp_path_factory.mktemp("tryton"), a_slip().customer_code)
    yield started
    started.stop()


@pytest.fixture
def target(tryton: Tryton) -> HttpApiTarget:
    """Tryton as its description reaches it."""
    return HttpApiTarget(
        load_api((HERE / "tryton.yaml").read_text("utf-8"), "apis/tryton.yaml"),
        TargetSettings(api="tryton", url=tryton.door.url, user="admin", password="admin"),
        name="tryton",
        vault=MemoryVault(admin=PASSWORD),
        evidence=MemoryEvidence(),
        site=Path(),
    )


@pytest.mark.proves("D9")
def test_an_invoice_is_made_posted_and_equals_its_order(target: HttpApiTarget):
    """Customer looked up, draft made, posted, read back; an order that differs is not confirmed."""
    assert list(target.find(KEY, Steps())) == []
    target.enter(a_slip(), KEY, Permission(), Steps())

    confirmed = target.confirm(KEY, a_slip(), Steps())

    assert confirmed.slip_number.startswith("INV-")
    assert [(one.slip_number, one.state) for one in target.find(KEY, Steps())] == [(confirmed.slip_number, "posted")]
    with pytest.raises(SlipDiffersError):
        target.confirm(KEY, a_slip(order_number="PO-OTHER"), Steps())


@pytest.mark.proves("D9")
def test_a_lost_answer_is_one_invoice(target: HttpApiTarget, tryton: Tryton):
    """The answer is lost on its way back: unknown, found once by our key, and posted."""
    tryton.door.loses = b"account.invoice.create"

    with pytest.raises(OutcomeUnknownError):
        target.enter(a_slip(), LOST, Permission(), Steps())

    assert len(target.find(LOST, Steps())) == 1
    assert target.confirm(LOST, a_slip(), Steps()).slip_number.startswith("INV-")


def test_a_customer_tryton_does_not_know_is_not_sent(target: HttpApiTarget):
    """An unknown customer stops before the permit is asked."""
    permission = Permission()

    with pytest.raises(BusinessError, match="knows 0 of"):
        target.enter(replace(a_slip(), customer_code="NOBODY"), "KEYKEYKEYKEY7777", permission, Steps())

    assert permission.n_asked == 0
