"""`denpyo docs`: write the reference from the code, and check that all documentation is true."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.cli.exits import ExitCode
from agent.cli.output import counted, say
from agent.core.errors import ConfigError

app = typer.Typer(help="Denpyo's own documentation (in its source tree).", no_args_is_help=True, rich_markup_mode=None)

Tree = Annotated[Path, typer.Option("--tree", help="Denpyo's source tree.")]


class NoSourceTreeError(ConfigError):
    """The folder is not Denpyo's source tree."""

    code = "no-source-tree"
    hint = "Run it in Denpyo's source tree, or name that with `--tree`."


@app.command("write")
def write(ctx: typer.Context, tree: Tree = Path()) -> None:
    """Write reference pages, JSON Schemas and the README's help blocks from the code."""
    changed = _differing(ctx, tree)
    for path, text in changed.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, "utf-8")
        say(f"written: {path}")
    say(counted(len(changed), "file") + " written." if changed else "Nothing to write.")


@app.command("check")
def check(ctx: typer.Context, tree: Tree = Path()) -> None:
    """Check that writing would change nothing, that links lead somewhere, and that the words are the house's."""
    from agent.cli.reference.truth import findings

    stale = list(_differing(ctx, tree))
    for path in stale:
        say(f"{path}: is not what the code says [stale]\n    Run `denpyo docs write`.")
    found = list(findings(tree))
    for finding in found:
        say(str(finding))
    if stale or found:
        say(counted(len(stale) + len(found), "finding"))
        raise typer.Exit(ExitCode.FINDINGS)
    say("The documentation is true.")


def _differing(ctx: typer.Context, tree: Path) -> dict[Path, str]:
    from agent.cli.reference.pages import written

    if not (tree / "docs" / "explain" / "features.md").is_file():
        raise NoSourceTreeError("docs/explain/features.md is not here", place=str(tree))
    return {
        path: text for path, text in written(tree, ctx.find_root().command).items() if not _is_same(tree / path, text)
    }


def _is_same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
