"""Write a draft as the robots that ship are written: short mappings on one line, remarks beside the steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from unicodedata import east_asian_width

from agent.browser.record_draft import Draft, FieldLine, Fields, Section, Step

PLAIN = re.compile(r"([^\W\d]|/|\d+[%％])[\w /.+\-・()（）%％]*")
WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
REMARK_AT = 46
SCHEMA = "# yaml-language-server: $schema=../../schema/robot.json"
Line = tuple[str, str]
"""What stands there, and the remark beside it."""


def write_yaml(draft: Draft, said: Callable[[str], str] = str) -> str:
    """Return the text of the file.

    Args:
        draft: What stands in it.
        said: Puts a remark into the reader's language.
    """
    lines = [SCHEMA, *(remarked("#", said(line)) for line in draft.opening)]
    lines += [f"robot: {scalar(draft.robot)}", f"title: {scalar(draft.title)}", "enters: sales"]
    if draft.refusals:
        lines.append(f"refusals: {scalar(draft.refusals)}")
    if draft.accepts:
        lines.append(f"dialogs: {flow({'accept': draft.accepts})}")
    for section in draft.sections:
        lines += ["", *(remarked(line, said(remark)) for line, remark in _section(section))]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[Line]:
    if not any(step.verb for step in section.steps):
        yield f"# {section.name}:", section.missing
        yield from ((f"# {line}", "") for line in section.template)
        for step in section.steps:
            yield from _remarks(step, "#  ")
        return
    yield f"{section.name}:", section.remark
    for step in section.steps:
        yield from _step(step, "  ")


def _remarks(step: Step, mark: str) -> Iterator[Line]:
    yield mark, step.remark
    yield from ((f"{mark}  ", one.remark) for one in step.inside)


def _step(step: Step, indent: str) -> Iterator[Line]:
    if not step.verb:
        yield from _remarks(step, f"{indent}#")
    elif step.inside:
        assert isinstance(step.body, dict)
        yield f"{indent}- {step.verb}:", step.remark
        yield f"{indent}    press: {_value(step.body)}", ""
        yield f"{indent}    steps:", ""
        for one in step.inside:
            yield from _step(one, f"{indent}      ")
    elif isinstance(step.body, Fields):
        yield from _fields(step, step.body, indent)
    else:
        yield f"{indent}- {step.verb}: {_value(step.body)}", step.remark


def _fields(step: Step, fields: Fields, indent: str) -> Iterator[Line]:
    has_remarks = any(one.remark for one in (*fields.heads.values(), *fields.lines.values()))
    short = f"{indent}- {step.verb}: {flow({name: one.body for name, one in fields.heads.items()})}"
    if not fields.lines and not has_remarks and len(short) <= 100:
        yield short, step.remark
        return
    yield f"{indent}- {step.verb}:", step.remark
    for name, one in fields.heads.items():
        yield _field(name, one, f"{indent}    ")
    if fields.lines:
        yield f"{indent}    lines:", ""
        for name, one in fields.lines.items():
            yield _field(name, one, f"{indent}      ")


def _field(name: str, one: FieldLine, indent: str) -> Line:
    return f"{indent}{scalar(name)}: {_value(one.body)}", one.remark


def _value(body: str | dict[str, object] | Fields) -> str:
    return flow(body) if isinstance(body, dict) else scalar(str(body))


def remarked(line: str, remark: str) -> str:
    """Put a remark behind the mark that is a line, or beside a line, below the others where there is room."""
    if not remark:
        return line
    if line.rstrip().endswith("#"):
        return f"{line} {remark}"
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
    return f"{line}{' ' * max(2, REMARK_AT - width)}# {remark}"


def flow(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(str(name))}: {flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else scalar(str(value))


def scalar(text: str) -> str:
    """Write a text so that it is read back as this very text."""
    if PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
