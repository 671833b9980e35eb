"""Start a practice system from the command line."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from robots.practice.server import App, PracticeServer


def a_parser(program: str, user: str, password_variable: str) -> argparse.ArgumentParser:
    """Build the options every practice system has."""
    parser = argparse.ArgumentParser(program)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of its database and access file")
    parser.add_argument("--user", default=user, help="log-in name")
    parser.add_argument(
        "--password",
        default=os.environ.get(password_variable, ""),
        help=f"password; else taken from ${password_variable}, else kept in access.json of the data folder",
    )
    return parser


def serve(app: App, port: int) -> int:
    """Print the address, serve until told to end, and return the exit code."""
    try:
        server = PracticeServer(app, port)
    except OSError as error:
        sys.stderr.write(f"port {port}: {error.strerror}. Choose another with --port; 0 takes a free one.\n")
        return 1
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    return 0
