"""What every test shares: one profile of hypothesis."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, settings

# The first call of a kernel compiles it, which no deadline foresees. Examples are the same in every run of the same code
# (derandomize), so that a failure seen once is seen again; a longer search is asked for with --hypothesis-profile=search.
settings.register_profile(
    "toolkit", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("toolkit")

# The root is on the path, so that tests find each other. The rooms are not to be found there, but as a user's Python finds them.
for room in ("simulation", "analysis", "figures", "experiments"):
    sys.modules[room] = None
