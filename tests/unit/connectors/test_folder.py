"""The folder connector: what is an order, when it is ready, where it goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import TransientError
from connectors.folder import (
    CONNECTOR,
    FolderConfig,
    FolderFileLockedError,
    FolderMissingError,
    FolderNotWritableError,
    FolderShareAwayError,
    FolderSource,
)
from connectors.folder_files import TOO_LARGE, marked_name
from tests.support.sources import ContextDouble


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty watched folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def ctx(tmp_path: Path) -> ContextDouble:
    """A site in the temporary folder, with a clock that stands still."""
    return ContextDouble(tmp_path)


def a_source(ctx: ContextDouble, inbox: Path, **settings: object) -> FolderSource:
    """Open a source that is polled, ready at once and checked."""
    values = {"connector": "folder", "path": inbox, "quiet": 0, "events": "polling", **settings}
    source = FolderSource(FolderConfig.model_validate(values), ctx)
    source.check()
    return source


def names(source: FolderSource) -> list[str]:
    """Look once, and name what is there."""
    return [each.name for each in source.deliveries()]


def only(source: FolderSource) -> Delivery:
    """Look once for exactly one delivery."""
    [found] = source.deliveries()
    return found


def test_growing_file_waits_until_it_is_quiet(ctx, inbox):
    """A file that still grows is read only after it has stayed the same for `quiet` seconds."""
    source = a_source(ctx, inbox, quiet=5)
    path = inbox / "order.csv"
    path.write_bytes(b"half")
    seen = [names(source)]
    ctx.advance(4)
    path.write_bytes(b"half and half")
    seen.append(names(source))
    ctx.advance(4)
    seen.append(names(source))
    ctx.advance(1)

    assert seen == [[], [], []]
    assert only(source).content == b"half and half"


def test_wait_is_no_longer_than_a_file_needs_to_become_quiet(ctx, inbox):
    """Waiting ends when the next file has been quiet for long enough."""
    source = a_source(ctx, inbox, quiet=5, poll=1000)
    (inbox / "order.csv").write_bytes(b"x")
    names(source)
    ctx.advance(5)

    source.wait(1000)

    assert names(source) == ["order.csv"]


def test_file_open_for_writing_is_not_read(ctx, inbox):
    """Even without a quiet time, a file that is open for writing is left until it is closed."""
    source = a_source(ctx, inbox)
    with (inbox / "order.csv").open("wb") as file:
        file.write(b"half")
        file.flush()
        while_open = names(source)

    assert while_open == []
    assert names(source) == ["order.csv"]


def test_file_still_written_at_settlement_is_given_back(ctx, inbox):
    """A file that somebody opened again to write is not filed away under his hands."""
    source = a_source(ctx, inbox)
    (inbox / "order.csv").write_bytes(b"one")
    delivery = only(source)
    with (inbox / "order.csv").open("ab") as file:
        source.settle(delivery, Settlement.ACCEPT)
        file.write(b" two")

    assert only(source).content == b"one two"


@pytest.mark.parametrize("name", [".hidden.csv", "~$order.xlsx", "order.csv.part", "ORDER.TMP", "Thumbs.db"])
def test_temporary_names_are_left_alone(ctx, inbox, name):
    """Hidden and temporary names are never orders."""
    (inbox / name).write_bytes(b"x")

    assert names(a_source(ctx, inbox)) == []


def test_pattern_chooses_whatever_the_case(ctx, inbox):
    """Only names that fit one of the patterns are orders; capitals do not matter."""
    for name in ("a.CSV", "b.xlsx", "c.doc"):
        (inbox / name).write_bytes(b"x")

    assert sorted(names(a_source(ctx, inbox, pattern="*.csv *.xlsx"))) == ["a.CSV", "b.xlsx"]


def test_what_fits_no_pattern_is_named_as_left_alone(ctx, inbox):
    """A file nobody will take is told by name; hidden, half written and filed ones are not meant as orders at all."""
    source = a_source(ctx, inbox, pattern="order-*.csv")
    for name in ("order-1.csv", "orders.csv", "memo.txt", ".hidden", "~$open.xlsx", "half.csv.part", "Thumbs.db"):
        (inbox / name).write_bytes(b"x")
    (inbox / "order-link.csv").symlink_to(inbox / "memo.txt")
    found = names(source)
    seen = source.left_alone()
    (inbox / "memo.txt").unlink()
    names(source)

    assert found == ["order-1.csv"]
    assert seen == ("memo.txt", "order-link.csv", "orders.csv")
    assert source.left_alone() == ("order-link.csv", "orders.csv")


def test_only_plain_files_are_read(ctx, inbox, tmp_path):
    """Links, folders and pipes are not followed, not entered and not opened."""
    (tmp_path / "secret.csv").write_bytes(b"secret")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    (inbox / "folder.csv").mkdir()
    os.mkfifo(inbox / "pipe.csv")

    assert names(a_source(ctx, inbox)) == []


def test_link_put_in_the_place_of_a_file_is_not_filed(ctx, inbox, tmp_path):
    """A link that took a file's place before settlement is given back, and what it points to is untouched."""
    source = a_source(ctx, inbox)
    (inbox / "order.csv").write_bytes(b"x")
    delivery = only(source)
    (tmp_path / "other.csv").write_bytes(b"x")
    (inbox / "order.csv").unlink()
    (inbox / "order.csv").symlink_to(tmp_path / "other.csv")

    source.settle(delivery, Settlement.ACCEPT)

    assert (inbox / "order.csv").is_symlink()
    assert (tmp_path / "other.csv").exists()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("注文書.csv".encode(), "注文書.csv"),
        ("注文書.csv".encode("cp932"), "注文書.csv"),
        ("か\u3099.csv".encode(), "が.csv"),
        (b"\xff\xfe\x81.csv", "\\xff\\xfe\\x81.csv"),
    ],
)
def test_names_in_any_encoding_are_readable_and_filed(ctx, inbox, raw, shown):
    """A name in any encoding can be shown, stored and settled."""
    path = os.path.join(os.fsencode(inbox), raw)  # noqa: PTH118  bytes: the name is no text
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x")
    source = a_source(ctx, inbox)
    delivery = only(source)

    source.settle(delivery, Settlement.ACCEPT)

    assert delivery.name == delivery.external_id == shown
    assert delivery.key
    assert names(source) == []
    assert len(list((inbox / "done").iterdir())) == 1


def test_oldest_file_comes_first(ctx, inbox):
    """Files are delivered in the order of their age."""
    for name, age in (("a.csv", 10), ("b.csv", 30), ("c.csv", 20)):
        (inbox / name).write_bytes(b"x")
        os.utime(inbox / name, (1e9 - age, 1e9 - age))

    assert names(a_source(ctx, inbox)) == ["b.csv", "c.csv", "a.csv"]


def test_filed_names_carry_the_digest_and_never_overwrite(ctx, inbox):
    """The same name and bytes dropped again are filed once; other bytes that stand under that name are kept."""
    source = a_source(ctx, inbox)
    digest = "2d711642b726"
    (inbox / "done" / f"order.{digest}.csv").write_bytes(b"somebody's own")
    for _ in range(2):
        (inbox / "order.csv").write_bytes(b"x")
        source.settle(only(source), Settlement.ACCEPT)
    (inbox / "done" / f"order.{digest}.csv").write_bytes(b"x")
    (inbox / "order.csv").write_bytes(b"x")
    source.settle(only(source), Settlement.ACCEPT)

    filed = sorted(path.name for path in (inbox / "done").iterdir())
    assert filed == [f"order.{digest}-2.csv", f"order.{digest}-3.csv", f"order.{digest}.csv"]


def test_longest_name_can_be_filed_with_its_note(ctx, inbox):
    """A name as long as the file system allows is cut, between characters, so that digest and note fit."""
    source = a_source(ctx, inbox)
    (inbox / ("注" * 83 + ".csv")).write_bytes(b"x")

    source.settle(only(source), Settlement.REJECT)

    assert len(list((inbox / "error").iterdir())) == 2
    assert len(marked_name("注" * 83 + ".csv", "mark").encode()) <= 230


def test_refused_file_lies_beside_a_note_in_two_languages(ctx, inbox):
    """Whoever opens the error folder reads what happened and what to do, in Japanese and English."""
    source = a_source(ctx, inbox)
    (inbox / "注文.csv").write_bytes(b"x")

    source.settle(only(source), Settlement.REJECT)

    [note] = (inbox / "error").glob("*.txt")
    text = note.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in text
    assert "このファイルは注文として取り込めませんでした" in text.decode("utf-8-sig")
    assert "could not be taken" in text.decode("utf-8-sig")
    assert note.name.removesuffix(".txt") in [path.name for path in (inbox / "error").iterdir()]


def test_too_large_file_is_delivered_by_its_looks(ctx, inbox):
    """A file above the limit is not read; what is delivered says how large it is, and it can be refused."""
    source = a_source(ctx, inbox, max_mb=0.001)
    (inbox / "huge.csv").write_bytes(b"x" * 1001)
    delivery = only(source)

    source.settle(delivery, Settlement.REJECT)

    assert delivery.media_type == TOO_LARGE
    assert b"size_bytes: 1001" in delivery.content
    assert names(source) == []


def test_leftover_of_a_killed_settlement_is_given_back(ctx, inbox):
    """A file that was claimed when the agent was killed is delivered again."""
    source = a_source(ctx, inbox)
    claim = inbox / ".denpyo" / "claimed" / "killed"
    claim.mkdir()
    (claim / "order.csv").write_bytes(b"x")

    assert names(source) == ["order.csv"]
    assert not claim.exists()


def test_leftover_never_overwrites_a_newer_file(ctx, inbox):
    """A leftover whose name is taken meanwhile comes back under another name; both are delivered."""
    source = a_source(ctx, inbox)
    (inbox / "order.csv").write_bytes(b"new")
    claim = inbox / ".denpyo" / "claimed" / "killed"
    claim.mkdir()
    (claim / "order.csv").write_bytes(b"old")

    assert sorted(each.content for each in source.deliveries()) == [b"new", b"old"]


def test_give_back_killed_half_way_leaves_one_file(ctx, inbox):
    """A file that has both its names, because the agent was killed between the two, is delivered once."""
    source = a_source(ctx, inbox)
    claim = inbox / ".denpyo" / "claimed" / "killed"
    claim.mkdir()
    (claim / "order.csv").write_bytes(b"x")
    (inbox / "order.csv").hardlink_to(claim / "order.csv")

    assert names(source) == ["order.csv"]


def test_share_without_hard_links_files_away_too(ctx, inbox, monkeypatch):
    """Where the file system has no hard links, files are renamed, still without overwriting."""

    def no_links(*args, **kwargs):
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    source = a_source(ctx, inbox)
    for content in (b"x", b"y", b"x"):
        (inbox / "order.csv").write_bytes(content)
        source.settle(only(source), Settlement.ACCEPT)

    assert len(list((inbox / "done").iterdir())) == 2


def test_unreadable_file_is_named_once_the_others_are_settled(ctx, inbox, monkeypatch):
    """One file that may not be read does not hold up the others, and is named when nothing else is left."""
    source = a_source(ctx, inbox)
    (inbox / "a.csv").write_bytes(b"x")
    (inbox / "locked.csv").write_bytes(b"x")
    plain_open = os.open

    def open_unless_locked(path, *args, **kwargs):
        if str(path).endswith("locked.csv"):
            raise PermissionError(13, "held by another program")
        return plain_open(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", open_unless_locked)
    source.settle(only(source), Settlement.ACCEPT)

    with pytest.raises(FolderFileLockedError, match=r"locked\.csv"):
        names(source)


def test_disk_trouble_at_settlement_is_transient(ctx, inbox, monkeypatch):
    """A move that fails is tried again later; the file is not lost."""
    source = a_source(ctx, inbox)
    (inbox / "order.csv").write_bytes(b"x")
    delivery = only(source)

    def disk_full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", disk_full)
        patched.setattr(Path, "rename", disk_full)
        with pytest.raises(TransientError, match="No space left"):
            source.settle(delivery, Settlement.ACCEPT)

    assert only(source).key == delivery.key


def test_share_unmounted_during_settlement_leaves_no_false_marker(ctx, inbox):
    """Settling into a share that has gone away makes nothing in its place, so that it still counts as away."""
    source = a_source(ctx, inbox)
    (inbox / "order.csv").write_bytes(b"x")
    delivery = only(source)
    inbox.rename(inbox.with_name("unmounted"))
    inbox.mkdir()

    with pytest.raises(TransientError):
        source.settle(delivery, Settlement.ACCEPT)

    with pytest.raises(FolderShareAwayError):
        list(source.deliveries())


def test_another_share_in_the_place_counts_as_away(ctx, inbox, tmp_path):
    """A folder with a marker that is not ours is not the share seen before."""
    source = a_source(ctx, inbox)
    inbox.rename(tmp_path / "right")
    inbox.mkdir()
    (inbox / ".denpyo").mkdir()
    (inbox / ".denpyo" / "id").write_text("another")

    with pytest.raises(FolderShareAwayError) as raised:
        source.check()

    assert "inbox.json" in raised.value.message


def test_second_agent_adopts_the_marker_that_is_there(ctx, inbox, tmp_path):
    """A site that never saw the folder takes the marker as it finds it."""
    a_source(ctx, inbox)
    elsewhere = ContextDouble(tmp_path / "elsewhere")
    (inbox / "order.csv").write_bytes(b"x")

    assert names(a_source(elsewhere, inbox)) == ["order.csv"]


def test_new_path_in_the_settings_is_a_first_use(ctx, inbox, tmp_path):
    """A source that is pointed at another folder begins anew there."""
    a_source(ctx, inbox)
    (tmp_path / "new").mkdir()

    assert names(a_source(ctx, tmp_path / "new")) == []


def test_missing_folder_is_wrong_settings_only_if_never_seen(ctx, inbox):
    """A folder that never was is a mistake in the settings; one that was is away."""
    with pytest.raises(FolderMissingError):
        a_source(ctx, inbox.with_name("misspelt"))
    source = a_source(ctx, inbox)
    inbox.rename(inbox.with_name("gone"))

    with pytest.raises(FolderShareAwayError):
        source.check()


def test_folder_that_cannot_be_written_stops_the_start(ctx, inbox):
    """A folder from which nothing could be moved away is named at start."""
    (inbox / "done").write_bytes(b"a file where the subfolder should be")

    with pytest.raises(FolderNotWritableError):
        a_source(ctx, inbox)


def test_new_folder_in_the_place_is_watched_anew(ctx, inbox):
    """When the share is mounted again, events of the new mount are heard."""
    source = a_source(ctx, inbox, events="native")
    names(source)
    inbox.rename(inbox.with_name("old"))
    inbox.mkdir()
    (inbox.with_name("old") / ".denpyo").rename(inbox / ".denpyo")
    names(source)
    (inbox / "order.csv").write_bytes(b"x")

    source.wait(20)

    assert names(source) == ["order.csv"]
    source.close()


def test_without_system_events_the_folder_is_polled(ctx, inbox, monkeypatch):
    """When the system has no watch left to give, the connector polls."""
    monkeypatch.setattr("connectors.folder_watch.FolderWatch.arm", lambda watch: False)
    source = a_source(ctx, inbox, events="native", poll=0.01)
    names(source)

    source.wait(1000)

    assert names(source) == []


def test_every_error_says_the_next_move():
    """Each error the connector declares has a code and a hint."""
    assert all(error.code.startswith("folder-") and error.hint for error in CONNECTOR.errors)


def test_file_linked_into_the_folder_is_heard(ctx, inbox, tmp_path):
    """A hard link is written nowhere and renamed nowhere, and still rings at once."""
    source = a_source(ctx, inbox, events="native")
    names(source)
    (tmp_path / "ready.csv").write_bytes(b"x")
    (inbox / "order.csv").hardlink_to(tmp_path / "ready.csv")

    source.wait(1000)

    assert names(source) == ["order.csv"]
    source.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only there can be asked whether a file is open for writing")
def test_file_open_for_writing_is_looked_at_again_soon(ctx, inbox):
    """A file found open is left, and the next look does not wait for an event that may have come already."""
    source = a_source(ctx, inbox, events="native")
    with (inbox / "order.csv").open("wb") as writing:
        writing.write(b"x")
        assert names(source) == []

    assert source.holds_back()
    source.close()
