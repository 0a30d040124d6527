"""Addresses of pages: which text is an address, and a key that is equal for all forms of one address."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from clipper import text

KEY_VERSION = 2
"""Raised when `key` changes: the keys in an older index are then worked out again."""

_ADDRESS = r"(?i)https?://[^\s/?#]++\S*+"
_TRACKING_PARAMETER = (
    r"(?i)utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ref_url|cmpid|ocid|smid|ns_\w+|at_\w+|xtor"
    r"|amp|amp_\w+|usqp"
)
# The usual address, which need not be parsed: a plain host and path in ASCII, and no sign of an AMP page.
_SIMPLE = (
    r"https?://(?:www\.)?(?!(?:www|amp|m|mobile)\.|[^/]*\.ampproject\.org|[^/]*xn--)([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"((?:/(?![!-~]*[/.]amp\b|amp\b)[!-\"$&->@-~]*)?)"
)
_REMEMBERED = 64  # whether a clip is new is asked in several ways, each of which needs the key of its address
_DEFAULT_PORTS = (":80", ":443")
_MOBILE_PREFIXES = r"\A(?:(?:www|amp|m|mobile)\.(?=[^.]+\.))++"
# The cache of AMP pages, and the search engine's link to it: the rest of the path is the page's own address.
_AMP_CACHE = (
    r"(?i)(?:https?://)?(?:(?<![^/])[^/]{1,253}\.cdn\.ampproject\.org/[a-z]|(?:www\.)?google\.[a-z.]{1,20}/amp)/(?:s/)?"
    r"(?=[^/]+\.)"
)
_AMP_PATH = r"(?i)^/amp(?=/.)|/amp$|\.amp(?=\.html?$)|\.amp$"
_ENCODED = r"(?:%[0-9A-Fa-f]{2})+"
_NEEDLESSLY_ENCODED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,:@")
_AS_IT_STANDS = "".join(chr(code) for code in range(0x21, 0x7F))
# A fragment that names a page of its own, as `#!/story/101` and `#/story/101`; all others lead to a place on the page.
_ROUTE = r"[!/].*"
_HIGHLIGHT = r":~:.*"


def is_address(value: str) -> bool:
    """Tell whether the text is one http or https address and nothing else."""
    return re.fullmatch(_ADDRESS, value) is not None


def host(value: str) -> str:
    """Return the host of an address in lower case, without `www.`, `m.` and a default port; empty if there is none."""
    return key(value).partition("/")[0].partition("?")[0]


def without_fragment(value: str) -> str:
    """Return an address without its fragment, unless that names a page of its own."""
    address, _, fragment = value.partition("#")
    return value if re.fullmatch(_ROUTE, fragment, re.DOTALL) else address


def without_tracking(value: str) -> str:
    """Return an address without what tracks where a reader came from, and without a fragment that is a mere place."""
    address, _, fragment = value.partition("#")
    path, mark, query = address.partition("?")
    pairs = [
        pair for pair in query.split("&") if pair and not re.fullmatch(_TRACKING_PARAMETER, pair.partition("=")[0])
    ]
    route = f"#{fragment}" if re.fullmatch(_ROUTE, fragment, re.DOTALL) else ""
    return path + (mark + "&".join(pairs) if pairs else "") + route


@lru_cache(_REMEMBERED)
def key(value: str) -> str:
    """Return a key that is equal for two forms of one address; empty if the text is not an address.

    The key leaves out the scheme, `www.`, a default port, the last slash, tracking parameters and the order of
    parameters, and is the same for the mobile and the AMP page. The scheme may be missing. Of fragments only those
    stay that name a page, such as `#!/story/101`. How the address is encoded does not matter: `%C3%89` is `É`.
    """
    value = text.limit_marks(value.strip())
    if simple := re.fullmatch(_SIMPLE, value):
        return simple[1] + simple[2].rstrip("/")
    try:
        value = re.sub(_AMP_CACHE, "", value, count=1)
        parts = urlsplit(value if "://" in value else f"https://{value}")
        name = _unicode_host(parts.netloc.rpartition("@")[2].lower()).removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not name:
        return ""
    for port in _DEFAULT_PORTS:
        name = name.removesuffix(port)
    name = re.sub(_MOBILE_PREFIXES, "", name)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(
        pair for pair in pairs if not re.fullmatch(_TRACKING_PARAMETER, pair[0]) and pair != ("outputType", "amp")
    )
    path = re.sub(_AMP_PATH, "", _canonical(parts.path).rstrip("/"))
    route = f"/#{_canonical(parts.fragment)}" if re.fullmatch(_ROUTE, parts.fragment, re.DOTALL) else ""
    return name + path + (f"?{urlencode(kept)}" if kept else "") + route


@lru_cache(_REMEMBERED)
def exact_key(value: str) -> str:
    """Return the key of an address with its fragment, whatever the fragment is for; empty if it is not an address.

    A bookmark has no text that tells whether `#menu` is another page or a place on the same one.
    """
    own = key(value)
    fragment = re.sub(_HIGHLIGHT, "", value.strip().partition("#")[2], flags=re.DOTALL)
    return f"{own}#{_canonical(fragment)}" if own and fragment and not re.fullmatch(_ROUTE, fragment) else own


def _canonical(part: str) -> str:
    """Return a path or a fragment in the one encoding that all its encodings have in common."""
    if part.isascii() and "%" not in part:
        return part
    decoded = re.sub(_ENCODED, _decode_needless, unicodedata.normalize("NFC", part))
    return quote(decoded, safe=_AS_IT_STANDS, errors="replace")


def _decode_needless(match: re.Match[str]) -> str:
    return "".join(chr(byte) if byte in _NEEDLESSLY_ENCODED else f"%{byte:02X}" for byte in unquote_to_bytes(match[0]))


def _unicode_host(name: str) -> str:
    """Return a host in Unicode, also if it is written in Punycode.

    The `punycode` codec only changes the spelling. The `idna` codec follows the rules of 2003, which take `ß` for `ss`:
    a browser of today finds another host there.
    """
    if name.isascii() and "xn--" not in name:
        return name
    name = unicodedata.normalize("NFKC", name).replace("\u3002", ".")
    return ".".join(_unicode_label(label) for label in name.split("."))


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--") or not label.isascii():
        return label
    try:
        return label.removeprefix("xn--").encode().decode("punycode")
    except ValueError:
        return label
