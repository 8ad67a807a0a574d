"""What is done to a picture before its cells are looked for: light, tilt, rules, and what counts as ink."""

from __future__ import annotations

import numpy as np
import pytest

from selfcheck.statement.recognised.cells import bands_of
from selfcheck.statement.recognised.grey import Grey, evenly_lit, straight, without_rules
from tests.statement.recognised.test_agreed import page


@pytest.mark.parametrize(("shade", "is_ink"), [(0, True), (149, True), (150, False), (255, False)])
def test_what_is_as_pale_as_paper_in_the_shade_is_no_ink(shade: int, is_ink: bool):
    grey = page((20, 60, 20, 60))
    grey[grey == 0] = shade
    assert bool(bands_of(grey)[1]) is is_ink


@pytest.mark.parametrize(("shade", "is_rule"), [(0, True), (189, True), (190, False)])
def test_a_rule_may_be_paler_than_letters_and_is_taken_out(shade: int, is_rule: bool):
    grey = page()
    grey[100:102, 20:380] = shade
    grey[150:152, 20:39] = shade  # shorter than a twentieth of the page
    cleaned = without_rules(grey)
    assert bool((cleaned[100:102] == 255).all()) is is_rule
    assert (cleaned[150:152, 20:39] == shade).all()


@pytest.mark.parametrize("turn", [lambda grey: grey, np.fliplr, np.flipud, np.transpose])
def test_a_shadow_is_taken_away_from_whichever_side_it_comes(turn):
    shade = np.linspace(1.0, 0.4, 640)
    dim: Grey = turn(np.tile(250 * shade, (640, 1)).astype(np.uint8))
    lit = evenly_lit(dim)
    assert lit[32:-32, 32:-32].min() >= 240
    assert (evenly_lit(np.rot90(dim, 2)) == np.rot90(lit, 2)).mean() > 0.99


@pytest.mark.parametrize("tilt", [0.03, -0.03])
def test_what_stands_at_the_edge_of_a_tilted_picture_is_neither_lost_nor_doubled(tilt: float):
    grey: Grey = np.full((300, 800), 255, dtype=np.uint8)
    for top in (60, 120, 180, 240):
        for x in range(100, 700):
            grey[top + round(tilt * x) - 10 : top + round(tilt * x), x] = 0 if x % 5 else 255
    grey[:, [0, -1]] = 0
    turned = straight(grey)
    assert len(bands_of(turned[:, 60:-60])[1]) == 4
    black = turned[30:-30] == 0
    stays, leaves = (black[:, :60], black[:, -60:]) if tilt > 0 else (black[:, -60:], black[:, :60])
    assert set(stays.sum(axis=1)) == {1}
    assert set(leaves.sum(axis=1)) <= {0, 1}
