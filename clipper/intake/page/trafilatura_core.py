"""Load only the part of trafilatura that finds the text of a page: a hack to make the start of a subprocess faster.

What it does: `trafilatura/__init__.py` is not run, and stubs in `sys.modules` replace the modules that trafilatura
imports at its top but calls only to fetch a page, to date it or to guess its encoding.

Why: a subprocess reads one page and ends, so it pays for all imports each time. The import of trafilatura 2.3, lxml not
counted, takes 100 ms of CPU without the stubs and 20 ms with them; a page takes 25 ms.

What can go wrong: a stub that is called, as for about one page in forty, raises StubUsedError. Then the stubs are
removed and the complete trafilatura is imported. The same happens if another release cannot be imported with stubs.

What would make it unnecessary: a trafilatura that imports `htmldate`, `courlan`, `urllib3`, `justext` and
`charset_normalizer` inside the functions that call them. Then `import trafilatura.core` replaces this module.
"""

import logging
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, NoReturn

_STUBBED_MODULES = (
    *("courlan", "htmldate", "urllib3", "urllib3.response", "urllib.request", "charset_normalizer"),
    *("importlib.metadata", "justext", "justext.core", "justext.utils"),
)


class StubUsedError(BaseException):
    """A stub was called. It is no Exception, so that trafilatura's own handlers do not catch it."""


def load_core(*, complete: bool = False) -> ModuleType:
    """Return `trafilatura.core`: the one already imported, else one with stubs; without any stubs if `complete`."""
    if not complete and "trafilatura" not in sys.modules:
        try:
            return _load_with_stubs()
        except (ImportError, AttributeError, TypeError, StubUsedError):
            complete = True
    if complete:
        _remove_stubs()
    import trafilatura.core

    return trafilatura.core


def _load_with_stubs() -> ModuleType:
    for name in _STUBBED_MODULES:
        sys.modules.setdefault(name, _Stub(name))
    spec = find_spec("trafilatura")
    if spec is None:
        raise ImportError("trafilatura")
    # The package's `__init__.py` imports all of it, so it is not run. Its one other effect, a log handler, is set here.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    sys.modules["trafilatura"] = module_from_spec(spec)
    import trafilatura.core

    return trafilatura.core


def _remove_stubs() -> None:
    """Remove the stubs from `sys.modules`, and the modules of trafilatura that were imported with them."""
    if isinstance(sys.modules.get("courlan"), _Stub):
        for name in [name for name in sys.modules if name.partition(".")[0] == "trafilatura"]:
            del sys.modules[name]
    for name in _STUBBED_MODULES:
        if isinstance(sys.modules.get(name), _Stub):
            del sys.modules[name]


class _Stub(ModuleType):
    """A module from which any name can be imported; calling what was imported raises StubUsedError."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def raise_error(*_: object, **__: object) -> NoReturn:
            raise StubUsedError(name)

        # `trafilatura.xml` calls `version` when it is imported; its result is only written into formats not used here.
        # The other names are classes, since some are used in `isinstance`.
        return str if name == "version" else type(name, (), {"__new__": raise_error})
