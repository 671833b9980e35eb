"""Targets by import file: slips become rows of a file that a clerk imports into an accounting product."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class ShippedLayout:
    """One layout that ships: its name, the product it is for, and where its description stands."""

    name: str
    summary: str

    @property
    def path(self) -> Path:
        """Where its YAML stands."""
        return _HERE / f"{self.name}.yaml"


LAYOUTS = (
    ShippedLayout("yayoi-kaikei", "弥生会計 (desktop): journal entries, 25 columns, no heading row"),
    ShippedLayout("freee-kaikei", "freee会計: deals (取引), 21 columns"),
    ShippedLayout("mf-kaikei", "マネーフォワード クラウド会計: journal (仕訳帳), 23 columns"),
    ShippedLayout("mf-seikyusho", "マネーフォワード クラウド請求書: invoices with their lines, 38 columns"),
    ShippedLayout("kanjo-bugyo", "勘定奉行クラウド: journal entries, OBC受入形式"),
)
