"""What every part of the results has in common, and the words that stand for its figures' kinds."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

HiddenReason = Literal["protected", "too_few_for_distribution", "not_agreed"]
Interval = tuple[float, float]
Presence = Literal["consistent", "present", "partial", "slight"]
Verdict = Literal["above", "below", "unclear"]


class Part(BaseModel):
    """A frozen part of the results; keys that this version does not know are left aside when a file is read."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)


class Shown(Part):
    """A part of which the gate may have hidden something."""

    hidden: dict[str, HiddenReason] = Field(default_factory=dict)
