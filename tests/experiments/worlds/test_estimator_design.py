"""Designs of the estimator laboratory: read from TOML, and refused in one line where they cannot be."""

from __future__ import annotations

import pytest

from weakties.experiments.worlds.estimator_design import EXAMPLE, TRUTHS, design, design_from, read
from weakties.experiments.worlds.estimator_design_checks import counts
from weakties.simulation.errors import UserError, WeakTiesWarning


def written(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_designs_are_the_example_and_hold_every_truth():
    designs = read()
    assert {d.truth for d in designs} == set(TRUTHS)
    assert len({(d.name, d.truth) for d in designs}) == len(designs) > 12
    assert read(EXAMPLE) == designs
    assert all(design_from(d.as_text()) == d for d in designs)


def test_keys_above_the_designs_are_their_defaults(tmp_path):
    shared = "clusters = 60\ntruth = ['none', 'linear']\n[designs.a]\n"
    text = shared + "[designs.b]\nclusters = 90\ntruth = 'sign flip'\nconfounder_on_x = 0.3\n"
    found = read(written(tmp_path, text))
    assert [(d.name, d.truth, d.numbers.clusters) for d in found] == [
        ("a", "none", 60),
        ("a", "linear", 60),
        ("b", "sign flip", 90),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not toml at all", "is not TOML"),
        ("clusters = 10", "no [designs.NAME] in it"),
        ("[designs.a]\nclustres = 10", "no parameter 'clustres'; did you mean 'clusters'?"),
        ("[designs.a]\nfirst_stage = 1.5", "first_stage = 1.5: must be at most 0.99"),
        ("[designs.a]\narm_shares = [0.5, 0.5, 0.5]", "must be shares from 0 to 1 that sum to 1, not to 1.5"),
        ("[designs.a]\narm_shares = [-0.5, 0.5, 1.0]", "must be shares from 0 to 1"),
        ("[designs.a]\narm_shares = [0.5, 0.5]", "arm_shares has 2 entries for 3 arms"),
        ("[designs.a]\narms = []", "0 arms compare nothing"),
        ("[designs.a]\narms = [2]", "1 arms compare nothing"),
        ("[designs.a]\narms = [1, 1, 1]", "all alike, so they move nothing"),
        ("[designs.a]\narms = 3", "arms = 3: must be a list of numbers"),
        (
            "[designs.a]\narms = [0, 1]\nregressors = 'x and above'",
            "2 arms cannot identify 2 effects (x, above)",
        ),
        ("[designs.a]\nregressors = 'x and v'", "did you mean 'x and w'?"),
        ("[designs.a]\nregressors = 'x and w'", "set first_stage_w and arms_on_w"),
        (
            "[designs.a]\nregressors = 'x and w'\nfirst_stage_w = 0.1\narms_on_w = [2, 0, -2]",
            "cannot be told apart",
        ),
        ("[designs.a]\nfirst_stage_w = 0.1", "first_stage_w without arms_on_w"),
        ("[designs.a]\ntruth = 'inverted'", "truth = 'inverted': did you mean 'inverted U'?"),
        ("[designs.a]\ntruth = []", "truth = []: list some of"),
        ("[designs.a]\ntruth = ['none', 'none']", "list every one once"),
        ("[designs.a]\ntruth = 'sign flip'", "set confounder_on_x"),
        ("[designs.a]\nfirst_stage = 0.5\ncompliers = 0.5", "must stay below 1"),
        ("[designs.a]\nconfounder_on_x = 0.9\ncontrol_on_x = 0.9", "must stay below 1"),
        ("[designs.a]\nclusters = 4\narm_shares = [0.5, 0.5, 0.0]", "arm 3 gets 0 of 4 clusters"),
        ("[designs.a]\nclusters = true", "clusters = True: must be a number"),
        ("[designs.a]\nclusters = 2.5", "must be a whole number"),
        ("[designs.a]\nslope = nan", "slope = nan"),
        ("[designs.a]\nclusters = 1000000\nper_cluster = 1000", "at most 10000000 rows"),
        ("[designs.a]\nclusters_per_market = 7\ninterference = 1", "cannot be dealt into markets of 7"),
        ("[designs.a]\nper_cluster = 1\ninterference = 1", "markets of one unit"),
        ("designs = 3", "no [designs.NAME] in it"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tmp_path, text, words):
    with pytest.raises(UserError) as error:
        read(written(tmp_path, text))
    assert words in str(error.value) and "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path):
    with pytest.raises(UserError, match="No such file"):
        read(tmp_path / "none.toml")
    with pytest.raises(UserError, match="--design"):
        read(tmp_path)
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="is not TOML"):
        read(tmp_path / "binary.toml")


def test_what_does_nothing_is_named(tmp_path):
    with pytest.warns(
        WeakTiesWarning, match="a: error does nothing, since of a binary outcome chance is the error"
    ):
        read(written(tmp_path, "[designs.a]\nbase_rate = 0.1\nerror = 2\n"))
    with pytest.warns(WeakTiesWarning, match="a: peak does nothing"):
        read(written(tmp_path, "[designs.a]\npeak = 3\n"))


def test_clusters_are_dealt_to_arms_by_largest_remainders():
    uneven = {"arms": [0, 1, 2], "arm_shares": [0.5, 0.3, 0.2], "clusters": 17}
    assert counts(design("a", "linear", uneven)) == [9, 5, 3]  # of 8.5, 5.1 and 3.4
    for clusters in range(20, 40):
        assert sum(counts(design("a", "linear", {**uneven, "clusters": clusters}))) == clusters
