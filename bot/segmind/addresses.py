"""Which addresses videos may be fetched from."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType

#: Networks that carry an IPv4 address in their last 32 bits: IPv4-mapped, IPv4-compatible, NAT64.
_EMBEDDING = tuple(IPv6Network(network) for network in ("::ffff:0:0/96", "::/96", "64:ff9b::/96"))


class PrivateAddress(OSError):
    """A connection to an address that is not public was refused before it was made."""

    def __init__(self) -> None:
        # Always the same text: of several equal errors the connector passes on the first, of different ones a mixture.
        super().__init__("this address is not public")


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and unspecified addresses are not, nor are
    the same inside an IPv6 address (mapped, compatible, NAT64, 6to4, Teredo), nor is anything that is no IP address
    in its usual form.
    """
    try:
        ip = _unwrap(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    is_site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or is_site_local)


def open_public_socket(info: AddrInfoType) -> socket.socket:
    """Open a socket for an address that is about to be dialled, or raise PrivateAddress.

    As a connector's `socket_factory` this sees each address after every name look-up, and the connection goes to
    exactly that address: a name that changes its address in between gains nothing.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PrivateAddress
    return socket.socket(family, kind, protocol)


def _unwrap(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Find the IPv4 address that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return ip
    if any(ip in network for network in _EMBEDDING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.sixtofour is not None:
        return ip.sixtofour
    return ip if ip.teredo is None else ip.teredo[1]
