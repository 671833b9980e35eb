"""What happened today, what waits, what runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.audit import AuditFact, AuditFilter, search_audit
from agent.app.ask.orders import count_open
from agent.app.ask.queue import count_waiting
from agent.app.ask.runs import Run, running
from agent.app.ask.sources import Intake, SourceStatus, intake_on, list_sources
from agent.app.ask.targets import Pause, TargetStatus, find_pause, is_entered_since, list_targets
from agent.store.tables import ActionRow, AgentRow, OrderRow


@dataclass(frozen=True, slots=True)
class AgentStatus:
    """One agent that is not declared dead, and when its heart last beat."""

    name: str
    version: str
    started_at: datetime
    beat_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The site at one glance. `entered_jpy` is yen before tax of the slips entered today."""

    day: date
    intake: tuple[Intake, ...]
    waiting: dict[str, int]
    open_orders: dict[str, int]
    entered: int
    entered_jpy: int
    targets: tuple[TargetStatus, ...]
    paused_all: Pause | None
    sources: tuple[SourceStatus, ...]
    runs: tuple[Run, ...]
    recent: tuple[AuditFact, ...]
    agents: tuple[AgentStatus, ...]


def overview(session: Session, now: datetime, day: date, day_began: datetime, targets: Sequence[str] = ()) -> Overview:
    """Answer what the first page asks.

    `day` is the site's day, `day_began` the instant it began, `targets` the names the site has.
    """
    n, yen = _entered(session, day_began)
    return Overview(
        day=day,
        intake=intake_on(session, day),
        waiting=count_waiting(session, with_approvals=False),
        open_orders=count_open(session),
        entered=n,
        entered_jpy=yen,
        targets=list_targets(session, day_began, targets),
        paused_all=find_pause(session),
        sources=list_sources(session, now),
        runs=running(session),
        recent=search_audit(session, AuditFilter(), limit=8).rows,
        agents=list_agents(session),
    )


def list_agents(session: Session) -> tuple[AgentStatus, ...]:
    """Return each agent's newest start that nobody declared dead, by name."""
    rows = session.exec(select(AgentRow).where(col(AgentRow.dead).is_(False)).order_by(col(AgentRow.started_at)))
    newest = {row.name: AgentStatus(row.name, row.version, row.started_at, row.beat_at) for row in rows}
    return tuple(newest[name] for name in sorted(newest))


def _entered(session: Session, since: datetime) -> tuple[int, int]:
    statement = select(sa.func.count(), sa.func.coalesce(sa.func.sum(OrderRow.total_jpy), 0)).where(
        ActionRow.order == OrderRow.key, is_entered_since(since)
    )
    n, yen = session.execute(statement).one()
    return int(n), int(yen)
