"""Addresses: whether one is, and when two are the same however they were copied."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ref_url|cmpid|ocid|smid|ns_\w+|at_\w+|xtor",
    re.IGNORECASE,
)
# The usual address, which needs no taking apart: a plain host and path in ASCII.
_USUAL = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[!-\"$->@-~]*)?)")
_DEFAULT_PORTS = (":80", ":443")


def is_address(value: str) -> bool:
    """Tell whether the text is one http or https address and nothing else."""
    return _ADDRESS.fullmatch(value) is not None


def host(value: str) -> str:
    """Return the host of an address in lower case, without `www.` and a default port; empty if there is none."""
    return key(value).partition("/")[0].partition("?")[0]


def key(value: str) -> str:
    """Return what two copies of one address have in common.

    Scheme, `www.`, default port, fragment, last slash, tracking parameters and their order do not count. An address
    without a scheme is read as if it had one; a text that is no address gives the empty text.
    """
    value = value.strip()
    if usual := _USUAL.fullmatch(value):
        return usual[1] + usual[2].rstrip("/")
    try:
        parts = urlsplit(value if "://" in value else f"https://{value}")
        name = parts.netloc.rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not name:
        return ""
    for port in _DEFAULT_PORTS:
        name = name.removesuffix(port)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    path = parts.path.rstrip("/")
    return name + path + (f"?{urlencode(kept)}" if kept else "")
