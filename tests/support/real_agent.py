"""The real agent, `denpyo run`, on the sample company's site, to be killed at a named place."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from agent.demo.systems import Systems
from tests.support.command import denpyo


def start_agent(systems: Systems, log: Path, die_at: str = "", site: Path | None = None) -> subprocess.Popen[bytes]:
    """Start it as a process of its own, on another copy of the site where one is named."""
    environment = os.environ | systems.variables | {"DENPYO_DIE_AT": die_at}
    with log.open("ab") as file:
        return subprocess.Popen(
            denpyo(site or systems.site, "run"), env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )


def run_command(systems: Systems, *words: str) -> subprocess.CompletedProcess[str]:
    """Run another of its commands to the end."""
    environment = os.environ | systems.variables
    return subprocess.run(
        denpyo(systems.site, *words), env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip


def write_setting(site: Path, name: str, value: str) -> None:
    """Put another value into a line of site.yaml."""
    file = site / "site.yaml"
    file.write_text(re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", file.read_text("utf-8")), "utf-8")
