"""Which IP addresses are public: not of this machine, and not of a private network."""

import ipaddress

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_KINDS = {
    "this machine itself": ("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),
    "in a private network": (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"),
        *("fe80::/10", "fec0::/10", "fc00::/7", "64:ff9b:1::/48"),
    ),
    # Global for the standard library, at least up to Python 3.11: protocol assignments, examples, and networks that
    # only lead to another address, which it does not examine.
    "no place on the public network": ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20"),
}
_NETWORKS = {kind: [ipaddress.ip_network(network) for network in networks] for kind, networks in _KINDS.items()}
_OTHER = [*_KINDS][-1]
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def why_not_public(ip: str) -> str:
    """Return what an IP address is if it is not public, for a message; an empty text if it is public."""
    address = _embedded_address(ipaddress.ip_address(ip))
    for kind, networks in _NETWORKS.items():
        if any(address in network for network in networks):
            return kind
    is_assigned = address in _GLOBAL if address.version == 6 else not address.is_reserved  # noqa: PLR2004
    return "" if address.is_global and is_assigned and not address.is_multicast else _OTHER


def _embedded_address(ip: IP) -> IP:
    """Return the IPv4 address in a mapped or NAT64 address; any other address as it is."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip
