"""Portal connector: one downloaded file of an order portal is one delivery.

A robot logs in on a schedule, reads the list whole and downloads what is new. A portal whose robot has `settle:` steps
is told by ticking the order as taken; what its list then still shows was not taken, or was opened again by the buyer.
Where a portal has nothing to tick, an order that is stored and settled is known by its number.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loguru import logger
from pydantic import Field

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.errors import BusinessError, ConfigError, TransientError
from agent.core.ports import SourceContext
from agent.core.spec import Connector, ConnectorConfig, Seconds

if TYPE_CHECKING:
    from agent.browser.fetch import FetchedItem, Fetcher
    from agent.browser.script import Script


class PortalRobotError(ConfigError):
    """The robot named does not fetch."""

    code = "portal-robot"
    hint = "Name a robot with `fetches:` as `robot`; `denpyo robots list` shows them."


class PortalChangedError(TransientError):
    """A page of the portal is not as the robot knows it; what could be read was delivered."""

    code = "portal-changed"
    hint = "Open the portal in a browser: if the page has changed, correct the robot's YAML."


class PortalConfig(ConnectorConfig):
    """Settings of one account at one order portal."""

    robot: str = Field(description="Robot that fetches from it.", examples=["demo-portal"])
    url: str = Field(description="Address of the portal.", examples=["${PORTAL_URL}"])
    user: str = Field("", description="Log-in name of the account.")
    password: str = Field("", description="Name of the secret that holds the password.", examples=["portal-password"])
    totp: str = Field(
        "",
        description="Name of the secret one-time codes are made of (`{account.totp}`).",
        examples=["portal-totp"],
    )
    certificate: str = Field(
        "",
        description="Name of the secret with a client certificate and its key as PEM.",
        examples=["portal-cert"],
    )
    options: dict[str, str] = Field(
        default_factory=dict,
        description="What the robot must know of this installation; its page says which options there are.",
    )
    every: Seconds = Field(300, description="Look this often, in seconds.")
    deadline: Seconds = Field(180, gt=0, description="Seconds the list, or one file, may take.")


class _Steps:
    """Notes the robot's steps in the log, for whoever writes a robot."""

    def __init__(self, source: str) -> None:
        self._log = logger.bind(source=source)

    def step(self, text: str) -> None:
        self._log.bind(step=text).debug("portal step")


class PortalSource:
    """Delivers files in the order of the portal's list. Key: the portal's order number and digest."""

    def __init__(self, config: PortalConfig, ctx: SourceContext) -> None:
        self._config, self._ctx = config, ctx
        self._steps = _Steps(ctx.name)
        self._woken = threading.Event()
        self._opened: tuple[Script, Fetcher] | None = None
        self._rows: dict[str, dict[str, str]] = {}

    def check(self) -> None:
        """Fail at start, by name: robot, browser, portal, user and password, and whether the list can be read."""
        _, fetcher = self._open()
        try:
            fetcher.check(self._steps)
        except BusinessError as error:
            raise self._changed(error) from error

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what the list shows and was not taken. A file that cannot be had is named once nothing else is left."""
        script, fetcher = self._open()
        self._rows.clear()
        try:
            for item in fetcher.fetch(lambda number: not script.settle and self._ctx.is_received(number), self._steps):
                self._rows[item.external_id] = dict(item.row)
                yield self._delivery_of(item)
        except BusinessError as error:
            if not self._rows:
                raise self._changed(error) from error
        except TransientError:
            if not self._rows:
                raise

    def settle(self, delivery: Delivery, settlement: Settlement) -> None:
        """Tick the order as taken, refused ones too: their files are stored and wait for a person.

        The file is fetched once more before, so that an order the buyer changed meanwhile is not ticked unread.
        """
        script, fetcher = self._open()
        if settlement is Settlement.RELEASE or not script.settle:
            return
        try:
            item = self._fetch_again(fetcher, delivery.external_id)
            if item is not None and digest_of(item.content) == delivery.digest:
                fetcher.settle(delivery.external_id, self._steps)
        except BusinessError as error:
            raise self._changed(error) from error

    def wait(self, seconds: float) -> None:
        """Return when the time is over, or when woken: a portal announces nothing."""
        self._woken.wait(seconds)
        self._woken.clear()

    def holds_back(self) -> bool:
        """Nothing here is half finished: what is listed is whole."""
        return False

    def left_alone(self) -> Sequence[str]:
        """Nothing here is left alone: every row of the list is a delivery."""
        return ()

    def wake(self) -> None:
        """Make `wait` return now."""
        self._woken.set()

    def close(self) -> None:
        """Close the browser."""
        if self._opened is not None:
            self._opened[1].close()

    def _open(self) -> tuple[Script, Fetcher]:
        """Read the robot and make its fetcher, at first use: a browser library is dear to import."""
        if self._opened is None:
            from agent.browser.fetch import Fetcher
            from agent.browser.lint import load_script

            config = self._config
            files = self._ctx.robot(config.robot)
            script = load_script(files.script.read_text("utf-8"), str(files.script), files.hooks)
            if not script.fetches:
                raise PortalRobotError(f"`{config.robot}` enters and does not fetch", place=self._ctx.name)
            fetcher = Fetcher(
                script,
                name=self._ctx.name,
                url=config.url,
                user=config.user,
                password=lambda: self._ctx.secret(config.password),
                executable=files.browser,
                hooks=files.hooks,
                totp=(lambda: self._ctx.secret(config.totp)) if config.totp else None,
                certificate=(lambda: self._ctx.secret(config.certificate)) if config.certificate else None,
                deadline_s=config.deadline,
                options=config.options,
            )
            self._opened = (script, fetcher)
        return self._opened

    def _fetch_again(self, fetcher: Fetcher, external_id: str) -> FetchedItem | None:
        """Download one file anew; None when its order stands in the list no more."""
        row = self._rows.get(external_id)
        try:
            if row is not None:
                return fetcher.fetch_again(row, self._steps)
        except BusinessError:
            self._rows.pop(external_id)  # its page is not as expected: the list tells whether the order is gone
        found = fetcher.fetch(lambda listed: listed != external_id, self._steps)
        return next(iter(list(found)), None)

    def _delivery_of(self, item: FetchedItem) -> Delivery:
        return Delivery(
            source=self._ctx.name,
            external_id=item.external_id,
            digest=digest_of(item.content),
            name=item.name,
            media_type=item.media_type,
            content=item.content,
            received_at=self._ctx.now(),
            handle=item.external_id,
        )

    def _changed(self, error: BusinessError) -> PortalChangedError:
        return PortalChangedError(error.message, place=self._ctx.name, hint=error.next_move)


CONNECTOR = Connector(
    kind="portal",
    summary="Files of an order portal, fetched by a robot",
    config=PortalConfig,
    open=PortalSource,
    errors=(PortalRobotError, PortalChangedError),
)
