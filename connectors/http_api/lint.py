"""Read an API's description and hold it to its shape: all findings at once, each with its place and a hint."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from agent.browser.lint_days import format_findings
from agent.browser.template import FIELDS_OF, tokens
from agent.core.sentence import Sentence
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known
from agent.marks.reader import Marked, read_yaml
from agent.marks.reader import Path as Node
from connectors.http_api.body import BESIDE, DAY, LINES, OPERATORS, TYPES, WORDS
from connectors.http_api.description import Api, ConfirmSpec, FindSpec, OAuthAuth, SendSpec, ValueSpec

FIELDS = {**FIELDS_OF, "id": frozenset[str](), "account": frozenset({"user"}), "value": None}
SLIP = {"slip", "key", "account"}
IN_SECTION = {
    "headers": {"account"},
    "find": {"key", "account"},
    "values": SLIP,
    "enter": SLIP | {"value"},
    "finish": SLIP | {"slip_number", "id"},
    "confirm": SLIP | {"slip_number", "id"},
}
BODIES = (
    *(("find", "body"), ("confirm", "body")),
    *(("enter", "json"), ("enter", "form"), ("finish", "json"), ("finish", "form")),
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRET_HEADER = re.compile(r"authorization|cookie|token|secret|api-?key", re.IGNORECASE)


def load_api(text: str, file: str, site: Path | None = None) -> Api:
    """Turn the text of an API's YAML into its description.

    Args:
        text: The file's text.
        file: Its name as people know it, for places.
        site: The site's folder, where the certificate authority's file is looked for.

    Raises:
        FilesError: Every finding, with line, column and hint.
    """
    marked = read_yaml(text, file)
    api = check_model(marked, Api)
    found = [*_names(api, marked, file), *_shape(api, marked), *_secrets(api, marked), *_values(api, marked)]
    found += _authority(api, marked, site)
    found += _days(marked)
    for path in (*BODIES, *(("values", name, "body") for name in api.values)):
        found += _operators(marked, path)
    if found:
        raise FilesError(sorted(found, key=lambda one: (one.place.line, one.place.column)))
    return api


def _names(api: Api, marked: Marked, file: str) -> Iterator[FileFinding]:
    stem = file.rpartition("/")[2].removesuffix(".yaml")
    if api.api != stem:
        yield marked.finding(
            ("api",),
            "api-name",
            Sentence("the file is called `{stem}`", stem=stem),
            Sentence("Write `api: {stem}`.", stem=stem),
        )
    sent: list[tuple[Node, SendSpec]] = [(("enter",), api.enter)]
    sent += [(("finish",), api.finish)] if api.finish else []
    for path, spec in (*_readings(api), *sent):
        if not spec.path.startswith("/"):
            hint = "The address stands in the target's file; here stands what follows it, such as `/v1/slips`."
            yield marked.finding((*path, "path"), "api-path", "a path begins with `/`", hint)


def _readings(api: Api) -> list[tuple[Node, FindSpec | ValueSpec | ConfirmSpec]]:
    """List what is asked without changing anything, with its place in the file."""
    values: list[tuple[Node, FindSpec | ValueSpec | ConfirmSpec]] = [
        (("values", name), spec) for name, spec in api.values.items()
    ]
    return [(("find",), api.find), *values, (("confirm",), api.confirm)]


def _authority(api: Api, marked: Marked, site: Path | None) -> Iterator[FileFinding]:
    if not api.ca or site is None:
        return
    try:
        ssl.create_default_context(cafile=str(site / api.ca))
    except (OSError, ValueError):  # missing, unreadable, or no certificate
        hint = "Put the authority's certificate there as PEM (`-----BEGIN CERTIFICATE-----`), relative to the site."
        yield marked.finding(("ca",), "ca", Sentence("`{ca}` holds no certificate that can be read", ca=api.ca), hint)


def _days(marked: Marked) -> Iterator[FileFinding]:
    """Hold every format of a day to its letters."""
    for section in ("day_format", *IN_SECTION):
        for path, text in _texts(marked, (section,)):
            is_compared = section == "confirm" and "compare" in path[1:3] and path[-1] == "day" and len(path) > 3
            if section == "day_format" or path[-1] == DAY or is_compared:
                yield from format_findings(marked, path, text)


def _shape(api: Api, marked: Marked) -> Iterator[FileFinding]:
    yield from _body(api.enter, marked, "enter", required=True)
    if api.finish is not None:
        yield from _body(api.finish, marked, "finish", required=False)
        if not (api.find.state and api.find.final):
            hint = "Add `state:` and `final:` to `find`: only so is it known whether a draft is finished."
            yield marked.finding(
                ("finish",), "finish-blind", "`finish` needs `state` and `final` in `find`", hint, key=True
            )
    if not api.confirm.compare:
        hint = 'compare: {/slip/memo: "{key}", /slip/total: "{slip.total}"}'
        yield marked.finding(("confirm",), "confirm-blind", "`confirm` compares nothing", hint, key=True)
    sent = [text for path, text in _texts(marked, ("enter",)) if path[1] != "headers"]
    if not any(root == "key" for text in sent for root, _ in tokens(text)):
        hint = 'Put "{key}" into a field that `find` sees (a header is none): only so is the slip found again.'
        yield marked.finding(("enter",), "key-unsent", "`enter` does not send our key", hint, key=True)
    for path, spec in _readings(api):
        if spec.body is not None and spec.method == "GET":
            yield marked.finding((*path, "body"), "api-body", "a GET has no body", "Write `method: POST`.", key=True)
    yield from _paging(api, marked)


def _body(spec: SendSpec, marked: Marked, section: str, *, required: bool) -> Iterator[FileFinding]:
    n_given = (spec.json_body is not None) + (spec.form is not None)
    if n_given > 1 or (required and not n_given):
        message = "`{section}` has both `json` and `form`" if n_given else "`{section}` has neither `json` nor `form`"
        yield marked.finding((section,), "api-body", Sentence(message, section=section), "Keep exactly one.", key=True)


def _paging(api: Api, marked: Marked) -> Iterator[FileFinding]:
    paging = api.find.paging
    if paging is None:
        return
    path: Node = ("find", "paging")
    if paging.by != "link" and not paging.parameter:
        yield marked.finding(
            path, "paging", "`parameter` is missing", "Name the query parameter of the page.", key=True
        )
    if paging.by == "cursor" and not paging.next:
        hint = "Say where the next cursor stands: `next: /paging/next`."
        yield marked.finding(path, "paging", "`next` is missing", hint, key=True)


def _secrets(api: Api, marked: Marked) -> Iterator[FileFinding]:
    for section in ("headers", "enter", "finish"):
        path: Node = (section,) if section == "headers" else (section, "headers")
        spec = getattr(api, section)
        headers = spec if section == "headers" else spec.headers if spec else {}
        for name in headers:
            if SECRET_HEADER.search(name) and "{key}" not in headers[name]:
                hint = "Say how the account is proved under `auth:`, and keep the secret with `denpyo secrets set`."
                yield marked.finding(
                    (*path, name),
                    "password-in-file",
                    Sentence("`{name}` would hold a secret", name=name),
                    hint,
                    key=True,
                )
    if isinstance(api.auth, OAuthAuth):
        address = urlsplit(api.auth.token_url)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            hint = "Tokens are asked for over https only."
            yield marked.finding(("auth", "token_url"), "token-url", "this is no https address", hint)


def _values(api: Api, marked: Marked) -> Iterator[FileFinding]:
    for section, here in IN_SECTION.items():
        for path, text in _texts(marked, (section,)):
            roots = here | ({"line"} if _is_in_lines(api, path) else set())
            for root, name in tokens(text):
                yield from _value(api, marked, path, root, name, roots)


def _is_in_lines(api: Api, path: Node) -> bool:
    of_line = path[0] == "values" and api.values[str(path[1])].each == "line"
    return of_line or LINES in path or path[:2] == ("confirm", "lines")


def _value(api: Api, marked: Marked, path: Node, root: str, name: str, roots: set[str]) -> Iterator[FileFinding]:
    fields = FIELDS.get(root)
    if root not in FIELDS:
        yield marked.finding(path, "value-unknown", Sentence("`{{{root}}}` is not known", root=root), _known(roots))
    elif root not in roots:
        yield marked.finding(
            path, "value-here", Sentence("`{{{root}}}` has no value in this place", root=root), _known(roots)
        )
    elif root == "value":
        yield from _looked_up(api, marked, path, name)
    elif fields and name not in fields:
        message = Sentence("`{root}` has no `{name}`", root=root, name=name)
        yield marked.finding(path, "value-unknown", message, known(sorted(fields)))
    elif name and not fields:
        yield marked.finding(
            path,
            "value-unknown",
            Sentence("`{root}` has no `{name}`", root=root, name=name),
            Sentence("Write `{{{root}}}` alone.", root=root),
        )
    elif root == "id" and not api.find.id:
        yield marked.finding(path, "value-here", "`{id}` needs `id:` in `find`", "Say which field of a row holds it.")


def _looked_up(api: Api, marked: Marked, path: Node, name: str) -> Iterator[FileFinding]:
    if name not in api.values:
        hint = Sentence(
            "Known: {names}; they are described under `values:`.", names=", ".join(api.values) or Sentence("none")
        )
        yield marked.finding(path, "value-unknown", Sentence("`{name}` is not looked up", name=name), hint)
    elif api.values[name].each == "line" and LINES not in path:
        yield marked.finding(
            path, "value-here", Sentence("`{name}` is looked up for each line", name=name), "It stands under `$lines`."
        )


def _known(roots: set[str]) -> str:
    return Sentence(
        "Values here: {names}; {{line.…}} stands under `$lines` and `confirm: lines:` only.",
        names=", ".join(sorted(roots)),
    )


def _operators(marked: Marked, path: Node) -> Iterator[FileFinding]:
    node = marked.data
    for part in path:
        node = node.get(part) if isinstance(node, dict) else None
    if node is not None:
        yield from _operators_in(marked, path, node, in_lines=False)


def _operators_in(marked: Marked, path: Node, node: object, *, in_lines: bool) -> Iterator[FileFinding]:
    if isinstance(node, list):
        for n, item in enumerate(node):
            yield from _operators_in(marked, (*path, n), item, in_lines=in_lines)
    if not isinstance(node, dict):
        return
    used = [name for name in node if name.startswith("$")]
    if used:
        yield from _operator(marked, path, node, used, in_lines=in_lines)
    for name, item in node.items():
        if name != WORDS:
            yield from _operators_in(marked, (*path, name), item, in_lines=in_lines or name == LINES)


def _operator(
    marked: Marked, path: Node, node: dict[str, object], used: list[str], *, in_lines: bool
) -> Iterator[FileFinding]:
    others = known(OPERATORS)
    for name in used:
        if name not in OPERATORS:
            yield marked.finding(
                (*path, name), "operator", Sentence("`{name}` is not known", name=name), others, key=True
            )
    types = [name for name in node if name in TYPES]
    allowed = {*types[:1]} | (set(BESIDE) if types and types[0] != LINES else set())
    if len(types) != 1 or set(node) - allowed:
        hint = (
            "One of `$lines`, `$number`, `$text`, `$flag` stands alone in its braces, `$words` and `$day` beside them."
        )
        yield marked.finding(path, "operator", "these do not go together", hint)
        return
    value = node[types[0]]
    if types[0] == LINES:
        if in_lines or path[:1] == ("find",):
            yield marked.finding(path, "operator", "`$lines` has no lines in this place", others)
    elif not isinstance(value, str):
        yield marked.finding(
            (*path, types[0]), "operator", Sentence("`{name}` takes a text", name=types[0]), others, key=True
        )
    if WORDS in node and not _is_words(node[WORDS]):
        hint = '$words: {"0.1": "10", "0.08": "8"}'
        yield marked.finding((*path, WORDS), "operator", "`$words` gives one word for each value", hint, key=True)


def _is_words(node: object) -> bool:
    return isinstance(node, dict) and bool(node) and all(isinstance(word, str) for word in node.values())


def _texts(marked: Marked, path: Node) -> Iterator[tuple[Node, str]]:
    """Yield every text below a section, with its place."""
    node = marked.data.get(path[0])
    yield from _texts_in(node, path)


def _texts_in(node: object, path: Node) -> Iterator[tuple[Node, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _texts_in(value, (*path, name))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from _texts_in(value, (*path, n))
