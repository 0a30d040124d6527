"""A base class for values that cannot change.

A frozen dataclass does the same, but generates and compiles its methods for each class: a third of a millisecond per
class, and every start of clipper would wait for that. Here all classes share the same methods.
"""

from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value that cannot change; it equals another of its class with the same fields.

    Fields are declared as in a dataclass. A default is shared by all instances, so it must not be mutable.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        """Collect the fields: those of the base class, then those of the class itself."""
        cls._fields = tuple(dict.fromkeys((*cls._fields, *cls.__annotations__)))
        cls._known = frozenset(cls._fields)
        cls._required = frozenset(name for name in cls._fields if not hasattr(cls, name))
        cls.__match_args__ = cls._fields  # type: ignore[attr-defined, misc]

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = dict(zip(self._fields, values, strict=False), **named) if values else named
        if len(fields) != len(values) + len(named) or not self._required <= fields.keys() <= self._known:
            takes, needs = ", ".join(self._fields), ", ".join(sorted(self._required)) or "none"
            raise TypeError(f"{type(self).__name__} takes {takes} and needs {needs}")
        self.__dict__.update(fields)

    def replace(self, **changes: Any) -> Self:
        """Return a copy in which some fields have other values."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot change")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        fields = zip(self._fields, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields)
