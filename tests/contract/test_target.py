"""Every target keeps these promises, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent.core.errors import BusinessError, OutcomeUnknownError, PermitRefusedError
from tests.contract.target_rigs import ApiRig, LedgerRig, RememberingRig, TargetRig
from tests.support.import_files import ImportFileRig
from tests.support.robots import Permission, Steps, a_slip

RIGS = [
    pytest.param(RememberingRig, id="remembering"),
    pytest.param(ImportFileRig, id="import-file", marks=pytest.mark.proves("D9")),
    pytest.param(ApiRig, id="http-api"),
    pytest.param(LedgerRig, id="demo-ledger", marks=[pytest.mark.browser, pytest.mark.timeout(120)]),
]
KEY = "KEYKEYKEYKEY2345"
LOG = Steps()


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path) -> Iterator[TargetRig]:
    """One world per target."""
    made = request.param(tmp_path)
    yield made
    made.close()


def test_a_slip_is_entered_found_once_and_confirmed(rig):
    """What is not there is not found; once entered it is found once, by its number, and equals the order."""
    slip = a_slip()
    assert list(rig.target.find(KEY, LOG)) == []

    sent = rig.target.enter(slip, KEY, Permission(), LOG)

    assert [one.slip_number for one in rig.target.find(KEY, LOG)] == [sent.slip_number]
    assert rig.target.confirm(KEY, slip, LOG).slip_number == sent.slip_number


def test_the_permit_is_asked_once_per_commit(rig):
    """The permit is asked exactly once, and what it refuses is not there afterwards."""
    permission = Permission("target-paused")

    with pytest.raises(PermitRefusedError) as refused:
        rig.target.enter(a_slip(), KEY, permission, LOG)

    assert refused.value.values["why"] == "target-paused"
    assert permission.n_asked == 1
    assert list(rig.target.find(KEY, LOG)) == []


def test_a_lost_answer_is_unknown_and_the_look_up_tells(rig):
    """The slip was stored and its answer lost: the outcome is unknown, and find shows exactly one."""
    rig.lose_next_answer()

    with pytest.raises(OutcomeUnknownError):
        rig.target.enter(a_slip(), KEY, Permission(), LOG)

    assert len(rig.target.find(KEY, LOG)) == 1


def test_a_refused_slip_is_not_there(rig):
    """What the target refuses needs a person, and nothing stands under our key."""
    rig.refuse_next()

    with pytest.raises(BusinessError):
        rig.target.enter(a_slip(), KEY, Permission(), LOG)

    assert list(rig.target.find(KEY, LOG)) == []


def test_confirm_needs_exactly_one(rig):
    """A slip that is not there cannot be confirmed."""
    with pytest.raises(BusinessError):
        rig.target.confirm(KEY, a_slip(), LOG)


def test_a_slip_that_differs_is_not_confirmed(rig):
    """What stands there is compared with the order, not only found."""
    rig.target.enter(a_slip(), KEY, Permission(), LOG)

    with pytest.raises(BusinessError):
        rig.target.confirm(KEY, a_slip(order_number="PO-OTHER"), LOG)
