"""What a brand lets its people promise in public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

#: Money back; when something will be there or done; vouchers, discounts and gifts.
Promise = Literal["refund", "date", "compensation"]
PROMISES: tuple[Promise, ...] = get_args(Promise)


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be promised; by when the customer hears from us always may."""

    may_promise: frozenset[Promise] = frozenset()

    @classmethod
    def of(cls, promises: Iterable[Promise]) -> Policy:
        return cls(frozenset(promises))

    def forbids(self, promise: Promise, *, young: bool = False) -> bool:
        """Whether a promise is too much; while an incident is young all are: they would feed it."""
        return young or promise not in self.may_promise


#: The policy of a brand that says nothing of it.
NOTHING = Policy()
