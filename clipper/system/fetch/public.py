"""Which addresses of the internet are public: everybody's, not this machine's or a private network's."""

import ipaddress

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_KINDS = {
    "this machine itself": ("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),
    "in a private network": (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"),
        *("fe80::/10", "fec0::/10", "fc00::/7", "64:ff9b:1::/48"),
    ),
    # What the standard library counts as global, at least up to Python 3.11: protocol assignments, examples, and
    # what only leads to another address, at which it does not look.
    "no place on the public network": ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20"),
}
_NETWORKS = {kind: [ipaddress.ip_network(one) for one in networks] for kind, networks in _KINDS.items()}
_ELSEWHERE = [*_KINDS][-1]
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def flaw(ip: str) -> str:
    """Return in words where an address is if it is not public; empty if it is."""
    one = _innermost(ipaddress.ip_address(ip))
    for kind, networks in _NETWORKS.items():
        if any(one in network for network in networks):
            return kind
    assigned = one in _GLOBAL if one.version == 6 else not one.is_reserved  # noqa: PLR2004
    return "" if one.is_global and assigned and not one.is_multicast else _ELSEWHERE


def _innermost(ip: IP) -> IP:
    """Return the older address to which a newer one only leads, where that is usual; else the address."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip
