"""Links of Grafana: to traces, logs, other dashboards."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

__all__ = ["board_url", "logs_url", "traces_url", "uid"]

_VARIABLE = re.compile(r"\$\{[\w.:]+\}")
_RANGE = {"from": "now-1h", "to": "now"}


def uid(name: str) -> str:
    """Return the identifier of a dashboard, which its address holds."""
    return f"otel-kit-{name}"


def board_url(name: str) -> str:
    """Return the address of a dashboard, with the choices and the time of the present one."""
    return f"/d/{uid(name)}?${{__url_time_range}}&${{__all_variables}}"


def traces_url(traceql: str) -> str:
    """Return the address at which Grafana shows the traces that the expression finds."""
    return _explore("tempo", {"queryType": "traceql", "query": traceql})


def logs_url(logql: str) -> str:
    """Return the address at which Grafana shows the lines that the expression finds."""
    return _explore("loki", {"expr": logql})


def _explore(source: str, query: dict[str, str]) -> str:
    """Encode all but the variables, which Grafana fills in before the address is used."""
    reference = {"type": source, "uid": f"${{{source}}}"}
    pane = {
        "datasource": f"${{{source}}}",
        "queries": [{"refId": "A", "datasource": reference, **query}],
        "range": _RANGE,
    }
    text = json.dumps({"otel": pane}, separators=(",", ":"))
    encoded, end = "", 0
    for variable in _VARIABLE.finditer(text):
        encoded += quote(text[end : variable.start()], safe="") + variable.group()
        end = variable.end()
    return f"/explore?schemaVersion=1&panes={encoded}{quote(text[end:], safe='')}&orgId=1"
