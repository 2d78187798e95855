"""No shipped configuration has a password, token or key in it: they come from the environment or from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = bundle()
SHIPPED = ("collector/config", "deploy/compose", "deploy/kubernetes", "deploy/systemd", "deploy/backends")
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in SHIPPED
    for path in (ROOT / folder).rglob("*")
    if path.is_file()
)
_SECRET = re.compile(
    r"(?:^|[._-])(?:pass|password|passwd|token|secret|api_?key|auth(?:orization)?|credentials|private_?key)$",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\$\{env:\w+(?::-)?\}")  # a variable without a default, or with an empty one
_ASSIGNED = re.compile(r"^[#\s]*(?:export\s+)?(\w*(?:PASSWORD|TOKEN|SECRET|API_KEY)\w*)=(.+)$", re.MULTILINE)
_ANYWHERE = re.compile(r"://[^/@\s\"'{}$]+:[^/@\s\"'{}$]+@|-----BEGIN [A-Z ]*PRIVATE KEY")


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_has_no_secret_in_it(name: str) -> None:
    """Neither under a key that tells of one, nor in an address, nor as a key file's contents."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert secrets_of(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "exporters: {otlp: {headers: {Authorization: Bearer abc}}}"),
        ("a.yaml", "receivers: {redis: {password: admin}}"),
        ("a.yaml", "receivers: {redis: {password: '${env:REDIS_PASSWORD:-admin}'}}"),
        ("a.yaml", "a: [{name: GRAFANA_PASSWORD, value: admin}]"),
        ("a.yaml", "url: postgresql://kit:admin@db/kit"),
        (".env.example", "#GRAFANA_PASSWORD=admin"),
        ("key", "-----BEGIN RSA PRIVATE KEY-----"),
    ],
)
def test_a_secret_is_found(name: str, text: str) -> None:
    """What the scan is for; one that finds nothing proves nothing."""
    assert secrets_of(name, text) != []


def secrets_of(name: str, text: str) -> list[str]:
    """Return what looks like a secret in a file."""
    found = [match.group() for match in _ANYWHERE.finditer(text)]
    if name.endswith((".yaml", ".yml")):
        pairs = [pair for document in yaml.safe_load_all(text) for pair in _pairs(document)]
    else:
        pairs = [(key, value) for key, value in _ASSIGNED.findall(text) if not key.endswith("_FILE")]
    return found + [
        f"{key}: {value}" for key, value in pairs if _SECRET.search(key) and not _GIVEN.fullmatch(value)
    ]


def _pairs(node: Any) -> Iterator[tuple[str, str]]:
    """Give each key with its text, and each name of an environment variable with its value."""
    if isinstance(node, dict):
        if isinstance(node.get("name"), str) and isinstance(node.get("value"), str):
            yield node["name"], node["value"]
        for key, value in node.items():
            if isinstance(value, str) and value:
                yield str(key), value
            yield from _pairs(value)
    elif isinstance(node, list):
        for one in node:
            yield from _pairs(one)
