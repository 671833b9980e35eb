"""The page of import file layouts: those that ship, the shape of a site's own, and what a template may name."""

from __future__ import annotations

from collections.abc import Iterable

from agent.cli.reference.models import table_of
from connectors.import_file import LAYOUTS
from connectors.import_file.layout import LayoutFile
from connectors.import_file.template import LINE_FIELDS, RATE_FIELDS, ROOTS, SLIP_FIELDS

ABOUT = (
    "A target with `layout: NAME` writes its slips into files that a clerk imports: "
    "[how](../howto/import-files.md). A site's own layouts stand in `layouts/NAME.yaml` and go before those that ship."
)
TEMPLATES = (
    "`{key}` is our key. `{number}` is the slip's running number in its file; it stands alone in its column. "
    "A text under `taxes` may itself hold `{value.NAME}`."
)


def page() -> str:
    """Write the page."""
    shipped = [(f"`{one.name}`", one.summary) for one in LAYOUTS]
    kinds = [(kind, ", ".join(f"`{{{root}.…}}`" for root in sorted(roots))) for kind, roots in ROOTS.items()]
    names = [("slip", SLIP_FIELDS), ("rate", RATE_FIELDS), ("line", LINE_FIELDS)]
    after = [(f"`{{{root}.`", ", ".join(f"`{name}`" for name in sorted(fields))) for root, fields in names]
    after += [("`{tax.`", "a name under `taxes`"), ("`{value.`", "a name under `values`")]
    parts = [
        "# Layouts of import files",
        ABOUT,
        f"## Layouts that ship\n\n{_table(('name', 'what it is for'), shipped)}",
        f"## layouts/NAME.yaml\n\n{table_of(LayoutFile)}",
        f"## Values in templates\n\n{TEMPLATES}\n\n{_table(('row of a', 'may name'), kinds)}",
        _table(("after", "stands one of"), after),
    ]
    return "\n\n".join(parts)


def _table(heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)])
