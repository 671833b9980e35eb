"""LedgerSMB, by its robot, keeps the promises of every target."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.test_target import *  # noqa: F403 (the whole suite, whatever it comes to hold)
from tests.support.ledgersmb.rig import LedgerSmbRig

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def rig(ledgersmb) -> Iterator[LedgerSmbRig]:
    """A fresh company."""
    made = LedgerSmbRig(ledgersmb)
    yield made
    made.close()
