"""`denpyo robots try` and `denpyo robots check --live`: a robot on its real screens, never past the commit."""

from __future__ import annotations

import base64
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.exits import ExitCode
from agent.cli.failure import in_words, said, told
from agent.cli.findings import findings_as_json
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json, show_table
from agent.cli.step_list import StepList
from agent.cli.trial_order import Number, Order, TrialOrder

if TYPE_CHECKING:
    from agent.app.trials import Opened
    from agent.browser.script import Typing
    from agent.cli.words import Words
    from agent.core.action import Slip
    from agent.core.errors import DenpyoError
    from agent.marks.findings import FileFinding
    from agent.marks.reader import Marked
    from robots.trial import Trial, Tried

TRIES = Path("var", "tries")
LONGEST = 40


class Until(StrEnum):
    """How far a robot is played: up to its commit, which is not pressed."""

    COMMIT = "commit"


Target = Annotated[str, typer.Option(help="The target to play it on; needed where several have this robot.")]


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything one robot is played with."""

    robot: str
    opened: Opened
    slip: Slip
    key: str
    marked: Marked
    pictures: Path
    trial: Trial


def try_robot(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The robot.")],
    order: Order = "",
    number: Number = "",
    target: Target = "",
    until: Annotated[Until, typer.Option(help="How far: up to the commit, which is never pressed.")] = Until.COMMIT,
    headed: Annotated[bool, typer.Option("--headed", help="Show the browser's windows.")] = False,
    pictures: Annotated[
        Path | None, typer.Option(file_okay=False, help="Where pictures go; below var/tries when not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Play a robot on its real target up to the commit, which is never pressed.

    The commit button is found, and a gate refuses the commit from whatever else presses it. What the page sends before
    it (look-ups, a confirm page) is sent, and told at the end. The form is filled twice, in bulk and by real keys, and
    every control is compared. A system that allows one session may end the agent's own: pause its target first.
    """
    assert until is Until.COMMIT
    t, site = words(ctx), given(ctx).site
    with _bench(site, name, target, TrialOrder(order, number), pictures, is_headed=headed) as bench:
        ways = _played(bench, t)
    first, differing = ways.first, ways.differing
    findings = _findings(first, bench.marked)
    if as_json:
        show_json(_as_json(bench, ways, findings))
    else:
        _tell(bench, ways, findings, t)
    if first.error is not None:
        raise typer.Exit(told(first.error, site) if not as_json else ExitCode.FAILED)
    if findings or differing:
        raise typer.Exit(ExitCode.FINDINGS)


def pairs_of(site: Path, robot: str, target: str) -> list[tuple[str, str]]:
    """Return each robot with each target it is used on, narrowed to those named.

    Raises:
        TargetUnclearError: No target is left.
    """
    from agent.app.trials import target_of
    from agent.cli.whole_site import load_whole

    targets = load_whole(site).targets
    pairs = [
        (settings.robot, name)
        for name, settings in sorted(targets.items())
        if settings.robot and robot in ("", settings.robot) and target in ("", name)
    ]
    return pairs or [(robot, target_of(robot, targets, target))]


def live_findings(ctx: typer.Context, name: str, target: str, order: TrialOrder) -> list[FileFinding]:
    """Play one robot up to its commit and return how its screens differ from what it expects.

    Raises:
        TransientError, ConfigError: Its screens could not be reached.
    """
    from agent.core.errors import BusinessError
    from agent.marks.findings import FileFinding

    t, site = words(ctx), given(ctx).site
    with _bench(site, name, target, order, None) as bench, StepList(t.language).shown() as steps:
        tried = bench.trial.play(bench.slip, bench.key, steps)
    findings = _findings(tried, bench.marked)
    if tried.error is not None:
        error = tried.error
        if not findings and not isinstance(error, BusinessError):
            raise error  # the target is down or lets nobody in: nothing is known of its screens
        place = bench.marked.place(tried.at)
        if not any(finding.place.line >= place.line and finding.code == error.code for finding in findings):
            findings.append(FileFinding(place, error.code, *in_words(error, t.language)))
        note(t("It stopped there; the screens behind it were not looked at. Pictures: {folder}", folder=bench.pictures))
    left = [section for section in ("finish", "confirm") if bench.opened.place.script.steps(section)]
    note(t("Not looked at, because they need a stored slip: {sections}", sections=", ".join(left)))
    return findings


@dataclass(frozen=True, slots=True)
class Ways:
    """What came of the ways of typing: the robot's own first; `suits` is the way that does where its own does not.

    `stopped` is what stopped the other way, where the robot's own did not stop.
    """

    first: Tried
    n_compared: int
    differing: list[tuple[tuple[str | int, ...], str, str, str]]
    own: Typing
    suits: Typing | None
    stopped: DenpyoError | None = None


def _played(bench: Bench, t: Words) -> Ways:
    from agent.browser.changes import STOPS
    from agent.browser.script import Typing
    from robots.trial import differences

    own = bench.opened.place.script.typing
    other = Typing.KEYS if own is Typing.BULK else Typing.BULK
    with StepList(t.language).shown() as steps:
        first = bench.trial.play(bench.slip, bench.key, steps)
    has_changed = any(change.kind in STOPS for _, change in first.changes)
    if first.error is not None and (has_changed or not first.held):
        return Ways(first, 0, [], own, None)
    note(t("Once more, typed another way, to compare every control …"))
    silent = _Silent()
    second = bench.trial.play(bench.slip, bench.key, silent, other)
    if first.error is not None:
        return Ways(first, 0, [], own, other if second.error is None else None)
    if second.error is not None:
        second.error.place = second.error.place or str(bench.marked.place(second.at))
        return Ways(first, 0, [], own, None, second.error)
    differing = differences(first, second)
    if differing:
        differing = differences(first, second, bench.trial.play(bench.slip, bench.key, silent, own))
    n_compared = sum(len(held) for _, held in first.held)
    return Ways(first, n_compared, differing, own, other if differing and own is Typing.BULK else None)


class _Silent:
    """Hears steps and shows none."""

    def step(self, text: str) -> None:
        """Hear one step."""


@contextmanager
def _bench(
    site: Path, robot: str, target: str, order: TrialOrder, pictures: Path | None, *, is_headed: bool = False
) -> Iterator[Bench]:
    from agent.app.robots import script_path
    from agent.app.trials import PictureFolder, open_place, target_of
    from agent.cli.site import open_site
    from agent.cli.whole_site import load_whole
    from agent.marks.reader import read_yaml
    from robots.trial import Trial

    if is_headed:
        from agent.browser.record_window import require_display

        require_display()
    path = script_path(robot, site)
    marked = read_yaml(path.read_text("utf-8"), f"robots/{path.parent.name}/robot.yaml")
    whole = load_whole(site)
    with open_site(site, must_exist=False) as opened_site:
        named = target_of(robot, whole.targets, target)
        opened = open_place(robot, named, whole.targets[named], site, opened_site.evidence, order.file)
        slip = order.slip(opened_site, whole, opened.place.script.enters)
        folder = (
            pictures or site / TRIES / robot / f"{opened_site.clock.now().astimezone(opened_site.zone):%Y%m%d-%H%M%S}"
        )
        trial = Trial(
            opened.place,
            named,
            PictureFolder(folder, opened_site.evidence),
            executable=whole.settings.browser.executable,
            deadline_s=opened.deadline_s,
            is_headed=is_headed,
        )
        try:
            yield Bench(robot, opened, slip, _new_key(opened.key_length), marked, folder, trial)
        finally:
            trial.close()


def _new_key(length: int) -> str:
    """Make a key like those the agent gives, that no slip carries."""
    return base64.b32encode(os.urandom(20)).decode()[:length]


def _findings(tried: Tried, marked: Marked) -> list[FileFinding]:
    from agent.browser.change_findings import findings_of_changes

    if tried.error is not None and tried.at:
        tried.error.place = tried.error.place or str(marked.place(tried.at))
    return findings_of_changes(tried.changes, marked)


def _tell(bench: Bench, ways: Ways, findings: list[FileFinding], t: Words) -> None:
    for finding in findings:
        say(finding.text(t.sentence))
    say(t("Pictures: {folder}", folder=bench.pictures))
    if ways.first.error is None:
        commit = bench.opened.place.script.commit
        assert commit is not None
        say(t("It came to the commit `{button}` in {seconds} s and did not press it.",
              button=commit.name, seconds=f"{ways.first.seconds:.1f}"))  # fmt: skip
    _tell_passed(ways.first, t)
    _tell_ways(bench, ways, t)


def _tell_passed(tried: Tried, t: Words) -> None:
    """Say what went to the system before the commit: whoever writes a robot knows whether that leaves a trace."""
    if tried.passed:
        posts = ", ".join(f"{post} ×{n}" for post, n in Counter(tried.passed).items())
        say(t("Sent on the way there, as in every entry: {posts}", posts=posts))


def _tell_ways(bench: Bench, ways: Ways, t: Words) -> None:
    if ways.differing:
        rows = [
            (bench.marked.place(path).line, name, _short(one), _short(other))
            for path, name, one, other in ways.differing
        ]
        say(t("In bulk and by real keys the page does not come out the same:"))
        show_table((t("Line"), t("Control"), t("Robot's own way"), t("The other way")), rows, nothing="")
    elif ways.stopped is not None:
        what, _ = said(ways.stopped, t.language)
        say(t("Typed the other way it stopped, and nothing was compared: {what}", what=what))
    elif ways.first.error is None:
        say(t("In bulk and by real keys all {n} controls hold the same, hidden ones too.", n=ways.n_compared))
    if ways.suits is not None:
        say(t("Write `typing: {way}` into {file}.", way=ways.suits, file=bench.marked.file))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _as_json(bench: Bench, ways: Ways, findings: list[FileFinding]) -> dict[str, Any]:
    error = ways.first.error
    return {
        "robot": bench.robot,
        "target": bench.opened.target,
        "reached_commit": error is None,
        "error": {"code": error.code, "message": error.message, "place": error.place} if error else None,
        "seconds": round(ways.first.seconds, 1),
        "pictures": str(bench.pictures),
        "findings": findings_as_json(findings),
        "passed": ways.first.passed,
        "compared": ways.n_compared,
        "differing": [
            {"line": bench.marked.place(path).line, "control": name, "own": one, "other": other}
            for path, name, one, other in ways.differing
        ],
        "stopped": {"code": ways.stopped.code, "message": ways.stopped.message} if ways.stopped else None,
        "typing": ways.suits,
    }
