"""`denpyo secrets`: keep passwords where only the agent can read them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from agent.cli.commands import By, who
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json, show_table
from agent.core.sentence import Sentence

app = typer.Typer(help="Passwords, kept outside the site's YAML.", no_args_is_help=True, rich_markup_mode=None)


@app.command("set")
def set_secret(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Name that the YAML uses, e.g. ledger-password.")],
    keyring: Annotated[bool, typer.Option("--keyring", help="Keep it in the system's keyring.")] = False,
    by: By = "",
) -> None:
    """Set a secret; it is asked for, or read from standard input."""
    from agent.settings.secrets import Secrets
    from agent.settings.site_file import require_site

    site = given(ctx).site
    require_site(site)
    value = _asked(name) if sys.stdin.isatty() else sys.stdin.read().rstrip("\r\n")
    if not value:
        raise typer.BadParameter(Sentence("the secret is empty"), param_hint="NAME")
    kept = Secrets(site).set(name, value, in_keyring=keyring)
    _write_down(ctx, "secret.set", name, by)
    t = words(ctx)
    say(t("`{name}` is kept in {place}.", name=name, place=kept or t("the keyring")))


@app.command("list")
def list_secrets(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the names of secrets kept in files; values are never shown, and a keyring cannot be listed."""
    from agent.settings.secrets import Secrets
    from agent.settings.site_file import require_site

    site = given(ctx).site
    require_site(site)
    known = Secrets(site).known()
    if as_json:
        show_json(known)
        return
    t = words(ctx)
    rows = [(secret.name, t(secret.kept_in)) for secret in known]
    show_table((t("Name"), t("Kept in")), rows, nothing=t("No secret is set."))


@app.command("remove")
def remove_secret(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Name that `secrets list` shows.")],
    by: By = "",
) -> None:
    """Remove a secret from its file and the keyring; a systemd credential stays."""
    from agent.settings.secrets import SecretMissingError, Secrets
    from agent.settings.site_file import require_site

    site = given(ctx).site
    require_site(site)
    if not Secrets(site).remove(name):
        raise SecretMissingError(f"the secret `{name}` is not set", name=name)
    _write_down(ctx, "secret.removed", name, by)
    say(words(ctx)("`{name}` was removed.", name=name))


def _asked(name: str) -> str:
    return str(typer.prompt(name, hide_input=True, confirmation_prompt=True, err=True))


def _write_down(ctx: typer.Context, kind: str, name: str, by: str) -> None:
    """Note in the audit log what was done; a site without a database has no log yet.

    The secret may be what the database is reached with: where it cannot be reached the person is told that the log
    does not say so.
    """
    from agent.audit.event import AuditEvent
    from agent.cli.failure import foreseen, said
    from agent.cli.site import NothingStoredError, open_site
    from agent.core.errors import DenpyoError
    from agent.store.audit_log import append

    try:
        with open_site(given(ctx).site) as site, site.database.transaction() as session:
            append(session, [AuditEvent(kind, "secret", name, site.clock.now(), "person", who(by))])
    except NothingStoredError:
        return
    except Exception as error:
        known = error if isinstance(error, DenpyoError) else foreseen(error)
        if known is None:
            raise
        t = words(ctx)
        note(t("Not in the audit log: {why}", why=said(known, t.language)[0]))
