"""The query language: its parser, and a parsed query as a tree of frozen nodes."""

from clipper.query.leaves import AtUrl, Dated, FieldText, From, Has, Is, OneOf, Tagged, Text, WithHandle, quote
from clipper.query.nodes import And, Everything, Node, Not, Or, all_of, any_of, matches, negate

__all__ = [
    "And",
    "AtUrl",
    "Dated",
    "Everything",
    "FieldText",
    "From",
    "Has",
    "Is",
    "Node",
    "Not",
    "OneOf",
    "Or",
    "Tagged",
    "Text",
    "WithHandle",
    "all_of",
    "any_of",
    "matches",
    "negate",
    "quote",
]
