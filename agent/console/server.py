"""Serve the console from a thread of the agent's process."""

from __future__ import annotations

import errno
import socket
import threading
import time

import uvicorn

from agent.app.build import Agent
from agent.console.app import create_app
from agent.console.deps import ConsoleDeps, Faces
from agent.core.errors import ConfigError
from agent.settings.load import Site

STOP_S = 5.0


class PortTakenError(ConfigError):
    """Another program listens on the console's port."""

    code = "port-taken"
    hint = "Stop the other program, or set another `console.port` in site.yaml (0 takes a free one)."


class AddressUnusableError(ConfigError):
    """The console cannot listen on this address."""

    code = "console-address"
    hint = "Correct `console.host` and `console.port` in site.yaml; ports below 1024 need the system's permission."


class ConsoleServer:
    """The running console. Made and stopped by one thread; it serves from its own."""

    def __init__(self, deps: ConsoleDeps, host: str, port: int) -> None:
        self._host, self._port = host, port
        config = uvicorn.Config(
            create_app(deps),
            log_level="warning",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=2,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen and answer; returns when the first page can be asked for.

        Raises:
            PortTakenError, AddressUnusableError: It cannot listen there.
        """
        self._socket = self._listen()
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="console", daemon=True
        )
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.005)

    @property
    def address(self) -> str:
        """Where it is reached, for example `http://127.0.0.1:8420`."""
        assert self._socket is not None
        host, port = self._socket.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    def stop(self) -> None:
        """Answer what was asked, then stop."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(STOP_S)
        if self._socket is not None:
            self._socket.close()

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        # TCP by name: without it asyncio leaves Nagle's algorithm on, and every answer waits 40 ms for an ACK
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((self._host, self._port))
            listening.listen(128)
        except OSError as error:
            listening.close()
            place = f"{self._host}:{self._port}"
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(
                    f"port {self._port} is in use", place=place, host=self._host, port=self._port
                ) from error
            raise AddressUnusableError(f"{place}: {error.strerror}", place=place, what=error.strerror) from error
        return listening


def console_of(agent: Agent) -> ConsoleServer:
    """Make the console of a running agent."""
    outside, settings = agent.outside, agent.site.settings
    targets = tuple(outside.targets)
    faces = faces_of(agent.site)
    deps = ConsoleDeps(
        database=outside.database,
        evidence=outside.evidence,
        clock=outside.clock,
        settings=settings,
        site_zone=outside.zone,
        typed=outside.passwords.typed,
        targets=targets,
        faces=faces,
        masters=lambda: outside.guidance().masters,
    )
    return ConsoleServer(deps, settings.console.host, settings.console.port)


def faces_of(site: Site) -> Faces:
    """Take from a site's files how people know its sources and targets; what has no title is known by its name."""
    folders = {name: str(path) for name, config in site.sources.items() if (path := getattr(config, "path", None))}
    return Faces(
        sources={name: config.title or name for name, config in site.sources.items()},
        targets={name: target.title or name for name, target in site.targets.items()},
        folders=folders,
    )
