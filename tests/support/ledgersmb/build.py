"""Gather what each fresh page loads into few files, as the makers' own release does: a hundred requests fewer."""

from __future__ import annotations

import os
import re
from pathlib import Path

IMPORT = re.compile(r'@import url\("([^"]+)"\);')
PICTURE = re.compile(r'url\("?([^")]+)"?\)')
DOJO = '<script type="text/javascript" src="<?lsmb dojo_location ?>/dojo/dojo.js"></script>'
THEME = "<?lsmb dojo_location ?>/dijit/themes/<?lsmb dojo_theme ?>/<?lsmb dojo_theme ?>.css"
WHOLE = "css/claro-whole.css"


def gather(ui: Path) -> None:
    """Let the pages in LedgerSMB's folder `UI` load all widgets by one script and their looks by one style sheet."""
    header = ui / "lib/ui-header.html"
    text = header.read_text()
    assert DOJO in text
    assert THEME in text
    header.write_text(
        text.replace(DOJO, DOJO + DOJO.replace("dojo/dojo.js", "dijit/dijit-all.js")).replace(THEME, WHOLE)
    )
    (ui / WHOLE).write_text(_whole(ui / "js-src/dijit/themes/claro/claro.css", (ui / WHOLE).parent))


def _whole(file: Path, seen_from: Path) -> str:
    """Write a style sheet with all it imports, its pictures' addresses as seen from another folder."""
    pieces = [
        _whole(file.parent / part, seen_from) if at % 2 else _moved(part, file.parent, seen_from)
        for at, part in enumerate(IMPORT.split(file.read_text()))
    ]
    return "\n".join(pieces)


def _moved(text: str, folder: Path, seen_from: Path) -> str:
    return PICTURE.sub(lambda one: f'url("{os.path.relpath(folder / one[1], seen_from)}")', text)
