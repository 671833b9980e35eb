"""Which customers or products a name may mean: suggestions for a person, never a match.

A score from 0 to 100 says how like two folded spellings are (rapidfuzz, WRatio: edits, parts, parts in other order).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from agent.quality.legal_forms import without_form
from agent.quality.master import MasterCustomer, MasterProduct
from agent.quality.match import Masters
from agent.quality.normalise import bare_key, kana_key, product_key

WORTH_SHOWING = 50
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Likely:
    """The things most like a written name, the likest first, each with its score."""

    scored: tuple[tuple[int, MasterCustomer | MasterProduct], ...] = ()

    def score_of(self, code: str) -> int:
        """Return the score of one thing, 0 when it is not among them."""
        return next((score for score, thing in self.scored if thing.code == code), 0)

    @property
    def best_score(self) -> int:
        """Return the highest score, 0 when nothing is like it."""
        return self.scored[0][0] if self.scored else 0

    @property
    def values(self) -> dict[str, str]:
        """Return the values of a finding that suggest them: `best`, its `score`, and `next`."""
        shown = [f"{thing.code} {thing.name}" for _, thing in self.scored[:2]]
        if not shown:
            return {}
        best = {"best": shown[0], "score": str(self.best_score)}
        return best | {"next": shown[1]} if len(shown) > 1 else best


def likely_customers(written: str, masters: Masters) -> Likely:
    """Find the customers most like a name; legal forms are left off, and their readings count as well."""
    readings = {kana_key(one.kana): (one,) for one in masters.customers if one.kana}
    by_name = _near(bare_key(written), masters.customer_names, without_form)
    return _ranked([*by_name, *_near(kana_key(written), readings)])


def likely_products(written: str, masters: Masters) -> Likely:
    """Find the products most like a name."""
    return _ranked(_near(product_key(written), masters.product_names))


def _near(
    key: str,
    names: Mapping[str, tuple[MasterCustomer, ...]] | Mapping[str, tuple[MasterProduct, ...]],
    folded: Callable[[str], str] | None = None,
) -> Iterable[tuple[int, MasterCustomer | MasterProduct]]:
    found = process.extract(
        key, list(names), scorer=fuzz.WRatio, processor=folded, limit=_LOOKED_AT, score_cutoff=WORTH_SHOWING
    )
    return [(round(score), thing) for name, score, _ in found for thing in names[name]]


def _ranked(scored: Iterable[tuple[int, MasterCustomer | MasterProduct]]) -> Likely:
    best: dict[str, tuple[int, MasterCustomer | MasterProduct]] = {}
    for score, thing in scored:
        best[thing.code] = max((score, thing), best.get(thing.code, (0, thing)), key=lambda pair: pair[0])
    return Likely(tuple(sorted(best.values(), key=lambda pair: (-pair[0], pair[1].code))))
