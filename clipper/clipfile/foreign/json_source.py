"""Find where each key and each value of a valid JSON document is written."""

import json
import re

from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode

_TEXT = r'"(?:[^"\\]++|\\.)*+"'
_TOKEN = re.compile(rf"[ \t\r\n]*+(?:({_TEXT})|([{{}}\[\],:])|([^\s{{}}\[\],:\"]++))")


class _JsonScanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0

    def next(self) -> re.Match[str]:
        match = _TOKEN.match(self.text, self.offset)
        if match is None:
            raise ValueError("no JSON")
        self.offset = match.end()
        return match

    def value(self, token: re.Match[str]) -> ForeignNode:
        start = token.end() - len(token[token.lastindex or 0])
        if token[2] == "[":
            node = ForeignNode("list", start, start)
            while (token := self.next())[2] != "]":
                if token[2] != ",":
                    node.items.append(self.value(token))
        elif token[2] == "{":
            node = ForeignNode("mapping", start, start)
            while (token := self.next())[2] != "}":
                if token[2] != ",":
                    node.members.append(self.member(token))
        else:
            node = ForeignNode("text" if token[1] else "other", start, start)
        node.end = token.end()
        return node

    def member(self, token: re.Match[str]) -> ForeignMember:
        key: str = json.loads(token[1])
        start = token.start(1)
        self.next()  # the colon
        return ForeignMember((key,), start, self.value(self.next()))


def scan(text: str) -> ForeignNode:
    """Return the root of a document that is valid, and not nested deeply."""
    scanner = _JsonScanner(text)
    return scanner.value(scanner.next())
