"""How sentences, names and values look: titles, code, compared values, mails and tables."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
import xlsxwriter

from agent.app.ask.queue import list_open
from agent.console.deps import Faces
from agent.console.render import Words, with_code
from agent.console.server import faces_of
from agent.console.show_child import sheet, table
from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.document import Document
from agent.core.errors import Reason
from agent.store import deliveries, exceptions, pauses
from agent.store.exceptions import ExceptionKind, Waiting
from tests.support.papers import a_mail_with
from tests.support.seeded import NOW


def put(sample, reason, kind=ExceptionKind.SYSTEM, **about):
    """Put one thing into the queue and return its number."""
    with sample.database.transaction() as session:
        exceptions.put(session, [Waiting(kind, reason, **about)], NOW)
    with sample.database.reading() as session:
        return max(item.id for item in list_open(session))


def receive(sample, source, name, media_type, content, sender=""):
    """Store one delivery with one document of its own and return both keys."""
    sample.evidence.put(name, content, media_type)
    delivery = Delivery(source, name, digest_of(content), name, media_type, content, NOW, "", sender)
    document = Document(
        f"{delivery.key}/0",
        delivery.key,
        source,
        name,
        media_type,
        delivery.digest,
        content,
        NOW,
        sender or source,
        name,
    )
    with sample.database.transaction() as session:
        deliveries.add_new(session, {delivery.key: (delivery, Settlement.REJECT)})
        deliveries.add_documents(session, [(document, "")])
    return delivery.key, document.key


def test_backticks_become_code_and_everything_else_is_escaped():
    """A command in a sentence is set as code; what a stranger wrote stays text."""
    assert with_code("run `denpyo run` & see") == "run <code>denpyo run</code> &amp; see"
    assert with_code("`<b>`") == "<code>&lt;b&gt;</code>"
    assert with_code("a ` alone <i>") == "a ` alone &lt;i&gt;"


def test_no_page_shows_a_backtick_of_ours(sample, as_role):
    """Advice that names a command is readable, in the page and in its title."""
    number = put(sample, Reason("secret-missing", {"name": "ledger-password", "target": "demo-ledger"}))
    browser = as_role("it")
    for path in ("/", "/queue", "/runs", f"/queue/{number}"):
        page = browser.get(path).text
        assert "`" not in page, path
        assert "<code>" not in page.split("</title>")[0]
    assert "<code>" in browser.get(f"/queue/{number}").text


def test_sources_and_targets_are_shown_by_their_titles(as_role):
    """A clerk knows the mailbox by its title; the id stands small where it helps."""
    browser = as_role("admin")
    assert '<option value="inbox">受注メールボックス</option>' in browser.get("/orders").text
    assert '<td class="soft hide-narrow">受注フォルダー</td>' in browser.get("/orders").text
    assert '受注メールボックス <span class="code">inbox</span>' in browser.get("/sources").text
    assert "見本会計システム" in browser.get("/runs").text
    home = browser.get("/").text
    assert "order-folder" not in home
    assert ">demo-ledger<" not in home


def test_titles_come_from_the_sites_files():
    """What has no title is known by its name; a folder source tells its folder."""
    folder = SimpleNamespace(title="受注フォルダー", path=Path("/srv/in"))
    files = SimpleNamespace(
        sources={"in": folder, "box": SimpleNamespace(title="")}, targets={"ledger": SimpleNamespace(title="会計")}
    )
    faces = faces_of(files)
    assert faces == Faces({"in": "受注フォルダー", "box": "box"}, {"ledger": "会計"}, {"in": "/srv/in"})


def test_a_robots_pause_is_said_as_a_sentence_that_leads_to_the_queue(sample, as_role):
    """No bare code: the reason with its values, and the way to what to do; a person's words stay theirs."""
    number = put(sample, Reason("login-refused", {"target": "demo-ledger", "what": "パスワードの期限切れ"}))
    with sample.database.transaction() as session:
        pauses.pause(session, "demo-ledger", "agent-1", NOW, "login-refused")
    for path in ("/runs", "/"):
        page = as_role("operator").get(path).text
        assert "login-refused" not in page
        assert "入力先にログインできませんでした。パスワードの期限切れ" in page
        assert f'href="/queue/{number}"' in page
        assert "月次更新のため" in page
    with sample.database.transaction() as session:
        pauses.resume(session, "demo-ledger")


def test_a_value_that_differs_is_shown_beside_the_one_ordered(sample, as_role):
    """Field, what was ordered, what the screen showed; a reason without them shows no empty table."""
    reason = Reason("value-differs", {"field": "unit_price", "expected": "1,200", "seen": "1,020"})
    browser = as_role("operator")
    number = put(sample, reason, ExceptionKind.BUSINESS, order=sample.keys["undecided"])
    page = browser.get(f"/queue/{number}").text
    assert "<dd>1,200</dd>" in page
    assert '<dd class="seen">1,020</dd>' in page
    assert "<dd>単価</dd>" in page
    told = browser.get(f"/orders/{quote(sample.keys['undecided'], safe='')}").text
    assert "1,200" in told
    assert "1,020" in told
    bare = put(sample, Reason("value-differs", {"field": "x"}), ExceptionKind.BUSINESS, order=sample.keys["undecided"])
    assert 'class="compare"' not in browser.get(f"/queue/{bare}").text


def test_a_mail_that_could_not_be_read_shows_subject_sender_and_date(sample, as_role):
    """The queue and the item name the mail as a mail program does; its own date stands in the whole mail."""
    with sample.database.reading() as session:
        item = next(one for one in list_open(session, ["dead-letter"]) if one.is_mail)
    browser = as_role("operator")
    line = browser.get("/queue?kind=dead-letter").text
    assert "11月分ご注文書の送付 · buy@example.jp · 09:25" in line
    page = browser.get(f"/queue/{item.id}").text
    for told in ("件名", "11月分ご注文書の送付", "差出人", "buy@example.jp", "09:25", "注文書11月.xlsx"):
        assert told in page
    assert "2025/11/25 09:23" in browser.get(f"/document-views/{quote(item.delivery, safe='')}").text


def test_a_file_that_fits_no_form_has_a_folder_and_no_sender(sample, as_role):
    """Nobody sent it: the folder's title and place stand there instead of the source's id."""
    delivery, document = receive(sample, "order-folder", "memo.csv", "text/csv", b"a,b\n1,2\n")
    reason = Reason("form-missing", {"name": "memo.csv", "sender": "order-folder"}, "memo.csv")
    number = put(sample, reason, ExceptionKind.DEAD_LETTER, source="order-folder", delivery=delivery, document=document)
    page = as_role("operator").get(f"/queue/{number}").text
    assert "<h1>ファイル「memo.csv」(受信元: 受注フォルダー)に合う書式がありません。</h1>" in page
    assert "/srv/orders/in" in page
    assert "差出人" not in page.split("次に行うこと")[0]
    assert "memo.csv · 受注フォルダー" in as_role("operator").get("/queue?kind=dead-letter").text


def test_a_mails_body_is_called_so(sample, as_role):
    """`body.txt` is a name of ours; a clerk reads that it is the mail's text."""
    mail = a_mail_with("問い合わせ", "who@example.jp", NOW - timedelta(minutes=3), "x.bin", b"x")
    delivery, _ = receive(sample, "inbox", "問い合わせ", "message/rfc822", mail, "who@example.jp")
    reason = Reason("form-missing", {"name": "body.txt", "sender": "who@example.jp"}, "body.txt")
    number = put(sample, reason, ExceptionKind.DEAD_LETTER, source="inbox", delivery=delivery)
    page = as_role("operator").get(f"/queue/{number}").text
    assert "<h1>「メール本文」(差出人 who@example.jp)に合う書式がありません。</h1>" in page


@pytest.mark.parametrize(
    ("head", "written"),
    [("Tue, 25 Nov 2025 00:23:00 +0000", "2025/11/25 09:23"), ("yesterday", "yesterday"), ("", "")],
)
def test_a_mails_date_is_written_in_the_sites_zone(deps, head, written):
    """A date that nobody can read stays as it stands."""
    assert Words("ja", deps).sent(head) == written


def test_a_table_has_no_empty_edge_and_says_when_columns_are_left_out():
    """What a sheet's formatting left empty is not shown; more than sixty columns are not lost in silence."""
    told = table(b"a,b,,\n1,2,,\n,,,\n")
    assert told["tables"] == [["", [["a", "b"], ["1", "2"]]]]
    assert table((",".join("x" * 61) + "\n").encode())["is_cut"]


def test_a_sheets_page_has_letters_and_numbers_at_its_edges(sample, as_role):
    """A place such as C2 is found at a glance; nothing is cut off with dots."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("注文書")
        page.write_row(0, 0, [f"列{n}" for n in range(30)])
        page.write_row(1, 0, ["長い" * 60, 1200])
    assert len(sheet(buffer.getvalue())["tables"][0][1]) == 2
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    _, key = receive(sample, "order-folder", "wide.xlsx", media_type, buffer.getvalue())
    view = as_role("operator").get(f"/document-views/{quote(key, safe='')}").text
    assert '<th scope="col" class="letter">AD</th>' in view
    assert '<td class="long">' + "長い" * 60 in view
    assert '<td class="num">1200</td>' in view
    assert as_role("operator").get(f"/documents/{quote(key, safe='')}").status_code == 200
