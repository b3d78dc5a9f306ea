"""Ports for servers that go away and come back."""

import random
import socket

#: Below what systems give to whoever asks for any port: what is left alone for a while is not given to somebody else.
_RANGE = range(20_000, 32_000)


def pick_port() -> int:
    """A port that is free, and that nobody else gets by chance while nothing listens on it."""
    while True:
        port = random.choice(_RANGE)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
