"""`forms try` shows what was read without a form; `forms draft` writes a form that reads the same."""

from __future__ import annotations

import json

import pytest

from agent.cli.main import call
from agent.settings.secrets import Secrets
from tests.support.packed import an_aes_zip
from tests.support.whole_agent import form_texts

ORDER = "注文番号：M-100\n納期：4/10\n\n1) 見本茶 10袋\n2) 見本水　2本\n"


@pytest.fixture
def site(tmp_path):
    """A site without forms, and a document beside it."""
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")
    (tmp_path / "forms").mkdir()
    document = tmp_path / "order.txt"
    document.write_text(ORDER, "utf-8")
    return tmp_path, document


@pytest.fixture(autouse=True)
def warm(parsers, monkeypatch):
    """Lend each command a parser server that is warm: the start of one of its own takes a second."""

    def lend(texts, passwords):
        parsers.reload(texts)
        monkeypatch.setattr(parsers, "_passwords", passwords)
        return parsers

    monkeypatch.setattr("agent.engine.parsers.Parsers", lend)
    monkeypatch.setattr(parsers, "close", lambda: None)
    yield
    parsers.reload(form_texts())


def test_order_read_without_a_form_is_shown_with_places_and_certainty(site, capsys):
    """Each value has its place and how sure it is; what is in doubt is said."""
    folder, document = site

    assert call(["--site", str(folder), "forms", "try", str(document)]) == 0
    shown = capsys.readouterr()
    assert "書式なしで読み取りました" in shown.out
    assert "M-100" in shown.out
    assert "95%" in shown.out
    assert "書式のない文書を自動で読み取りました" in shown.err


@pytest.mark.proves("B2")
def test_draft_is_written_and_reads_the_document(site, capsys):
    """The draft becomes a file of the site, by which `forms try` reads the same order; it is never written over."""
    folder, document = site
    out = folder / "forms" / "mihon.yaml"
    draft = ["--site", str(folder), "forms", "draft", str(document), "--sender", "a@mihon.example", "--out", str(out)]

    assert call(draft) == 0
    assert f"forms try {document} --sender a@mihon.example`" in " ".join(capsys.readouterr().err.split())
    assert call(["--site", str(folder), "forms", "try", str(document), "--sender", "a@mihon.example", "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["form"], found["orders"][0]["number"], len(found["orders"][0]["lines"])) == ("mihon", "M-100", 2)

    assert call(["--site", str(folder), "forms", "test", "--json"]) == 0
    [passed] = json.loads(capsys.readouterr().out)["passed"]
    [kept] = (folder / "forms" / "tests").iterdir()
    assert (passed, kept.read_text("utf-8")) == (f"mihon: tests/{kept.name}", ORDER)

    assert call(draft) == 2
    assert "mihon.yaml" in capsys.readouterr().err


def test_draft_is_shown_where_no_file_is_named(site, capsys):
    """Without `--out` the draft is the output."""
    folder, document = site

    assert call(["--site", str(folder), "forms", "draft", str(document)]) == 0
    assert "label: 注文番号" in capsys.readouterr().out


def test_what_the_draft_reads_otherwise_is_named(site, capsys):
    """A field that no label, title or cell reaches is named, and the exit says there is something to look at."""
    folder, _ = site
    document = folder / "order.csv"
    document.write_text("注文番号,A-1\n品番,数量,単価,金額\nP1,1,50,50\n合計,1,,50\n", "utf-8")

    assert call(["--site", str(folder), "forms", "draft", str(document)]) == 3
    assert "total" in capsys.readouterr().err


def test_document_without_an_order_gives_no_draft(site, capsys):
    """A document in which nothing is ordered gives no form, and says so."""
    folder, _ = site
    document = folder / "memo.txt"
    document.write_text("議事録\n", "utf-8")

    assert call(["--site", str(folder), "forms", "draft", str(document)]) == 3
    assert "書式なしで" in capsys.readouterr().err


def test_folder_is_tried_file_by_file(site, capsys):
    """Every file of a folder is read, with a sum at the end; one that gives nothing shows in the exit code."""
    folder, _ = site
    desk = folder / "desk"
    desk.mkdir()
    (desk / "a.txt").write_text(ORDER, "utf-8")
    (desk / "b.txt").write_text("議事録\n", "utf-8")

    assert call(["--site", str(folder), "forms", "try", str(desk)]) == 3
    assert "ファイル: 2 件、注文あり: 1 件、注文: 1 件" in capsys.readouterr().out


def test_locked_file_is_tried_with_the_passwords_of_the_site(site, capsys):
    """A locked archive is opened with the password that the site knows for its sender, as the agent does."""
    folder, _ = site
    known = '\npasswords: [{sender: "*@mihon.example", secret: mihon}]\n'
    (folder / "site.yaml").write_text(f"name: sample\nlanguage: ja{known}", "utf-8")
    Secrets(folder).set("mihon", "himitsu")
    locked = folder / "order.zip"
    locked.write_bytes(an_aes_zip({"order.txt": ORDER.encode()}, b"himitsu"))
    trying = ["--site", str(folder), "forms", "try", str(locked), "--sender"]

    assert call([*trying, "a@mihon.example"]) == 0
    assert "M-100" in capsys.readouterr().out
    assert call([*trying, "a@other.example"]) == 3


def test_rows_are_shown_as_patterns_see_them(site, capsys):
    """Whoever writes a pattern sees widths folded and boxes parted by a blank."""
    folder, document = site

    assert call(["--site", str(folder), "forms", "try", str(document), "--rows"]) == 0
    assert "  5行目: 2) 見本水 2本\n" in capsys.readouterr().out


def test_what_the_checks_ask_is_shown(site, capsys):
    """Once the site has masters, a product that they lack is named."""
    folder, document = site
    (folder / "masters").mkdir()
    (folder / "masters" / "customers.csv").write_text("code,name\nC001,株式会社見本商店\n", "utf-8")
    (folder / "masters" / "products.csv").write_text("code,name,unit,tax_rate\nP1,見本茶,袋,0.08\n", "utf-8")

    assert call(["--site", str(folder), "forms", "try", str(document)]) == 0
    assert "見本水" in capsys.readouterr().err


def test_source_is_named_as_a_source(site, capsys):
    """Nobody has sent a file that a folder brought."""
    folder, _ = site
    memo = folder / "memo.txt"
    memo.write_text("議事録\n", "utf-8")

    assert call(["--site", str(folder), "forms", "try", str(memo), "--source", "faxes"]) == 3
    assert "受信元: faxes" in capsys.readouterr().err
    assert call(["--site", str(folder), "forms", "try", str(memo), "--sender", "a@b.example"]) == 3
    assert "差出人 a@b.example" in capsys.readouterr().err


FORM = """form: sample
applies: {reads: text, name: "*.txt"}
fields: {number: {label: 注文番号}, deliver_on: {label: 納期, date: md}}
lines:
  regex: '(?P<product_name>見本\\S+)\\s*(?P<quantity>\\d+)'
tests:
  - document: tests/order.txt
    received_on: 2026-03-20
    orders:
      - number: M-100
        deliver_on: 2026-04-10
        note:
        lines:
          - {product_name: 見本茶, quantity: 10}
          - {product_name: 見本水, quantity: 2}
"""


@pytest.fixture
def tested(site):
    """A site with one form and its test."""
    folder, _ = site
    (folder / "forms" / "sample.yaml").write_text(FORM, "utf-8")
    (folder / "forms" / "tests").mkdir()
    (folder / "forms" / "tests" / "order.txt").write_text(ORDER, "utf-8")
    return folder


@pytest.mark.proves("B2")
def test_tests_of_a_form_pass(tested, capsys):
    """What stands in the document as the test says passes; nothing is left to look at."""
    assert call(["--site", str(tested), "forms", "test"]) == 0
    assert "合格 1 件、不合格 0 件" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("quantity: 2}", "quantity: 3}", ["sample.yaml:15:", "lines.2.quantity", "「3」", "「2」", "line 5"]),
        ("deliver_on: 2026-04-10", "deliver_on: 2026-04-11", ["sample.yaml:11:21", "「2026-04-10」"]),
        ("        note:", "        note: 急ぎ", ["「急ぎ」", "見つかりません"]),
        ("number: M-100", "number:", ["sample.yaml:10", "「M-100」"]),
        ("          - {product_name: 見本水, quantity: 2}\n", "", ["明細", "1", "2"]),
        ("tests/order.txt", "tests/none.txt", ["forms/tests/none.txt"]),
    ],
)
def test_failed_test_names_field_values_and_places(tested, capsys, old, new, told):
    """A test that fails says where it stands, what was expected, what was read, and where that stood."""
    (tested / "forms" / "sample.yaml").write_text(FORM.replace(old, new), "utf-8")

    assert call(["--site", str(tested), "forms", "test"]) == (3 if told else 0)
    out = capsys.readouterr().out
    assert [text for text in told if text not in out] == []


def test_test_fails_when_another_form_takes_its_document(tested, capsys):
    """A form that asks more of the document is tried first: the test of the other one says so."""
    other = FORM.replace("form: sample", "form: other").replace('name: "*.txt"', 'name: "order*", source: desk')
    (tested / "forms" / "other.yaml").write_text(other, "utf-8")

    assert call(["--site", str(tested), "forms", "test", "sample"]) == 3
    assert "`other`" in capsys.readouterr().out
    assert call(["--site", str(tested), "forms", "test", "other"]) == 0


def test_form_without_a_test_is_named(tested, capsys):
    """A form that nothing tests is a finding, as a rule is."""
    (tested / "forms" / "sample.yaml").write_text(FORM.partition("tests:")[0], "utf-8")

    assert call(["--site", str(tested), "forms", "test"]) == 3
    assert "form-untested" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-04-10", "someday", "test-value"),
        ("    received_on: 2026-03-20\n", "", "test-day"),
        ("tests/order.txt", "../site.yaml", "wrong-value"),
        ("number: M-100", "nummer: M-100", "unknown-key"),
    ],
)
def test_test_that_makes_no_sense_is_a_finding(tested, capsys, old, new, code):
    """What no field can hold, and a document outside the tests' folder, is named with its line."""
    (tested / "forms" / "sample.yaml").write_text(FORM.replace(old, new), "utf-8")

    assert call(["--site", str(tested), "forms", "test"]) == 3
    assert f"[{code}]" in capsys.readouterr().err
