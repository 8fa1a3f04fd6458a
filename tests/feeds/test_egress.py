"""Which addresses may be connected to."""

import pytest

from bot.feeds.egress import EgressPolicy

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:93.184.216.34"]
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "255.255.255.255", "224.0.0.1", "240.0.0.1", "168.63.129.16", "192.0.0.8", "192.88.99.1", "198.18.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::127.0.0.1", "::a9fe:a9fe",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "64:ff9b::5db8:d822",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:5db8:d822::1", "2001::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_on_web_ports(host: str) -> None:
    assert EgressPolicy().problem(host, 443) is None
    assert EgressPolicy().problem(host, 80) is None
    assert EgressPolicy().problem(host, 22) is not None
    assert EgressPolicy(allow_loopback=True).problem(host, 8080) is not None


@pytest.mark.parametrize("host", PRIVATE)
def test_all_others_are_refused(host: str) -> None:
    assert EgressPolicy().problem(host, 443) is not None


@pytest.mark.parametrize("host", PRIVATE)
def test_allowing_loopback_allows_nothing_else(host: str) -> None:
    allowed = EgressPolicy(allow_loopback=True).problem(host, 8080) is None
    assert allowed == (host in {"127.0.0.1", "127.8.8.8", "::1"})
