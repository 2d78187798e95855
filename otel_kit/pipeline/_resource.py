"""Who sends the telemetry: the resource's attributes, under upstream's names."""

from __future__ import annotations

import functools
import os
import platform
import socket
import sys
import uuid
from typing import TYPE_CHECKING

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.version import __version__ as sdk_version

from otel_kit._version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.settings import Settings

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "i386": "x86", "i686": "x86", "armv7l": "arm32"}


class HashedOnce(Resource):
    """A resource that remembers its hash: the encoders ask for it with each span and record, and it costs much."""

    @functools.cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        """Return the hash of the attributes, which never change."""
        return self._hash

    __eq__ = Resource.__eq__


def build_resource(settings: Settings) -> Resource:
    """Return the resource of this very process: its own pid and a new `service.instance.id`."""
    return Resource(
        attributes(settings, facts(), pid=os.getpid(), parent=os.getppid(), instance=str(uuid.uuid4()))
    )


def attributes(
    settings: Settings, host: Mapping[str, str], *, pid: int, parent: int, instance: str
) -> dict[str, str | int]:
    """Put the attributes together; what the user says wins over what was found, an argument over the variable."""
    named = {
        "service.name": settings.service_name,
        "service.namespace": settings.service_namespace,
        "service.version": settings.service_version,
        "deployment.environment.name": settings.environment,
    }
    return {
        "service.name": _name_of_program(),
        **host,
        "process.pid": pid,
        "process.parent_pid": parent,
        "service.instance.id": instance,
        **settings.resource_attributes,
        **{key: value for key, value in named.items() if value is not None},
    }


@functools.cache
def facts() -> Mapping[str, str]:
    """Return what is the same for a process and its forked children: found out once."""
    machine = platform.machine().lower()
    return {
        "telemetry.sdk.language": "python",
        "telemetry.sdk.name": "opentelemetry",
        "telemetry.sdk.version": sdk_version,
        "telemetry.distro.name": "otel_kit",
        "telemetry.distro.version": VERSION,
        "host.name": socket.gethostname(),
        "host.arch": _ARCHITECTURES.get(machine, machine),
        "os.type": platform.system().lower(),
        "os.version": platform.release(),
        "process.runtime.name": sys.implementation.name,
        "process.runtime.version": platform.python_version(),
        "process.executable.name": os.path.basename(sys.executable or ""),  # noqa: PTH119 - a text, not a path
        "process.executable.path": sys.executable or "",
    }


def _name_of_program() -> str:
    """Return the name that OpenTelemetry gives a service that nobody named."""
    return f"unknown_service:{os.path.basename(sys.executable or 'python')}"  # noqa: PTH119
