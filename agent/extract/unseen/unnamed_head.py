"""Fields of the order's head that no known label names: by what a label hints at, by shape, by which day is earlier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from agent.extract.labelled import Written
from agent.extract.unseen.addressed import addressees_in, is_addressed, without_honorific
from agent.extract.unseen.company import company_in
from agent.extract.unseen.head import Head
from agent.extract.unseen.hinted import hinted_in
from agent.extract.unseen.hints import HINTED
from agent.extract.unseen.said import is_of_other
from agent.extract.unseen.signature import names_alone
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.unlabelled import BareDay, bare_days, bare_number, bare_token, unnamed
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import day_in, folded, squeezed

_SOON = timedelta(days=120)
_TOKEN = re.compile(r"(?<![A-Za-z0-9\-])[A-Z]{1,6}-?(?=[\dA-Z\-]{0,20}\d{3})[\dA-Z\-]{3,20}(?![A-Za-z0-9\-])")
MAX_SUBJECT = 200


def add_unnamed(head: Head, strips: Sequence[Strip], where: Sequence[int], above: int, near: date) -> None:
    """Add number, days and place that no known label names; each asks a person, but a day or letter's number alone.

    Args:
        head: What the labels said.
        strips: All rows.
        where: The rows outside the lines.
        above: The first row of the lines.
        near: The day the document came.
    """
    head.where = tuple(where)
    for name, written in hinted_in(strips, where, [name for name in HINTED if _lacks(head, name)], near):
        _take(head, name, written)
    _add_house(head, strips, [at for at in where if at < above])
    upper, taken = [at for at in where if at < above], {written.place for written in head.written.values()}
    _add_days(head, [one for one in bare_days(strips, upper) if one.written.place not in taken], near)
    if _lacks(head, "number"):
        letter = bare_number(strips, upper)
        token = bare_token(strips, upper, taken) if letter is None else None
        head.take_if("number", letter)
        if token is not None:
            _take(head, "number", token)


def add_token_of_subject(head: Head, subject: str, strips: Sequence[Strip]) -> None:
    """Take the one number a mail's subject holds, `(PO-2291)`, where nothing else names one, and no article has it."""
    tokens = {match[0]: match for match in _TOKEN.finditer(folded(subject[:MAX_SUBJECT]))}
    own = [code for code, match in tokens.items() if not is_of_other(match, strips)]
    if len(tokens) == 1 and own and _lacks(head, "number"):
        _take(head, "number", Written("number", own[0], "subject"))


def _add_house(head: Head, strips: Sequence[Strip], where: Sequence[int]) -> None:
    """Take the one name of a trade above the goods that nobody is addressed by, where nothing names who orders."""
    addressed = {squeezed(company_in(name)) for name in (*head.suppliers, *addressees_in(strips, where))}
    houses = {squeezed(name): (name, cell) for name, cell in names_alone(strips, where)}
    taken = {written.place for written in head.written.values()}
    named = [one for key, one in houses.items() if key not in addressed and one[1].place not in taken]
    if len(named) == 1 and _lacks(head, "customer_name") and not is_addressed(named[0][1].text):
        _take(head, "customer_name", Written("customer_name", named[0][0], named[0][1].place))


def _lacks(head: Head, name: str) -> bool:
    return name not in head.written and not head.is_unclear(name)


def _take(head: Head, name: str, written: Written) -> None:
    text = company_in(without_honorific(written.text)) if name == "customer_name" else written.text
    head.take(name, written._replace(text=text), WEAK)
    head.findings.append(unnamed(name, written.text[:80]))


def _add_days(head: Head, bare: Sequence[BareDay], near: date) -> None:
    """Take one day as that of the order, unless it is still to come; of two the earlier, and the later for delivery.

    One day beside which nothing stands needs no doubt.
    """
    days = sorted((day, one.written) for one in bare if (day := day_in(one.written.text)) is not None)
    is_open = _lacks(head, "deliver_on")
    if not days or (len(days) == 1 and _lacks(head, "ordered_on") and (days[0][0] <= near or not is_open)):
        for _, one in days:
            head.take("ordered_on", one, WEAK)
            head.findings += [unnamed("ordered_on", one.text)] if bare[0].is_called else []
        return
    stated = [] if "ordered_on" not in head.written else [day_in(head.written["ordered_on"].text, "md", near)]
    first, *others = [*(day for day in stated if day is not None), *(day for day, _ in days)]
    if is_open and len(others) == 1 and first <= near < others[0] <= first + _SOON:
        _take(head, "deliver_on", days[-1][1])
        if _lacks(head, "ordered_on"):
            _take(head, "ordered_on", days[0][1])
