"""An audit hook comes out of here that refuses every connection of this process, C code included.

Sockets between processes of this machine (pairs, and names in the file system) stay allowed.
"""

from __future__ import annotations

import sys

connections: list[str] = []
"""What was tried."""
_REFUSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostby",
            "socket.getnameinfo", "urllib.Request", "http.client.", "ftplib.", "smtplib.", "imaplib.", "poplib.")  # fmt: skip


def forbid_connections() -> None:
    """Refuse them from now on; a hook cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[object, ...]) -> None:
    if not event.startswith(_REFUSED):
        return
    if event.startswith("socket.") and len(details) > 1 and isinstance(details[1], str | bytes):
        return  # an address in the file system
    connections.append(f"{event} {details[1:]!r}")
    raise PermissionError(f"tests do not connect: {event}")
