"""Addresses: whether one is, and when two are the same however they were copied."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ref_url|cmpid|ocid|smid|ns_\w+|at_\w+|xtor"
    r"|amp|amp_\w+|usqp",
    re.IGNORECASE,
)
# The usual address, which needs no taking apart: a plain host and path in ASCII, and no sign of an AMP page.
_USUAL = re.compile(
    r"https?://(?:www\.)?(?!(?:www|amp|m|mobile)\.|[^/]*\.ampproject\.org)([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"((?:/(?![!-~]*[/.]amp\b|amp\b)[!-\"$->@-~]*)?)"
)
_DEFAULT_PORTS = (":80", ":443")
_EDITIONS = re.compile(r"(?:www|amp|m|mobile)\.(?=[^.]+\.)")
# The cache of AMP pages, and the search engine's way to it: the address itself is the rest of the path.
_CACHED = re.compile(
    r"(?:https?://)?(?:[^/]+\.cdn\.ampproject\.org/[a-z]|(?:www\.)?google\.[a-z.]+/amp)/(?:s/)?(?=[^/]+\.)",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(r"^/amp(?=/.)|/amp$|\.amp(?=\.html?$)|\.amp$", re.IGNORECASE)


def is_address(value: str) -> bool:
    """Tell whether the text is one http or https address and nothing else."""
    return _ADDRESS.fullmatch(value) is not None


def host(value: str) -> str:
    """Return the host of an address in lower case, without `www.`, `m.` and a default port; empty if there is none."""
    return key(value).partition("/")[0].partition("?")[0]


def untracked(value: str) -> str:
    """Return an address without its fragment and the parameters that only say whence a reader came."""
    address, _, _ = value.partition("#")
    path, mark, query = address.partition("?")
    kept = "&".join(one for one in query.split("&") if one and not _TRACKING.fullmatch(one.partition("=")[0]))
    return path + (mark + kept if kept else "")


def key(value: str) -> str:
    """Return what two copies of one address have in common.

    Scheme, `www.`, default port, fragment, last slash, tracking parameters and their order do not count, nor whether
    it is the mobile or the AMP page. An address without a scheme is read as if it had one; a text that is no address
    gives the empty text.
    """
    value = value.strip()
    if usual := _USUAL.fullmatch(value):
        return usual[1] + usual[2].rstrip("/")
    try:
        value = _CACHED.sub("", value, count=1)
        parts = urlsplit(value if "://" in value else f"https://{value}")
        name = parts.netloc.rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not name:
        return ""
    for port in _DEFAULT_PORTS:
        name = name.removesuffix(port)
    while edition := _EDITIONS.match(name):
        name = name[edition.end() :]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]) and pair != ("outputType", "amp"))
    path = _AMP_PATH.sub("", parts.path.rstrip("/"))
    return name + path + (f"?{urlencode(kept)}" if kept else "")
