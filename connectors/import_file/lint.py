"""Read a layout and find what would only show when the first slip is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agent.core.errors import BusinessError
from agent.core.sentence import Sentence
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known
from agent.marks.reader import Marked, read_yaml
from connectors.import_file.layout import Column, LayoutFile, RowKind
from connectors.import_file.limits import first_unencodable, fitted
from connectors.import_file.template import KEY, NUMBER, ROOTS, TOKEN, names_of

KINDS: tuple[RowKind, ...] = ("slip", "rate", "line")
PLACES = ("first", "last", "only")


def load_layout(text: str, file: str) -> LayoutFile:
    """Read a layout's YAML.

    Args:
        text: The file's text.
        file: Its name as people know it (`layouts/my-erp.yaml`).

    Raises:
        FilesError: Every finding of the file.
    """
    marked = read_yaml(text, file)
    if not isinstance(marked.data, dict):
        raise FilesError([marked.finding((), "file-empty", "the file holds no layout", "Write `layout: NAME`.")])
    layout = check_model(marked, LayoutFile)
    findings = [*_whole(marked, layout), *_taxes(marked, layout), *_columns(marked, layout)]
    if findings:
        raise FilesError(findings)
    return layout


def _whole(marked: Marked, layout: LayoutFile) -> Iterator[FileFinding]:
    stem = Path(marked.file).stem
    if layout.layout != stem:
        yield marked.finding(
            ("layout",), "layout-name", Sentence("the file is named `{stem}`", stem=stem), "Give both the same name."
        )
    names = [column.name for column in layout.columns]
    if layout.total not in names:
        hint = "Name the column that is summed for the clerk."
        yield marked.finding(("total",), "layout-total", Sentence("`{total}` is no column", total=layout.total), hint)
    elif layout.columns[names.index(layout.total)].digits is None:
        yield marked.finding(("total",), "layout-total", "its column has no `digits`", "Say there how many it takes.")
    if len(set(layout.rows)) != len(layout.rows):
        yield marked.finding(("rows",), "layout-rows", "a kind of row is named twice", "Name each once.")
    if not any(KEY in template for column in layout.columns for template in _of_first_row(column, layout)):
        hint = "Put `{key}` into a memo column: by it the slip is found again in the product."
        yield marked.finding(("columns",), "layout-key", "no column of a slip's first row holds `{key}`", hint)


def _taxes(marked: Marked, layout: LayoutFile) -> Iterator[FileFinding]:
    values = [f"{{value.{one}}}" for one in sorted(layout.values)]
    for rate, texts in marked.data["taxes"].items():
        for name, text in texts.items():
            for match in TOKEN.finditer(text or ""):
                if match[0] not in values:
                    place = ("taxes", rate, name)
                    yield marked.finding(
                        place, "layout-template", Sentence("there is no `{token}`", token=match[0]), known(values)
                    )


def _columns(marked: Marked, layout: LayoutFile) -> Iterator[FileFinding]:
    seen: set[str] = set()
    for n, column in enumerate(layout.columns):
        if column.name in seen:
            yield marked.finding(
                ("columns", n, "name"), "layout-column", Sentence("`{name}` is named twice", name=column.name)
            )
        seen.add(column.name)
        if layout.headings and first_unencodable(column.name, layout.encoding):
            message = Sentence("`{name}` has no place in {encoding}", name=column.name, encoding=layout.encoding)
            yield marked.finding(("columns", n, "name"), "layout-encoding", message)
        if column.cut and column.max_chars is None and column.max_bytes is None:
            hint = "Give `max_chars` or `max_bytes`."
            yield marked.finding(("columns", n, "cut"), "layout-cut", "nothing says where it is cut", hint)
        for place, kinds in _templates(column, layout):
            template = getattr(column, place)
            for what, hint in _of_template(template, column, layout, kinds):
                message = Sentence("{name}: {what}", name=column.name, what=what)
                yield marked.finding(("columns", n, place), "layout-template", message, hint)


def _of_template(
    template: str, column: Column, layout: LayoutFile, kinds: tuple[RowKind, ...]
) -> Iterator[tuple[str, str]]:
    rest = TOKEN.sub("", template)
    if "{" in rest or "}" in rest:
        yield (
            Sentence("`{template}` has a brace that belongs to no value", template=template),
            "Write values as `{slip.customer_name}`.",
        )
    for match in TOKEN.finditer(template):
        yield from _of_token(match[0], match[1], match[2] or "", template, layout, kinds)
    if column.cut and KEY in template and not template.startswith(KEY):
        yield Sentence("the key could be cut off"), "Put `{key}` at the beginning of a column that is cut."
    if not TOKEN.search(template):
        try:
            fitted(template, column, layout)
        except BusinessError as error:
            yield (
                Sentence("`{template}`: {what}", template=template, what=error.message),
                "Correct the text, or the limit of the column.",
            )


def _of_token(
    token: str, root: str, name: str, template: str, layout: LayoutFile, kinds: tuple[RowKind, ...]
) -> Iterator[tuple[str, str]]:
    if token in (KEY, NUMBER):
        if token == NUMBER and template != NUMBER:
            yield Sentence("`{number}` must stand alone in its column"), "Give it a column of its own."
        return
    missing = [kind for kind in kinds if root not in ROOTS[kind]]
    if missing:
        roots = sorted(frozenset.intersection(*(ROOTS[kind] for kind in kinds)))
        yield (
            Sentence("`{token}` means nothing in a row of a {kind}", token=token, kind=Sentence(missing[0])),
            Sentence("Known there: {names}, key, number.", names=", ".join(roots)),
        )
    elif name not in names_of(layout, root):
        names = ", ".join(sorted(names_of(layout, root))) or Sentence("none")
        yield (
            Sentence("there is no `{token}`", token=token),
            Sentence("Known after `{root}.`: {names}.", root=root, names=names),
        )


def _templates(column: Column, layout: LayoutFile) -> Iterator[tuple[str, tuple[RowKind, ...]]]:
    """Yield where a column's templates stand, with the kinds of row that each may fill."""
    bare = tuple(kind for kind in layout.rows if getattr(column, kind) is None)
    if column.value and bare:
        yield "value", bare
    for kind in KINDS:
        if getattr(column, kind) is not None and kind in layout.rows:
            yield kind, (kind,)
    by_place = {"first": layout.rows[:1], "last": layout.rows[-1:], "only": layout.rows[:1]}
    for place in PLACES:
        if getattr(column, place) is not None:
            yield place, by_place[place]


def _of_first_row(column: Column, layout: LayoutFile) -> list[str]:
    by_kind = getattr(column, layout.rows[0])
    plain = column.value if by_kind is None else by_kind
    return [plain if column.first is None else column.first]
