"""Pages that list the words of the house: audit kinds, the rules' fields, connectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from agent.audit.event import KINDS
from agent.cli.reference.models import table_of
from agent.core.spec import Connector
from agent.extract.form_file import FormFile
from agent.settings.model import SiteSettings, TargetSettings
from agent.wording.catalogue import say_kind
from connectors.http_api.description import Api
from rules.expression import MACROS, RANKS
from rules.schema import ROOTS, Record
from rules.shape import CaseShape, GroupShape, RuleShape
from rules.values import FUNCTIONS, METHODS

SETTINGS = """\
Every file is YAML. `${NAME}` stands for an environment variable; a password is always the *name* of a secret
(`denpyo secrets set NAME`). `denpyo check` names what is wrong with file, line and column."""
RULES = """\
A condition asks the order, its customer, its source and the day. A value that was not read is *unknown*, and a rule
that cannot be decided sends the order to a person."""


def settings_page() -> str:
    """Write the page of what may stand in the site's files."""
    parts = [
        "# Settings",
        SETTINGS,
    ]
    files: tuple[tuple[str, type[BaseModel]], ...] = (
        ("site.yaml", SiteSettings),
        ("targets/NAME.yaml", TargetSettings),
        ("forms/NAME.yaml", FormFile),
        ("apis/NAME.yaml", Api),
    )
    parts += [f"## {file}\n\n{(model.__doc__ or '').strip()}\n\n{table_of(model)}" for file, model in files]
    parts.append("## sources/NAME.yaml\n\nSee [connectors](connectors.md).")
    parts.append("## layouts/NAME.yaml\n\nSee [layouts](layouts.md).")
    parts.append("## rules/NAME.yaml\n\nSee [rules](rules.md).")
    parts.append("## robots/NAME/robot.yaml\n\nSee [robots](robots.md).")
    return "\n\n".join(parts)


def connectors_page(connectors: Sequence[Connector]) -> str:
    """Write the page of connectors with their settings and errors."""
    parts = ["# Connectors", "One file in `sources/` is one source; `connector` says of which kind it is."]
    for one in sorted(connectors, key=lambda connector: connector.kind):
        errors = ", ".join(f"[{error.code}](errors.md#{error.code})" for error in one.errors)
        parts.append(f"## {one.kind}\n\n{one.summary}.\n\n{table_of(one.config)}")
        if errors:
            parts.append(f"What it can say is wrong: {errors}.")
    return "\n\n".join(parts)


def audit_kinds_page() -> str:
    """Write the page of audit kinds in both languages."""
    rows = [f"| `{kind}` | {say_kind('en', kind)} | {say_kind('ja', kind)} |" for kind in sorted(KINDS)]
    head = ["# Audit kinds", "", "Every event of the audit log is of one of these kinds.", ""]
    return "\n".join([*head, "| kind | English | 日本語 |", "|---|---|---|", *rows])


def rules_page() -> str:
    """Write the page of the rules' language: what a condition may ask, and the shape of a file."""
    parts = [
        "# Rules",
        RULES,
        "## What a condition may ask\n\n| name | is |\n|---|---|\n" + "\n".join(_fields()),
        f"## What a condition is made of\n\n| what | how it is written |\n|---|---|\n{_language()}",
    ]
    shapes = (("A group", GroupShape), ("A rule", RuleShape), ("A test", CaseShape))
    parts += [f"## {title}\n\n{table_of(model)}" for title, model in shapes]
    return "\n\n".join(parts)


def _language() -> str:
    joined = " ".join(f"`{sign}`" for sign in sorted(RANKS, key=RANKS.__getitem__))
    rows = (
        ("operators, loosest first", f"{joined}, and `not` before a question"),
        ("functions", ", ".join(f"`{name}(…)`" for name in (*FUNCTIONS, "has"))),
        ("of a text", ", ".join(f"`.{name}(…)`" for name in METHODS)),
        ("over lines", ", ".join(f"`order.lines.{name}(l, …)`" for name in MACROS if name != "exists")),
        ("values", "`1_000_000`, `'text'`, `d'2026-03-31'`, `true`, `['a', 'b']`"),
    )
    return "\n".join(f"| {what} | {how} |" for what, how in rows)


def _fields() -> Iterator[str]:
    for name, kind in ROOTS.items():
        if kind.record is None:
            yield f"| `{name}` | {kind}{_may_lack(kind.optional)} |"
        else:
            yield from _fields_of(name, kind.record)


def _fields_of(inside: str, record: Record) -> Iterator[str]:
    for name, field in record.fields.items():
        kind = field.type
        yield f"| `{inside}.{name}` | {kind}{_may_lack(kind.optional)} |"
        if kind.element is not None and kind.element.record is not None:
            yield from _fields_of(f"{inside}.{name}[]", kind.element.record)


def _may_lack(optional: bool) -> str:
    return ", may be unknown" if optional else ""
