"""An export proves itself with nothing but Python."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.audit import verify
from agent.store.audit_export import ExportFolderError, export_log
from agent.store.database import Database
from tests.support.audit_logs import AuditedSite, an_event

pytestmark = pytest.mark.integration


@pytest.fixture
def site(database: Database, tmp_path: Path) -> AuditedSite:
    site = AuditedSite(database, tmp_path)
    site.write([an_event(n, (site.photographed("a"), site.photographed("b"))) for n in range(12)])
    site.seal()
    return site


@pytest.fixture
def exported(site: AuditedSite) -> Path:
    folder = site.folder / "export"
    export_log(site.database, site.files, folder, site.evidence)
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the exported verifier alone: no site-packages, no environment."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "0"}, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.proves("F4")
def test_an_export_verifies_without_denpyo(site: AuditedSite, exported: Path) -> None:
    """Events, checkpoints, evidence and verifier in one folder: exit code 0, in either language, as JSON too."""
    (site.folder / "mine.note").write_text(site.outside[0][1], "utf-8")

    code, told = run(exported, "--key", site.key, "--checkpoint", str(site.folder / "mine.note"))
    assert (code, told.splitlines()[0]) == (0, "The audit log is proved")
    assert "13 events proved, 0 not yet sealed" in told
    assert "監査記録は改ざんされていません" in run(exported, "--lang", "ja")[1]
    assert json.loads(run(exported, "--json")[1])["n_evidence"] == 2


@pytest.mark.proves("F4")
def test_an_edited_export_is_found_without_denpyo(exported: Path) -> None:
    """A changed value ends with exit code 3 and a sentence in the reader's language."""
    path = exported / "events.jsonl"
    path.write_text(path.read_text("utf-8").replace('"amount_jpy":5000', '"amount_jpy":5001'), "utf-8")

    code, told = run(exported, "--lang", "ja")

    assert code == 3
    assert "署名済みチェックポイント" in told


def cut(text: bytes) -> bytes:
    return text[:-10]


def without_last(text: bytes) -> bytes:
    return b"".join(text.splitlines(keepends=True)[:-1])


def doubled(text: bytes) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join([*lines[:5], lines[4], *lines[5:]])


CHANGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "A8 a line doubled": (doubled, "event-twice"),
    "A22 cut in a line": (cut, "line-cut"),
    "A23 last line removed": (without_last, "tail-cut"),
    "A24 a name twice": (lambda text: text.replace(b'{"about"', b'{"about":"x","about"', 1), "body-unreadable"),
    "A25 white space": (lambda text: text.replace(b"\n", b" \n", 1), "tree-differs"),
    "A25 line ends": (lambda text: text.replace(b"\n", b"\r\n"), "tree-differs"),
    "a float": (lambda text: text.replace(b'"amount_jpy":5000', b'"amount_jpy":5e3'), "body-unreadable"),
    "not UTF-8": (lambda text: text.replace(b"order-5", b"order-\xff", 1), "body-unreadable"),
    "not an event": (lambda text: b"[" * 100_000 + b"\n" + text, "body-unreadable"),
    "evidence of no form": (lambda text: text.replace(b'"sha256":"', b'"sha256":"zz', 1), "body-unreadable"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_found(site: AuditedSite, exported: Path, change: str) -> None:
    """Whatever is done to the file is found, and never ends in a traceback."""
    edit, code = CHANGES[change]
    path = exported / "events.jsonl"
    path.write_bytes(edit(path.read_bytes()))

    assert code in codes(site, exported)


def codes(site: AuditedSite, folder: Path) -> set[str]:
    report = verify.verify_folder(folder, site.key, site.outside, lambda _n: None)
    return {finding.code for finding in report.findings}


def test_planted_and_missing_evidence_is_found(site: AuditedSite, exported: Path) -> None:
    """A16, A17: a piece that no event names, and one that is gone."""
    planted = site.photographed("planted").digest
    path = exported / "evidence" / planted[:2] / planted
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"planted")
    assert codes(site, exported) == {"evidence-unknown"}

    path.unlink()
    digest = site.photographed("a").digest
    (exported / "evidence" / digest[:2] / digest).unlink()
    assert codes(site, exported) == {"evidence-missing"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_any_flipped_bit_is_found(site: AuditedSite, exported: Path) -> None:
    """A30: 300 single bits flipped at random places of events and checkpoint, each found."""
    chance = random.Random(7)
    paths = [exported / "events.jsonl", *(exported / "checkpoints").glob("*.note")]
    for _ in range(300):
        path = chance.choice(paths)
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert codes(site, exported), (path.name, bytes(flipped))
        path.write_bytes(whole)
    assert codes(site, exported) == set()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_wrong_use_is_said_in_a_sentence(site: AuditedSite, exported: Path) -> None:
    """A folder without a log, or a broken key, ends with exit code 2 and no traceback."""
    code, told = run(exported, str(exported / "evidence"))
    assert (code, "Traceback" in told) == (2, False)
    code, told = run(exported, "--key", "nonsense")
    assert (code, "cannot verify" in told) == (2, True)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_export_never_mixes_with_an_older_one(site: AuditedSite, exported: Path) -> None:
    """A folder that holds something is refused."""
    with pytest.raises(ExportFolderError):
        export_log(site.database, site.files, exported)
    assert verify.main([str(exported), "--key", site.key]) == 0
