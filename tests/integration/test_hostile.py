"""Hostile and broken files of every kind: each says why, in bounds, and good orders among them are entered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from sqlmodel import select

from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.engine.confine import Limits
from agent.engine.parsers import Parsers
from agent.extract.extraction import Reading
from agent.store.database import Database
from agent.store.tables import DeliveryRow, DocumentRow
from agent.wording.catalogue import LANGUAGES, knows
from tests.support.hostile.every import FILES, KINDS
from tests.support.hostile.made import READS, Hostile, good
from tests.support.whole_agent import WholeAgent, form_texts, whole_agent

pytestmark = pytest.mark.integration

LIMITS = Limits(seconds=8, memory_bytes=512 * 1024**2)
PAGE = Path(__file__).parents[2] / "docs" / "explain" / "hostile-input.md"
Row = TypeVar("Row")
LOOK_S = 0.03
SENT = 64 * 1024**2
"""More than any of these files has bytes: a child holds what it is sent before it confines itself."""
EACH = 12
"""Of the hostile files, every twelfth goes through the whole agent."""


@dataclass
class Watched:
    """What was seen of the children that read: the limits they ran under, and the most that one of them took."""

    server: psutil.Process
    limits: set[tuple[int, ...]] = field(default_factory=set)
    beyond: list[int] = field(default_factory=list)
    seconds: float = 0.0
    files: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def _children(self) -> Path:
        return Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")

    def look_until_stopped(self) -> None:
        while not self.stop.wait(LOOK_S):
            for number in self._children.read_text("ascii").split():  # psutil would look at every process there is
                try:
                    self._look(psutil.Process(int(number)))
                except psutil.Error:
                    continue

    def _look(self, child: psutil.Process) -> None:
        written = child.rlimit(psutil.RLIMIT_FSIZE)[1]  # the last that a child takes: the others stand when it does
        if written != 0:
            return  # just forked: it has looked at no foreign byte yet
        limits = (child.rlimit(psutil.RLIMIT_CPU)[1], child.rlimit(psutil.RLIMIT_AS)[1], written)
        self.limits.add(limits)
        self.beyond += [held for held in [child.memory_info().vms] if held > limits[1]]
        self.seconds = max(self.seconds, sum(child.cpu_times()[:2]))
        self.files |= {one.path for one in child.open_files()}


@pytest.fixture(scope="module")
def watched() -> Iterator[tuple[Parsers, Watched]]:
    """A warm parser server, shared by all files, with somebody who looks at its children."""
    others = set(psutil.Process().children())
    parsers = Parsers(form_texts(), limits=LIMITS)
    parsers.start()
    [server] = set(psutil.Process().children()) - others
    seen = Watched(server)
    looking = threading.Thread(target=seen.look_until_stopped)
    looking.start()
    yield parsers, seen
    seen.stop.set()
    looking.join()
    parsers.close()


def read(parsers: Parsers, name: str, content: bytes, media_type: str = "") -> Reading:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return parsers.read(Delivery("folder", name, digest_of(content), name, media_type, content, at))


def given_by(reading: Reading) -> set[str]:
    """Say what a reading came to in the words of `Hostile.gives`."""
    reasons = [one.reason for one in reading.extractions if one.reason is not None]
    said = {f"{one.code}:{one.values['what']}" if "what" in one.values else one.code for one in reasons}
    return said | {READS} if any(one.orders for one in reading.extractions) else said


def is_plain(document: Document) -> bool:
    """Whether a document's name leads nowhere and shows all its letters."""
    return document.name.replace("inline/", "").isprintable() and not set(document.name) & set("/\\")


@pytest.mark.proves("B8")
@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_file_says_why(watched: tuple[Parsers, Watched], kind: str):
    """Hundreds of bombs, lies, loops and broken files: each gives its reason, and a good order is read next."""
    parsers, _ = watched
    wrong = {}
    for file in KINDS[kind]:
        reading = read(parsers, file.name, file.make(), file.media_type)
        if given_by(reading) != set(file.gives.split()):
            wrong[file.name] = given_by(reading)
        assert all(is_plain(one) for one in reading.documents), file.name

    assert wrong == {}
    assert given_by(read(parsers, "next.csv", good())) == {READS}


@pytest.mark.proves("B8")
def test_no_child_was_beyond_its_limits(watched: tuple[Parsers, Watched]):
    """Each child ran under its limits of time and memory, wrote and opened no file, and none is left."""
    parsers, seen = watched
    n_handles = seen.server.num_fds()
    for file in (one for one in FILES if one.name == "far-cells.xlsx"):
        read(parsers, file.name, file.make(), file.media_type)
    read(parsers, "next.csv", good())

    assert {(seconds, written) for seconds, _, written in seen.limits} == {(LIMITS.seconds, 0)}
    assert max(memory for _, memory, _ in seen.limits) <= seen.server.memory_info().vms + LIMITS.memory_bytes + SENT
    assert seen.beyond == []
    assert seen.seconds <= LIMITS.seconds + 1
    assert seen.files <= {"/dev/null"}
    assert seen.server.num_fds() == n_handles
    assert [one for one in seen.server.children() if one.status() == psutil.STATUS_ZOMBIE] == []


@pytest.mark.proves("B8")
def test_the_page_says_how_many_there_are():
    """They are hundreds, each with a name of its own, and the page about them counts them by kind."""
    page = PAGE.read_text("utf-8")

    assert len(FILES) > 400
    assert len({one.name for one in FILES}) == len(FILES)
    assert [kind for kind, files in KINDS.items() if f"| {kind} | {len(files)} |" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_has_its_words(language: str):
    """Every reason these files come to, and what of them, is said in a sentence with a next move."""
    words = {word for one in FILES for word in one.gives.split() if word != READS}
    ids = {f"{kind}.{word.partition(':')[0]}" for word in words for kind in ("reason", "hint")}
    whats = {f"word.{word.partition(':')[2]}" for word in words if ":" in word}

    assert {one for one in ids if not knows(language, one)} == set()
    assert {one for one in whats if "/" not in one and "." not in one[5:] and not knows(language, one)} == set()


@pytest.fixture
def agent(file: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The whole engine, on SQLite."""
    with whole_agent(file, tmp_path, parsers) as running:
        yield running


def chosen() -> list[Hostile]:
    """Choose from all kinds; those that take all the time they may are left to the test above."""
    return [one for one in FILES if "document-limit" not in one.gives][::EACH]


@pytest.mark.proves("B8")
def test_good_orders_among_hostile_files_are_entered(agent: WholeAgent, tmp_path: Path):
    """Forty hostile files with a good order behind each: the orders are entered, the others wait and say why."""
    hostile = chosen()
    for number, bad in enumerate(hostile):
        agent.drop(bad.name, bad.make())
        agent.drop(f"good-{number}.csv", good(number=f"G{number:04d}"))
    agent.until_idle()
    states = dict(agent.states())
    names = {row.name for row in every(agent, DeliveryRow)}

    assert len(hostile) >= 40
    assert len(names) == 2 * len(hostile)
    assert {states.get(f"G{number:04d}") for number in range(len(hostile))} == {"entered"}
    assert {bad.name for bad in hostile if bad.gives != READS} <= explained(agent)
    assert names == explained(agent) | ordered(agent)
    assert debris(agent, tmp_path) == set()


def every(agent: WholeAgent, table: type[Row]) -> list[Row]:
    with agent.outside.database.reading() as session:
        return list(session.exec(select(table)))


def explained(agent: WholeAgent) -> set[str]:
    """The files of which something waits, with a reason."""
    names = {row.key: row.name for row in every(agent, DeliveryRow)}
    return {names[row.delivery] for row in agent.waiting() if row.delivery in names and row.reason["code"]}


def ordered(agent: WholeAgent) -> set[str]:
    """The files that gave an order."""
    names = {row.key: row.name for row in every(agent, DeliveryRow)}
    deliveries = {row.key: row.delivery for row in every(agent, DocumentRow)}
    return {names[deliveries[row.document]] for row in agent.orders()}


def debris(agent: WholeAgent, folder: Path) -> set[str]:
    """Files below the site that are neither the database nor the bytes of a document."""
    digests = {row.digest for table in (DeliveryRow, DocumentRow) for row in every(agent, table)}
    left = {path for path in folder.rglob("*") if path.is_file() and not any(one in path.name for one in digests)}
    return {str(path.relative_to(folder)) for path in left if not path.name.startswith("denpyo.")}
