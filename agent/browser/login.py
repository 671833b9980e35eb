"""Log in once, keep the session, and renew it when the target asks to log in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from agent.browser.errors import LoginRefusedError, SessionExpiredError, refuse_login
from agent.browser.locate import n_found
from agent.browser.player import Player
from agent.browser.script import walk
from agent.browser.session import Session
from agent.browser.template import Account, tokens
from agent.browser.values import Entry
from agent.core.errors import BusinessError, DenpyoError
from agent.core.ports import StepLog

T = TypeVar("T")


def log_in(session: Session, browser: Browser, log: StepLog) -> None:
    """Play `login` in a context of its own and keep the session. No evidence is taken of log-in screens.

    A refused account is not tried again with the same password for a minute, whoever asks: a target may lock it.

    Raises:
        LoginRefusedError: The page still asks for a password afterwards, or did so less than a minute ago.
        TargetDownError: It cannot be reached.
    """
    account = session.account()
    if (refusal := session.refusal_of(account)) is not None:
        raise refuse_login(refusal)
    try:
        _play_log_in(session, browser, account, log)
    except LoginRefusedError as refused:
        session.note_refusal(account, refused.values["what"])
        raise


def _play_log_in(session: Session, browser: Browser, account: Account, log: StepLog) -> None:
    visit = session.visit(browser)
    try:
        player = Player(session, visit, log, "login")
        player.play(session.place.script.login, {"account": account})
        player.arrive()
        seen = player.screen.call_all("arrival", player.script.refusals)
        if any(one["asks_password"] for one in seen) or _asks_code(player):
            raise refuse_login(" ".join(one["refusal"] for one in seen if one["refusal"]))
        session.keep(visit)
    except DenpyoError as error:
        visit.unsaid.hear_cookies(visit.context)
        visit.unsaid.hush(error)
        if isinstance(error, BusinessError):
            raise refuse_login(error.message) from None
        raise
    finally:
        visit.close()


def _asks_code(player: Player) -> bool:
    """Whether the page still has the field that a one-time code was typed into."""
    filled = [step.fill.fields for _, step in walk(player.script, ("login",)) if step.fill]
    asked = [
        Entry(label, "", css=field.css)
        for fields in filled
        for label, field in fields.items()
        if ("account", "totp") in tokens(field.value or "")
    ]
    return any(n_found(player.screen, one) for one in asked)


def with_session(session: Session, browser: Browser, log: StepLog, work: Callable[[], T], renewals: int = 1) -> T:
    """Do something that needs the session; log in before it where none is stored, and again if it has expired.

    `work` is run from its beginning again after a renewal, so it must open its own visit.

    Raises:
        SessionExpiredError: The target asks to log in even with a session just made.
    """
    if not session.is_open:
        log_in(session, browser, log)
    for _ in range(renewals):
        try:
            return work()
        except SessionExpiredError:
            log.step("the session has expired: log in again")
            session.forget()
            log_in(session, browser, log)
    return work()


def is_session_over(session: Session, browser: Browser, log: StepLog) -> bool:
    """Ask, after something went wrong, whether the session had ended: a look-up page then shows the log-in.

    It asks in a context of its own, never on the page that went wrong. Whatever goes wrong here is no answer, and
    means "not over": the first error is the one to be told.
    """
    script = session.place.script
    steps = [step for step in (*script.lookup, *script.listing) if step.open][:1]
    if not script.login or not steps:
        return False
    try:
        visit = session.visit(browser)
        try:
            Player(session, visit, log, "probe").play(steps, {"key": ""})
        finally:
            visit.close()
    except SessionExpiredError:
        return True
    except (DenpyoError, PlaywrightError):
        return False
    return False
