"""A customer who begins to call the day of delivery otherwise, and a site whose form does not know that word."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.demo.documents import body_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from tests.support.whole_agent import CONFIG

SOURCE = "mail"
FORM = Path("forms") / "mail-body.yaml"
KNOWN, CALLED = "希望納期：", "お届け希望："
TODAY = datetime.now(ZoneInfo("Asia/Tokyo")).date()


def with_forms(folder: Path) -> Path:
    """Copy the sample company's forms and their tests into a site's folder; return the form that is to learn."""
    shutil.copytree(CONFIG / "forms", folder / "forms", dirs_exist_ok=True)
    return folder / FORM


def texts_in(folder: Path) -> dict[str, str]:
    """The texts of a site's forms."""
    return {f"forms/{path.name}": path.read_text("utf-8") for path in sorted((folder / "forms").glob("*.yaml"))}


def sample(number: str, **changes: object) -> SampleOrder:
    """One ordinary order in the text of a mail."""
    day = sample_orders(CONFIG / "masters", TODAY)
    pattern = next(one for one in day if one.way is Way.MAIL_BODY and one.fate is Fate.ENTERED)
    return replace(pattern, number=number, **changes)


def written(order: SampleOrder) -> bytes:
    """The order as that customer writes it."""
    text = body_of(order)
    assert KNOWN in text
    return text.replace(KNOWN, CALLED).encode("cp932")
