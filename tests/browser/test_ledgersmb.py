"""The shipped robot on a real LedgerSMB: drafts, posting, look-ups, and everything that goes wrong there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from agent.browser.errors import FieldRefusedError, LoginRefusedError, ValueDiffersError
from agent.core.action import Slip, SlipLine
from agent.core.errors import OutcomeUnknownError, SlipAlreadyThereError, SlipRefusedError, SlipsSeveralError
from robots.target import RobotTarget
from tests.support.ledgersmb.company import ODD_CUSTOMER
from tests.support.ledgersmb.relay import Relay
from tests.support.ledgersmb.rig import refuse_saves, take_saves
from tests.support.ledgersmb.robots import a_ledgersmb_robot, booked, end_sessions, lines_of, pay, void
from tests.support.ledgersmb.server import LedgerSmb
from tests.support.robots import Permission, Steps, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
COFFEE = SlipLine(1, "P1001", "見本コーヒー豆 深煎り 1kg", Decimal(3), Decimal(2345), Decimal(7035), Decimal("0.08"))
BOXES = SlipLine(2, "P3001", "見本段ボール 60サイズ 20枚", Decimal(2), Decimal(1560), Decimal(3120), Decimal("0.1"))


@dataclass
class Meddling(Permission):
    """Does something at the last moment before the Save leaves, and says yes."""

    meddle: Callable[[], object] = lambda: None

    def ask(self) -> str | None:
        self.meddle()
        return super().ask()


@dataclass
class MeddlingSteps(Steps):
    """Does something at the first step of this name."""

    at: str = ""
    meddle: Callable[[], object] = lambda: None

    def step(self, text: str) -> None:
        if text == self.at and text not in self.heard:
            self.meddle()
        super().step(text)


@pytest.fixture(scope="module")
def company(ledgersmb) -> LedgerSmb:
    """A fresh company."""
    ledgersmb.reset()
    return ledgersmb


@pytest.fixture(scope="module")
def robot(company) -> Iterator[RobotTarget]:
    """The robot with our key in the PO number."""
    opened = a_ledgersmb_robot(company.url)
    yield opened
    opened.close()


@pytest.fixture
def key(request) -> str:
    """A key of this test's own."""
    return f"{abs(hash(request.node.name)):020d}"[:16]


def two_rates(**changes: object) -> Slip:
    """A slip of two lines, one at 8 % and at another price than the part's, one at 10 %."""
    slip = Slip("sales", "C001", "株式会社見本フーズ", "PO-26-0401", date(2026, 4, 1), Decimal(10155), (COFFEE, BOXES))
    return replace(slip, **changes)  # type: ignore[arg-type]


def one_line(**changes: object) -> Slip:
    """A slip of one line."""
    return replace(a_slip(n_lines=1), **changes)  # type: ignore[arg-type]


@pytest.mark.long
@pytest.mark.proves("D1")
def test_a_slip_is_saved_posted_and_found_in_every_state(robot, company, key):
    """Saved as a draft and found so; posted; found once when paid, and a key that only begins alike is another's."""
    log, slip, permission = Steps(), two_rates(), Permission()
    assert robot.find(key, log) == []

    sent = robot.enter(slip, key, permission, log)
    assert [(one.slip_number, one.state) for one in robot.find(key, log)] == [(sent.slip_number, "draft")]

    assert robot.confirm(key, slip, log).slip_number == sent.slip_number
    assert booked(company, key) == [(sent.slip_number, True, 10155, 11030)]
    assert lines_of(company, key) == [("P1001", 3, 2345), ("P3001", 2, 1560)]
    assert permission.n_asked == 1
    pay(company, key)
    assert [(one.slip_number, one.state) for one in robot.find(key, log)] == [(sent.slip_number, "posted")]
    assert robot.find(key[:-1], log) == []
    with pytest.raises(SlipAlreadyThereError):
        robot.enter(slip, key, Permission(), log)


@pytest.mark.long
@pytest.mark.proves("D2")
def test_a_session_gone_before_the_save_loses_nothing(robot, company, key):
    """LedgerSMB answers the Save with 401: unknown, looked up, not there, entered again, once."""
    gone = Meddling(meddle=lambda: end_sessions(company))
    with pytest.raises(OutcomeUnknownError):
        robot.enter(one_line(), key, gone, Steps())

    assert robot.find(key, Steps()) == []
    robot.enter(one_line(), key, Permission(), Steps())
    assert len(booked(company, key)) == 1


@pytest.mark.long
@pytest.mark.proves("D2")
def test_a_session_gone_in_the_middle_is_renewed(robot, company, key):
    """A page that would show nothing at all: the robot logs in again and keys the slip from its beginning."""
    log = MeddlingSteps(at="line 1", meddle=lambda: end_sessions(company))
    robot.enter(one_line(), key, Permission(), log)

    assert "the session has expired: log in again" in log.heard
    assert len(booked(company, key)) == 1


@pytest.mark.long
@pytest.mark.proves("D2")
def test_a_server_that_stops_before_it_answers_holds_one(company, key):
    """Saved, then the server is gone: unknown; when it is back, the look-up finds the one draft and it is posted."""
    relay = Relay(company.port)
    robot = a_ledgersmb_robot(relay.url)
    try:
        relay.lose_next_answer(company.stop_web)
        with pytest.raises(OutcomeUnknownError):
            robot.enter(one_line(), key, Permission(), Steps())
        company.start_web()

        assert [one.state for one in robot.find(key, Steps())] == ["draft"]
        number = robot.confirm(key, one_line(), Steps()).slip_number
    finally:
        robot.close()
        relay.close()
    assert [row[:2] for row in booked(company, key)] == [(number, True)]


@pytest.mark.long
def test_an_unknown_customer_is_refused_in_its_words(robot, company, key):
    """LedgerSMB answers with an error in place of the form; nothing is stored."""
    with pytest.raises(SlipRefusedError, match="Customer not on file!"):
        robot.enter(one_line(customer_code="C999"), key, Permission(), Steps())

    assert booked(company, key) == []


@pytest.mark.long
@pytest.mark.proves("D3")
def test_what_the_order_says_otherwise_stops_before_the_save(robot, company, key):
    """A part that is not there, and a line at another tax rate: nothing is saved."""
    line = one_line().lines[0]
    with pytest.raises(FieldRefusedError, match="Number"):
        robot.enter(one_line(lines=(replace(line, product_code="P9999"),)), key, Permission(), Steps())
    with pytest.raises(ValueDiffersError, match="Tax #1"):
        robot.enter(one_line(lines=(replace(line, tax_rate=Decimal("0.1")),)), key, Permission(), Steps())

    assert booked(company, key) == []


@pytest.mark.long
def test_a_save_that_is_refused_is_told_in_its_words(robot, company, key):
    """LedgerSMB answers the Save with an error page: the look-up says that nothing stands there, the page why."""

    def refuse() -> None:
        company.ask("ALTER TABLE invoice ADD CONSTRAINT not_today CHECK (false) NOT VALID")

    try:
        with pytest.raises(SlipRefusedError, match="not_today"):
            robot.enter(one_line(), key, Meddling(meddle=lambda: refuse_saves(company)), Steps())
    finally:
        take_saves(company)

    assert booked(company, key) == []


@pytest.mark.long
def test_a_name_may_hold_anything(robot, company, key):
    """Ampersand, angle brackets and kanji come through whole; voided, there are two, and a person is asked."""
    code, name = ODD_CUSTOMER
    slip = one_line(customer_code=code, customer_name=name, order_number="注文 '7' & <8>")
    robot.enter(slip, key, Permission(), Steps())
    robot.confirm(key, slip, Steps())

    void(company, key)
    with pytest.raises(SlipsSeveralError, match="-VOID"):
        robot.confirm(key, slip, Steps())


@pytest.mark.long
@pytest.mark.proves("D3")
def test_a_double_quote_is_not_lost_unseen(robot, company, key):
    """LedgerSMB's form cuts a text at a double quote: the robot reads it back and does not save."""
    with pytest.raises(ValueDiffersError, match="Order Number"):
        robot.enter(one_line(order_number='注文 "7"'), key, Permission(), Steps())

    assert booked(company, key) == []


@pytest.mark.long
@pytest.mark.proves("D2")
def test_our_key_may_be_the_invoice_number(company, key):
    """Where the site says so, our key is the invoice number, which LedgerSMB holds unique."""
    robot = a_ledgersmb_robot(company.url, key_in="invnumber")
    try:
        assert robot.enter(one_line(), key, Permission(), Steps()).slip_number == key
        assert [one.slip_number for one in robot.find(key, Steps())] == [key]
    finally:
        robot.close()
    assert [row[:2] for row in booked(company, key)] == [(key, False)]


def test_a_wrong_password_is_refused(company):
    """HTTP Basic has no page to say so: the log-in is refused all the same, and tried once."""
    robot = a_ledgersmb_robot(company.url, password="wrong")
    try:
        with pytest.raises(LoginRefusedError):
            robot.find("KEYKEYKEYKEY2345", Steps())
    finally:
        robot.close()
