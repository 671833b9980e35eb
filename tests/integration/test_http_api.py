"""A target by HTTP API over a system that throttles, repeats, and loses requests and answers: exactly one slip each."""

from __future__ import annotations

import http.client
import time
import traceback
from collections.abc import Iterator

import pytest

from agent.browser.errors import LoginRefusedError, TargetSlowError
from agent.core.errors import (
    BusinessError,
    OutcomeUnknownError,
    PermitRefusedError,
    SlipDiffersError,
    SlipRefusedError,
    SlipsSeveralError,
    TransientError,
)
from connectors.http_api import rows
from connectors.http_api.auth import SecretShadowedError
from connectors.http_api.caller import AnswerUnfitError
from connectors.http_api.evidence import Witness
from connectors.http_api.patience import TargetBusyError
from connectors.http_api.wire import Answer, AnswerTooLargeError, Request, RequestWrongError, Wire
from tests.support.api_server import API, ApiServer
from tests.support.apis import MemoryVault, a_certificate, an_api_target
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

pytestmark = pytest.mark.integration

KEY = "KEYKEYKEYKEY2345"
OTHER = {"memo": "", "id": 1, "number": "INV-OTHER", "state": "posted", "idempotency": ""}
OAUTH = API.replace("{kind: bearer}", "{kind: oauth, token_url: ROOT/token, grant: GRANT, client: body}")
UNFIT = ("look_html", "look_huge", "look_error", "look_redirected", "look_lost_request", "look_slow")
FAST = {"deadline": 3}
TIMED = API + "limits: {timeout: 1}\n"


@pytest.fixture
def server() -> Iterator[ApiServer]:
    """The system."""
    made = ApiServer()
    yield made
    made.stop()


def bring(target, slip, n_tries: int = 6) -> str:
    """Bring a slip as the engine does: look up, enter, and after anything unclear look up again."""
    for _ in range(n_tries):
        try:
            if not target.find(KEY, Steps()):
                target.enter(slip, KEY, Permission(), Steps())
            return target.confirm(KEY, slip, Steps()).slip_number
        except (TransientError, OutcomeUnknownError):
            continue
    raise AssertionError("never came through")


@pytest.mark.proves("D9")
@pytest.mark.parametrize("honours_key", [True, False], ids=["key-honoured", "key-ignored"])
@pytest.mark.parametrize(
    "fault",
    [
        *("entry_throttled", "entry_unavailable", "entry_error", "entry_redirected", "entry_lost_request"),
        *("entry_html", "entry_huge", "entry_slow", "entry_lost_answer", "entry_reset", "entry_error_after"),
        *("entry_html_after", "entry_slow_after", "entry_cut", "entry_drip"),
        *(*UNFIT, "look_throttled", "look_unavailable"),
    ],
)
def test_whatever_goes_wrong_one_slip_is_stored(server, fault, honours_key):
    """Each fault of the entry or of a look-up ends in exactly one slip that equals its order."""
    server.books.faults[fault], server.books.honours_key = 1, honours_key

    number = bring(an_api_target(server, text=TIMED, **FAST), a_slip())

    assert [slip["number"] for slip in server.books.of(KEY)] == [number]
    assert server.books.of(KEY)[0]["state"] == "posted"


@pytest.mark.parametrize("fault", ["entry_lost_answer", "entry_reset", "entry_error_after", "entry_cut", "entry_html"])
def test_an_entry_without_a_clear_answer_is_unknown_and_was_sent_once(server, fault):
    """No answer, half an answer, or one that is none: unknown, and never sent a second time by itself."""
    server.books.faults[fault] = 1

    with pytest.raises(OutcomeUnknownError) as unknown:
        an_api_target(server).enter(a_slip(), KEY, Permission(), Steps())

    assert server.books.requests.count("POST /v1/slips") == 1
    assert unknown.value.evidence


def test_what_was_not_sent_is_not_unknown(server):
    """Nobody listens: nothing was sent, and the permit was never asked."""
    target, permission = an_api_target(server), Permission()
    target.find(KEY, Steps())
    server.stop()

    with pytest.raises(TransientError):
        target.enter(a_slip(), KEY, permission, Steps())

    assert permission.n_asked == 0


def test_the_permit_is_asked_when_the_connection_stands(server):
    """A permit that says no leaves no trace at the system, not even the request's first line."""
    with pytest.raises(PermitRefusedError):
        an_api_target(server).enter(a_slip(), KEY, Permission("lease-lost"), Steps())

    assert "POST /v1/slips" not in server.books.requests


@pytest.mark.parametrize("fault", UNFIT)
def test_an_answer_that_is_none_is_never_not_there(server, fault):
    """A list that cannot be read is down, not empty."""
    server.books.faults[fault] = 1

    with pytest.raises(TransientError):
        an_api_target(server, text=TIMED).find(KEY, Steps())


def test_a_busy_system_is_left_alone_as_long_as_it_asks(server):
    """A wait longer than the call's time is told with its length, and nothing is sent meanwhile."""
    server.books.faults["look_throttled"], server.books.retry_after = 1, "120"
    target = an_api_target(server)

    for _ in range(2):
        with pytest.raises(TargetBusyError) as busy:
            target.find(KEY, Steps())

    assert int(busy.value.values["again_s"]) > 100
    assert len(server.books.requests) == 1


def test_a_list_that_shifts_while_it_is_read_hides_nothing(server):
    """Others enter slips between two pages: ours, pushed onto the page read already, is found all the same."""
    books = server.books
    books.filters = False
    books.slips = [{**OTHER, "id": n, "memo": f"other {n}"} for n in range(1, 6)]
    books.slips[1] = {**OTHER, "id": 77, "memo": KEY, "number": "INV-OURS"}
    books.shift = [{**OTHER, "id": 100 + n, "memo": f"new {n}"} for n in range(2)]

    found = an_api_target(server).find(KEY, Steps())

    assert [one.slip_number for one in found] == ["INV-OURS"]


def test_a_next_page_on_one_of_several_link_lines_is_followed(server):
    """A system that writes `next` and `last` on lines of their own hides no page."""
    server.books.filters, server.books.links = False, True
    server.books.slips = [{**OTHER, "id": n, "memo": f"other {n}"} for n in range(1, 5)]
    server.books.slips.append({**OTHER, "id": 77, "memo": KEY, "number": "INV-OURS"})
    text = API.replace("{by: page, parameter: page}", "{by: link}")

    assert [one.slip_number for one in an_api_target(server, text=text).find(KEY, Steps())] == ["INV-OURS"]


def test_a_search_that_does_not_filter_is_not_believed(server):
    """Without paging and count, rows of others show that the first page of all slips came instead of ours."""
    server.books.slips = [{**OTHER, "id": n, "memo": f"other {n}"} for n in range(1, 4)]
    target = an_api_target(server, text=API.replace("  paging: {by: page, parameter: page}\n", ""))
    assert list(target.find(KEY, Steps())) == []

    server.books.filters = False
    with pytest.raises(AnswerUnfitError, match="does not filter"):
        target.find(KEY, Steps())


def test_a_connection_that_stands_too_late_sends_nothing(server, monkeypatch):
    """When the time was over before the connection stood, the permit is not asked and nothing has left."""
    connect, asked = http.client.HTTPConnection.connect, []

    def connect_slowly(connection):
        time.sleep(0.3)
        connect(connection)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", connect_slowly)
    with pytest.raises(TargetSlowError):
        Wire(server.url).commit(Request("POST", "/slips", {}, b"{}"), 0.1, lambda: asked.append(1))

    assert asked == []
    assert server.books.requests == []


def test_a_connection_is_never_opened_a_second_time(server, monkeypatch):
    """A connection that is gone when the request is sent is not replaced behind our back."""
    opened = []
    monkeypatch.setattr(http.client.HTTPConnection, "connect", lambda connection: opened.append(connection))

    with pytest.raises(OutcomeUnknownError):
        Wire(server.url).commit(Request("POST", "/slips", {}, b"{}"), 5, lambda: None)

    assert len(opened) == 1
    assert server.books.requests == []


@pytest.mark.parametrize(
    ("path", "headers"), [("/slips", {"X-Token": "hush-hush\nX: y"}), ("/slips", {"X-Token": "hush-hush 秘"})]
)
def test_a_header_that_cannot_be_written_is_named_without_its_value(server, path, headers):
    """The error says which header, and shows nothing of what may be a secret."""
    with pytest.raises(RequestWrongError, match="X-Token") as wrong:
        Wire(server.url).look(Request("GET", path, headers), 5)

    assert "hush" not in "".join(traceback.format_exception(wrong.value))


def test_a_list_without_end_is_not_read_to_its_end(server, monkeypatch):
    """One reading is bounded in rows and in bytes over all its pages."""
    server.books.slips = [{**OTHER, "id": n, "memo": KEY} for n in range(1, 8)]
    monkeypatch.setattr(rows, "MAX_ROWS", 6)
    with pytest.raises(AnswerTooLargeError):
        an_api_target(server).find(KEY, Steps())

    monkeypatch.setattr(rows, "MAX_ROWS", 7)
    monkeypatch.setattr(rows, "MAX_BYTES", 500)
    with pytest.raises(AnswerTooLargeError):
        an_api_target(server).find(KEY, Steps())


def test_a_list_that_never_rests_is_not_believed(server):
    """A list that changes at every reading is no list to enter by."""
    server.books.filters = False
    server.books.shift = [{**OTHER, "id": n, "memo": f"new {n}"} for n in range(40)]

    with pytest.raises(TransientError):
        an_api_target(server).find(KEY, Steps())


def test_a_request_repeated_on_the_way_is_noticed(server):
    """A proxy delivers twice: with the key honoured it is one slip, else both are shown to a person."""
    server.books.faults["entry_repeated"] = 1
    assert bring(an_api_target(server), a_slip())
    assert len(server.books.of(KEY)) == 1

    server.books.slips.clear()
    server.books.faults["entry_repeated"], server.books.honours_key = 1, False
    with pytest.raises(SlipsSeveralError):
        bring(an_api_target(server), a_slip())


def test_a_refusal_is_told_in_the_systems_words(server):
    """The system's reason reaches the person."""
    server.books.faults["entry_refused"] = 1

    with pytest.raises(SlipRefusedError) as refused:
        an_api_target(server).enter(a_slip(), KEY, Permission(), Steps())

    assert refused.value.values["what"] == "得意先がありません"


def test_a_stored_slip_that_differs_is_named_by_its_fields(server):
    """Total, a line's quantity and a missing line are each found."""
    target, slip = an_api_target(server), a_slip()
    target.enter(slip, KEY, Permission(), Steps())
    stored = server.books.of(KEY)[0]
    stored["total"] += 1
    stored["lines"][1]["quantity"] = 99

    with pytest.raises(SlipDiffersError) as differs:
        target.confirm(KEY, slip, Steps())
    assert differs.value.values["field"] == "/slip/total, line 2 quantity"

    del stored["lines"][1]
    with pytest.raises(SlipDiffersError, match="1 lines instead of 2"):
        target.confirm(KEY, slip, Steps())


def test_numbers_arrive_digit_by_digit(server):
    """Amounts and fixed types stand in the body as the description says."""
    an_api_target(server).enter(a_slip(), KEY, Permission(), Steps())

    stored, slip = server.books.of(KEY)[0], a_slip()
    assert stored["total"] == slip.total
    assert stored["lines"][0]["price"] == f"{slip.lines[0].unit_price}"
    assert stored["lines"][0]["tax"] in (8, 10)
    assert stored["lines"][0]["reduced"] is (stored["lines"][0]["tax"] == 8)
    assert stored["date"] == "2026-04-01"


def test_a_wrong_token_is_the_sites_to_correct(server):
    """An account that is refused pauses the target rather than trying on."""
    with pytest.raises(LoginRefusedError):
        an_api_target(server, vault=MemoryVault(**{"books-token": "wrong"})).find(KEY, Steps())


@pytest.mark.parametrize("grant", ["client-credentials", "refresh-token"])
@pytest.mark.proves("D9")
def test_an_expired_access_token_is_renewed(server, grant):
    """A token that ends between two requests is renewed once, and the slip is entered once."""
    books, vault = server.books, MemoryVault(**{"books-refresh-token": "granted-by-a-person"})
    books.refresh_token = "granted-by-a-person"
    text = OAUTH.replace("ROOT", server.root).replace("GRANT", grant)
    target = an_api_target(server, text=text, vault=vault, user="denpyo", password="client-secret")
    target.find(KEY, Steps())
    books.token = "everything else is expired"

    assert bring(target, a_slip())

    assert len(books.of(KEY)) == 1
    assert books.n_tokens == 2
    if grant == "refresh-token":
        assert vault.kept["books-refresh-token"] == books.refresh_token == "refresh-token-2"


def test_a_refresh_token_that_is_used_up_needs_a_person(server):
    """A refresh token the system does not know any more is a setting to correct, not a fault to retry."""
    text = OAUTH.replace("ROOT", server.root).replace("GRANT", "refresh-token")
    vault = MemoryVault(**{"books-refresh-token": "used up"})

    with pytest.raises(LoginRefusedError, match="invalid_grant"):
        an_api_target(server, text=text, vault=vault, password="client-secret").find(KEY, Steps())


def test_a_new_refresh_token_that_an_older_one_hides_is_told(server):
    """A refresh token kept where it cannot be changed is told before it is lost for good."""

    class Fixed(MemoryVault):
        def set(self, name: str, value: str) -> None:
            pass

    server.books.refresh_token = "granted"
    text = OAUTH.replace("ROOT", server.root).replace("GRANT", "refresh-token")

    with pytest.raises(SecretShadowedError):
        an_api_target(
            server, text=text, vault=Fixed(**{"books-refresh-token": "granted"}), password="client-secret"
        ).find(KEY, Steps())


def test_evidence_holds_what_was_sent_and_no_secret(server):
    """Request, answer and stored slip are kept; token and masked fields are not, not even after a failure."""
    evidence = MemoryEvidence()
    target = an_api_target(server, evidence)
    bring(target, a_slip())
    server.books.faults["entry_error_after"] = 1
    server.books.slips.clear()
    with pytest.raises(OutcomeUnknownError):
        target.enter(a_slip(), KEY, Permission(), Steps())

    kept = b"".join(evidence.kept.values()).decode()
    assert set(evidence.named) == {"before-commit", "answer", "confirmed", "failure"}
    assert "INV-00001" in kept
    assert server.books.token not in kept
    assert "普通 1234567" not in kept


def test_a_huge_answer_is_cut_in_evidence():
    """Evidence is bounded: a large body is cut, with its size and digest beside it."""
    evidence = MemoryEvidence()
    answer = Answer(200, {"content-type": "application/json"}, b'{"pad": "' + b"x" * 1_000_000 + b'"}')

    piece = Witness(evidence, ()).keep("answer", answer=answer)

    assert piece.size_bytes < 300_000
    assert b"1000011" in evidence.named["answer"]


def test_masks_hold_in_what_is_cut_and_in_what_is_no_json():
    """Masked fields are hidden before a body is cut; a body whose fields cannot be told apart is only measured."""
    evidence = MemoryEvidence()
    witness, kind = Witness(evidence, {"bank_account"}), {"content-type": "application/json"}

    witness.keep("large", answer=Answer(200, kind, b'{"bank_account": "1234567", "pad": "' + b"x" * 500_000 + b'"}'))
    witness.keep("broken", answer=Answer(200, kind, b'{"bank_account": "1234567", "pad'))

    assert b'"digest"' in evidence.named["large"]
    assert b'"digest"' in evidence.named["broken"]
    assert b"1234567" not in evidence.named["large"] + evidence.named["broken"]
    assert b"xxx" in evidence.named["large"]


def test_certificates_are_always_verified(tmp_path):
    """A certificate nobody signed is not spoken to; named as our own authority in `ca:` it is."""
    certificate, key = a_certificate(tmp_path)
    server = ApiServer(tls=(certificate, key))
    try:
        with pytest.raises(TransientError, match="not trusted"):
            an_api_target(server).find(KEY, Steps())
        assert server.books.requests == []
        text = API.replace("masks:", f"ca: {certificate}\nmasks:")
        assert list(an_api_target(server, text=text).find(KEY, Steps())) == []
    finally:
        server.stop()


def test_a_slip_that_is_there_is_not_entered_again(server):
    """`enter` looks by itself where nobody just did."""
    target = an_api_target(server)
    target.enter(a_slip(), KEY, Permission(), Steps())

    with pytest.raises(BusinessError):
        target.enter(a_slip(), KEY, Permission(), Steps())
    assert len(server.books.of(KEY)) == 1
