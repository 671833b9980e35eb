"""Writes the documents of a set and the answers beside them; sets that enter theirs as the fresh one's maker does."""

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from more_maker.base import Html
from more_maker.printer import Printer

from fresh_maker.base import Document


def write_modules(here: Path, name: str, documents: Sequence[Document]) -> None:
    """Write the set of a name: the documents that every module of its maker enters."""
    for module in iter_modules([str(here / f"{name}_maker")]):
        import_module(f"{name}_maker.{module.name}")
    write_set(here / name, documents)


def write_set(folder: Path, documents: Sequence[Document]) -> None:
    """Write every document and its answer in place of what stands in the folder."""
    folder.mkdir(exist_ok=True)
    for stale in folder.iterdir():
        stale.unlink()
    with Printer() as printer:
        for one in documents:
            drawn = one.draw()
            content = printer.printed(drawn.content) if isinstance(drawn.content, Html) else drawn.content
            (folder / one.file).write_bytes(content)
            answer = {"kind": one.kind, "what": one.what, "about": one.about, "orders": drawn.orders}
            if drawn.judgement:
                answer["judgement"] = drawn.judgement
            text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{one.file}.expected.json").write_text(text, encoding="utf-8")
