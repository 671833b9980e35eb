"""The parts of a target by HTTP API: its description, bodies, places, waiting, comparing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from agent.marks.findings import FilesError
from connectors.http_api.body import ValueUnfitError, address, as_form, as_json, built
from connectors.http_api.caller import AnswerUnfitError
from connectors.http_api.compare import differing
from connectors.http_api.description import ConfirmSpec, FindSpec, ValueSpec
from connectors.http_api.lint import load_api
from connectors.http_api.patience import Patience, TargetBusyError, seconds_of
from connectors.http_api.places import PlaceMissingError, at, parsed
from connectors.http_api.rows import find_rows
from connectors.http_api.values import ValueNotThereError, with_values
from connectors.http_api.wire import Answer
from tests.support.api_server import API
from tests.support.robots import a_slip

DAYS = "%Y-%m-%d"
OK = Answer(200, {}, b"")


def findings(old: str, new: str) -> list[tuple[str, int, int]]:
    """Codes of what the linter says of a changed description, with line and column."""
    assert API.count(old) == 1
    with pytest.raises(FilesError) as wrong:
        load_api(API.replace(old, new), "apis/books.yaml")
    assert all(one.hint for one in wrong.value.findings)
    return [(one.code, one.place.line, one.place.column) for one in wrong.value.findings]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("api: books", "api: other", ("api-name", 1, 6)),
        ("  path: /slips\n  query", "  path: slips\n  query", ("api-path", 5, 9)),
        ("memo: \"{key}\"\n    total", "memo: \"{slip.note}\"\n    total", ("key-unsent", 14, 1)),
        ("{slip.customer_code}\"\n    order", "{slip.customer}\"\n    order", ("value-unknown", 18, 15)),
        ('total: "{slip.total}"\n    lines', 'total: "{line.amount}"\n    lines', ("value-here", 22, 12)),
        ("  id: /id\n", "", ("value-here", 31, 16)),
        ("  final: [posted]\n", "", ("finish-blind", 31, 1)),
        ("parameter: page", "next: /next", ("paging", 13, 3)),
        ("$text:", "$txt:", ("operator", 27, 16)),
        ("api: books\n", 'api: books\nday_format: "R%y/%m/%d"\n', ("day-format", 2, 13)),
        ('{$text: "{line.unit_price}"}', '{$text: "{slip.slip_date}", $day: "%M"}', ("day-format", 27, 50)),
        ("compare:\n", 'compare:\n    /slip/day: {value: "{slip.slip_date}", day: "%e"}\n', ("day-format", 36, 49)),
        ('$words: {"0.1": "10", "0.08": "8"}', 'x: "2"', ("operator", 28, 14)),
        ('{"0.1": "10", "0.08": "8"}', "10", ("operator", 28, 43)),
        ("  json:\n", "  jsn:\n", ("unknown-key", 17, 3)),
        ("masks:", "headers: {Authorization: Bearer abc}\nmasks:", ("password-in-file", 3, 11)),
        (
            "{kind: bearer}",
            "{kind: oauth, token_url: http://accounts.example/token}",
            ("token-url", 2, 32),
        ),
    ],
)  # fmt: skip
def test_findings_stand_at_their_place_with_a_hint(old, new, wanted):
    """What is wrong in a description is named with line, column and what to write instead."""
    assert wanted in findings(old, new)


def test_bodies_keep_numbers_exact_and_types_as_described():
    """A number alone is a number, a day the system's writing, a text what was written; nothing becomes a float."""
    scope = {"slip": replace(a_slip(), total=Decimal("100000000000000000.10")), "key": "K"}
    tree = {
        "total": "{slip.total}",
        "text": {"$text": "{slip.total}"},
        "day": "{slip.slip_date}",
        "mixed": "注文 {slip.order_number}",
        "fixed": {"$number": "7"},
        "none": None,
        "list": ["a", {"$flag": "true"}],
        "lines": {"$lines": {"n": "{line.number}", "code": "{line.product_code}"}},
    }

    written = as_json(built(tree, scope, DAYS))

    assert '"total": 100000000000000000.1,' in written
    assert '"text": "100000000000000000.1", "day": "2026-04-01"' in written
    assert '"fixed": 7, "none": null, "list": ["a", true]' in written
    assert '"mixed": "注文 PO-26-0401"' in written
    assert [line["code"] for line in parsed(written.encode())["lines"]] == [
        line.product_code for line in scope["slip"].lines
    ]


def test_a_form_names_nested_fields_with_brackets():
    """The same tree as a form: `lines[0][code]`."""
    assert as_form({"a": "x y", "lines": [{"code": "A", "n": Decimal(2)}], "skip": None}) == (
        "a=x+y&lines%5B0%5D%5Bcode%5D=A&lines%5B0%5D%5Bn%5D=2"
    )


def test_a_value_without_a_word_is_not_sent():
    """A tax rate the description does not name stops before anything is sent."""
    tree = {"$text": "{slip.kind}", "$words": {"purchase": "P"}}

    with pytest.raises(ValueUnfitError):
        built(tree, {"slip": a_slip()}, DAYS)
    with pytest.raises(ValueUnfitError):
        built({"$number": "{slip.customer_name}"}, {"slip": a_slip()}, DAYS)


def test_values_cannot_change_where_an_address_leads():
    """A slash or an ampersand in a value stays a value."""
    assert address("/slips/{id}", {"q": "{key}"}, {"id": "../x?y", "key": "a&b=c"}, DAYS) == (
        "/slips/..%2Fx%3Fy?q=a%26b%3Dc"
    )


def test_places_are_pointers_or_dotted():
    """Both writings find the same; what is not there is missing, not empty."""
    value = parsed(b'{"a": {"b": [{"c/d": 1.10}]}, "e": null}')

    assert at(value, "/a/b/0/c~1d") == Decimal("1.10")
    assert at(value, "a.b.0") == {"c/d": Decimal("1.10")}
    assert at(value, "") is value
    assert at(value, "e") is None
    for place in ("/a/x", "a.b.1", "e.f", "/a/b/-1"):
        with pytest.raises(PlaceMissingError):
            at(value, place)


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', "NaN", "1e31", "1e-31", "1e99999999999999999999", "9" * 40, "[" * 100_000, "", '{"a": 1'],
)
def test_json_that_is_none_is_refused(text):
    """Keys given twice, no numbers, giant numbers, endless nesting and halves are no answers."""
    with pytest.raises((ValueError, RecursionError)):
        parsed(text.encode())


def test_retry_after_is_seconds_or_a_date():
    """Both forms of the header are read, and none waits more than an hour."""
    now = datetime(2026, 4, 1, 0, 0, 0, tzinfo=UTC)

    assert seconds_of("120", now) == 120
    assert seconds_of("Wed, 01 Apr 2026 00:01:00 GMT", now) == 60
    assert seconds_of("999999", now) == 3600
    assert seconds_of("soon", now) is None


def test_requests_a_minute_are_kept_to():
    """The third request of a system that bears two a minute waits, or says when it may come."""
    now = [0.0]
    patience = Patience(2, lambda: now[0], lambda seconds: now.__setitem__(0, now[0] + seconds))
    patience.wait(100)
    patience.wait(100)

    with pytest.raises(TargetBusyError) as busy:
        patience.wait(30)
    assert busy.value.values["again_s"] == "60"
    patience.wait(100)
    assert now[0] == 60


def test_stored_slips_are_compared_as_values():
    """Money as money, a day in an instant, a code width-folded; a missing field differs."""
    compare = {"t": "{slip.total}", "d": "{slip.slip_date}", "c": "{slip.customer_code}", "x": "{slip.note}"}
    spec, slip = ConfirmSpec.model_validate({"path": "/", "compare": compare}), a_slip(note="至急")
    stored = {"t": f"{slip.total:,}.00", "d": "2026-04-01T00:00:00Z", "c": slip.customer_code, "x": "至急"}

    assert differing(spec, stored, {"slip": slip}, DAYS) == []
    del stored["x"]
    assert differing(spec, {**stored, "d": "2026-04-02"}, {"slip": slip}, DAYS) == ["d", "x (missing)"]


def pages(*each: object, link: bool = False):
    """Answer one page after the other, again and again."""
    asked: list[str] = []

    def ask(path: str):
        page = each[len(asked) % len(each)]
        last = len(asked) % len(each) == len(each) - 1
        asked.append(path)
        headers = {"link": '<https://api.example/v1/s?page=2>; rel="next"'} if link and not last else {}
        return page, Answer(200, headers, b"")

    return ask, asked


def spec_of(**changes: object) -> FindSpec:
    """A search whose answer holds rows at `s`."""
    values = {"path": "/s", "rows": "s", "key": "m", "slip_number": "n", **changes}
    return FindSpec.model_validate(values)


def look(spec: FindSpec, ask) -> list[str]:
    """The numbers of the slips found."""
    return [row.slip.slip_number for row in find_rows(spec, "/s?q=K", "https://api.example/v1", "K", ask)]


OURS, THEIRS = {"m": "K", "n": "1"}, {"m": "other", "n": "2"}


def test_pages_are_followed_by_cursor_link_offset_and_number():
    """Each way of paging reads all rows, twice where it took several requests."""
    cursor = spec_of(paging={"by": "cursor", "parameter": "c", "next": "next"})
    ask, asked = pages({"s": [THEIRS], "next": "z"}, {"s": [OURS], "next": None})
    assert look(cursor, ask) == ["1"]
    assert asked == ["/s?q=K", "/s?q=K&c=z"] * 2

    ask, asked = pages({"s": [THEIRS]}, {"s": [OURS]}, link=True)
    assert look(spec_of(paging={"by": "link"}), ask) == ["1"]
    assert asked[1] == "/s?page=2"

    ask, asked = pages({"s": [THEIRS, OURS], "total": 2}, {"s": [], "total": 2})
    counted = spec_of(count="total", paging={"by": "offset", "parameter": "offset"})
    assert look(counted, pages({"s": [THEIRS, OURS], "total": Decimal(2)})[0]) == ["1"]
    assert look(spec_of(paging={"by": "offset", "parameter": "offset"}), ask) == ["1"]
    assert asked[:2] == ["/s?q=K&offset=0", "/s?q=K&offset=2"]


@pytest.mark.parametrize(
    "page",
    [
        {"slips": []},
        {"s": None},
        {"s": [{"memo": "K", "n": "1"}]},
        {"s": [{"m": "K", "number": "1"}]},
        {"s": [THEIRS], "total": "many"},
        [],
    ],
)
def test_rows_that_are_not_as_described_are_never_not_there(page):
    """A list elsewhere, a renamed field, a count that is none: not believed."""
    spec = spec_of(count="total") if isinstance(page, dict) and "total" in page else spec_of()

    with pytest.raises(AnswerUnfitError):
        look(spec, pages(page)[0])


PRODUCT = {
    "each": "line",
    "path": "/p",
    "query": {"q": "{line.product_code}"},
    "key": "code",
    "equals": "{line.product_code}",
    "take": "id",
}


def test_ids_are_looked_up_once_for_equal_lines():
    """Each line gets the system's id of its product as a number; the same product is asked for once."""
    first = a_slip(1).lines[0]
    slip = replace(a_slip(), lines=(first, a_slip().lines[1], first))
    asked: list[str] = []

    def search(spec: ValueSpec, scope) -> object:
        asked.append(scope["line"].product_code)
        return [{"code": asked[-1], "id": Decimal(len(asked))}, {"code": asked[-1] + "-2", "id": Decimal(9)}]

    scope = with_values({"product": ValueSpec.model_validate(PRODUCT)}, {"slip": slip}, DAYS, search)

    assert built({"$lines": {"id": "{value.product}"}}, scope, DAYS) == [{"id": 1}, {"id": 2}, {"id": 1}]
    assert len(asked) == 2


def test_ids_are_looked_up_again_where_the_question_differs():
    """The same code asked for at another address, or with another body, is another question."""
    first = a_slip().lines[0]
    slip = replace(a_slip(), lines=(first, replace(first, number=2), replace(first, number=2)))
    n_asked = 0

    def search(spec: ValueSpec, scope) -> object:
        nonlocal n_asked
        n_asked += 1
        return [{"code": first.product_code, "id": Decimal(n_asked)}]

    for change in ({"query": {"n": "{line.number}"}}, {"method": "POST", "body": {"n": "{line.number}"}}):
        n_asked = 0
        specs = {"product": ValueSpec.model_validate({**PRODUCT, **change})}
        scope = with_values(specs, {"slip": slip}, DAYS, search)
        assert built({"$lines": "{value.product}"}, scope, DAYS) == [1, 2, 2]


@pytest.mark.parametrize("n", [0, 2])
def test_a_product_the_system_does_not_know_once_is_not_sent(n):
    """None or several: a person decides."""

    def search(spec: ValueSpec, scope) -> object:
        return [{"code": scope["line"].product_code, "id": "x"}] * n

    with pytest.raises(ValueNotThereError):
        with_values({"product": ValueSpec.model_validate(PRODUCT)}, {"slip": a_slip()}, DAYS, search)


@pytest.mark.parametrize(
    ("where", "code"), [("{value.product}", "value-here"), ("{value.other}", "value-unknown"), ("{id}", "value-here")]
)
def test_looked_up_values_stand_where_they_are_known(where, code):
    """A line's value stands under `$lines` only, and only what is described is known."""
    text = API.replace("enter:", f"values:\n  product: {PRODUCT}\nenter:".replace("'", '"'))

    assert load_api(text, "apis/books.yaml").values["product"].each == "line"
    with pytest.raises(FilesError) as wrong:
        load_api(text.replace('order: "{slip.order_number}"', f'order: "{where}"', 1), "apis/books.yaml")
    assert [one.code for one in wrong.value.findings] == [code]


def test_a_key_is_compared_exactly():
    """A search that also finds what merely contains our key takes only what is it."""
    assert look(spec_of(), pages({"s": [{"m": "K ", "n": "1"}, {"m": "KK", "n": "2"}, OURS]})[0]) == ["1"]


@pytest.mark.parametrize(
    "search", [{"path": "/s/{key}"}, {"query": {"q": "{key}"}}, {"method": "POST", "body": {"f": [["memo", "{key}"]]}}]
)
def test_a_search_that_is_not_kept_to_is_not_believed(search):
    """Rows without our key show that the search was ignored; with pages or a count all rows are known to be here."""
    with pytest.raises(AnswerUnfitError, match="does not filter"):
        look(spec_of(**search), pages({"s": [THEIRS, OURS]})[0])

    assert look(spec_of(**search), pages({"s": [{"m": "x", "n": "2", "note": "see k"}, OURS]})[0]) == ["1"]
    assert look(spec_of(**search), pages({"s": []})[0]) == []
    assert look(spec_of(**search, count="c"), pages({"s": [THEIRS], "c": Decimal(1)})[0]) == []
    assert look(spec_of(**search, paging={"by": "link"}), pages({"s": [THEIRS]})[0]) == []
    assert look(spec_of(), pages({"s": [THEIRS]})[0]) == []


def test_a_next_page_elsewhere_is_not_followed():
    """A link to another host never gets our token."""

    def ask(path: str):
        return {"s": [THEIRS]}, Answer(200, {"link": '<https://evil.example/v1/s>; rel="next"'}, b"")

    with pytest.raises(AnswerUnfitError):
        look(spec_of(paging={"by": "link"}), ask)
