"""What each lane does now, why it waits, what waits for it, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.runs import Run, running
from agent.app.ask.targets import EVERY, Pause, find_pause
from agent.core.action import ActionState, Priority
from agent.core.codec import reason_from_json
from agent.core.errors import Reason
from agent.engine.lane_waits import CEILINGS, PAUSED
from agent.store.actions import BY_URGENCY, WAITING
from agent.store.leases import database_now
from agent.store.tables import ActionRow, AgentRow, AttemptRow, LaneRow, LeaseRow, OrderRow, PauseRow

SILENT = timedelta(seconds=30)  # a lane that was not heard of for so long has no agent
LOOKS_AHEAD = 1000  # of very many that wait, so many are looked at for their deadlines
NO_FAILURE = (PAUSED, *CEILINGS, "outside-hours", "pace", "account-busy", "lease-lost", "stopping", "waiting-turn")
NAMES = {level.value: level.name.lower() for level in Priority}


@dataclass(frozen=True, slots=True)
class LateOrder:
    """A slip whose deadline has passed, or will have when its turn comes."""

    order: str
    number: str | None
    deadline: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class Browser:
    """What a lane's browser takes: memory (PSS), age, slips since it was started."""

    memory_bytes: int
    age_s: int
    n_slips: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a lane cost since its agent started. `busy` is the share of that time it was at work, 0 to 1."""

    since: datetime
    n_slips: int
    average_s: float
    cpu_s_per_slip: float
    busy: float


@dataclass(frozen=True, slots=True)
class LaneStatus:
    """One lane. `waiting` counts by priority; `why` is why nothing is entered now, `until` when that may end."""

    target: str
    agent: str
    told_at: datetime | None
    runs: tuple[Run, ...]
    why: Reason
    until: datetime | None
    pause: Pause | None
    waiting: dict[str, int]
    next_deadline: datetime | None
    late: tuple[LateOrder, ...]
    slips_hour: int
    slips_per_hour: int | None
    slips_today: int
    yen_today: int
    yen_per_day: int | None
    failed_today: int
    browser: Browser | None
    cost: Cost | None

    @property
    def is_at_work(self) -> bool:
        """Whether a slip is being entered."""
        return bool(self.runs)

    @property
    def n_waiting(self) -> int:
        """Slips that wait for their turn."""
        return sum(self.waiting.values())


def list_lanes(
    session: Session, now: datetime, day_began: datetime, named: Sequence[str] = ()
) -> tuple[LaneStatus, ...]:
    """Return the lanes of the site's targets (`named`), and of those that are paused, wait or work, by name."""
    told = _told(session)
    runs = running(session)
    queues = _queues(session)
    heard = {name for name, row in told.items() if now - row.told_at < SILENT}
    paused = set(session.exec(select(PauseRow.target))) - {EVERY}
    names = sorted({*named, *heard, *queues, *paused, *(run.target for run in runs)})
    return tuple(
        _lane(
            session,
            name,
            told.get(name),
            [run for run in runs if run.target == name],
            queues.get(name, NO_QUEUE),
            now,
            day_began,
        )
        for name in names
    )


def _lane(
    session: Session,
    name: str,
    row: LaneRow | None,
    runs: Sequence[Run],
    queue: _Queue,
    now: datetime,
    day_began: datetime,
) -> LaneStatus:
    is_heard = row is not None and now - row.told_at < SILENT
    facts: dict[str, Any] = row.facts if row is not None else {}
    cost = _cost(facts, row.told_at) if row is not None else None
    pause = find_pause(session, name) or find_pause(session, EVERY)
    why, until = _why(session, name, facts, pause, queue, is_heard=is_heard)
    browser = facts.get("browser") if is_heard else None
    slips_today, yen_today = _sent_since(session, name, day_began)
    return LaneStatus(
        target=name,
        agent=row.agent if row is not None else "",
        told_at=row.told_at if row is not None else None,
        runs=tuple(runs),
        why=why,
        until=until,
        pause=pause,
        waiting=queue.counts,
        next_deadline=queue.next_deadline,
        late=tuple(_late(session, name, now, until, cost.average_s if cost else 0.0)) if queue.next_deadline else (),
        slips_hour=_sent_since(session, name, now - timedelta(hours=1))[0],
        slips_per_hour=facts.get("slips_per_hour"),
        slips_today=slips_today,
        yen_today=yen_today,
        yen_per_day=facts.get("yen_per_day"),
        failed_today=_failed_since(session, name, day_began),
        browser=Browser(**browser) if browser else None,
        cost=cost,
    )


@dataclass(frozen=True, slots=True)
class _Queue:
    """What waits for one target: how many by priority, and the nearest deadline."""

    counts: dict[str, int]
    next_deadline: datetime | None


NO_QUEUE = _Queue({}, None)
IN_QUEUE = (*WAITING, ActionState.QUEUED.value)


def _queues(session: Session) -> dict[str, _Queue]:
    statement = (
        sa.select(col(ActionRow.target), col(ActionRow.priority), sa.func.count(), sa.func.min(col(ActionRow.deadline)))
        .where(col(ActionRow.state).in_(IN_QUEUE))
        .group_by(col(ActionRow.target), col(ActionRow.priority))
        .order_by(col(ActionRow.priority))
    )
    found: dict[str, _Queue] = {}
    for target, priority, n, nearest in session.execute(statement):
        known = found.get(target, NO_QUEUE)
        deadlines = [one for one in (known.next_deadline, nearest) if one is not None]
        counts = {**known.counts, NAMES.get(priority, str(priority)): n}
        found[target] = _Queue(counts, min(deadlines, default=None))
    return found


def _late(
    session: Session, target: str, now: datetime, until: datetime | None, average_s: float
) -> Iterable[LateOrder]:
    """Name the slips whose deadline has passed, and those whose turn will come too late at the present pace."""
    begins = max(now, until or now)
    statement = (
        sa.select(col(ActionRow.order), col(OrderRow.number), col(ActionRow.deadline))
        .join(OrderRow, col(OrderRow.key) == col(ActionRow.order))
        .where(col(ActionRow.target) == target, col(ActionRow.state).in_(IN_QUEUE))
        .order_by(*BY_URGENCY)
        .limit(LOOKS_AHEAD)
    )
    for n, (order, number, deadline) in enumerate(session.execute(statement), start=1):
        if deadline is not None and begins + timedelta(seconds=n * average_s) > deadline:
            yield LateOrder(order, number, deadline, deadline <= now)


def _why(
    session: Session,
    name: str,
    facts: dict[str, Any],
    pause: Pause | None,
    queue: _Queue,
    *,
    is_heard: bool,
) -> tuple[Reason, datetime | None]:
    """Say why a lane does nothing, the strongest reason first, and until when."""
    values = {"target": name}
    if not is_heard:
        return Reason("lane-silent", values), None
    if pause is not None:
        return Reason(PAUSED, values), None
    if holder := _holder(session, name, facts.get("agent", "")):
        return Reason("lease-elsewhere", {**values, "agent": holder}), None
    if told := facts.get("waits"):
        until = datetime.fromisoformat(told["until"]) if told["until"] else None
        return Reason(told["code"], values), until
    if not queue.counts:
        return Reason("lane-idle", values), None
    parked = session.exec(
        select(ActionRow).where(ActionRow.target == name, col(ActionRow.state).in_(WAITING)).order_by(*BY_URGENCY)
    ).first()
    if parked is None or parked.reason is None:
        return Reason("waiting-turn", values), None
    return reason_from_json({"values": {}, "place": "", **parked.reason}), parked.not_before


def _holder(session: Session, name: str, mine: str) -> str:
    """Return the name of the agent that holds the account, when it is not the one that told of the lane."""
    statement = (
        select(AgentRow.name)
        .join(LeaseRow, col(LeaseRow.holder) == col(AgentRow.executor_id))
        .where(col(LeaseRow.name) == name, col(LeaseRow.expires) > database_now(session))
    )
    holder = session.exec(statement).first() or ""
    return holder if holder and mine and holder != mine else ""


def _told(session: Session) -> dict[str, LaneRow]:
    """Return what was last said of each lane: by the agent that works, where several have it."""
    rows = session.exec(select(LaneRow).order_by(col(LaneRow.told_at))).all()
    newest: dict[str, LaneRow] = {}
    for row in rows:
        known = newest.get(row.target)
        if known is None or row.told_at - known.told_at > SILENT or row.facts["busy_ms"] >= known.facts["busy_ms"]:
            newest[row.target] = row
    return newest


def _cost(facts: dict[str, Any], told_at: datetime) -> Cost:
    since, n_slips = datetime.fromisoformat(facts["since"]), facts["n_slips"]
    lasted_ms = max(1.0, (told_at - since).total_seconds() * 1000)
    cpu_s = facts["cpu_ms"] / 1000 / n_slips if n_slips else 0.0
    return Cost(since, n_slips, facts["average_ms"] / 1000, round(cpu_s, 3), min(1.0, facts["busy_ms"] / lasted_ms))


def _sent_since(session: Session, target: str, since: datetime) -> tuple[int, int]:
    name = sa.func.coalesce(ActionRow.target, "")  # so that SQLite goes by the instant
    statement = select(sa.func.count(), sa.func.coalesce(sa.func.sum(ActionRow.total_jpy), 0)).where(
        col(ActionRow.sending_at) >= since, name == target
    )
    n, yen = session.execute(statement).one()
    return int(n), int(yen)


def _failed_since(session: Session, target: str, since: datetime) -> int:
    statement = (
        select(AttemptRow.reason)
        .join(ActionRow, col(ActionRow.key) == col(AttemptRow.action))
        .where(col(AttemptRow.started_at) >= since, col(AttemptRow.reason).is_not(None), ActionRow.target == target)
    )
    codes = [str(reason["code"]) for reason in session.exec(statement) if reason]
    return sum(code not in NO_FAILURE for code in codes)
