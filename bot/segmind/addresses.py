"""Decides which addresses videos may be downloaded from."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import AddrInfoType

#: Networks with an IPv4 address in their last 32 bits: IPv4-mapped, IPv4-compatible, NAT64.
_EMBEDDING = tuple(IPv6Network(network) for network in ("::ffff:0:0/96", "::/96", "64:ff9b::/96"))


#: IANA's special-purpose registries, listed here to be the same on every Python: networks that aren't globally
#: reachable or never serve videos. Plus public-looking addresses of a cloud's own services (Azure's 168.63.129.16).
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "168.63.129.16/32"),
        *("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")


class PrivateAddress(OSError):
    """The bot refused to connect to an address that isn't public."""

    def __init__(self) -> None:
        # Always the same text: if a name has several addresses, the connector merges errors with different texts.
        super().__init__("this address is not public")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    False for special-purpose addresses (private, loopback, link-local, shared, multicast, reserved and so on), for a
    cloud's own services, for either of these inside an IPv6 address (mapped, compatible, NAT64, 6to4), and for
    anything that isn't an IP address in its usual form.
    """
    try:
        ip = _unwrap(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return not any(ip in network for network in _SPECIAL)


def open_public_socket(info: AddrInfoType) -> socket.socket:
    """Open a socket for an address, or raise PrivateAddress.

    As a connector's `socket_factory`, this checks each address after the name lookup, and the connection goes to
    exactly that address. So a name that changes its address in between can't bypass the check.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PrivateAddress
    return socket.socket(family, kind, protocol)


def _unwrap(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside an IPv6 address."""
    if isinstance(ip, IPv4Address):
        return ip
    if any(ip in network for network in _EMBEDDING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip if ip.sixtofour is None else ip.sixtofour
