"""Export the audit log as a folder that proves itself: events, checkpoints, evidence and the verifier."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent.audit import verify
from agent.core.errors import ConfigError
from agent.store.audit_proof import sealed_rows
from agent.store.checkpoint_files import KEY_FILE, CheckpointFiles
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles

README = """\
# 監査記録の書き出し / Audit log export

- `events.jsonl`: 監査記録。1 行が 1 件で、行の順が通し番号の順です。/ one event a line, in the order of their places
- `checkpoints/`: 署名済みチェックポイント / signed heads of the log
- `log.pub`: 署名鍵の公開鍵 / public key of the log
- `evidence/`: 原本と画面の証跡（書き出した場合のみ）/ documents and pictures by digest, if exported
- `verify.py`: 検証プログラム。Python 3.10 以上だけで動き、Denpyo は不要です。/ needs Python 3.10 or newer, nothing else

検証 / To verify:

    python3 verify.py --lang ja --key "手元に控えた公開鍵" --checkpoint 手元に控えたチェックポイント.note

手元に控えた公開鍵とチェックポイントを渡すと、末尾の削除、巻き戻し、署名のやり直しも検出できます。
With the key line and a checkpoint that you kept yourself, a cut tail, a roll-back and a log signed anew are seen too.
"""


class ExportFolderError(ConfigError):
    """The folder to export into is not empty."""

    code = "export-folder"
    hint = "Name a folder that does not exist yet, so that nothing old is taken for part of the export."


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds. `missing` are pieces of evidence that were not there to copy."""

    n_events: int
    n_evidence: int = 0
    missing: tuple[str, ...] = ()


def export_log(
    database: Database,
    checkpoints: CheckpointFiles,
    folder: Path,
    evidence: EvidenceFiles | None = None,
    progress: Callable[[int], None] = lambda _n: None,
) -> Exported:
    """Write the sealed events and what proves them into a new folder; exported while the agent works on.

    Raises:
        ExportFolderError: The folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ExportFolderError("the folder is not empty", place=str(folder))
    _write_proof(checkpoints, folder)
    copier = _Copier(evidence, folder / "evidence")
    n_events = 0
    with (folder / "events.jsonl").open("wb") as file:
        for row in sealed_rows(database):
            body = row.body or b""
            copier.note_removed_in(body)
            file.write(body.replace(b"\n", b" ") + b"\n")
            copier.copy_named_in(body)
            n_events += 1
            if n_events % verify.EVERY == 0:
                progress(n_events)
    progress(n_events)
    return Exported(n_events, copier.n_copied, tuple(sorted(copier.missing - copier.removed)))


def _write_proof(checkpoints: CheckpointFiles, folder: Path) -> None:
    (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
    for name, note in checkpoints.notes():
        (folder / "checkpoints" / name).write_text(note, "utf-8", newline="\n")
    (folder / KEY_FILE).write_text(f"{checkpoints.find_key() or ''}\n", "utf-8", newline="\n")
    (folder / "README.md").write_text(README, "utf-8", newline="\n")
    shutil.copyfile(verify.__file__, folder / "verify.py")


class _Copier:
    """Copies evidence as the events name it, each piece once."""

    def __init__(self, store: EvidenceFiles | None, folder: Path) -> None:
        self._store, self._folder = store, folder
        self.n_copied = 0
        self.missing: set[str] = set()
        self.removed: set[str] = set()

    def note_removed_in(self, body: bytes) -> None:
        """Hear of pieces whose keeping time was over: they are not missing."""
        if b'"evidence.removed"' in body:
            self.removed.update(verify.removed_in(body))

    def copy_named_in(self, body: bytes) -> None:
        """Copy every piece an event names."""
        if self._store is not None and b'"sha256"' in body:
            for _name, digest in verify.pieces_in(body):
                self._copy(self._store, digest)

    def _copy(self, store: EvidenceFiles, digest: str) -> None:
        path = self._folder / digest[:2] / digest
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(store.read(digest))
            self.n_copied += 1
        except FileNotFoundError:
            self.missing.add(digest)
