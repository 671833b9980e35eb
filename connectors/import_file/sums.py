"""What a slip comes to, before tax, tax and with tax, for each of its tax rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from agent.core.action import Slip
from agent.core.money import round_down, round_half_up

Rounding = Literal["down", "half-up"]


@dataclass(frozen=True, slots=True)
class RateSum:
    """The lines of one tax rate together, in yen; `percent` is the rate as people say it (10)."""

    rate: Decimal
    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        """Yen with tax."""
        return self.net + self.tax

    @property
    def percent(self) -> Decimal:
        """The rate in per cent."""
        return self.rate * 100


def rate_sums(slip: Slip, rounding: Rounding) -> tuple[RateSum, ...]:
    """Sum a slip's lines by tax rate, in the order the rates first appear; tax is rounded once per rate.

    Source: 消費税法施行令第70条の10 (one rounding per document and rate).
    """
    nets: dict[Decimal, Decimal] = {}
    for line in slip.lines:
        nets[line.tax_rate] = nets.get(line.tax_rate, Decimal(0)) + line.amount
    rounded = {"down": round_down, "half-up": round_half_up}[rounding]
    return tuple(RateSum(rate, net, rounded(net * rate)) for rate, net in nets.items())
