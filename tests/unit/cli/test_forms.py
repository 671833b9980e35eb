"""`forms try` shows what was read without a form; `forms draft` writes a form that reads the same."""

from __future__ import annotations

import json

import pytest

from agent.cli.main import call

ORDER = "注文番号：M-100\n納期：4/10\n\n1) 見本茶 10袋\n2) 見本水　2本\n"


@pytest.fixture
def site(tmp_path):
    """A site without forms, and a document beside it."""
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")
    (tmp_path / "forms").mkdir()
    document = tmp_path / "order.txt"
    document.write_text(ORDER, "utf-8")
    return tmp_path, document


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
    assert call(["--site", str(folder), "forms", "try", str(document), "--sender", "a@mihon.example", "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["form"], found["orders"][0]["number"], len(found["orders"][0]["lines"])) == ("mihon", "M-100", 2)

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
    document.write_text("注文番号,A-1\n品番,数量,金額\nP1,1,50\n合計,,50\n", "utf-8")

    assert call(["--site", str(folder), "forms", "draft", str(document)]) == 3
    assert "total" in capsys.readouterr().err


def test_document_without_an_order_gives_no_draft(site, capsys):
    """A document in which nothing is ordered gives no form, and says so."""
    folder, _ = site
    document = folder / "memo.txt"
    document.write_text("議事録\n", "utf-8")

    assert call(["--site", str(folder), "forms", "draft", str(document)]) == 3
    assert "書式なしで" in capsys.readouterr().err
