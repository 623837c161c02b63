from __future__ import annotations

import pytest

from reviewer.evaluate import calibration_error, reliability_bins


def test_bins_hold_mean_confidence_and_share_of_right_ones() -> None:
    bins = reliability_bins([(0.91, True), (0.95, True), (1.0, False), (0.5, True), (0.0, False)])
    assert [b.count for b in bins] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 3]
    assert (bins[9].low, bins[9].high) == (0.9, 1.0)
    assert bins[9].confidence == pytest.approx(0.95333, abs=1e-4)
    assert bins[9].right == pytest.approx(2 / 3)


def test_error_is_the_mean_gap_weighed_by_values() -> None:
    pairs = [(0.9, True)] * 8 + [(0.9, False)] * 2 + [(0.6, True)] * 5
    assert calibration_error(reliability_bins(pairs)) == pytest.approx((10 * 0.1 + 5 * 0.4) / 15)
    assert calibration_error(reliability_bins([])) == 0
