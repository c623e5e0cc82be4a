"""The keys to a table's cells: what they mean, by the instrument, the platform, a map and the options together."""

from __future__ import annotations

from mentorscan.instrument.model import Instrument, Segment
from mentorscan.responses.cells import AnswerKey, GroupKey
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.platforms.platform import Dialect


class Keys:
    """What the cells of each column mean: one key for all columns of a scale with the same labels."""

    def __init__(self, dialect: Dialect, *, instrument: Instrument, options: ReadOptions) -> None:
        self._dialect, self._instrument, self._options = dialect, instrument, options
        self._blank = (*options.blank, *dialect.blank)
        self._made: dict[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], AnswerKey] = {}

    def answers(self, item: str, *, position: int) -> AnswerKey:
        """What the cells of an item mean; ``position``: of its column."""
        scale = self._instrument.scale_of(self._instrument.questionnaire_of[item])
        labels = self._dialect.columns[position].labels
        same = scale.id, tuple(sorted(labels.items()))
        if same not in self._made:
            mapped = self._options.column_map
            self._made[same] = AnswerKey(
                scale,
                blank=self._blank,
                labels=labels,
                values=mapped.values.get(scale.id) if mapped else None,
                not_shown=self._dialect.not_shown,
                together=self._dialect.together,
            )
        return self._made[same]

    def groups(self, segment: Segment | None, *, id_: str, position: int | None) -> GroupKey:
        """What the cells of a segment mean; ``segment``: as declared, ``position``: of its column, if any."""
        mapped = self._options.column_map
        return GroupKey(
            segment,
            blank=(*self._blank, *self._dialect.not_shown),
            project=self._options.project,
            labels=None if position is None else self._dialect.columns[position].labels,
            mapped=mapped.groups.get(id_) if mapped else None,
            keep=self._options.unknown_groups == "keep",
        )
