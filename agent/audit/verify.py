#!/usr/bin/env python3
"""Prove an exported audit log with nothing but Python: no Denpyo, no network, no other library.

    python3 verify.py [FOLDER] [--key LINE] [--checkpoint FILE ...] [--json] [--lang ja|en]

FOLDER holds events.jsonl (line k is the k-th event), checkpoints/*.note, log.pub and, if exported, evidence/. Give
the key line you kept with --key, and checkpoints you kept with --checkpoint: only what lies outside the reach of
whoever could have changed the log proves that its end was not cut off and that it was not signed anew.

Exit code 0 proved, 2 wrong use, 3 findings. Denpyo itself calls `Verifier` with the rows of its database.
It is one file, so that it can be read and carried as one, and shares no code with what writes the log.
Sources: RFC 6962 section 2.1, RFC 8032, C2SP checkpoint.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

MESSAGES: Final = {
    "body-missing": ("監査記録が削除されています", "the event was deleted"),
    "body-unreadable": ("監査記録を読み取れません（{why}）", "the event cannot be read: {why}"),
    "line-cut": ("最後の行が途中で切れています", "the last line is cut"),
    "leaf-differs": ("監査記録の内容が書き換えられています", "the event was changed after it was written"),
    "position-wrong": ("通し番号が連続していません（{expected} の次に {found}）", "place {expected} holds {found}"),
    "event-number-differs": (
        "監査記録の番号が本文と一致しません（{found}）",
        "the row's number is not its body's, {found}",
    ),
    "event-twice": ("同じ監査記録が二度あります（番号 {event}）", "event {event} stands twice"),
    "event-late": (
        "通し番号のない監査記録が割り込んでいます（番号 {event}）",
        "event {event} was put in without a place",
    ),
    "index-missing": ("検索用の索引に載っていません", "the event is missing from the search index"),
    "index-differs": ("検索用の索引が本文と一致しません（{what}）", "the search index tells another story: {what}"),
    "index-extra": (
        "本文のない索引があります（番号 {event}）",
        "the search index holds event {event}, which is not there",
    ),
    "tree-differs": (
        "先頭から {size} 件が署名済みチェックポイント（{name}）と一致しません",
        "the first {size} events are not those that were signed ({name}): changed, added, removed or moved",
    ),
    "tail-cut": (
        "チェックポイント（{name}）では {size} 件ですが、現在は {found} 件です（末尾の削除、または巻き戻し）",
        "{name} was signed over {size} events and only {found} are there: cut off or rolled back",
    ),
    "checkpoint-missing": (
        "チェックポイントがないため証明できません",
        "there is no checkpoint, so nothing can be proved",
    ),
    "checkpoint-invalid": ("チェックポイント {name} は無効です（{why}）", "the checkpoint {name} is not valid: {why}"),
    "checkpoint-fork": (
        "{size} 件のチェックポイントが二通りあります（{name}）。記録が枝分かれしています",
        "{name}: two checkpoints over {size} events differ, the log was forked",
    ),
    "evidence-missing": ("証跡 {name} がありません", "the evidence {name} is missing"),
    "evidence-changed": ("証跡 {name} が差し替えられています", "the evidence {name} is not what was recorded"),
    "evidence-unknown": ("記録にない証跡 {name} が置かれています", "no event names the evidence {name}"),
    "claim-differs": (
        "{about} の証跡 {name} が監査記録と一致しません",
        "the evidence {name} of {about} is not the one its event names",
    ),
}
VERDICTS: Final = {
    "proved": ("監査記録は改ざんされていません", "The audit log is proved"),
    "findings": ("監査記録に {n} 件の異常があります", "The audit log has {n} findings"),
}
COUNTS: Final = (
    "証明済み {n_proved} 件、未署名 {n_unsealed} 件、チェックポイント {n_checkpoints} 個、{evidence}",
    "{n_proved} events proved, {n_unsealed} not yet sealed, {n_checkpoints} checkpoints, {evidence}",
)
EVIDENCE: Final = ("証跡 {n_evidence} 個", "{n_evidence} evidence files")
REMOVED: Final = (
    "証跡のうち {n_removed} 個は、保存期間が過ぎたため {first} から {last} までに削除済みです（監査記録どおり）",
    "{n_removed} of the evidence files were removed by retention between {first} and {last}, as the log tells",
)
NO_EVIDENCE: Final = (
    "証跡（文書と画面の写し）は照合していません",
    "evidence (documents and pictures) was not looked at",
)
KEY: Final = ("公開鍵: {key}", "public key: {key}")
MAX_KEPT = 1_000
EVERY = 10_000
ED25519 = b"\x01"

Index = tuple[Any, ...]


@dataclass(frozen=True)
class Row:
    """One event as it is kept: its place (None while not sealed), bytes, and what the database says beside them.

    `index` is (at, kind, actor, about, order, partner, amount_jpy, day) as text and whole yen. A row of an export has
    neither number, leaf nor index; `body` is None when the event is gone.
    """

    position: int | None
    body: bytes | None
    event: int | None = None
    leaf: bytes | None = None
    index: Index | None = None
    from_database: bool = True


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, as a code with values; `position` is the event's place, if it has one."""

    code: str
    position: int | None
    values: dict[str, Any]

    def text(self, language: str = "en") -> str:
        """Write it for a person."""
        sentence = MESSAGES[self.code][0 if language == "ja" else 1].format(**self.values)
        if self.position is None:
            return sentence
        return f"{self.position + 1} 件目: {sentence}" if language == "ja" else f"event {self.position + 1}: {sentence}"


@dataclass
class Report:
    """What was looked at and what was found.

    `n_proved` events stand under a valid checkpoint; `n_unsealed` came after the newest one and are not yet sealed.
    `has_evidence` says whether documents and pictures were looked at; `n_removed` of them are gone because an event
    says that their keeping time was over, between the two days `removed`.
    """

    n_sealed: int = 0
    n_proved: int = 0
    n_unsealed: int = 0
    n_checkpoints: int = 0
    n_evidence: int = 0
    n_removed: int = 0
    n_findings: int = 0
    has_evidence: bool = True
    key: str = ""
    removed: tuple[str, str] = ("", "")
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_proved(self) -> bool:
        """Whether nothing was found and everything but the unsealed end stands under a checkpoint."""
        return self.n_findings == 0

    def lines(self, language: str = "en") -> list[str]:
        """Write the report for a person: the verdict, what it covers, and the findings."""
        place = 0 if language == "ja" else 1
        verdict = VERDICTS["proved" if self.is_proved else "findings"][place].format(n=self.n_findings)
        evidence = (EVIDENCE if self.has_evidence else NO_EVIDENCE)[place].format(n_evidence=self.n_evidence)
        counts = COUNTS[place].format(**vars(self), evidence=evidence)
        found = [f"- {one.text(language)}" for one in self.findings]
        more = self.n_findings - len(found)
        first, last = self.removed
        gone = [REMOVED[place].format(n_removed=self.n_removed, first=first, last=last)] if self.n_removed else []
        return [verdict, counts, *gone, KEY[place].format(key=self.key), *found, *([f"… +{more}"] if more else [])]

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """Return the report as JSON values."""
        found = [
            {"code": one.code, "position": one.position, **one.values, "text": one.text(language)}
            for one in self.findings
        ]
        counts = {name: getattr(self, name) for name in vars(self) if name.startswith("n_")}
        looked: dict[str, Any] = {"evidence_checked": self.has_evidence}
        if self.n_removed:
            looked["removed_between"] = list(self.removed)
        return {"proved": self.is_proved, **counts, **looked, "key": self.key, "findings": found}


class Verifier:
    """Takes every event once, in order, and says at the end what is wrong; memory does not grow with the log.

    (It grows by a bit an event for doubles, and by 33 bytes a piece of evidence when evidence is looked at.)

    Args:
        key: The log's public key line.
        notes: (name, text) of each checkpoint, the log's own and those kept outside.
        evidence: Reads a piece by digest, None when it is not there; leave out to pass evidence over.
        progress: Told the number of events now and then.
    """

    def __init__(
        self,
        key: str,
        notes: Iterable[tuple[str, str]],
        evidence: Callable[[str], bytes | None] | None = None,
        progress: Callable[[int], None] = lambda _n: None,
    ) -> None:
        self.report = Report(key=key, has_evidence=evidence is not None)
        self._read_evidence, self._progress = evidence, progress
        self._edge: list[bytes] = []
        self._seen: dict[int, int] = {}
        self._named: set[bytes] = set()
        self._checked: set[bytes] = set()
        self._absent: dict[str, tuple[int | None, str]] = {}
        self._removed: dict[str, str] = {}
        self._expected = 0
        self._notes = self._read_notes(key, notes)

    def take(self, row: Row) -> None:
        """Look at the next sealed event."""
        n = self.report.n_sealed
        if row.position is not None:
            if row.position != self._expected:
                self._find("position-wrong", n, expected=self._expected + 1, found=row.position + 1)
            self._expected = row.position + 1
        leaf = self._look(row, n)
        self._grow(leaf)
        self._compare_root()
        if self.report.n_sealed % EVERY == 0:
            self._progress(self.report.n_sealed)

    def take_unsealed(self, row: Row, *, is_late: bool = False) -> None:
        """Look at an event that has no place yet; `is_late` when it can no longer get one lawfully."""
        self.report.n_unsealed += 1
        if is_late:
            self._find("event-late", None, event=row.event)
        self._look(row, None)

    def is_named(self, about: str, name: str, digest: str) -> bool:
        """Whether an event taken names this piece of evidence of this thing."""
        return _name_of(about, name, digest) in self._named

    def note_claim(self, about: str, name: str) -> None:
        """Note that a table names a piece of evidence that no event names so."""
        self._find("claim-differs", None, about=about, name=name)

    def take_stray_index(self, event: int) -> None:
        """Note a row of the search index that has no event."""
        self._find("index-extra", None, event=event)

    def take_stray_evidence(self, digest: str) -> None:
        """Note an exported piece if no event names it; call it after the events."""
        if bytes.fromhex(digest) not in self._checked:
            self._find("evidence-unknown", None, name=digest)

    def note_cut_line(self) -> None:
        """Note that the exported file ends in the middle of a line."""
        self._find("line-cut", self.report.n_sealed)

    def finish(self) -> Report:
        """Say what is wrong with the log as a whole, and return the report."""
        for size, (name, _root) in sorted(self._notes.items()):
            if size > self.report.n_sealed:
                self._find("tail-cut", None, name=name, size=size, found=self.report.n_sealed)
        if not self.report.n_checkpoints and self.report.n_sealed + self.report.n_unsealed:
            self._find("checkpoint-missing", None)
        for digest, (position, name) in self._absent.items():
            if digest not in self._removed:
                self._find("evidence-missing", position, name=name, digest=digest)
        days = sorted(self._removed[digest] for digest in self._absent if digest in self._removed)
        self.report.n_removed = len(days)
        self.report.removed = (days[0], days[-1]) if days else ("", "")
        self.report.n_unsealed += self.report.n_sealed - self.report.n_proved
        self._progress(self.report.n_sealed)
        return self.report

    def _look(self, row: Row, position: int | None) -> bytes:
        """Check one event by itself and return its leaf hash."""
        if row.body is None:
            self._find("body-missing", position, event=row.event)
            return row.leaf or bytes(32)
        leaf = hashlib.sha256(b"\0" + row.body).digest()
        if row.leaf is not None and row.leaf != leaf:
            self._find("leaf-differs", position, event=row.event)
        body = self._parse(row.body, position)
        if body is not None:
            self._check_number(body["id"], row, position)
            if row.from_database:
                self._check_index(body, row.index, position)
            self._check_evidence(body, position)
        return leaf

    def _parse(self, body: bytes, position: int | None) -> dict[str, Any] | None:
        try:
            return _event_of(body)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            self._find("body-unreadable", position, why=str(error) or type(error).__name__)
            return None

    def _check_number(self, number: int, row: Row, position: int | None) -> None:
        if row.event is not None and row.event != number:
            self._find("event-number-differs", position, event=row.event, found=number)
        word, bit = number >> 9, 1 << (number & 511)
        seen = self._seen.get(word, 0)
        if seen & bit:
            self._find("event-twice", position, event=number)
        self._seen[word] = seen | bit

    def _check_index(self, body: dict[str, Any], index: Index | None, position: int | None) -> None:
        if index is None:
            self._find("index-missing", position, event=body["id"])
            return
        get = body.get
        true = (
            body["at"],
            body["kind"],
            get("actor", ""),
            get("about"),
            get("order"),
            get("partner"),
            get("amount_jpy"),
            get("day"),
        )
        if index != true:
            names = ("at", "kind", "actor", "about", "order", "partner", "amount_jpy", "day")
            what = ", ".join(name for name, said, is_so in zip(names, index, true, strict=True) if said != is_so)
            self._find("index-differs", position, event=body["id"], what=what)

    def _check_evidence(self, body: dict[str, Any], position: int | None) -> None:
        if self._read_evidence is None:
            return
        self._removed |= dict.fromkeys(_removed_by(body), body["at"][:10])
        for piece in body.get("evidence", ()):
            digest, name = piece["sha256"], piece["name"]
            self._removed.pop(digest, None)  # taken anew: the removal told of before does not cover it
            self._named.add(_name_of(body["about"], name, digest))
            if bytes.fromhex(digest) not in self._checked:
                self._checked.add(bytes.fromhex(digest))
                self._check_piece(digest, name, position)

    def _check_piece(self, digest: str, name: str, position: int | None) -> None:
        assert self._read_evidence is not None
        content = self._read_evidence(digest)
        self.report.n_evidence += 1
        if content is None:
            self._absent[digest] = (position, name)
        elif hashlib.sha256(content).hexdigest() != digest:
            self._find("evidence-changed", position, name=name, digest=digest)

    def _grow(self, leaf: bytes) -> None:
        self.report.n_sealed += 1
        width = self.report.n_sealed
        while not width & 1:
            leaf, width = hashlib.sha256(b"\1" + self._edge.pop() + leaf).digest(), width >> 1
        self._edge.append(leaf)

    def _compare_root(self) -> None:
        size = self.report.n_sealed
        if size not in self._notes:
            return
        name, root = self._notes[size]
        true = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            true = hashlib.sha256(b"\1" + left + true).digest()
        if true == root:
            self.report.n_proved = size
        else:
            self._find("tree-differs", None, name=name, size=size)

    def _read_notes(self, key: str, notes: Iterable[tuple[str, str]]) -> dict[int, tuple[str, bytes]]:
        kept: dict[int, tuple[str, bytes]] = {}
        for name, text in notes:
            try:
                size, root = read_note(text, key)
            except ValueError as error:
                self._find("checkpoint-invalid", None, name=name, why=str(error))
                continue
            self.report.n_checkpoints += 1
            if kept.setdefault(size, (name, root))[1] != root:
                self._find("checkpoint-fork", None, name=name, size=size)
        return kept

    def _find(self, code: str, position: int | None, **values: Any) -> None:
        self.report.n_findings += 1
        if len(self.report.findings) < MAX_KEPT:
            self.report.findings.append(Finding(code, position, values))


def read_note(note: str, key: str) -> tuple[int, bytes]:
    """Return size and root of a signed checkpoint.

    Raises:
        ValueError: It is no checkpoint, belongs to another log, or the key has not signed it.
    """
    name, public = read_key(key)
    text, parted, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not parted or len(lines) != 3:
        raise ValueError("not the form of a checkpoint")
    if lines[0] != name:
        raise ValueError(f"of another log or key, {lines[0]}")
    if not any(_is_signed(text + "\n", line, name, public) for line in signatures.splitlines()):
        raise ValueError("not signed by this key")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def read_key(line: str) -> tuple[str, bytes]:
    """Return name and public key of a key line; ValueError when it is none."""
    name, key_id, blob = [*line.strip().split("+", 2), "", ""][:3]
    raw = base64.b64decode(blob, validate=True)
    if raw[:1] != ED25519 or len(raw) != 33 or _key_id(name, raw[1:]).hex() != key_id:
        raise ValueError("not a key line of an audit log")
    return name, raw[1:]


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _is_signed(text: str, line: str, name: str, public: bytes) -> bool:
    words = line.split(" ")
    if len(words) != 3 or words[:2] != ["\u2014", name]:
        return False
    try:
        blob = base64.b64decode(words[2], validate=True)
    except binascii.Error:
        return False
    return blob[:4] == _key_id(name, public) and is_signature(public, text.encode(), blob[4:])


def _name_of(about: str, name: str, digest: str) -> bytes:
    return hashlib.sha256(f"{about}\0{name}\0{digest}".encode("utf-8", "replace")).digest()[:16]


def _event_of(line: bytes) -> dict[str, Any]:
    """Read one body strictly: what two readers could read in two ways is refused."""
    body = _DECODER.decode(line.decode("utf-8"))
    if b"\n" in line or not isinstance(body, dict) or body.get("v") != 1:
        raise ValueError("not an event of version 1")
    for name, kind in (("id", int), ("at", str), ("kind", str), ("about", str)):
        if not isinstance(body.get(name), kind):
            raise ValueError(f"`{name}` is missing")
    for piece in body.get("evidence", ()):
        if len(bytes.fromhex(piece["sha256"])) != 32 or not isinstance(piece["name"], str):
            raise ValueError("its evidence is not named by digest")
    return body


def pieces_in(line: bytes) -> list[tuple[str, str]]:
    """Return (name, digest) of the evidence an event names; none when it cannot be read."""
    try:
        return [(piece["name"], piece["sha256"]) for piece in _event_of(line).get("evidence", ())]
    except (ValueError, TypeError, LookupError, RecursionError):
        return []


def removed_in(line: bytes) -> list[str]:
    """Return the digests of the evidence an event says was removed; none when it cannot be read."""
    try:
        return _removed_by(_event_of(line))
    except (ValueError, TypeError, LookupError, RecursionError):
        return []


def _removed_by(body: dict[str, Any]) -> list[str]:
    if body["kind"] != "evidence.removed":
        return []
    digests = body.get("values", {}).get("digests", ())
    return [body["about"], *(digest for digest in digests if isinstance(digest, str))]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) != len(pairs):
        raise ValueError("a name stands twice")
    return body


def _no_float(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)

# Ed25519, RFC 8032 section 5.1, in plain integers: slow, but one signature a day is checked.
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_I = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def is_signature(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is true."""
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _L or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    left, right = _times(s, _BASE), _add(r, _times(h, a))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


def _point(raw: bytes) -> _Point | None:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x2 = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(x2, (_P + 3) // 8, _P)
    x = x if (x * x - x2) % _P == 0 else x * _I % _P
    if len(raw) != 32 or y >= _P or (x * x - x2) % _P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else _P - x
    return (x, y, 1, x * y % _P)


def _add(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(n: int, p: _Point) -> _Point:
    q: _Point = (0, 1, 1, 0)
    while n:
        q = _add(q, p) if n & 1 else q
        p, n = _add(p, p), n >> 1
    return q


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little")) or (0, 1, 1, 0)


def verify_folder(folder: Path, key: str, notes: Iterable[tuple[str, str]], progress: Callable[[int], None]) -> Report:
    """Verify an exported folder; its evidence too, when it was exported."""
    pieces = folder / "evidence"
    own = ((path.name, _text(path)) for path in sorted((folder / "checkpoints").glob("*.note")))
    read = _reader(pieces) if pieces.is_dir() else None
    verifier = Verifier(key, [*own, *notes], read, progress)
    with (folder / "events.jsonl").open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                verifier.note_cut_line()
            verifier.take(Row(None, line.removesuffix(b"\n"), from_database=False))
    if read is not None:
        for path in sorted(pieces.glob("*/*")):
            verifier.take_stray_evidence(path.name)
    return verifier.finish()


def main(arguments: list[str]) -> int:
    """Verify the folder that was named and return the exit code."""
    parser = argparse.ArgumentParser(
        description="Prove an exported audit log.", epilog="0 proved, 2 wrong use, 3 findings"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", default="", help="the key line you kept; else the one in the folder is taken")
    parser.add_argument("--checkpoint", action="append", default=[], type=Path, help="a checkpoint kept outside")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lang", choices=("ja", "en"), default="en", help="language of the findings")
    given = parser.parse_args(arguments)
    try:
        key = given.key or _text(given.folder / "log.pub").strip()
        read_key(key)
        notes = [(str(path), _text(path)) for path in given.checkpoint]
        report = verify_folder(given.folder, key, notes, _show_progress)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"cannot verify: {error}\n")
        return 2
    lines = (
        [json.dumps(report.as_json(given.lang), ensure_ascii=False, indent=1)]
        if given.json
        else report.lines(given.lang)
    )
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    return 0 if report.is_proved else 3


def _reader(folder: Path) -> Callable[[str], bytes | None]:
    def read(digest: str) -> bytes | None:
        path = folder / digest[:2] / digest
        return path.read_bytes() if path.is_file() else None

    return read


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _show_progress(n: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{n:,} events")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
