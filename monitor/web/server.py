"""Runs the application in a thread of the service."""

from __future__ import annotations

import socket
from threading import Thread

import uvicorn
from fastapi import FastAPI


class AddressTaken(Exception):
    """The address cannot be listened on; the message says which and why."""


class WebServer:
    """Uvicorn in a thread.

    Args:
        host, port: where to listen; port 0 takes a free one.

    Raises:
        AddressTaken: at once, before the service starts.
    """

    def __init__(self, app: FastAPI, *, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host, port))
        except OSError as error:
            self._socket.close()
            raise AddressTaken(
                f"web.host and web.port: cannot listen on {host}:{port}: {error.strerror}"
            ) from None
        config = uvicorn.Config(
            app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=2
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="web", daemon=True
        )

    @property
    def port(self) -> int:
        """The port listened on."""
        port: int = self._socket.getsockname()[1]
        return port

    def start(self) -> None:
        """Begin to answer."""
        self._socket.listen(128)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered and let go of the port."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(timeout=3)
        self._socket.close()
