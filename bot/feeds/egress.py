"""Where a fetch may connect to. Feeds are hostile input: a redirect or a DNS answer may point inside our own network.

The check is made on the address that is really connected to, by way of aiohttp's `socket_factory`, which sees every
connection: IP literals, redirects and DNS answers that change between two look-ups. A resolver of our own would not
be asked for literals. `ipaddress.is_global` alone is not enough: it says yes to NAT64, 6to4, IPv4-compatible and
multicast addresses, and to the metadata service of one large cloud.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

Address = IPv4Address | IPv6Address

_DENIED = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # IETF protocol assignments, some of which is_global calls global
        "192.88.99.0/24",  # 6to4 relays
        "168.63.129.16/32",  # a cloud's metadata and DNS service on a public address
        "224.0.0.0/4",
        "100.64.0.0/10",
        "fec0::/10",  # site-local
        "ff00::/8",
        "2001::/23",  # Teredo and other protocol assignments
    )
)
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_SIX_TO_FOUR = ip_network("2002::/16")
_COMPATIBLE = ip_network("::/96")


class EgressRefusedError(OSError):
    """The address is one that a feed has no business to lead to."""


def inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, compatible, NAT64, 6to4), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    if any(address in net for net in _NAT64) or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """Public addresses on ports 80 and 443. `allow_loopback`, for demo and tests, adds loopback on any port."""

    allow_loopback: bool = False

    def problem(self, host: str, port: int) -> str | None:
        """Why this numeric address must not be connected to, or None."""
        outer = ip_address(host.partition("%")[0])
        address = inner(outer)
        if address.is_loopback:
            return None if self.allow_loopback and outer == address else f"{host} is a loopback address"
        if not address.is_global or any(address in net for net in _DENIED if net.version == address.version):
            return f"{host} is not a public address"
        if address != outer and not isinstance(outer, IPv4Address) and not outer.ipv4_mapped:
            return f"{host} is a translated address"
        return None if port in {80, 443} else f"port {port} is not 80 or 443"

    def socket(self, info: Any) -> socket.socket:  # noqa: ANN401 (aiohttp's AddrInfoType is a loose tuple)
        """Make the socket for one resolved address, or raise EgressRefusedError."""
        family, kind, proto, _, address = info
        problem = self.problem(str(address[0]), int(address[1]))
        if problem:
            raise EgressRefusedError(problem)
        made = socket.socket(family, kind, proto)
        made.setblocking(False)
        return made
