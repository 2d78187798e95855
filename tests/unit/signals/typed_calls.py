"""Calls as a service writes them; each line that ends in `# error` must be refused by mypy and by pyright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

method: signals.security.AuthMethod = "password"
signals.security.auth_attempt(method=method, result="success")
signals.security.auth_attempt(method="telepathy", result="success")  # error
signals.security.auth_attempt(method="password")  # error
signals.security.auth_attempt("password", "success")  # error
signals.leads.captured(source="web", chanel="organic")  # error
signals.leads.captured("one", source="web")  # error
signals.leads.captured.bind(source="web")(2)
signals.leads.captured.bind(source="web")("two")  # error
signals.leads.score.bind(source="web")()  # error
signals.sales.closed()  # error

with signals.ml.inference(model="churn") as call:
    call.confidence = 0.5
    call.confidence = "high"  # error
    call.certainty = 0.5  # error

with signals.jobs.run(name="enrich") as run:
    run.result = "cancelled"
    run.result = "burnt"  # error


@signals.job("walk")
def walk(count: int) -> Iterator[int]:
    yield from range(count)


@signals.job("stream")
async def stream(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


@signals.track_time(signals.leads.response_duration.bind(source="web"))
def answer(text: str, *, loud: bool = False) -> str:
    return text.upper() if loud else text


@signals.count_errors(signals.leads.score.bind(source="web"))  # error
def other() -> None: ...


walk("many")  # error
answer("yes", loud=True).lower()
answer(b"yes")  # error
total: int = sum(walk(3))
text: int = answer("yes")  # error
