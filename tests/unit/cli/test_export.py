"""`denpyo export`, and what `denpyo check` says of targets with a layout."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
from sqlmodel import select

from agent.app.adapters import Adapters
from agent.app.exports import Exports
from agent.cli.main import call
from agent.cli.site import open_site
from agent.cli.whole_site import load_whole
from agent.settings.scaffold import make_site
from agent.store.tables import AuditIndexRow
from connectors.import_file import LAYOUTS
from connectors.import_file.durable import alone
from connectors.import_file.errors import ExportBusyError
from tests.support.action_rows import store_action
from tests.support.import_files import a_mixed_slip
from tests.support.robots import Permission, Steps

TARGET = "layout: yayoi-kaikei\n"


@pytest.fixture
def site(tmp_path):
    """A first site whose target is an import file, with a database."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    (folder / "targets" / "my-ledger.yaml").write_text(TARGET, "utf-8")
    assert call(["--site", str(folder), "database", "migrate"]) == 0
    return folder


def enter(folder, *keys, state="entered", slip_number=None):
    """Enter slips as the agent does; returns the target's exports."""
    settings = load_whole(folder).targets["my-ledger"]
    with open_site(folder) as site:
        adapters = Adapters(site.folder, site.clock, site.database, site.evidence, site.settings.browser)
        target = adapters.target("my-ledger", settings)
        for key in keys:
            target.enter(a_mixed_slip(), key, Permission(), Steps())
            store_action(site.database, key, state, slip_number=key if slip_number is None else slip_number)
        exporter = adapters.exporter("my-ledger", settings)
        return Exports(exporter, "my-ledger", site.database, site.evidence, site.clock), exporter


def run(folder, capsys, *arguments, ends=0):
    """Run one command and return what it printed, read as JSON."""
    capsys.readouterr()
    assert call(["--site", str(folder), *arguments, "--json"]) == ends
    return json.loads(capsys.readouterr().out)


def test_an_export_tells_file_and_totals(site, capsys):
    """What is planned is what is done; afterwards nothing waits, and the batch is listed and given again."""
    enter(site, "AAAAAAAAAA", "BBBBBBBBBB")

    planned = run(site, capsys, "export", "my-ledger", "--dry-run")
    (done,) = run(site, capsys, "export", "my-ledger")

    assert [done] == planned
    assert (done["batch"], done["slips"], done["rows"], done["total"]) == ("000001", 2, 4, "38740")
    assert run(site, capsys, "export", "my-ledger") == []
    assert run(site, capsys, "export", "my-ledger", "--list") == [done]
    assert run(site, capsys, "export", "my-ledger", "--again", "1") == [done]


def test_a_clerk_reads_where_the_file_lies_and_what_to_compare(site, capsys):
    """The texts are the site's language; what to do next stands there."""
    enter(site, "AAAAAAAAAA")
    assert call(["--site", str(site), "export", "my-ledger"]) == 0
    out = capsys.readouterr().out
    assert "my-ledger-000001.csv" in out
    assert "伝票 1枚、2行、税抜 17,808円" in out
    assert "取り込むのは1回だけです" in out
    assert call(["--site", str(site), "export", "my-ledger"]) == 0
    assert "出力を待っている伝票はありません" in capsys.readouterr().out


def test_what_cannot_be_exported_is_said(site, capsys):
    """An unknown target, one without a layout, and a batch that never was."""
    assert call(["--site", str(site), "export", "nothing"]) == 2
    assert call(["--site", str(site), "export", "my-ledger", "--again", "7"]) == 1
    assert "バッチ 000007 はありません" in capsys.readouterr().err


def test_a_batch_a_kill_left_untold_gets_its_event(site, capsys):
    """Made in the folder and killed before the audit log: the next export notes it down, once."""
    exports, exporter = enter(site, "AAAAAAAAAA")
    exporter.export()

    exports.export("yamada")
    exports.export("yamada")

    (event,) = run(site, capsys, "audit", "search", "--kind", "batch.exported")
    assert (event["about"], event["actor"]) == ("my-ledger/000001", "yamada")


def test_anothers_batch_is_not_noted_down(site):
    """Who was turned away, because another exports, says nothing of what the other makes."""
    exports, exporter = enter(site, "AAAAAAAAAA")
    exporter.export()
    lock = exporter.path(exporter.get_batch(1)).parents[2] / ".export.lock"

    with alone(lock), pytest.raises(ExportBusyError):
        exports.export("yamada")

    with open_site(site) as opened, opened.database.transaction() as session:
        assert session.exec(select(AuditIndexRow).where(AuditIndexRow.kind == "batch.exported")).all() == []


def test_again_with_dry_run_writes_nothing(site, capsys):
    """A file that was changed is told as it would be, and stays as it is."""
    _, exporter = enter(site, "AAAAAAAAAA")
    (batch,) = exporter.export()
    exporter.path(batch).write_bytes(b"spoilt")

    (told,) = run(site, capsys, "export", "my-ledger", "--again", "1", "--dry-run")

    assert told["sha256"] == batch.digest
    assert exporter.path(batch).read_bytes() == b"spoilt"


def test_a_number_that_went_out_never_comes_again(site, capsys):
    """Somebody threw a whole batch away: the next one has the next number, in a dry run too, and its own event."""
    exports, exporter = enter(site, "AAAAAAAAAA")
    (batch,) = exports.export("yamada")
    shutil.rmtree(exporter.path(batch).parent)
    enter(site, "BBBBBBBBBB")

    (planned,) = run(site, capsys, "export", "my-ledger", "--dry-run", ends=1)
    (done,) = run(site, capsys, "export", "my-ledger", ends=1)

    assert (planned["batch"], done["batch"]) == ("000002", "000002")
    events = run(site, capsys, "audit", "search", "--kind", "batch.exported")
    assert {event["about"] for event in events} == {"my-ledger/000001", "my-ledger/000002"}


@pytest.mark.proves("D9")
@pytest.mark.parametrize(
    ("state", "slip_number"), [("sent", "BBBBBBBBBB"), ("held", ""), ("unknown", ""), ("entered", "by hand 7")]
)
def test_a_slip_in_doubt_does_not_go_out(site, capsys, state, slip_number):
    """It may be keyed by hand, and would stand in the product twice; how many are held back is said."""
    enter(site, "AAAAAAAAAA")
    enter(site, "BBBBBBBBBB", state=state, slip_number=slip_number)

    assert call(["--site", str(site), "export", "my-ledger"]) == 0

    assert "出力しなかった伝票: 1枚" in capsys.readouterr().err
    (batch,) = run(site, capsys, "export", "my-ledger", "--list")
    assert batch["keys"] == ["AAAAAAAAAA"]


def test_an_entered_slip_that_lies_nowhere_is_named(site, capsys):
    """What the folder has is exported, and what it lost is said: nothing is missing without a word."""
    _, exporter = enter(site, "AAAAAAAAAA", "BBBBBBBBBB")
    (batch,) = exporter.planned()
    (exporter.path(batch).parents[2] / "slips" / "BBBBBBBBBB.json").unlink()

    assert call(["--site", str(site), "export", "my-ledger"]) == 1

    told = capsys.readouterr()
    assert "my-ledger-000001.csv" in told.out
    assert "入力済みの伝票 1枚" in told.err
    assert "BBBBBBBBBB" in told.err
    assert "AAAAAAAAAA" not in told.err


def findings(folder, capsys):
    """What `denpyo check` finds, as (code, place without column, message)."""
    capsys.readouterr()
    call(["--site", str(folder), "check", "--json"])
    found = json.loads(capsys.readouterr().out)
    return [(one["code"], one["place"].rpartition(":")[0], one["message"]) for one in found]


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("title: x\n", "target-way", ":1", "none of `robot`, `layout`, `api` is given"),
        ("layout: yayoi-kaikei\nrobot: demo-ledger\nurl: http://x\n", "target-way", ":1", "given together"),
        ("layout: yayoi\n", "layout", ":1", "there is no layout `yayoi`"),
        ("layout: yayoi-kaikei\nurl: http://x\n", "unknown-key", ":2", "`url` means nothing beside `layout`"),
        ("robot: demo-ledger\n", "missing-key", ":1", "`url` is missing"),
        ("robot: demo-ledger\nurl: http://x\nimport_file: {}\n", "unknown-key", ":3", "`import_file` means nothing"),
        ("layout: yayoi-kaikei\nimport_file:\n  values: {sale: x}\n", "unknown-key", ":3", "`sale` is no value"),
        ("layout: freee-kaikei\nkey_length: 26\n", "wrong-value", ":2", "its column takes 20"),
    ],
)
def test_a_target_is_checked_with_file_line_and_hint(site, capsys, text, code, place, said):
    """Exactly one way leads to a target, and what stands beside it belongs to it."""
    (site / "targets" / "my-ledger.yaml").write_text(text, "utf-8")

    ((found_code, found_place, message),) = findings(site, capsys)

    assert (found_code, found_place) == (code, f"targets/my-ledger.yaml{place}")
    assert said in message


def test_a_site_brings_its_own_layout(site, capsys):
    """A layout in `layouts/` goes before one that ships, and is linted where it stands."""
    shipped = LAYOUTS[0].path.read_text("utf-8").replace("layout: yayoi-kaikei", "layout: my-erp")
    (site / "layouts").mkdir()
    (site / "layouts" / "my-erp.yaml").write_text(shipped, "utf-8")
    (site / "targets" / "my-ledger.yaml").write_text("layout: my-erp\n", "utf-8")
    assert findings(site, capsys) == []

    (site / "layouts" / "my-erp.yaml").write_text(shipped.replace("{rate.gross}", "{rate.gros}", 1), "utf-8")
    ((code, place, message),) = findings(site, capsys)
    assert code == "layout-template"
    assert place.startswith("layouts/my-erp.yaml:")
    assert "{rate.gros}" in message
