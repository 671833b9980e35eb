"""Fetch LedgerSMB's programs by way of apt: the binary package, and what it lacks from the source package."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.ledgersmb.build import gather

TREE = "usr/share/ledgersmb"
DEBIAN = "bookworm"
JAVASCRIPT = Path("/usr/share/javascript")


def unpack_programs(folder: Path) -> None:
    """Download both packages and unpack them into an empty folder: `usr/share/ledgersmb` in it is the program.

    The binary package lacks `old/bin`: every invoice screen would answer with an empty page. Debian's patches touch
    that folder, so it is taken from the patched source.
    """
    archives = folder / "archives"
    archives.mkdir()
    _run(archives, "apt-get", "download", "-qq", "ledgersmb")
    _run(archives, "apt-get", *_source_lists(archives), "update", "-qq")
    _run(archives, "apt-get", *_source_lists(archives), "source", "-qq", "--download-only", "ledgersmb")
    _run(archives, "dpkg", "-x", _only(archives, "*.deb"), str(folder))
    _add_what_is_missing(archives, folder / TREE)
    javascript = folder / "usr/share/javascript"
    javascript.mkdir(parents=True, exist_ok=True)
    for library in ("dojo", "dijit"):
        (javascript / library).symlink_to(JAVASCRIPT / library)
    gather(folder / TREE / "UI")


def _source_lists(archives: Path) -> list[str]:
    """Point apt at lists of its own with the machine's Debian sources as source packages; nothing of it is changed."""
    parts, lists = archives / "parts", archives / "lists"
    if not parts.exists():
        parts.mkdir()
        (lists / "partial").mkdir(parents=True)
        _write_sources(parts)
    settings = {"etc::sourcelist": "/dev/null", "etc::sourceparts": parts, "state::lists": lists}
    return [word for name, value in settings.items() for word in ("-o", f"Dir::{name}={value}")]


def _write_sources(parts: Path) -> None:
    etc = Path("/etc/apt")
    for file in etc.glob("sources.list.d/*.sources"):
        stanzas = [one for one in file.read_text().split("\n\n") if _is_debian(one.split())]
        text = "\n\n".join("\n".join(_as_source(line) for line in one.splitlines()) for one in stanzas)
        (parts / file.name).write_text(text + "\n")
    for file in (etc / "sources.list", *etc.glob("sources.list.d/*.list")):
        lines = file.read_text().splitlines() if file.exists() else []
        kept = [line for line in lines if line.startswith("deb ") and _is_debian(line.split())]
        (parts / f"{file.stem}.list").write_text("".join(f"deb-src {line[4:]}\n" for line in kept))


def _is_debian(words: list[str]) -> bool:
    return codename() in words and "main" in words


def _as_source(line: str) -> str:
    return "Types: deb-src" if line.startswith("Types:") else line


def codename() -> str:
    """Say which Debian this is, by its word; empty where it is none."""
    told = Path("/etc/os-release")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((line.partition("=")[2].strip('"') for line in lines if line.startswith("VERSION_CODENAME=")), "")


def _add_what_is_missing(archives: Path, tree: Path) -> None:
    source = archives / "source"
    source.mkdir()
    _run(source, "tar", "-xf", _only(archives, "*.orig.tar.*"), "--strip-components=1")
    _run(source, "tar", "-xf", _only(archives, "*.debian.tar.*"))
    patches = source / "debian/patches"
    for name in (patches / "series").read_text().split():
        _run(source, "patch", "-s", "-p1", "-i", str(patches / name))
    (source / "old/bin").rename(tree / "old/bin")


def _only(folder: Path, pattern: str) -> str:
    (found,) = folder.glob(pattern)
    return str(found)


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
