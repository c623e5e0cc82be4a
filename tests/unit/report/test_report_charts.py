"""The geometry of the pictures."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.report.charts import DivergingFrame, blocks, radar, strengths, tint

LABELS = ("a", "b", "c")


@st.composite
def shares(draw: st.DrawFn) -> tuple[float, float, float]:
    below, between, above = (draw(st.integers(0, 50)) for _ in range(3))
    total = below + between + above or 1
    return below / total, between / total, above / total if below + between + above else 1.0


@given(st.lists(shares(), min_size=1, max_size=8), st.floats(0, 1))
def test_bars_stay_in_the_picture_join_and_keep_the_neutral_answers_around_the_middle(
    items: list[tuple[float, float, float]], opt_out: float
) -> None:
    frame = DivergingFrame(items, opt_outs=[opt_out])
    assert frame.optouts_from is not None
    for item in items:
        pieces = {piece.kind: piece for piece in frame.pieces(item, LABELS, opt_out=(opt_out, "d"))}
        ends = [(piece.at, piece.at + piece.width) for kind, piece in pieces.items() if kind != "optout"]
        assert all(start >= -0.02 and end <= frame.optouts_from for start, end in ends)
        assert all(after[0] - before[1] == pytest.approx(0, abs=0.03) for before, after in pairwise(ends))
        if "neutral" in pieces:
            assert pieces["neutral"].at + pieces["neutral"].width / 2 == pytest.approx(frame.middle, abs=0.03)
        if "optout" in pieces:
            assert pieces["optout"].at == frame.optouts_from
            assert pieces["optout"].at + pieces["optout"].width <= 100.02


def test_widths_compare_across_hallmarks_and_kinds() -> None:
    frame = DivergingFrame([(0.5, 0.25, 0.25), (0.0, 0.5, 0.5)], opt_outs=[0.25])
    pieces = frame.pieces((0.5, 0.25, 0.25), LABELS, opt_out=(0.25, "d"))
    widths = [piece.width for piece in pieces]
    assert widths[1:] == pytest.approx([widths[0] / 2] * 3, abs=0.02)


def test_without_opt_outs_no_room_is_kept_for_them() -> None:
    frame = DivergingFrame([(0.5, 0.0, 0.5)], opt_outs=())
    assert frame.optouts_from is None
    assert [piece.width for piece in frame.pieces((0.5, 0.0, 0.5), LABELS, opt_out=(0.2, "d"))] == [50.0, 50.0]


def test_narrow_pieces_carry_no_label() -> None:
    frame = DivergingFrame([(0.02, 0.0, 0.98)], opt_outs=())
    labels = {piece.kind: piece.label for piece in frame.pieces((0.02, 0.0, 0.98), LABELS, opt_out=None)}
    assert labels == {"unfavourable": None, "favourable": "c"}


@given(st.lists(st.floats(0, 100), min_size=3, max_size=14))
def test_a_radar_stays_within_its_view_box(indices: list[float]) -> None:
    positions = [(f"hallmark {place}", index) for place, index in enumerate(indices)]
    shape = radar(positions, rings=[50, 100], title="t", alternative="a")
    points = [tuple(map(float, pair.split(","))) for line in (shape.shape, *shape.rings) for pair in line.split()]
    assert len(points) == 3 * len(indices)
    assert all(0 <= x <= shape.width and 0 <= y <= shape.height for x, y in points)
    assert shape.spokes[0].anchor == "middle"


def test_the_first_corner_of_a_radar_points_up_and_its_length_is_the_index() -> None:
    shape = radar([("a", 50.0), ("b", 0.0), ("c", 100.0)], rings=[100], title="t", alternative="a")
    assert shape.dots[0] == (shape.centre_x, shape.centre_y - 50)
    assert shape.dots[1] == (shape.centre_x, shape.centre_y)


@pytest.mark.parametrize(("levels", "expected"), [(1, 1), (5, 5), (9, 9)])
def test_levels_are_a_ramp_in_one_direction(levels: int, expected: int) -> None:
    ramp = strengths(levels)
    assert len(set(ramp)) == expected
    assert list(ramp) == sorted(ramp)


def test_tints_are_symmetric_and_bounds_count_as_reached() -> None:
    assert [tint(each) for each in (4.0, 3.9999999999, 8.0, 14.0, 60.0)] == [1, 1, 2, 3, 3]
    assert [tint(each) for each in (-3.9, -4.0, -14.0, None)] == [0, -1, -3, 0]


def test_a_bar_of_text_is_full_at_a_hundred_and_empty_at_zero() -> None:
    assert (blocks(0), blocks(100)) == ("░" * 20, "█" * 20)
