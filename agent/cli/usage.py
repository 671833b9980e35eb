"""Tell a person that a command was typed wrongly, in the language of who typed it."""

from __future__ import annotations

import re
from typing import Any

from typer.exceptions import TyperException

from agent.cli.exits import ExitCode
from agent.cli.help import speaking
from agent.cli.output import note
from agent.cli.words import Words
from agent.core.sentence import Sentence
from agent.marks.wrong_value import WORDS

SAYINGS = {  # what typer says, with its places by name, and what we say instead
    r"No such command '(?P<name>.*)'\. Did you mean (?P<near>.*)\?": "There is no command `{name}`. Near: {near}",
    r"No such command '(?P<name>.*)'\.": "There is no command `{name}`.",
    r"Missing command\.": "The command is missing.",
    r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)": "There is no option `{name}`. Near: {near}",
    r"No such option: (?P<name>\S+)": "There is no option `{name}`.",
    r"Option '(?P<name>.*)' requires an argument\.": "The option `{name}` needs a value.",
    r"Option '(?P<name>.*)' does not take a value\.": "The option `{name}` takes no value.",
    r"Missing argument '(?P<name>.*?)'\.(?s:.*)": "The argument `{name}` is missing.",
    r"Missing option '(?P<name>.*?)'\.(?s:.*)": "The option `{name}` is missing.",
    r"Got unexpected extra argument\(s\) \((?P<what>.*)\)": "There is too much on the line: {what}",
    r"Invalid value for '?(?P<name>.*?)'?: (?P<what>(?s:.*))": "The value of `{name}` does not fit: {what}",
    r"(Value error, )?'(?P<value>.*)' is not one of (?P<names>.*)\.": "`{value}` is none of {names}",
    r"(file|File|path|Path) '(?P<name>.*)' does not exist\.": "there is no `{name}`",
    r"(directory|Directory) '(?P<name>.*)' does not exist\.": "there is no `{name}`",
    r"\w+ '(?P<name>.*)' is a directory\.": "`{name}` is a folder",
    r"\w+ '(?P<name>.*)' is a file\.": "`{name}` is a file",
    r"\w+ '(?P<name>.*)' is not readable\.": "`{name}` cannot be read",
    r"Input should be a valid integer.*": WORDS["int_type"],
    r"Input should be a valid number.*": WORDS["float_type"],
    r"Input should be greater than or equal to (?P<ge>.*)": WORDS["greater_than_equal"],
    r"Input should be less than or equal to (?P<le>.*)": WORDS["less_than_equal"],
}
NESTED = ("what",)


def told_of_usage(error: TyperException, t: Words) -> ExitCode:
    """Print how the command is used and what was wrong, and return the exit code it ends with."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        note(error.format_message())  # the help itself, which was said before
        return ExitCode.WRONG_USE
    if context is not None:
        context.formatter_class = speaking(type(context), t).formatter_class
        note(context.get_usage())
        note(t("`{command} -h` tells more.", command=context.command_path) + "\n")
    note(t("Wrong use: {what}", what=t.sentence(sentence_of(_plain(error)))))
    return ExitCode.WRONG_USE


def sentence_of(text: str) -> str:
    """Return what typer said as a sentence of ours; one of ours, and one we do not know, stay as they are."""
    if isinstance(text, Sentence):
        return text
    for pattern, msgid in SAYINGS.items():
        match = re.fullmatch(pattern, text)
        if match:
            places = match.groupdict().items()
            return Sentence(msgid, **{name: sentence_of(value) if name in NESTED else value for name, value in places})
    return Sentence(text)


def _plain(error: TyperException) -> str:
    """Return the whole message; a value that one of our own commands refused says why in a sentence of ours."""
    hint = getattr(error, "param_hint", None)
    if isinstance(error.message, Sentence) and isinstance(hint, str):
        return Sentence(SAYINGS[INVALID], name=hint, what=error.message)
    return error.format_message()


INVALID = next(pattern for pattern in SAYINGS if pattern.startswith("Invalid value"))
