"""A target's folder and its exports: each slip in exactly one batch, and what is damaged or away is said."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace

import pytest

from agent.core.delivery import digest_of
from agent.core.errors import BusinessError, ConfigError, SlipDiffersError, TransientError
from connectors.import_file.batch import batch_of
from connectors.import_file.durable import alone
from connectors.import_file.errors import (
    BatchDamagedError,
    BatchUnknownError,
    ExportBusyError,
    ImportFolderAwayError,
    ImportFolderError,
    ImportRateError,
    SlipFileDamagedError,
)
from connectors.import_file.slip_file import SlipFile
from tests.support.import_files import a_folder, a_mixed_slip, a_target, an_exporter, changed, shipped
from tests.support.robots import Permission, Steps, a_slip

KEY = "KEYKEYKEYKEY2345"
LOG = Steps()


def enter(folder, n=1, slip=None):
    """Enter slips into a folder; returns their keys."""
    target = a_target(folder)
    keys = [f"KEYKEYKEYKEYAA{'ABCDEFGH'[at]}2" for at in range(n)]
    for key in keys:
        target.enter(slip or a_mixed_slip(), key, Permission(), LOG)
    return keys


def test_an_export_gathers_what_waits_into_one_file(tmp_path):
    """The file lies in its batch with its totals; nothing waits afterwards, and the next export has nothing to do."""
    keys = enter(tmp_path, 3)

    (batch,) = an_exporter(tmp_path).export()

    path = tmp_path / "keiri" / "batches" / "000001" / "keiri-000001.csv"
    assert path.read_bytes() == batch.content
    assert digest_of(path.read_bytes()) == batch.digest
    assert (batch.n_rows, batch.total, batch.net) == (6, 3 * 19370, 3 * 17808)
    assert [file.key for file in batch.slips] == keys
    assert list((tmp_path / "keiri" / "slips").iterdir()) == []
    assert an_exporter(tmp_path).export() == []


def test_a_dry_run_writes_nothing(tmp_path):
    """What would be exported is told, and waits on."""
    enter(tmp_path, 2)
    before = sorted(tmp_path.rglob("*"))

    (batch,) = an_exporter(tmp_path).planned()

    assert len(batch.slips) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_slips_stand_in_the_order_of_their_days(tmp_path):
    """Whenever they were entered, slips stand by day, order number and key."""
    target = a_target(tmp_path)
    for key, number in (("AAAAAAAAAA", "2"), ("BBBBBBBBBB", "1")):
        target.enter(a_slip(order_number=number), key, Permission(), LOG)

    (batch,) = an_exporter(tmp_path).export()

    assert [file.key for file in batch.slips] == ["BBBBBBBBBB", "AAAAAAAAAA"]


@pytest.mark.proves("D9")
@pytest.mark.parametrize("limits", [{"max_rows": 4}, {"max_slips": 2}, {"max_file_bytes": 900}], ids=str)
def test_no_file_is_larger_than_the_product_takes(tmp_path, limits):
    """Slips that are too many for one file go into several, none of them divided."""
    layout = changed(shipped(), **limits)
    enter(tmp_path, 5)

    batches = an_exporter(tmp_path, layout).export()

    assert [len(batch.slips) for batch in batches] == [2, 2, 1]
    assert [batch.number for batch in batches] == [1, 2, 3]
    assert all(len(batch.content) <= 900 for batch in batches)


def test_running_numbers_begin_anew_in_each_file(tmp_path):
    """Where a product groups rows by a number in the file, each slip has its own."""
    layout = shipped("mf-kaikei")
    target = a_target(tmp_path, layout)
    for key in ("AAAAAAAAAA", "BBBBBBBBBB"):
        target.enter(a_mixed_slip(), key, Permission(), LOG)
        assert target.confirm(key, a_mixed_slip(), LOG).slip_number == key

    (batch,) = an_exporter(tmp_path, layout).export()

    assert [line.split(",")[0] for line in batch.text.splitlines()[1:]] == ["1", "1", "2", "2"]


def test_again_gives_the_same_bytes(tmp_path):
    """A file that was opened in a spreadsheet and saved, or thrown away, is put back as it was."""
    enter(tmp_path)
    exporter = an_exporter(tmp_path)
    (batch,) = exporter.export()
    path = exporter.path(batch)
    for spoil in (lambda: path.write_bytes(b"spoilt"), path.unlink):
        spoil()
        assert exporter.again(1) == batch
        assert path.read_bytes() == batch.content
    with pytest.raises(BatchUnknownError):
        exporter.again(2)


def test_an_exported_slip_is_found_and_confirmed(tmp_path):
    """A look-up sees batches too, those of other processes included; a second entry is refused."""
    target, (key, other) = a_target(tmp_path), enter(tmp_path, 2)
    an_exporter(tmp_path).export()

    assert [(one.slip_number, one.state) for one in target.find(key, LOG)] == [(key, "exported in 000001")]
    assert target.confirm(other, a_mixed_slip(), LOG).slip_number == other
    with pytest.raises(SlipDiffersError):
        target.confirm(other, a_slip(), LOG)
    with pytest.raises(BusinessError) as refused:
        target.enter(a_mixed_slip(), key, Permission(), LOG)
    assert refused.value.code == "slip-already-there"


@pytest.mark.proves("D9")
def test_a_key_that_is_out_never_goes_out_again(tmp_path):
    """A slip file that comes back after its export, from a late writer or a backup, is cleared away."""
    (key,) = enter(tmp_path)
    slip_file = tmp_path / "keiri" / "slips" / f"{key}.json"
    kept = slip_file.read_bytes()
    an_exporter(tmp_path).export()
    slip_file.write_bytes(kept)

    assert an_exporter(tmp_path).planned() == []
    assert an_exporter(tmp_path).export() == []
    assert not slip_file.exists()
    assert len(a_target(tmp_path).find(key, LOG)) == 1


def test_a_changed_layout_writes_waiting_slips_anew(tmp_path):
    """Slips that wait take the layout as it is at their export; one that it takes no more stops the export whole."""
    (key,) = enter(tmp_path)
    renamed = shipped(receivable="売掛金（卸）")

    assert a_target(tmp_path, renamed).confirm(key, a_mixed_slip(), LOG).slip_number == key
    with pytest.raises(ImportRateError):
        an_exporter(tmp_path, changed(shipped(), taxes={})).export()
    (batch,) = an_exporter(tmp_path, renamed).export()

    assert batch.text.count("売掛金（卸）") == 2


def test_a_slip_file_somebody_changed_is_not_confirmed(tmp_path):
    """Rows that were altered are seen, and so is a file that is no slip."""
    target, (key,) = a_target(tmp_path), enter(tmp_path)
    path = tmp_path / "keiri" / "slips" / f"{key}.json"
    whole = path.read_text("utf-8")

    path.write_text(whole.replace('"11775"', '"11776"'), "utf-8")
    with pytest.raises(SlipDiffersError, match="金額"):
        target.confirm(key, a_mixed_slip(), LOG)
    path.write_text(whole[:100], "utf-8")
    with pytest.raises(SlipFileDamagedError):
        target.find(key, LOG)


def test_a_batch_somebody_changed_is_not_trusted(tmp_path):
    """A manifest whose text has another digest is said to be damaged, never read as "not there"."""
    (key,) = enter(tmp_path)
    an_exporter(tmp_path).export()
    manifest = tmp_path / "keiri" / "batches" / "000001" / "manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**data, "text": data["text"].replace("売掛金", "買掛金")}), "utf-8")

    with pytest.raises(BatchDamagedError):
        a_target(tmp_path).find(key, LOG)


@pytest.mark.parametrize(
    "spoil",
    [
        {"file": "../../keiri-000001.csv"},
        {"file": "C:keiri-000001.csv"},
        {"file": "keiri-000002.csv"},
        {"file": 7},
        {"number": 0},
        {"number": "1"},
        {"encoding": "ascii"},
        {"text": "\N{PILE OF POO}"},
        {"slips": None},
    ],
    ids=str,
)
def test_a_damaged_manifest_stops_the_target_and_leads_nowhere(tmp_path, spoil):
    """Which slips are out is not sure then: no slip is entered or exported, and no file is written elsewhere."""
    (key,) = enter(tmp_path)
    an_exporter(tmp_path).export()
    manifest = tmp_path / "keiri" / "batches" / "000001" / "manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**data, **spoil}), "utf-8")

    for ask in (lambda: a_target(tmp_path).find(key, LOG), an_exporter(tmp_path).export, again(tmp_path)):
        with pytest.raises(BatchDamagedError) as damaged:
            ask()
        assert isinstance(damaged.value, ConfigError)
        assert damaged.value.values["file"] == str(manifest)


def again(folder):
    """Ask for the first batch's file again."""
    return lambda: an_exporter(folder).again(1)


def test_a_batch_that_lost_its_manifest_is_not_forgotten(tmp_path):
    """A batch's folder without its manifest cannot be read; its slips are not taken for waiting ones."""
    (key,) = enter(tmp_path)
    an_exporter(tmp_path).export()
    (tmp_path / "keiri" / "batches" / "000001" / "manifest.json").unlink()

    with pytest.raises(ImportFolderError):
        a_target(tmp_path).find(key, LOG)


@pytest.mark.proves("D9")
@pytest.mark.parametrize("name", ["{key} - コピー.json", "{key}コピー.json", "{key}2.json"])
def test_a_clerks_copy_of_a_slip_never_goes_out(tmp_path, name):
    """A slip lies under its key; a copy beside it stops the export and is named, until somebody removes it."""
    (key,) = enter(tmp_path)
    slips = tmp_path / "keiri" / "slips"
    copied = slips / name.format(key=key)
    shutil.copy(slips / f"{key}.json", copied)

    with pytest.raises(SlipFileDamagedError) as found:
        an_exporter(tmp_path).export()
    assert found.value.values["file"] == str(copied)
    copied.unlink()
    assert len(an_exporter(tmp_path).export()) == 1


def test_what_a_system_leaves_beside_a_slip_is_no_slip(tmp_path):
    """Hidden files, such as a Mac writes onto shares, are passed over."""
    (key,) = enter(tmp_path)
    slips = tmp_path / "keiri" / "slips"
    shutil.copy(slips / f"{key}.json", slips / f"._{key}.json")

    (batch,) = an_exporter(tmp_path).export()

    assert [file.key for file in batch.slips] == [key]


def test_a_slip_under_anothers_name_is_not_found(tmp_path):
    """A file renamed to another key is not that slip."""
    target, (key,) = a_target(tmp_path), enter(tmp_path)
    slips = tmp_path / "keiri" / "slips"
    (slips / f"{key}.json").rename(slips / f"{KEY}.json")

    with pytest.raises(SlipFileDamagedError):
        target.find(KEY, LOG)


def test_no_batch_holds_a_key_twice(tmp_path):
    """Whatever hands over the slips, one that stands there twice makes no file."""
    file = SlipFile.of(a_slip(), KEY, shipped())

    with pytest.raises(SlipFileDamagedError, match="twice"):
        batch_of(1, [file, file], shipped(), "keiri")


@pytest.mark.proves("D9")
@pytest.mark.parametrize("name", ["済 000001", "000001 - コピー", "000007"])
def test_a_renamed_batch_is_out_all_the_same(tmp_path, name):
    """Its slips stay out, its number does not come again, and its file is put back where it lies now."""
    (key,) = enter(tmp_path)
    (first,) = an_exporter(tmp_path).export()
    batches = tmp_path / "keiri" / "batches"
    (batches / "000001").rename(batches / name)
    a_target(tmp_path).enter(a_slip(), KEY, Permission(), LOG)

    assert [one.state for one in a_target(tmp_path).find(key, LOG)] == ["exported in 000001"]
    (second,) = an_exporter(tmp_path).export()

    assert second.number == (8 if name == "000007" else 2)
    exporter = an_exporter(tmp_path)
    assert exporter.numbers() == [1, second.number]
    assert exporter.again(1) == first
    assert exporter.path(first) == batches / name / "keiri-000001.csv"


def test_a_copied_batch_is_one_batch(tmp_path):
    """Copies and what else lies beside batches change nothing."""
    enter(tmp_path)
    (batch,) = an_exporter(tmp_path).export()
    batches = tmp_path / "keiri" / "batches"
    shutil.copytree(batches / "000001", batches / "000001 - コピー")
    (batches / "notes").mkdir()
    (batches / "desktop.ini").write_text("")

    exporter = an_exporter(tmp_path)

    assert exporter.numbers() == [1]
    assert exporter.get_batch(1) == batch
    assert exporter.path(batch).parent == batches / "000001"
    assert exporter.export() == []


@pytest.mark.proves("D9")
def test_a_slip_is_confirmed_only_when_it_is_sure_to_stay(tmp_path, monkeypatch):
    """Slips and batches are made durable before a slip counts as entered; a disk that fails then is asked again."""
    target, (key,) = a_target(tmp_path), enter(tmp_path)
    synced = []
    monkeypatch.setattr("connectors.import_file.folder.sync_folder", synced.append)
    target.confirm(key, a_mixed_slip(), LOG)
    assert synced == [tmp_path / "keiri" / "slips", tmp_path / "keiri" / "batches"]

    monkeypatch.setattr("connectors.import_file.folder.sync_folder", failing)
    with pytest.raises(ImportFolderError):
        target.confirm(key, a_mixed_slip(), LOG)


def test_a_slip_file_is_removed_only_when_its_batch_is_sure_to_stay(tmp_path, monkeypatch):
    """Killed after a batch's rename: its slips are kept until the rename is durable."""
    (key,) = enter(tmp_path)
    slip_file = tmp_path / "keiri" / "slips" / f"{key}.json"
    kept = slip_file.read_bytes()
    an_exporter(tmp_path).export()
    slip_file.write_bytes(kept)
    monkeypatch.setattr("connectors.import_file.folder.sync_folder", failing)

    with pytest.raises(ImportFolderError):
        an_exporter(tmp_path).export()

    assert slip_file.exists()


def failing(folder):
    """Fail as a disk does."""
    raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))


@pytest.mark.skipif(os.name == "nt", reason="locks are taken otherwise on Windows")
@pytest.mark.parametrize(("number", "error"), [(errno.EWOULDBLOCK, ExportBusyError), (errno.ENOLCK, OSError)])
def test_only_a_lock_that_is_held_is_busy(tmp_path, monkeypatch, number, error):
    """A share that cannot lock at all is not "another export is at work"."""

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(error), alone(tmp_path / "lock"):
        pass


def test_a_folder_that_is_away_is_never_empty(tmp_path):
    """A share that is not there, or another folder in its place, is not taken for "no such slip"."""
    target, (key,) = a_target(tmp_path), enter(tmp_path)
    shutil.move(tmp_path / "keiri", tmp_path / "elsewhere")

    for _ in ("missing", "empty"):
        with pytest.raises(ImportFolderAwayError) as away:
            target.find(key, LOG)
        assert isinstance(away.value, TransientError)
        (tmp_path / "keiri").mkdir(exist_ok=True)
    with pytest.raises(ImportFolderAwayError):
        target.enter(a_slip(), "AAAAAAAAAA", Permission(), LOG)


def test_a_folder_that_cannot_be_read_is_transient(tmp_path):
    """A look-up that fails is tried again."""
    (tmp_path / "keiri").write_text("a file where the folder should be")

    with pytest.raises(ImportFolderError):
        a_target(tmp_path).find(KEY, LOG)


def test_nothing_is_left_when_the_permit_fails(tmp_path):
    """A permit that breaks is as good as one that refuses: no slip, no half-written file."""

    class Broken:
        def ask(self) -> str:
            raise RuntimeError("database is away")

    target = a_target(tmp_path)
    with pytest.raises(RuntimeError):
        target.enter(a_slip(), KEY, Broken(), LOG)
    assert list(target.find(KEY, LOG)) == []
    assert list((tmp_path / "keiri" / "slips").iterdir()) == []


def test_what_a_killed_entry_left_is_cleared_away_after_a_day(tmp_path):
    """A half-written slip of long ago goes; one of just now may be another process at work."""
    enter(tmp_path)
    old, new = (tmp_path / "keiri" / "slips" / name for name in (".OLD.x", ".NEW.x"))
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (1, 1))

    an_exporter(tmp_path).export()

    assert (old.exists(), new.exists()) == (False, True)


def test_two_exports_at_once_are_one(tmp_path):
    """A second export of the same target waits for the first."""
    enter(tmp_path)
    with alone(tmp_path / "keiri" / ".export.lock"), pytest.raises(ExportBusyError):
        an_exporter(tmp_path).export()
    assert len(an_exporter(tmp_path).export()) == 1


def test_two_who_make_a_folder_make_one(tmp_path):
    """Agent and command may come first together: both lean on the same marker."""
    first, second = a_folder(tmp_path), replace_record(tmp_path)
    first.ensure()
    second.ensure()
    first.ensure()
    assert (tmp_path / "keiri" / ".denpyo").read_text() == json.loads((tmp_path / "other.json").read_text())["id"]


def replace_record(folder):
    """Open the same folder as another machine does."""
    from connectors.import_file.folder import ImportFolder

    return ImportFolder(folder / "keiri", folder / "other.json")


def test_keys_never_lead_out_of_the_folder(tmp_path):
    """A key is letters and digits; anything else is a bug, not a path."""
    with pytest.raises(ValueError, match="letters and digits"):
        a_folder(tmp_path).slip_path("../evil")


def test_equal_layouts_have_equal_digests():
    """Only what changes a row changes the name of a layout."""
    assert shipped().digest == shipped().digest
    assert shipped().digest != shipped(sales="商品売上高").digest
    assert shipped().digest != replace(shipped(), rounding="half-up").digest
