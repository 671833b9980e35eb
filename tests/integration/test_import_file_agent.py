"""A site whose target is an import file: orders go the whole way, a kill loses and doubles none, a clerk exports."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agent.settings.scaffold import make_site
from tests.support.command import denpyo

pytestmark = [pytest.mark.integration, pytest.mark.proves("D9")]

TARGET = """
title: 弥生会計
layout: yayoi-kaikei
settle_for: 0
import_file:
  values: {receivable: 売掛金（卸）}
"""
N_ORDERS = 6


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The first site with another target, and orders of two tax rates in its folder."""
    site = tmp_path / "site"
    make_site(site, {}, date.today())
    (site / "targets" / "my-ledger.yaml").write_text(TARGET, "utf-8")
    (pattern,) = (site / "examples").glob("*.csv")
    text = pattern.read_text("utf-8-sig")
    for n in range(N_ORDERS):
        order = site / "incoming" / f"order-{n}.csv"
        order.write_text(text.replace("\n1001,", f"\n{2001 + n},"), "utf-8")
        os.utime(order, (time.time() - 60,) * 2)  # long finished
    return site


def run(site: Path, *arguments: str, die_at: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command on the site."""
    surroundings = {**os.environ, "DENPYO_DIE_AT": die_at}
    return subprocess.run(denpyo(site, *arguments), env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.timeout(300)
def test_orders_go_into_an_import_file_once_each(site: Path):
    """Killed after a slip was written and before that was stored, the agent adopts it; the export has each once."""
    killed = run(site, "once", die_at="enter.answered:3")
    assert killed.returncode == -signal.SIGKILL
    again = run(site, "once", "--json")
    told = json.loads(again.stdout)
    assert told["in_all"] == {"entered": N_ORDERS}, again.stderr
    assert (told["documents"], told["orders"], told["waiting"], told["failed"]) == (0, 0, 0, 0)  # the killed run's
    assert 0 < told["keyed"] < N_ORDERS

    (batch,) = json.loads(run(site, "export", "my-ledger", "--json", "--by", "yamada").stdout)

    content = Path(batch["file"]).read_bytes().decode("cp932")
    rows = list(csv.reader(content.splitlines()))
    assert sorted(row[16].split()[1] for row in rows if row[0] in ("2110", "2111")) == [
        str(2001 + n) for n in range(N_ORDERS)
    ]
    assert {row[4] for row in rows} == {"売掛金（卸）"}
    assert sum(Decimal(row[14]) for row in rows) == Decimal(batch["total"])
    assert (batch["slips"], batch["rows"], batch["net"]) == (N_ORDERS, len(rows), str(N_ORDERS * 27400))
    assert run(site, "audit", "verify").returncode == 0
