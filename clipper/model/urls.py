"""Addresses of pages: which text is an address, and a key that is equal for all forms of one address."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_ADDRESS = r"(?i)https?://[^\s/?#]+\S*"
_TRACKING_PARAMETER = (
    r"(?i)utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ref_url|cmpid|ocid|smid|ns_\w+|at_\w+|xtor"
    r"|amp|amp_\w+|usqp"
)
# The usual address, which need not be parsed: a plain host and path in ASCII, and no sign of an AMP page.
_SIMPLE = (
    r"https?://(?:www\.)?(?!(?:www|amp|m|mobile)\.|[^/]*\.ampproject\.org)([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"((?:/(?![!-~]*[/.]amp\b|amp\b)[!-\"$->@-~]*)?)"
)
_DEFAULT_PORTS = (":80", ":443")
_MOBILE_PREFIX = r"(?:www|amp|m|mobile)\.(?=[^.]+\.)"
# The cache of AMP pages, and the search engine's link to it: the rest of the path is the page's own address.
_AMP_CACHE = r"(?i)(?:https?://)?(?:[^/]+\.cdn\.ampproject\.org/[a-z]|(?:www\.)?google\.[a-z.]+/amp)/(?:s/)?(?=[^/]+\.)"
_AMP_PATH = r"(?i)^/amp(?=/.)|/amp$|\.amp(?=\.html?$)|\.amp$"


def is_address(value: str) -> bool:
    """Tell whether the text is one http or https address and nothing else."""
    return re.fullmatch(_ADDRESS, value) is not None


def host(value: str) -> str:
    """Return the host of an address in lower case, without `www.`, `m.` and a default port; empty if there is none."""
    return key(value).partition("/")[0].partition("?")[0]


def without_tracking(value: str) -> str:
    """Return an address without its fragment and without the parameters that track where a reader came from."""
    address, _, _ = value.partition("#")
    path, mark, query = address.partition("?")
    pairs = [
        pair for pair in query.split("&") if pair and not re.fullmatch(_TRACKING_PARAMETER, pair.partition("=")[0])
    ]
    return path + (mark + "&".join(pairs) if pairs else "")


def key(value: str) -> str:
    """Return a key that is equal for two forms of one address; empty if the text is not an address.

    The key leaves out the scheme, `www.`, a default port, the fragment, the last slash, tracking parameters and the
    order of parameters, and is the same for the mobile and the AMP page. The scheme may be missing.
    """
    value = value.strip()
    if simple := re.fullmatch(_SIMPLE, value):
        return simple[1] + simple[2].rstrip("/")
    try:
        value = re.sub(_AMP_CACHE, "", value, count=1)
        parts = urlsplit(value if "://" in value else f"https://{value}")
        name = parts.netloc.rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not name:
        return ""
    for port in _DEFAULT_PORTS:
        name = name.removesuffix(port)
    while prefix := re.match(_MOBILE_PREFIX, name):
        name = name[prefix.end() :]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(
        pair for pair in pairs if not re.fullmatch(_TRACKING_PARAMETER, pair[0]) and pair != ("outputType", "amp")
    )
    path = re.sub(_AMP_PATH, "", parts.path.rstrip("/"))
    return name + path + (f"?{urlencode(kept)}" if kept else "")
