"""`denpyo robots list`, `pause`, `resume`: what each lane does, why it waits, what it costs; and stop and go."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.commands import By, order_of, who
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import local, say, show_json, show_table, yen
from agent.core.command import Command, CommandKind

if TYPE_CHECKING:
    from agent.app.ask.lanes import LaneStatus
    from agent.app.ask.pauses import PauseTold
    from agent.cli.site import OpenSite
    from agent.cli.words import Words

CLEAR = "\033[H\033[J"
Target = Annotated[str, typer.Argument(help="Name of the target; `*` for all of them.")]
Watch = Annotated[bool, typer.Option("--watch", help="Show it anew every second, until you press Ctrl-C.")]


def list_lanes(ctx: typer.Context, watch: Watch = False, as_json: AsJson = False) -> None:
    """Show what each robot does now, why it waits, what waits for it, and what it costs.

    One line for each target. It reads what the agent last told; an agent that does not run has no lanes.
    """
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        names = _targets(site)
        while True:
            lanes, pauses = _lanes(site, names)
            if as_json:
                show_json(lanes)
            else:
                if watch and sys.stdout.isatty():
                    sys.stdout.write(CLEAR)
                _show(site, lanes, pauses, words(ctx))
            if not watch:
                return
            sys.stdout.flush()
            time.sleep(1)


def pause(
    ctx: typer.Context,
    target: Target,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence; it is shown beside the target.")] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Stop entering into a target; a slip that is being entered is finished first."""
    _order(ctx, Command(CommandKind.PAUSE, target, who(by), {"reason": reason} if reason else {}), dry_run=dry_run)


def resume(ctx: typer.Context, target: Target, by: By = "", dry_run: DryRun = False) -> None:
    """Go on entering into a target."""
    _order(ctx, Command(CommandKind.RESUME, target, who(by)), dry_run=dry_run)


def _order(ctx: typer.Context, command: Command, *, dry_run: bool) -> None:
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        order_of(site, command, dry_run=dry_run)


def _targets(site: OpenSite) -> list[str]:
    return sorted(path.stem for path in (site.folder / "targets").glob("*.yaml"))


def _lanes(site: OpenSite, names: list[str]) -> tuple[tuple[LaneStatus, ...], dict[str, PauseTold]]:
    from agent.app.ask.lanes import list_lanes as ask
    from agent.app.ask.pauses import pauses_told

    now = site.clock.now()
    began = now.astimezone(site.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with site.database.reading() as session:
        return ask(session, now, began, names), pauses_told(session)


def _show(site: OpenSite, lanes: tuple[LaneStatus, ...], pauses: dict[str, PauseTold], t: Words) -> None:
    heads = (t("Target"), t("Now"), t("Waiting"), t("Next deadline"), t("Last hour"), t("Today"), t("Failed today"))
    rows = [
        (
            lane.target,
            _now(lane, pauses, site, t),
            _waiting(lane, t),
            local(lane.next_deadline, site.zone)[:16],
            _of(str(lane.slips_hour), lane.slips_per_hour, t),
            f"{lane.slips_today}  {_of(yen(lane.yen_today), lane.yen_per_day, t)}",
            lane.failed_today,
        )
        for lane in lanes
    ]
    show_table(heads, rows, nothing=t("There are no targets."))
    for target, pause in pauses.items():
        if pause.item:
            say(t("{target}: `denpyo queue show {item}` says what to do.", target=target, item=pause.item))
    for lane in lanes:
        _show_cost(lane, t)
        for late in lane.late[:5]:
            words = "{target}: {number} is late since {time}" if late.is_over else "{target}: {number} will miss {time}"
            when = local(late.deadline, site.zone)[:16]
            say(t(words, target=lane.target, number=late.number or late.order, time=when))


def _show_cost(lane: LaneStatus, t: Words) -> None:
    if lane.cost is not None and lane.cost.n_slips:
        cost = lane.cost
        spent = {"average": f"{cost.average_s:.2f}", "cpu": f"{cost.cpu_s_per_slip:.2f}", "busy": f"{cost.busy:.0%}"}
        say(t("{target}: {average} s and {cpu} s of processor a slip, busy {busy}", target=lane.target, **spent))
    if lane.browser is not None:
        told = lane.browser
        size, minutes = round(told.memory_bytes / 1e6), told.age_s // 60
        say(
            t(
                "{target}: browser {size} MB, {minutes} min old, {n} slips",
                target=lane.target,
                size=size,
                minutes=minutes,
                n=told.n_slips,
            )
        )


def _now(lane: LaneStatus, pauses: dict[str, PauseTold], site: OpenSite, t: Words) -> str:
    from agent.app.ask.targets import EVERY
    from agent.wording.catalogue import say_reason
    from agent.wording.steps import say_step

    if lane.runs:
        run = lane.runs[0]
        number = (run.order.number if run.order else None) or run.action
        step = say_step(t.language, run.steps[-1]) if run.steps else ""
        return t("{number}: {step}, since {time}", number=number, step=step, time=local(run.started_at, site.zone)[11:])
    if lane.pause is not None and (pause := pauses.get(lane.target) or pauses.get(EVERY)):
        return _paused(pause, site, t)
    why = say_reason(t.language, lane.why)
    return f"{why} {t('until {time}', time=local(lane.until, site.zone)[:16])}" if lane.until else why


def _paused(pause: PauseTold, site: OpenSite, t: Words) -> str:
    from agent.wording.catalogue import say_reason

    paused = t("paused by {by} since {time}", by=pause.by or t("the agent"), time=local(pause.since, site.zone)[:16])
    why = say_reason(t.language, pause.reason) or pause.words
    return f"{paused}: {why}" if why else paused


def _waiting(lane: LaneStatus, t: Words) -> str:
    from agent.wording.catalogue import say_state

    parts = [f"{say_state(t.language, 'priority', name)} {n}" for name, n in lane.waiting.items() if name != "normal"]
    return f"{lane.n_waiting} ({', '.join(parts)})" if parts else str(lane.n_waiting)


def _of(n: str, ceiling: int | None, t: Words) -> str:
    return n if ceiling is None else t("{n} of {most}", n=n, most=yen(ceiling))
