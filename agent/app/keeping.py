"""How long a site keeps its evidence."""

from __future__ import annotations

from datetime import timedelta

from agent.settings.model import SiteSettings
from agent.store.evidence_retention import Keeping


def keeping_of(settings: SiteSettings) -> Keeping:
    """Return how long pictures and texts are kept by `site.yaml`."""
    days = (settings.keep_pictures_days, settings.keep_texts_days)
    pictures, texts = (None if kept is None else timedelta(days=kept) for kept in days)
    return Keeping(pictures, texts)
