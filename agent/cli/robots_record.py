"""`denpyo robots record`: a person's browser session becomes the draft of a robot."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from agent.cli.options import given, words
from agent.cli.output import note, say
from agent.cli.trial_order import Number
from agent.core.errors import ConfigError
from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.browser.record import Plan
    from agent.browser.record_deeds import Deed, Pressed, Recording
    from agent.cli.words import Words
    from agent.core.action import Slip
    from agent.settings.model import SiteSettings


class CommitUnknownError(ConfigError):
    """No press of the recording has these words."""

    code = "commit-unknown"
    hint = "Open the draft and write the words of the right button into its `commit` step."


def record(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="Address of the log-in page, e.g. https://ledger.example.co.jp/login.")],
    name: Annotated[str, typer.Option(help="Name of the robot; made from the address when not given.")] = "",
    out: Annotated[Path | None, typer.Option(help="File of the draft; robots/NAME/robot.yaml when not given.")] = None,
    order: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The order you key: a file the site's forms read.")
    ] = None,
    number: Number = "",
    commit: Annotated[str, typer.Option(help="Words of the button that makes the slip exist.")] = "",
) -> None:
    """Open a browser, watch you key one slip, and write what you did as a draft of a robot.

    Log in, search the list for the key shown here, key one slip, search again, and open the slip; then close the
    window or press Ctrl-C. No password is recorded. The session is real: key a slip that may exist, best in a test
    company.
    """
    from agent.browser.record import record as listen
    from agent.browser.record_said import said_of

    t = words(ctx)
    slip = _slip(given(ctx).site, order, number) if order else None
    plan = _plan(given(ctx).site, url, name, out, slip, t)
    _begin(plan, t)

    def on_deed(deed: Deed) -> None:
        note(f"  {t.sentence(said_of(deed))}")

    recording = listen(plan, on_deed, _executable(given(ctx).site))
    chosen = _commit(recording, commit, t)
    _end(plan, plan.finish(recording, chosen), t)


def _plan(site: Path, url: str, name: str, out: Path | None, slip: Slip | None, t: Words) -> Plan:
    from agent.browser.record import Plan
    from agent.browser.record_sections import Naming
    from agent.browser.record_values import Sheet

    robot = name or _name_of(url)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", robot):
        raise typer.BadParameter(Sentence("a robot's name is in kebab-case: sample-ledger"), param_hint="--name")
    file = out or site / "robots" / robot.replace("-", "_") / "robot.yaml"
    return Plan(Naming(robot, url), Sheet(slip, _new_key()), file, t.sentence)


def _slip(site: Path, order: Path, number: str) -> Slip:
    """Take the order out of the file, by the site's forms where there is a site."""
    from agent.app.order_document import slip_in_file
    from agent.app.order_file import read_slip
    from agent.cli.document_file import delivery_of
    from agent.cli.whole_site import load_whole
    from agent.settings.site_file import SiteMissingError

    try:
        whole = load_whole(site)
    except SiteMissingError:
        return read_slip(order, _today(site))
    return slip_in_file(order, delivery_of(order, "desk", ""), whole, "sales", _today(site), number)


def _new_key() -> str:
    """Make a key like those the agent gives, that no slip carries yet."""
    import base64
    import os

    return base64.b32encode(os.urandom(10)).decode()


def _name_of(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    first = re.sub(r"[^a-z0-9]+", "-", host.split(".")[0].lower()).strip("-")
    return first if re.match(r"[a-z]", first) and host not in ("localhost",) else "recorded"


def _settings(site: Path) -> SiteSettings | None:
    from agent.core.errors import DenpyoError
    from agent.settings.site_file import load_settings

    try:
        return load_settings(site)
    except DenpyoError:
        return None  # recorded outside of a site


def _executable(site: Path) -> str:
    settings = _settings(site)
    return settings.browser.executable if settings else ""


def _today(site: Path) -> date:
    from zoneinfo import ZoneInfo

    from agent.core.business_day import SystemClock

    settings = _settings(site)
    return SystemClock().now().astimezone(ZoneInfo(settings.time_zone if settings else "Asia/Tokyo")).date()


def _begin(plan: Plan, t: Words) -> None:
    from agent.browser.record_window import require_display

    plan.check()
    require_display()
    note(t("Key for this slip, to type into a memo or remarks field: {key}", key=plan.sheet.key))
    note(t("1. Log in. 2. Search the list for the key: nothing is found yet. 3. Key one slip, the key with it."))
    note(t("4. Search for the key again. 5. Open the slip found. 6. Close the window."))
    note(t("Passwords are not recorded. The draft grows in {file}", file=plan.part))


def _commit(recording: Recording, named: str, t: Words) -> Pressed | None:
    """Return the press that was named; else ask on a terminal, and take what is likely elsewhere."""
    from agent.browser.record_sections import choices, propose

    likely, presses = propose(recording), choices(recording)
    if named:
        found = [press for press in presses if press.button == named]
        if not found:
            said = ", ".join(press.name for press in presses)
            raise CommitUnknownError(f"nothing was pressed under `{named}`; pressed were: {said}", what=named)
        return found[-1]
    if not presses or not sys.stdin.isatty():
        return likely
    for n, press in enumerate(presses, 1):
        say(f"  {n:>2}  {press.name}{'  ←' if press is likely else ''}")
    return _asked(presses, likely, t)


def _asked(presses: list[Pressed], likely: Pressed | None, t: Words) -> Pressed | None:
    default = next((n for n, press in enumerate(presses, 1) if press is likely), 0)
    text = t("Which press made the slip exist? Its number; 0: none")
    while True:
        number = typer.prompt(text, default=default, type=int, err=True)
        if 0 <= number <= len(presses):
            return presses[number - 1] if number else None


def _end(plan: Plan, text: str, t: Words) -> None:
    """Say where the draft is and what is left to do."""
    from agent.browser.lint import load_script
    from agent.marks.findings import FilesError

    say(str(plan.out))
    try:
        load_script(text, str(plan.out))
    except FilesError as error:
        for finding in error.findings:
            say(finding.text(t.sentence))
        note(t("This is left to do; then: {command}", command=f"`denpyo robots check {plan.naming.robot}`"))
        return
    note(t("The draft is whole. Read it, then try it on a test company before anything else."))
    note(t("Its target: url: {url}, robot: {robot}", url=plan.naming.site, robot=plan.naming.robot))
