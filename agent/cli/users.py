"""`denpyo users`: who may log in to the console; there is no default password, only links that work once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.commands import By, who
from agent.cli.options import AsJson, given, words
from agent.cli.output import say, show_json, show_table

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent.cli.site import OpenSite
    from agent.cli.words import Words

app = typer.Typer(help="People who may log in to the console.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="The user's name.")]
Roles = Annotated[list[str], typer.Option("--role", help="operator, approver, it, auditor or admin; may be repeated.")]


@app.command("add")
def add(
    ctx: typer.Context,
    name: Name,
    role: Roles,
    display_name: Annotated[str, typer.Option("--display-name", help="Name that people read.")] = "",
    language: Annotated[str, typer.Option(help="ja or en; the site's when not given.")] = "",
    by: By = "",
) -> None:
    """Add a user and print a one-time link by which they set their password."""
    from agent.cli.site import open_site
    from agent.store.users import add_user, make_login_link

    with open_site(given(ctx).site) as site:
        with site.database.transaction() as session:
            tongue = language or site.settings.language
            add_user(session, name, role, site.clock.now(), display_name=display_name, language=tongue)
            token = make_login_link(session, name, site.clock.now())
            _write_down(session, site, "user.added", name, who(by), roles=tuple(role))
        say(_link(site, token))


@app.command("link")
def link(ctx: typer.Context, name: Name, by: By = "") -> None:
    """Print a new one-time link for a user; earlier ones end."""
    from agent.cli.site import open_site
    from agent.store.users import make_login_link

    with open_site(given(ctx).site) as site:
        with site.database.transaction() as session:
            token = make_login_link(session, name, site.clock.now())
            _write_down(session, site, "user.invited", name, who(by))
        say(_link(site, token))


@app.command("list")
def list_all(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the users and their roles."""
    from agent.cli.site import open_site
    from agent.store.users import list_users

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        users = list_users(session)
    if as_json:
        show_json(users)
        return
    t = words(ctx)
    rows = [(user.name, user.display_name, _roles(user, t), _standing(user, t)) for user in users]
    nothing = t("No users yet: `denpyo users add NAME --role admin`.")
    show_table((t("User name"), t("Name"), t("Roles"), t("State")), rows, nothing=nothing)


@app.command("disable")
def disable(ctx: typer.Context, name: Name, by: By = "") -> None:
    """Shut a user out at once."""
    from agent.cli.site import open_site
    from agent.store.users import set_disabled

    with open_site(given(ctx).site) as site, site.database.transaction() as session:
        set_disabled(session, name, disabled=True)
        _write_down(session, site, "user.disabled", name, who(by))
    say(words(ctx)("{name} is shut out.", name=name))


def _write_down(session: Session, site: OpenSite, kind: str, name: str, by: str, **values: Any) -> None:
    from agent.audit.event import AuditEvent
    from agent.store.audit_log import append

    append(session, [AuditEvent(kind, "user", name, site.clock.now(), "person", by, values=values)])


def _link(site: OpenSite, token: str) -> str:
    console = site.settings.console
    return f"http://{console.host}:{console.port}/first/{token}"


def _roles(user: Any, t: Words) -> str:
    from agent.wording.catalogue import say_role

    return ", ".join(say_role(t.language, role) for role in user.roles)


def _standing(user: Any, t: Words) -> str:
    return t("Shut out") if user.disabled else t("Active") if user.has_password else t("Not yet logged in")
