"""What a robot is tried with: its way into a target, an order, and a folder for the pictures."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from agent.app.robots import open_robot
from agent.browser.options import settle_options
from agent.browser.session import Place
from agent.core.action import Slip, SlipLine
from agent.core.delivery import digest_of
from agent.core.errors import ConfigError
from agent.core.evidence import Evidence
from agent.core.ports import EvidenceStore
from agent.quality.match import Masters
from agent.settings.model import TargetSettings
from agent.settings.secrets import Secrets

ENDINGS = {"image/jpeg": "jpg", "application/gzip": "txt", "application/json": "json", "application/pdf": "pdf"}
N_LINES = 2
DELIVERED_AFTER = timedelta(days=7)
SAMPLE_NAME, SAMPLE_DOCUMENT = "sample-order.txt", "見本の注文書です。\r\n".encode()


class TargetUnclearError(ConfigError):
    """It does not follow from the site's files which target a robot is to be tried on."""

    code = "target-unclear"
    hint = (
        "Write a file in `targets/` with `robot`, `url`, `user` and `password`; of several, name one with `--target`."
    )


class NothingToEnterError(ConfigError):
    """The robot fetches and has no entry to try."""

    code = "nothing-to-enter"
    hint = "Look at a portal with `denpyo connections test`."


class SampleOrderError(ConfigError):
    """The masters hold nothing a sample order could be made of."""

    code = "sample-order"
    hint = "Give an order of your own with `--order`."


@dataclass(frozen=True, slots=True)
class Opened:
    """A robot with its way into one target."""

    place: Place
    target: str
    deadline_s: float
    key_length: int


def target_of(robot: str, targets: Mapping[str, TargetSettings], wanted: str = "") -> str:
    """Return the target a robot is tried on: the one named, else the only one that has it.

    Raises:
        TargetUnclearError: There is none, or there are several.
    """
    having = [name for name, settings in sorted(targets.items()) if settings.robot == robot]
    found = [name for name in having if wanted in ("", name)]
    if len(found) == 1:
        return found[0]
    if wanted:
        said = f"the target `{wanted}` does not have the robot `{robot}`"
    else:
        said = f"{len(having) or 'no'} targets have the robot `{robot}`"
    raise TargetUnclearError(f"{said}{': ' + ', '.join(having) if having else ''}", robot=robot)


def open_place(
    robot: str, target: str, settings: TargetSettings, site: Path, documents: EvidenceStore, file: Path | None = None
) -> Opened:
    """Open a robot on a target, with the site's secrets; `file` is a document that is stored nowhere.

    Raises:
        FilesError: The robot's script holds findings.
        NothingToEnterError: It is a robot that fetches.
    """
    script, hooks = open_robot(robot, site)
    if not script.enters:
        raise NothingToEnterError(f"`{robot}` enters nothing", robot=robot)
    vault = Secrets(site.resolve())
    place = Place(
        script,
        settings.url,
        settings.user,
        partial(vault.get, settings.password),
        hooks,
        partial(_read, documents, file),
        partial(vault.get, settings.totp) if settings.totp else None,
        partial(vault.get, settings.certificate) if settings.certificate else None,
        options=settle_options(script, settings.options),
    )
    return Opened(place, target, settings.deadline, settings.key_length)


def sample_slip(masters: Masters, today: date) -> Slip:
    """Make an order of the first customer and the first priced products of the masters, with a document to attach.

    Raises:
        SampleOrderError: There are none.
    """
    products = [product for product in masters.products if product.unit_price is not None][:N_LINES]
    if not masters.customers or not products:
        raise SampleOrderError("the masters hold no customer or no product with a price")
    lines = []
    for n, product in enumerate(products, 1):
        quantity, price = Decimal(n + 1), product.unit_price or Decimal(0)
        line = SlipLine(n, product.code, product.name, quantity, price, quantity * price, product.tax_rate)
        lines.append(line)
    customer = masters.customers[0]
    total = sum((line.amount for line in lines), Decimal(0))
    return Slip(
        kind="sales",
        customer_code=customer.code,
        customer_name=customer.name,
        order_number="TRY-1",
        slip_date=today,
        ordered_on=today,
        deliver_on=today + DELIVERED_AFTER,
        total=total,
        lines=tuple(lines),
        document_digest=digest_of(SAMPLE_DOCUMENT),
        document_name=SAMPLE_NAME,
    )


def _read(documents: EvidenceStore, file: Path | None, digest: str) -> bytes:
    """Return a document's bytes; the sample order's own and those of the file are stored nowhere."""
    content = SAMPLE_DOCUMENT if file is None else file.read_bytes()
    return content if digest == digest_of(content) else documents.read(digest)


class PictureFolder:
    """Keeps what a trial sees as files a person opens, numbered in the order they were taken.

    Args:
        folder: Where; made when the first file comes.
        documents: Where documents are read from that a robot attaches.
    """

    def __init__(self, folder: Path, documents: EvidenceStore) -> None:
        self.folder, self._documents = folder, documents
        self._n = 0

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        """Write one file; packed text is unpacked. What was there under this number is replaced."""
        kind = name.rpartition("-")[2]
        if kind in ("picture", "diff", "trail") or name.startswith(("print-", "download-")):
            self._n += 1
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        body = gzip.decompress(content) if media_type == "application/gzip" else content
        file = self.folder / f"{self._n:02}-{name}.{ENDINGS.get(media_type, 'bin')}"
        file.write_bytes(body)
        return Evidence(file.name, digest_of(content), media_type, len(content))

    def read(self, digest: str) -> bytes:
        """Return a document's bytes."""
        return self._documents.read(digest)
