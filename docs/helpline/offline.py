"""Run a command with the network off: ``python offline.py python -m pytest``.

A network of its own, with nothing in it but this machine, is what Linux calls a namespace.
Where there are none, the command runs with the network on, and a line says so.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys

INSIDE = "HELPLINE_OFFLINE"
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1


def main(command: list[str]) -> int:
    """Run the command; return its exit code."""
    if os.environ.get(INSIDE):
        _loopback_up()
        return _run(command)
    alone = [shutil.which("unshare") or "", "-rn"]
    if alone[0] and _run([*alone, "true"], quiet=True) == 0:
        os.environ[INSIDE] = "1"
        return _run([*alone, sys.executable, __file__, *command])
    print(
        "This system can't turn the network off for one command; it stays on.",
        file=sys.stderr,
    )
    return _run(command)


def _run(command: list[str], *, quiet: bool = False) -> int:
    return subprocess.run(
        command, capture_output=quiet, check=False
    ).returncode


def _loopback_up() -> None:
    """Turn on the way from this machine to itself: a service under test listens there."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh", b"lo", 0)
        _name, flags = struct.unpack(
            "16sh", fcntl.ioctl(control, GET_FLAGS, request)
        )
        fcntl.ioctl(
            control, SET_FLAGS, struct.pack("16sh", b"lo", flags | UP)
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
