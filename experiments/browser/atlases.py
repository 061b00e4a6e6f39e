"""Networks with their drawings, each made once and shared by all who look at it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from weakties.experiments.browser.places import Atlas
    from weakties.experiments.browser.setting import Setting

_ATLASES: WeakValueDictionary[tuple[Any, ...], Atlas] = WeakValueDictionary()
_ONE = Lock()  # one network is made at a time, however many visitors ask for one


def atlas(setting: Setting) -> Atlas:
    """The network of a setting with its drawings, for as long as anybody looks at it."""
    with _ONE:
        found = _ATLASES.get(setting.of_network)
        if found is None:
            found = _ATLASES[setting.of_network] = _made(setting)
        return found


def _made(setting: Setting) -> Atlas:
    from weakties.experiments.browser.places import Atlas
    from weakties.simulation import networks

    if setting.generated:
        return Atlas(
            networks.create(setting.network, workers=setting.workers, seed=setting.seed, **setting.shape)
        )
    loaded = networks.load(setting.network, *setting.reading)
    return Atlas(loaded.ties, loaded.notes)
