"""What the engine asks of the outside. It sees these protocols and never an adapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Protocol, runtime_checkable

from agent.core.action import Slip
from agent.core.delivery import Delivery, Settlement
from agent.core.evidence import Evidence
from agent.core.outcome import Confirmed, FoundSlip, Sent


class Source(Protocol):
    """One configured place orders come from. One watcher thread drives it; only `wake` is called from others."""

    def check(self) -> None:
        """Say by name what is wrong, or return.

        Raises:
            ConfigError: Settings, password or place are wrong.
            TransientError: It cannot be reached now.
        """
        ...

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what is ready now and return. Everything unsettled is yielded again at the next look.

        Raises:
            TransientError: It cannot be reached; never taken for "empty".
        """
        ...

    def settle(self, delivery: Delivery, settlement: Settlement) -> None:
        """Tell the source what became of exactly these bytes."""
        ...

    def wait(self, seconds: float) -> None:
        """Return when something may be new, at the latest after so many seconds, or when woken."""
        ...

    def holds_back(self) -> bool:
        """Whether something was seen that is not finished yet, such as a file still being copied."""
        ...

    def left_alone(self) -> Sequence[str]:
        """Name what the last look saw and the source's settings do not want; it stays where it is, for a person."""
        ...

    def wake(self) -> None:
        """Make `wait` return now, for stopping. May be called from any thread, any number of times."""
        ...

    def close(self) -> None:
        """Give back what is held open."""
        ...


class Permit(Protocol):
    """Asked inside the gate, at the last moment: may this commit still be sent?"""

    def ask(self) -> str | None:
        """Store the state *sending* and return None, or return the code of why not, with nothing stored.

        Fences the lease, counts ceilings, and looks at holds, in one transaction.
        """
        ...


class StepLog(Protocol):
    """Hears each step of a robot as it happens, so that a run can be watched."""

    def step(self, text: str) -> None:
        """Note one step. Never holds a secret or a typed value of a masked field."""
        ...


class EvidenceStore(Protocol):
    """Keeps bytes by digest, written once."""

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        """Store bytes durably (fsynced) before returning; the same bytes again change nothing."""
        ...

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; raises FileNotFoundError when they are not there."""
        ...


class Target(Protocol):
    """One accounting system reached with one account, by robot, API or import file."""

    def find(self, key: str, log: StepLog) -> Sequence[FoundSlip]:
        """Return every slip that carries our key, drafts included.

        Raises:
            TransientError: It cannot be searched now; never taken for "not there".
        """
        ...

    def enter(self, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        """Key one slip and commit it at most once, asking the permit at the last moment.

        Raises:
            BusinessError: The target refused it, or the screen is not as expected; nothing was committed.
            TransientError: Nothing was committed, and trying again may help.
            OutcomeUnknownError: The commit left and no answer was seen.
        """
        ...

    def confirm(self, key: str, slip: Slip, log: StepLog) -> Confirmed:
        """Find the slip by key, exactly one, open it and compare it with the order.

        Raises:
            BusinessError: There is none, there are several, or it differs.
        """
        ...

    def close(self) -> None:
        """Close sessions and browsers; the call in hand ends first."""
        ...


@dataclass(frozen=True, slots=True)
class BrowserUse:
    """What a target's browser takes: its memory (PSS of all its processes), age, slips, and processor time so far.

    `cpu_s` counts all browsers of the lane since the agent started, those that were ended too.
    """

    is_open: bool
    memory_bytes: int
    age_s: float
    n_slips: int
    cpu_s: float


@runtime_checkable
class UsesBrowser(Protocol):
    """A target that is reached by a browser."""

    def browser_use(self) -> BrowserUse:
        """Say what the browser takes now; may be called from any thread."""
        ...


@dataclass(frozen=True, slots=True)
class RobotFiles:
    """A robot as a connector opens it: its script, its hooks where it has some, the browser (empty: look for one)."""

    script: Path
    hooks: ModuleType | None = None
    browser: str = ""


class SourceContext(Protocol):
    """What a connector may lean on, so that it does not reach into other rooms."""

    @property
    def name(self) -> str:
        """The source's name in the site."""
        ...

    def now(self) -> datetime:
        """Return the present instant of the clock the agent was given."""
        ...

    def secret(self, name: str) -> str:
        """Return a secret by name; raises ConfigError naming where to set it."""
        ...

    def site_path(self, path: Path) -> Path:
        """Return a path of the site's files as an absolute one."""
        ...

    def is_received(self, external_id: str) -> bool:
        """Whether a delivery with this name is already stored and settled (a portal list is read each time)."""
        ...

    def robot(self, name: str) -> RobotFiles:
        """Return a robot by name; raises ConfigError when there is none."""
        ...
