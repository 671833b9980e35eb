"""Find the layouts of import files: those that ship and those in the site's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agent.core.errors import ConfigError
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding
from agent.marks.hints import known
from agent.marks.reader import Marked
from agent.settings.model import TargetSettings
from connectors.import_file import LAYOUTS
from connectors.import_file.layout import Layout, LayoutFile
from connectors.import_file.lint import load_layout
from connectors.import_file.template import KEY


class LayoutMissingError(ConfigError):
    """There is no layout of this name."""

    code = "layout-missing"
    hint = "`denpyo check` names the layouts there are."


def layout_file(name: str, site: Path) -> LayoutFile:
    """Read a layout; the site's own come before those that ship.

    Raises:
        LayoutMissingError: There is none of this name.
        FilesError: What is wrong in it.
    """
    shipped = {one.name: one.path for one in LAYOUTS}
    path = site / "layouts" / f"{name}.yaml"
    if not path.is_file():
        if name not in shipped:
            raise LayoutMissingError(f"there is no layout `{name}`", name=name)
        path = shipped[name]
    return load_layout(path.read_text("utf-8"), f"layouts/{name}.yaml")


def open_layout(settings: TargetSettings, site: Path) -> Layout:
    """Return a target's layout with the site's values and rounding."""
    file = layout_file(settings.layout, site)
    return Layout(file, {**file.values, **settings.import_file.values}, settings.import_file.tax_rounding)


def findings_beside(marked: Marked, settings: TargetSettings, layout: LayoutFile) -> Iterator[FileFinding]:
    """Yield what in a target's file does not go with its layout: values it does not know, a key that is too long."""
    for name in settings.import_file.values:
        if name not in layout.values:
            hint = known(sorted(layout.values))
            place = ("import_file", "values", name)
            yield marked.finding(
                place,
                "unknown-key",
                Sentence("`{name}` is no value of `{layout}`", name=name, layout=layout.layout),
                hint,
                key=True,
            )
    takes = [size for column in layout.columns if KEY in (column.value, column.slip, column.first) for size in
             (column.max_chars, column.max_bytes) if size is not None]  # fmt: skip
    if takes and settings.key_length > min(takes):
        message = Sentence(
            "the key is {n} characters long, its column takes {limit}", n=settings.key_length, limit=min(takes)
        )
        yield marked.finding(
            ("key_length",), "wrong-value", message, Sentence("Write `key_length: {limit}`.", limit=min(takes))
        )
