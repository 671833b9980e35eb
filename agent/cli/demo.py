"""`denpyo demo`: the main job on a sample trading company, from orders that arrive to slips that are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End by itself; exit code 0 only when everything holds.")
    ] = False,
    folder: Annotated[Path | None, typer.Option(help="Where the sample site lives; a fresh folder otherwise.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the console; 0 takes a free one.")] = 8420,
) -> None:
    """Show the main job on a sample company: orders come in and are keyed, once each."""
    from agent.demo.run import run_demo

    raise typer.Exit(run_demo(folder, once=once, console_port=port))
