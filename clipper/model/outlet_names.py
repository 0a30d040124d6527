"""The names of outlets: each outlet has one name, and the settings list its other names and its domains."""

from collections.abc import Iterable, Mapping, Sequence

from clipper import text


class OutletNames:
    """The outlets in the settings; `aliases` maps the name of each to its other names and its domains."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_domain: dict[str, str] = {}
        for name in aliases:
            self._by_words.setdefault(tuple(text.words(name)), name)
        for name, others in aliases.items():
            for alias in (name, *others):
                self._by_words.setdefault(tuple(text.words(alias)), name)
                if "." in alias and " " not in alias:
                    self._by_domain.setdefault(alias.casefold().removeprefix("www."), name)

    def by_source(self, source: str) -> str:
        """Return the name of the outlet that has this name or alias; empty if the settings have none."""
        return self._by_words.get(tuple(text.words(source)), "")

    def by_host(self, host: str) -> str:
        """Return the name of the outlet with this domain or a domain above it; empty if the settings have none."""
        levels = host.split(".")
        domains = (".".join(levels[index:]) for index in range(len(levels) - 1))
        return next((self._by_domain[domain] for domain in domains if domain in self._by_domain), "")

    def name(self, source: str, host: str) -> str:
        """Return the name of a clip's outlet: by its address's host, else by its source, else the source."""
        return self.by_host(host) or self.by_source(source) or source

    def other_outlets(self, own: str, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the outlets among `sources` that are not the outlet `own`, each once, in order."""
        own_keys, names = {self._key(own), ()}, dict[tuple[str, ...], str]()
        for source in sources:
            key = self._key(source)
            if key not in own_keys:
                names.setdefault(key, self.by_source(source) or source)
        return tuple(names.values())

    def _key(self, source: str) -> tuple[str, ...]:
        """Return what all names of one outlet have in common."""
        words = tuple(text.words(source))
        return tuple(text.words(self._by_words.get(words, ""))) or words
