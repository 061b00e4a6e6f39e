"""Time-stamped logs of contacts: who had contact with whom, when. Read, checked, and made into `Ties` with measured rates."""

from __future__ import annotations

from weakties.simulation.networks.logs.log import ContactLog
from weakties.simulation.networks.logs.measured import from_log
from weakties.simulation.networks.logs.reading import read_log
from weakties.simulation.networks.logs.talks import log_of_talks, read_talks

__all__ = ["ContactLog", "from_log", "log_of_talks", "read_log", "read_talks"]
