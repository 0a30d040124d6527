"""trafilatura, loaded without what only fetches and dates pages, which takes longer than all the rest of it.

For a process that reads one page and ends. Whatever of it is needed after all, as for one page in sixty, is a
NeededError, and then the whole is loaded.
"""

import logging
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, NoReturn

_LEFT_OUT = (
    *("courlan", "htmldate", "urllib3", "urllib3.response", "urllib.request", "charset_normalizer"),
    *("importlib.metadata", "justext", "justext.core", "justext.utils"),
)


class NeededError(BaseException):
    """Something was left out that is needed; no handler of the library's own is to take it for a failure."""


def core(*, whole: bool = False) -> ModuleType:
    """Return the core of trafilatura, the `whole` of it or what was loaded already."""
    if not whole and "trafilatura" not in sys.modules:
        try:
            return _lean_core()
        except (ImportError, AttributeError, TypeError, NeededError):
            whole = True
    if whole:
        _forget()
    import trafilatura.core

    return trafilatura.core


def _lean_core() -> ModuleType:
    for name in _LEFT_OUT:
        sys.modules.setdefault(name, _Nothing(name))
    spec = find_spec("trafilatura")
    if spec is None:
        raise ImportError("trafilatura")
    # Its own first lines load all of it: they are not run, but that nobody is told what it thinks.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    sys.modules["trafilatura"] = module_from_spec(spec)
    import trafilatura.core

    return trafilatura.core


def _forget() -> None:
    """Take back what stands in for other modules, and what was loaded with it."""
    if isinstance(sys.modules.get("courlan"), _Nothing):
        for name in [name for name in sys.modules if name.partition(".")[0] == "trafilatura"]:
            del sys.modules[name]
    for name in _LEFT_OUT:
        if isinstance(sys.modules.get(name), _Nothing):
            del sys.modules[name]


class _Nothing(ModuleType):
    """Stands in for a module: all names can be imported from it, none can be used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def needed(*_: object, **__: object) -> NoReturn:
            raise NeededError(name)

        # Which version it is, it asks as it is loaded, and says in formats that are not asked for.
        return str if name == "version" else type(name, (), {"__new__": needed})
