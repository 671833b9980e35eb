"""What tests of import files lean on: layouts that ship, slips with their traps, and the world of one target."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from agent.core.action import Slip, SlipLine
from connectors.import_file import LAYOUTS
from connectors.import_file.export import Exporter
from connectors.import_file.folder import ImportFolder
from connectors.import_file.layout import Column, Layout
from connectors.import_file.lint import load_layout
from connectors.import_file.target import ImportFileTarget
from tests.support.robots import MemoryEvidence

NAMES = tuple(one.name for one in LAYOUTS)


def shipped(name: str = "yayoi-kaikei", **values: str) -> Layout:
    """Read a layout that ships, with a site's values."""
    one = next(layout for layout in LAYOUTS if layout.name == name)
    file = load_layout(one.path.read_text("utf-8"), f"layouts/{name}.yaml")
    return Layout(file, {**file.values, **values}, "down")


def changed(layout: Layout, column: str = "", /, **limits: object) -> Layout:
    """Return a layout with other limits, of the whole file or of one column."""
    if not column:
        return replace(layout, file=layout.file.model_copy(update=limits))
    columns = tuple(one.model_copy(update=limits) if one.name == column else one for one in layout.file.columns)
    assert any(isinstance(one, Column) and one.name == column for one in columns)
    return replace(layout, file=layout.file.model_copy(update={"columns": columns}))


def a_mixed_slip(**changes: object) -> Slip:
    """Make a slip of two tax rates, whose tax is no whole number before it is rounded."""
    lines = (
        SlipLine(1, "P1001", "見本コーヒー豆 深煎り 1kg", Decimal(3), Decimal(2401), Decimal(7203), Decimal("0.08")),
        SlipLine(
            2, "P3003", "サンプル紙コップ 8オンス 1000個", Decimal(1), Decimal(6905), Decimal(6905), Decimal("0.1")
        ),
        SlipLine(3, "P1003", "サンプル緑茶 ﾃｨｰﾊﾞｯｸﾞ", Decimal("2.5"), Decimal(1480), Decimal(3700), Decimal("0.08")),
    )
    values: dict[str, object] = {
        "kind": "sales",
        "customer_code": "C002",
        "customer_name": "サンプル食品株式会社",
        "order_number": "SF-2026-0042",
        "slip_date": date(2026, 4, 2),
        "total": Decimal(17808),
        "lines": lines,
        **changes,
    }
    return Slip(**values)  # type: ignore[arg-type]


def a_slip_of_traps(**changes: object) -> Slip:
    """Make a slip with a long name, half-width kana, and characters that CP932 has and Shift_JIS lacks."""
    long_name = "㈱髙﨑例示フードサービス西日本物流センター第２営業所購買部ｻﾌﾟﾗｲ課"
    return a_mixed_slip(
        customer_code="C003", customer_name=long_name, order_number="RB〜77－①", note="￥ｱｲｳ", **changes
    )


def a_target(folder: Path, layout: Layout | None = None) -> ImportFileTarget:
    """Open a target on a folder."""
    return ImportFileTarget(layout or shipped(), a_folder(folder), MemoryEvidence())


def a_folder(folder: Path) -> ImportFolder:
    """Open the folder of a target."""
    return ImportFolder(folder / "keiri", folder / "keiri.json")


def an_exporter(folder: Path, layout: Layout | None = None) -> Exporter:
    """Open the export of a target."""
    return Exporter(a_folder(folder), layout or shipped(), "keiri")


class ImportFileRig:
    """A layout that ships, in a folder of its own; its disk can fail when a rename is to be made durable."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._undo = folder, ExitStack()
        self.target = a_target(folder)

    def lose_next_answer(self) -> None:
        real, slips = os.fsync, self._folder / "keiri" / "slips"

        def failing(handle: int) -> None:
            real(handle)
            if stat.S_ISDIR(os.fstat(handle).st_mode) and list(slips.glob("*.json")):
                self._undo.close()
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        self._undo.enter_context(patch("os.fsync", failing))

    def refuse_next(self) -> None:
        self.target = a_target(self._folder, changed(shipped(), taxes={}))

    def close(self) -> None:
        self._undo.close()
        self.target.close()
