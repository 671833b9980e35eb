"""The tests of forms as the agent runs them: confined, before it takes a changed form up."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlmodel import select

from agent.app import reload
from agent.app.reload import require_forms_passing
from agent.cli.whole_site import load_whole
from agent.core.delivery import Delivery
from agent.engine.parsers import Parsers
from agent.extract.extraction import Reading
from agent.marks.findings import FilesError
from agent.settings.files import SiteFiles
from agent.store.database import Database
from agent.store.tables import AuditIndexRow
from tests.support.whole_agent import CONFIG, warm_parsers, whole_agent

pytestmark = pytest.mark.integration


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample company's site."""
    for name in ("IMAP_HOST", "PORTAL_URL", "LEDGER_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:8")
    monkeypatch.setenv("IMAP_PORT", "143")
    shutil.copytree(CONFIG, tmp_path / "site")
    return tmp_path / "site"


def check(site: Path, parsers: Parsers) -> None:
    """Run the tests of the site's forms by the forms as they stand in its files."""
    texts = SiteFiles(site).texts_of("forms")
    require_forms_passing(load_whole(site), lambda delivery: parsers.read(delivery, forms=texts))


@pytest.mark.proves("B2")
def test_form_whose_test_fails_is_not_taken_up(site: Path, parsers: Parsers) -> None:
    """Changed forms are tried by themselves, not by those the agent reads by; what fails is named with its line."""
    check(site, parsers)

    form = site / "forms" / "portal-csv.yaml"
    form.write_text(
        form.read_text("utf-8").replace("number: {column: 注文番号}", "number: {column: 商品コード}"), "utf-8"
    )
    with pytest.raises(FilesError, match="orders expected"):
        check(site, parsers)


@pytest.mark.proves("B2")
def test_running_agent_keeps_the_last_good_forms(site: Path, file: Database, tmp_path: Path):
    """A form whose test fails is not taken up, and the log says so; put right, it is."""
    form = site / "forms" / "folder-csv.yaml"
    good = form.read_text("utf-8")
    with warm_parsers() as own, whole_agent(file, tmp_path, own) as agent, patch.object(reload, "LOOK_EVERY_S", 0.0):
        duty = reload.Reload(load_whole(site), lambda: load_whole(site), agent.outside)
        form.write_text(good.replace("number: {column: 注文No.}", "number: {column: 品番}"), "utf-8")
        duty.look()
        agent.drop("one.csv", (site / "forms" / "tests" / "folder-csv.csv").read_bytes())
        agent.until_idle()
        assert [row.number for row in agent.orders()] == ["MS-1029"]

        form.write_text(good.replace("number: {column: 注文No.}", "number: {column: [受注No., 注文No.]}"), "utf-8")
        duty.look()
        text = (site / "forms" / "tests" / "folder-csv.csv").read_text("utf-8")
        agent.drop("two.csv", text.replace("注文No.", "受注No.").replace("MS-1029", "MS-2").encode())
        agent.until_idle()
        numbers = sorted(str(row.number) for row in agent.orders())
        with file.reading() as session:
            kinds = list(session.exec(select(AuditIndexRow.kind)))
    assert (numbers, kinds.count("settings.refused")) == (["MS-1029", "MS-2"], 1)


def test_forms_that_passed_are_tried_again_only_when_changed(site: Path, parsers: Parsers) -> None:
    """Hundreds of tests do not hold up every start; a changed form or document is tried."""
    check(site, parsers)

    def read(delivery: Delivery) -> Reading:
        raise AssertionError(delivery.name)

    require_forms_passing(load_whole(site), read)
    document = site / "forms" / "tests" / "folder-csv.csv"
    document.write_bytes(document.read_bytes() + b"\n")
    with pytest.raises(AssertionError):
        require_forms_passing(load_whole(site), read)


def test_document_that_cannot_be_read_fails(site: Path, parsers: Parsers) -> None:
    """It is named as one that is missing; nothing else is tripped."""
    document = site / "forms" / "tests" / "folder-csv.csv"
    document.unlink()
    document.mkdir()

    with pytest.raises(FilesError, match="folder-csv"):
        check(site, parsers)


def test_test_without_its_document_fails(site: Path, parsers: Parsers) -> None:
    """A document that was not copied along is named."""
    (site / "forms" / "tests" / "order-pdf.pdf").unlink()

    with pytest.raises(FilesError, match=r"tests/order-pdf.pdf. is not there"):
        check(site, parsers)
