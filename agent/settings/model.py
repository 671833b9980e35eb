"""What stands in `site.yaml` and `targets/*.yaml`."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(ge=0)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsoleSettings(_Settings):
    """Where the console listens: on loopback until TLS is set."""

    host: str = Field("127.0.0.1", description="Address the console listens on.")
    port: int = Field(8420, ge=0, le=65535, description="Port; 0 takes a free one.")


class EvidenceLimits(_Settings):
    """How much the evidence of a robot may weigh."""

    quality: int = Field(50, ge=10, le=95, description="Quality of the JPEG pictures.")
    height: int = Field(4_000, ge=900, le=16_000, description="Pixels of a long page that a picture holds.")
    picture_kb: int = Field(2_000, ge=50, description="Most of one picture; one that would be larger is coarser.")
    text_kb: int = Field(1_000, ge=10, description="Most of one page's text, before it is packed.")
    papers_kb: int = Field(20_000, ge=0, description="Most of what is printed and downloaded for one slip.")


class BrowserSettings(_Settings):
    """Which browser robots use, and what their evidence may weigh."""

    executable: str = Field("", description="Path of a Chromium; empty looks for headless shell, then Chromium.")
    restart_after_slips: int = Field(200, ge=1, description="Slips after which a lane's browser is started anew.")
    evidence: EvidenceLimits = Field(default_factory=EvidenceLimits, description="Bounds of pictures and texts.")


class SenderPassword(_Settings):
    """A password that opens the locked files of some senders."""

    sender: str = Field(
        min_length=1,
        description="Mail address, with `*` for any letters; for a folder or portal, the source's name.",
        examples=["*@mihon.example"],
    )
    secret: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="Name of the secret that holds the password.",
        examples=["mihon-zip"],
    )


class SiteSettings(_Settings):
    """The site as a whole (`site.yaml`)."""

    name: str = Field(description="Short name of the site.", examples=["sample"])
    title: str = Field("", description="Name shown to people.", examples=["見本商事株式会社"])
    language: Literal["ja", "en"] = Field("ja", description="Language of notes, reports and new users.")
    time_zone: str = Field("Asia/Tokyo", description="Whose days the site's days are.")
    database: str = Field("sqlite:///var/denpyo.db", description="SQLite file (relative to the site) or PostgreSQL.")
    evidence: str = Field("var/evidence", description="Folder of documents and evidence.")
    checkpoints: str = Field("var/checkpoints", description="Folder of signed audit checkpoints; best on another disk.")
    agent: str = Field("agent-1", description="Name of this agent; each agent of a site has its own.")
    keep_runs_days: int = Field(30, ge=1, description="Days the engine's finished runs are kept; orders stay.")
    keep_pictures_days: int | None = Field(
        400, ge=1, description="Days pictures of screens are kept after their slip is settled; empty is for ever."
    )
    keep_texts_days: int | None = Field(
        None, ge=1, description="Days page texts and printed pages are kept; empty is for ever."
    )
    passwords: list[SenderPassword] = Field(
        default_factory=list,
        description="Passwords of locked files by sender; all that fit are tried, in this order.",
    )
    console: ConsoleSettings = Field(default_factory=ConsoleSettings)
    browser: BrowserSettings = Field(default_factory=BrowserSettings)


class Hours(_Settings):
    """When a target may be keyed into, by the site's clock."""

    days: str = Field("mon-fri", description="`mon-fri`, `mon-sat` or `all`.", pattern="^(mon-fri|mon-sat|all)$")
    start: time = Field(time(0, 0), description="First minute.")
    end: time = Field(time(23, 59), description="Last minute; before `start`, it is that of the next day.")
    closed: list[date] = Field(
        default_factory=list, description="Days without any hours, such as holidays.", examples=[["2027-01-01"]]
    )


class Ceiling(_Settings):
    """How much a robot may enter before it stops and asks; empty is no ceiling."""

    slips_per_hour: int | None = Field(None, ge=1, description="Slips in any 60 minutes.")
    yen_per_day: Decimal | None = Field(None, gt=0, description="Yen before tax on one day of the site.")


class ImportFileSettings(_Settings):
    """What a site sets beside the layout of an import file."""

    folder: str = Field(
        "",
        description="Folder of slips and import files, relative to the site; empty is `var/import-files/TARGET`.",
        examples=["/mnt/keiri/denpyo"],
    )
    tax_rounding: Literal["down", "half-up"] = Field(
        "down", description="How consumption tax is rounded to whole yen, once per slip and rate."
    )
    values: dict[str, str] = Field(
        default_factory=dict,
        description="Values of the layout that are other here, such as names of accounts.",
        examples=[{"sales": "商品売上高"}],
    )


WAYS = ("robot", "layout", "api")
EXACTLY_ONE: list[Any] = [
    {"required": [way], "not": {"anyOf": [{"required": [o]} for o in WAYS if o != way]}} for way in WAYS
]


class TargetSettings(_Settings):
    """One accounting system with one account (`targets/NAME.yaml`); exactly one of robot, layout and api reaches it."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"oneOf": EXACTLY_ONE})

    title: str = Field("", description="Name shown to people.", examples=["会計システム"])
    robot: str = Field("", description="Robot that keys into it.", examples=["demo-ledger"])
    layout: str = Field(
        "", description="Layout of the import file that is written for it.", examples=["yayoi-kaikei", "freee-kaikei"]
    )
    api: str = Field("", description="Description of the HTTP API by which slips are sent.", examples=["my-erp"])
    url: str = Field("", description="Address of the system, for a robot or an API.", examples=["${LEDGER_URL}"])
    user: str = Field("", description="Log-in name of the account.")
    password: str = Field("", description="Name of the secret that holds the password.", examples=["ledger-password"])
    totp: str = Field(
        "",
        description="Name of the secret one-time codes are made of (`{account.totp}`).",
        examples=["ledger-totp"],
    )
    certificate: str = Field(
        "",
        description="Name of the secret with a client certificate and its key as PEM.",
        examples=["ledger-cert"],
    )
    options: dict[str, str] = Field(
        default_factory=dict,
        description="What the robot must know of this installation; its page says which options there are.",
        examples=[{"company": "acme"}],
    )
    key_length: int = Field(16, ge=10, le=26, description="Characters of our key the target's field can hold.")
    settle_for: Seconds = Field(60, description="Target's own slowness: wait this long before entering again.")
    pace: Seconds = Field(0, description="Seconds between two slips.")
    deadline: Seconds = Field(180, gt=0, description="Seconds one slip may take before its browser is ended.")
    ceiling: Ceiling = Field(default_factory=Ceiling)
    hours: Hours | None = Field(None, description="Hours in which it may be keyed into.")
    import_file: ImportFileSettings = Field(
        default_factory=ImportFileSettings, description="Beside `layout`: folder, rounding and values of the site."
    )
