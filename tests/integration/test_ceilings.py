"""Ceilings are counted where the permit is given: not one slip too many, whoever asks, however often, and whenever."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agent.core.action import ActionState
from agent.core.command import CommandKind
from agent.engine.parsers import Parsers
from agent.engine.permit import ActionPermit
from agent.engine.settling import Settling
from agent.store import actions, leases, pauses
from agent.store.database import Database
from tests.support.many import TwoAccounts, two_accounts
from tests.support.whole_agent import TARGET

pytestmark = pytest.mark.integration
N = 12


def intended(database: Database, folder: Path, parsers: Parsers, ceiling: dict[str, int]) -> tuple[TwoAccounts, int]:
    """Stop the agent with twelve actions that are about to be keyed; return it and the token of the account's lease."""
    with two_accounts(database, folder, parsers, ceiling=ceiling) as agent:
        agent.say(CommandKind.PAUSE, TARGET)
        agent.order(*(f"T{n:02d}" for n in range(N)))
        agent.until(lambda: len(agent.actions()) == N)
        agent.until_parked()
    now = agent.clock.now()
    with database.transaction() as session:
        pauses.resume(session, TARGET)
        leases.expire_all(session)
        token = leases.acquire(session, TARGET, "test", 600)
        for row in agent.actions():
            actions.move(session, row.key, ActionState.INTENDED, now)
    assert token is not None
    return agent, token


def ask(agent: TwoAccounts, token: int, keys: Sequence[str]) -> list[str | None]:
    """Ask for a permit for each action, all at once, as if each were asked by a process that was just started."""
    rows = {row.key: row for row in agent.actions()}

    def one(key: str) -> str | None:
        target = agent.outside.targets[TARGET]
        return ActionPermit(agent.outside, target, key, rows[key].attempt, token, Settling()).ask()

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(one, keys))


@pytest.mark.proves("D8")
@pytest.mark.parametrize("ceiling", ["slips_per_hour", "yen_per_day"])
def test_a_ceiling_is_never_passed(database: Database, tmp_path: Path, parsers: Parsers, ceiling: str):
    """Twelve that ask at the same moment for five places get five; the clock put back by a day opens none."""
    probe = {"slips_per_hour": 5} if ceiling == "slips_per_hour" else {"yen_per_day": 10**9}
    agent, token = intended(database, tmp_path, parsers, probe)
    each = agent.actions()[0].total_jpy
    if ceiling == "yen_per_day":
        known = agent.outside.targets[TARGET]
        settings = known.settings.model_validate({**known.settings.model_dump(), "ceiling": {ceiling: 6 * each - 1}})
        agent.outside.targets[TARGET] = type(known)(TARGET, known.port, settings)
    keys = [row.key for row in agent.actions()]
    answers = ask(agent, token, keys)
    refused = [key for key, answer in zip(keys, answers, strict=True) if answer is not None]
    agent.clock.advance(-3600)
    after_the_jump = ask(agent, token, refused)
    sent = [row for row in agent.actions() if row.sending_at is not None]
    code = "ceiling-slips" if ceiling == "slips_per_hour" else "ceiling-yen"

    assert answers.count(None) == 5
    assert {answer for answer in answers if answer} == {code}
    assert set(after_the_jump) == {code}
    assert len(sent) == 5


@pytest.mark.proves("D8")
def test_an_agent_whose_lease_is_gone_gets_no_permit(database: Database, tmp_path: Path, parsers: Parsers):
    """Of two agents that believe they hold the account, the one with the older token is refused, ceiling or not."""
    agent, old = intended(database, tmp_path, parsers, {"slips_per_hour": 5})
    with database.transaction() as session:
        leases.expire_all(session)
        new = leases.acquire(session, TARGET, "another", 600)
    keys = [row.key for row in agent.actions()]
    answers_of_old, answers_of_new = ask(agent, old, keys[:6]), ask(agent, int(new or 0), keys[6:])

    assert set(answers_of_old) == {"lease-lost"}
    assert answers_of_new.count(None) == 5
