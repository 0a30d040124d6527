"""Which addresses are everybody's."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.system.fetch.public import flaw

OWN = "this machine itself"
PRIVATE = "in a private network"
NOWHERE = "no place on the public network"


@pytest.mark.parametrize(
    ("ip", "where"),
    [
        ("93.184.216.34", ""),
        ("1.1.1.1", ""),
        ("223.255.255.255", ""),
        ("2606:2800:220:1:248:1893:25c8:1946", ""),
        ("127.0.0.1", OWN),
        ("127.255.255.254", OWN),
        ("0.0.0.0", OWN),  # noqa: S104 - refused
        ("0.1.2.3", OWN),
        ("::", OWN),
        ("::1", OWN),
        ("10.0.0.1", PRIVATE),
        ("172.16.0.1", PRIVATE),
        ("172.31.255.255", PRIVATE),
        ("172.32.0.1", ""),
        ("192.168.1.1", PRIVATE),
        ("169.254.169.254", PRIVATE),
        ("100.64.0.1", PRIVATE),
        ("100.127.255.255", PRIVATE),
        ("100.128.0.1", ""),
        ("fe80::1", PRIVATE),
        ("fe80::1%eth0", PRIVATE),
        ("fec0::1", PRIVATE),
        ("fd12:3456::1", PRIVATE),
        ("224.0.0.1", NOWHERE),
        ("239.255.255.250", NOWHERE),
        ("ff02::1", NOWHERE),
        ("ff0e::1", NOWHERE),
        ("240.0.0.1", NOWHERE),
        ("255.255.255.255", NOWHERE),
        ("192.0.0.8", NOWHERE),
        ("192.0.2.1", NOWHERE),
        ("192.88.99.1", NOWHERE),
        ("198.18.0.1", NOWHERE),
        ("203.0.113.5", NOWHERE),
        ("2001:db8::1", NOWHERE),
        ("3fff::1", NOWHERE),
        ("4000::1", NOWHERE),
        ("100::1", NOWHERE),
        ("::ffff:127.0.0.1", OWN),
        ("::ffff:10.0.0.1", PRIVATE),
        ("::ffff:93.184.216.34", ""),
        ("::127.0.0.1", NOWHERE),
        ("::93.184.216.34", NOWHERE),
        ("64:ff9b::a00:1", PRIVATE),
        ("64:ff9b::5db8:d822", ""),
        ("64:ff9b:1::5db8:d822", PRIVATE),
        ("2002:a00:1::1", NOWHERE),
        ("2002:5db8:d822::1", NOWHERE),
        ("2001:0:5db8:d822::1", NOWHERE),
    ],
)
def test_where_an_address_is(ip: str, where: str) -> None:
    assert flaw(ip) == where


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if ip.is_private or ip.is_multicast or ip.is_loopback or ip.is_link_local or not ip.is_global:
        mapped = ip.version == 6 and ip.ipv4_mapped
        assert flaw(str(ip)) or (mapped and not flaw(str(mapped))) or ip in ipaddress.ip_network("64:ff9b::/96")


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    for prefix in (0xFFFF << 32, 0x0064_FF9B << 96):
        assert flaw(str(ipaddress.IPv6Address(prefix + int(ip)))) == flaw(str(ip))
