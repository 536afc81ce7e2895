"""What every section of the configuration is."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A closed, frozen mapping of settings."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    def below(self, own: Self) -> Self:
        """Give these settings with the keys that stand in a brand's own put in their place, at every depth."""
        return self.model_copy(update={name: self._below(name, own) for name in own.model_fields_set})

    def _below(self, name: str, own: Self) -> Any:
        here, there = getattr(self, name), getattr(own, name)
        return here.below(there) if isinstance(here, Section) and isinstance(there, Section) else there


AnySection = TypeVar("AnySection", bound=Section)


def over(own: AnySection | None, general: AnySection | None) -> AnySection | None:
    """Give a brand's own section over the general one; the one there is where the other is left out."""
    return general.below(own) if general and own else own or general
