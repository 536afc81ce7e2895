"""What the service tells of its own accord."""

from __future__ import annotations

from monitor.service import Service


def tell(service: Service, key: str, kind: str, **facts: object) -> bool:
    """Put a notice about the service itself into the outbox, once while it lasts."""
    return service.store.notices.tell(key, kind, facts, addresses=service.notices_go_to, now=service.clock())
