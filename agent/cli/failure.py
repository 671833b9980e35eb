"""Tell a person why a command failed: what, where, and the next move; never a traceback unless asked."""

from __future__ import annotations

import re
import traceback
from dataclasses import replace
from pathlib import Path

from agent.cli.exits import ExitCode
from agent.cli.output import note
from agent.cli.words import words_of
from agent.core.errors import ConfigError, DenpyoError, TransientError
from agent.marks.findings import FilesError

DATABASE_ERRORS = ("OperationalError", "ProgrammingError")
NO_TABLE = re.compile(r"no such (table|column)|(relation|column) .* does not exist")
CRASHES = Path("var", "log", "crash.txt")


class FileUnusableError(ConfigError):
    """A file or folder cannot be used by this user."""

    code = "file-unusable"
    hint = "Check that the place exists, is not full, and that the user who runs `denpyo` may use it."


class DatabaseBusyError(TransientError):
    """Another program has held the database for longer than a command waits."""

    code = "database-busy"
    hint = "Close the program that holds it (a database browser, a copy under way), then do it again."


class NotMigratedError(ConfigError):
    """The database lacks tables of this program."""

    code = "not-migrated"
    hint = "Run `denpyo database migrate`; `denpyo run` does so by itself."


def said(error: DenpyoError, language: str) -> tuple[str, str]:
    """Say a foreseen failure, with its place, and the next move."""
    what, move = in_words(error, language)
    return f"{error.place}: {what}" if error.place else what, move


def in_words(error: DenpyoError, language: str) -> tuple[str, str]:
    """Say a foreseen failure without its place, and the next move; English texts are the errors' own."""
    from agent.wording.catalogue import next_move, say_reason

    if language == "en":
        return error.message, error.next_move
    what = say_reason(language, replace(error.reason, place=""))
    return what, next_move(language, error.code, **error.values) or error.next_move


def told(error: DenpyoError, site: Path, *, debug: bool = False) -> ExitCode:
    """Print a foreseen failure in the site's language and return the exit code it ends with."""
    from agent.log import redacted

    t = words_of(site)
    if debug:
        _print(redacted("".join(traceback.format_exception(error))))
    if isinstance(error, FilesError):
        _print(
            *(finding.text(t.sentence) for finding in error.findings),
            t.count(len(error.findings), "{n} finding", "{n} findings"),
        )
        return ExitCode.FINDINGS
    what, next_move = said(error, t.language)
    _print(redacted(f"{what} [{error.code}]"), *([f"  {next_move}"] if next_move else []))
    return ExitCode.FAILED


def foreseen(error: Exception) -> DenpyoError | None:
    """Return what an error of a library means to a person, or None when it is a bug of ours."""
    known: DenpyoError | None = None
    if type(error).__module__ == "sqlalchemy.exc" and type(error).__name__ in DATABASE_ERRORS:
        known = _of_database(str(getattr(error, "orig", error)).strip())
    elif isinstance(error, OSError) and error.filename is not None:
        known = FileUnusableError(str(error.strerror), place=str(error.filename))
    if known is not None:
        known.__cause__ = error
    return known


def _of_database(what: str) -> DenpyoError:
    from agent.store.database import DatabaseUnreachableError
    from agent.store.evidence_files import DiskFullError

    if NO_TABLE.search(what):
        return NotMigratedError(what)
    if "locked" in what:
        return DatabaseBusyError(what)
    return DiskFullError(what) if "disk is full" in what else DatabaseUnreachableError(what)


def told_of_bug(error: Exception, site: Path, *, debug: bool) -> ExitCode:
    """Print that something unforeseen happened, and keep the traceback where support can find it."""
    from agent.log import redacted

    t = words_of(site)
    text = redacted("".join(traceback.format_exception(error)))
    what = redacted(f"{type(error).__name__}: {error}")
    _print(f"{t('Something unforeseen happened: {what}', what=what)} [unforeseen]")
    if debug:
        _print(text)
        return ExitCode.FAILED
    if _kept(site / CRASHES, text):
        place = site / CRASHES
        advice = t("Nothing that was stored is lost. The details stand in {place}; send them to support.", place=place)
    else:
        advice = t("Nothing that was stored is lost. Run it again with `denpyo --debug …` and send support the output.")
    _print(f"  {advice}")
    return ExitCode.FAILED


def _kept(path: Path, text: str) -> bool:
    if not path.parent.parent.is_dir():
        return False
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        return False
    return True


def _print(*lines: str) -> None:
    for line in lines:
        note(line)
