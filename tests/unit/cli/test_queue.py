"""`queue show`: why something waits, what to do in order, and what the robot saw."""

import gzip
import json
from datetime import date

import pytest

from agent.cli.main import call
from agent.cli.site import open_site
from agent.core.errors import Reason
from agent.settings.scaffold import make_site
from agent.store import actions
from agent.store.exceptions import ExceptionKind, Waiting, put

DIFF = "--- entry: fill\n+++ /slips/new\n- 摘要\n+ 備考  (text)\n"


@pytest.fixture
def site(tmp_path):
    """A site where one slip waits because its page has changed, and one is in doubt for the same reason."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    call(["--site", str(folder), "database", "migrate"])
    reason = Reason("field-renamed", {"field": "摘要", "instead": "備考"})
    with open_site(folder) as opened:
        now, keep = opened.clock.now(), opened.evidence.put
        pieces = [
            keep("failure-picture", b"a picture", "image/jpeg"),
            keep("failure-diff", gzip.compress(DIFF.encode()), "application/gzip"),
        ]
        with opened.database.transaction() as session:
            actions.add_evidence(session, "a-1", 2, pieces, now)
            kinds = (ExceptionKind.BUSINESS, ExceptionKind.IN_DOUBT)
            put(session, [Waiting(kind, reason, action="a-1") for kind in kinds], now)
    return folder


def shown(folder, capsys, *arguments):
    """Run `queue show` and return what it printed."""
    capsys.readouterr()
    assert call(["--site", str(folder), "queue", "show", *arguments]) == 0
    return capsys.readouterr().out


def test_what_the_robot_saw_is_listed_and_written_out(site, tmp_path, capsys):
    """Who has no console reads the diff and looks at the picture as files."""
    listed = shown(site, capsys, "1")
    saved = shown(site, capsys, "1", "--save", str(tmp_path / "seen"))

    assert [line.split()[:2] for line in listed.splitlines() if "failure" in line] == [
        ["2", "failure-diff"],
        ["2", "failure-picture"],
    ]
    assert "`denpyo queue show 1 --save フォルダー` で原本と証跡をファイルに書き出せます。" in listed
    assert f"{tmp_path / 'seen'} に書き出しました" in saved
    written = {file.name: file.read_bytes() for file in (tmp_path / "seen").iterdir()}
    assert written == {"01-failure-diff.txt": DIFF.encode(), "02-failure-picture.jpg": b"a picture"}


def test_programs_read_the_evidence_too(site, capsys):
    """`--json` lists each piece with its digest."""
    told = json.loads(shown(site, capsys, "1", "--json"))

    assert (told["id"], [piece["name"] for piece in told["evidence"]]) == (1, ["failure-diff", "failure-picture"])


def test_the_next_moves_of_a_changed_page_stand_in_order(site, capsys):
    """Mend the YAML, check it against the live page, retry this very number."""
    said = shown(site, capsys, "1")

    moves = [said.index(move) for move in ("YAML を直す", "`denpyo robots check --live`", "`denpyo queue retry 1`")]
    assert moves == sorted(moves)
    assert "手で入力してください" in said


def test_nobody_is_told_to_key_a_slip_that_may_stand_there(site, capsys):
    """After the commit a changed page is a matter of `confirm`: the retry looks the key up first."""
    said = shown(site, capsys, "2")

    assert "手で入力しないでください" in said
    assert "`confirm`" in said
    assert "`denpyo queue retry 2`" in said
