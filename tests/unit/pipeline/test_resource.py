"""The resource says who sends: names given by the user win, the rest is found out."""

from __future__ import annotations

import os

from otel_kit import settings
from otel_kit.pipeline._resource import attributes, build_resource

_HOST = {"host.name": "h", "os.type": "linux"}


def _attributes(arguments=None, **environ):
    return attributes(settings.load(arguments or {}, environ), _HOST, pid=7, parent=6, instance="i-1")


def test_names_come_from_the_settings():
    found = _attributes(
        {
            "service_name": "checkout",
            "service_namespace": "shop",
            "service_version": "1.2",
            "environment": "prod",
        }
    )
    assert found["service.name"] == "checkout"
    assert found["service.namespace"] == "shop"
    assert found["service.version"] == "1.2"
    assert found["deployment.environment.name"] == "prod"
    assert found["service.instance.id"] == "i-1"
    assert (found["process.pid"], found["process.parent_pid"]) == (7, 6)


def test_resource_attributes_of_the_environment_are_honoured_and_more_special_ones_win():
    text = "service.name=fromtext,team=core,host.name=mine,deployment.environment.name=x"
    found = _attributes(OTEL_RESOURCE_ATTRIBUTES=text, OTEL_KIT_ENVIRONMENT="prod")
    assert found["service.name"] == "fromtext"
    assert found["team"] == "core"
    assert found["host.name"] == "mine"
    assert found["deployment.environment.name"] == "prod"
    assert _attributes(OTEL_RESOURCE_ATTRIBUTES=text, OTEL_SERVICE_NAME="named")["service.name"] == "named"


def test_a_service_without_a_name_is_called_as_opentelemetry_does():
    assert _attributes()["service.name"].startswith("unknown_service:python")


def test_each_resource_is_an_instance_of_its_own_on_this_host():
    loaded = settings.load({}, {})
    first, second = build_resource(loaded).attributes, build_resource(loaded).attributes
    assert first["service.instance.id"] != second["service.instance.id"]
    assert first["process.pid"] == os.getpid()
    assert first["telemetry.distro.name"] == "otel_kit"
    for key in ("host.name", "host.arch", "os.type", "process.runtime.version", "process.executable.name"):
        assert first[key]
