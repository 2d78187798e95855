"""docs/settings.md, from the table of settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from otel_kit import _parse as parse
from otel_kit._sdk_variables import SDK_VARIABLES
from otel_kit.settings import SETTINGS

if TYPE_CHECKING:
    from otel_kit.settings import Setting

_HEADER = """<!-- Generated from otel_kit/settings.py by `python -m otel_kit._settings_page`; do not edit. -->

# Settings

An argument of `otel_kit.init()` comes first, then the variable, then [the file](settings-file.md) that
`OTEL_CONFIG_FILE` names, then the default; `otel-kit config show` prints what is in effect, and why. An empty variable counts as not set.
`OTEL_*` variables mean what OpenTelemetry's specification says; `OTEL_KIT_*` are ours. A value that does not fit is a
`ConfigurationError` from `init()`, and one warning under `opentelemetry-instrument`, where the service then runs without
telemetry. An `OTEL_KIT_*` variable that nobody reads is one warning.

| variable | argument of `init()` | default | meaning |
|---|---|---|---|
"""
_SDK_HEADER = """
OpenTelemetry's API and SDK read these themselves; a value that they could not use is told in the same way.

| variable | default | meaning |
|---|---|---|
"""


def page() -> str:
    """Return docs/settings.md."""
    lines = [_HEADER]
    for setting in SETTINGS:
        argument = f"`{setting.field}`" if setting.argument else ""
        default = "" if setting.default in (None, "") else f"`{_default(setting)}`"
        lines.append(f"| `{setting.variable}` | {argument} | {default} | {setting.meaning} |\n")
    lines.append(_SDK_HEADER)
    for row in SDK_VARIABLES:
        default = f"`{row.default}`" if row.default else ""
        lines.append(f"| `{row.variable}` | {default} | {row.meaning} |\n")
    return "".join(lines)


def _default(setting: Setting) -> str:
    if setting.parse is parse.milliseconds and isinstance(setting.default, float):
        return f"{setting.default * 1000:g}"
    if isinstance(setting.default, bool):
        return str(setting.default).lower()
    return f"{setting.default:g}" if isinstance(setting.default, float) else str(setting.default)


if __name__ == "__main__":
    sys.stdout.write(page())
