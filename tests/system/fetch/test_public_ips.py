"""Tell public IP addresses from others."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.system.fetch.public_ips import why_not_public

THIS_MACHINE = "this machine itself"
PRIVATE = "in a private network"
NO_PLACE = "no place on the public network"


@pytest.mark.parametrize(
    ("ip", "why"),
    [
        ("93.184.216.34", ""),
        ("1.1.1.1", ""),
        ("223.255.255.255", ""),
        ("2606:2800:220:1:248:1893:25c8:1946", ""),
        ("127.0.0.1", THIS_MACHINE),
        ("127.255.255.254", THIS_MACHINE),
        ("0.0.0.0", THIS_MACHINE),  # noqa: S104 - refused
        ("0.1.2.3", THIS_MACHINE),
        ("::", THIS_MACHINE),
        ("::1", THIS_MACHINE),
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
        ("224.0.0.1", NO_PLACE),
        ("239.255.255.250", NO_PLACE),
        ("ff02::1", NO_PLACE),
        ("ff0e::1", NO_PLACE),
        ("240.0.0.1", NO_PLACE),
        ("255.255.255.255", NO_PLACE),
        ("192.0.0.8", NO_PLACE),
        ("192.0.2.1", NO_PLACE),
        ("192.88.99.1", NO_PLACE),
        ("198.18.0.1", NO_PLACE),
        ("203.0.113.5", NO_PLACE),
        ("2001:db8::1", NO_PLACE),
        ("3fff::1", NO_PLACE),
        ("4000::1", NO_PLACE),
        ("100::1", NO_PLACE),
        ("::ffff:127.0.0.1", THIS_MACHINE),
        ("::ffff:10.0.0.1", PRIVATE),
        ("::ffff:93.184.216.34", ""),
        ("::127.0.0.1", NO_PLACE),
        ("::93.184.216.34", NO_PLACE),
        ("64:ff9b::a00:1", PRIVATE),
        ("64:ff9b::5db8:d822", ""),
        ("64:ff9b:1::5db8:d822", PRIVATE),
        ("2002:a00:1::1", NO_PLACE),
        ("2002:5db8:d822::1", NO_PLACE),
        ("2001:0:5db8:d822::1", NO_PLACE),
    ],
)
def test_the_reason_why_an_ip_address_is_not_public(ip: str, why: str) -> None:
    assert why_not_public(ip) == why


@given(st.ip_addresses())
def test_an_ip_address_that_is_private_for_the_standard_library_is_never_public(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if ip.is_private or ip.is_multicast or ip.is_loopback or ip.is_link_local or not ip.is_global:
        mapped = ip.version == 6 and ip.ipv4_mapped
        assert (
            why_not_public(str(ip))
            or (mapped and not why_not_public(str(mapped)))
            or ip in ipaddress.ip_network("64:ff9b::/96")
        )


@given(st.ip_addresses(v=4))
def test_an_embedded_ipv4_address_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    for prefix in (0xFFFF << 32, 0x0064_FF9B << 96):
        assert why_not_public(str(ipaddress.IPv6Address(prefix + int(ip)))) == why_not_public(str(ip))
