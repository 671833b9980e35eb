"""What stands in `site.yaml` and `targets/*.yaml`."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(ge=0)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsoleSettings(_Settings):
    """Where the console listens: on loopback until TLS is set."""

    host: str = Field("127.0.0.1", description="Address the console listens on.")
    port: int = Field(8420, ge=0, le=65535, description="Port; 0 takes a free one.")


class BrowserSettings(_Settings):
    """Which browser robots use."""

    executable: str = Field("", description="Path of a Chromium; empty looks for headless shell, then Chromium.")
    restart_after_slips: int = Field(200, ge=1, description="Slips after which a lane's browser is started anew.")


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
    console: ConsoleSettings = Field(default_factory=ConsoleSettings)
    browser: BrowserSettings = Field(default_factory=BrowserSettings)


class Hours(_Settings):
    """When a target may be keyed into, by the site's clock."""

    days: str = Field("mon-fri", description="`mon-fri`, `mon-sat` or `all`.", pattern="^(mon-fri|mon-sat|all)$")
    start: time = Field(time(0, 0), description="First minute.")
    end: time = Field(time(23, 59), description="Last minute.")


class Ceiling(_Settings):
    """How much a robot may enter before it stops and asks; empty is no ceiling."""

    slips_per_hour: int | None = Field(None, ge=1, description="Slips in any 60 minutes.")
    yen_per_day: Decimal | None = Field(None, gt=0, description="Yen before tax on one day of the site.")


class TargetSettings(_Settings):
    """One accounting system with one account (`targets/NAME.yaml`)."""

    title: str = Field("", description="Name shown to people.", examples=["会計システム"])
    robot: str = Field(description="Robot that keys into it.", examples=["demo-ledger"])
    url: str = Field(description="Address of the system.", examples=["${LEDGER_URL}"])
    user: str = Field("", description="Log-in name of the account.")
    password: str = Field("", description="Name of the secret that holds the password.", examples=["ledger-password"])
    key_length: int = Field(16, ge=10, le=26, description="Characters of our key the target's field can hold.")
    settle_for: Seconds = Field(60, description="Target's own slowness: wait this long before entering again.")
    pace: Seconds = Field(0, description="Seconds between two slips.")
    deadline: Seconds = Field(180, gt=0, description="Seconds one slip may take before its browser is ended.")
    ceiling: Ceiling = Field(default_factory=Ceiling)
    hours: Hours | None = Field(None, description="Hours in which it may be keyed into.")
