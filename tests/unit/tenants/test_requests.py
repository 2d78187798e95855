"""Each request of an application works for the tenant that the service's resolver finds."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import Depends, FastAPI, Request, WebSocket
from flask import Flask
from flask import Request as FlaskRequest
from starlette.applications import Starlette

import otel_kit
from otel_kit import instrument, tenants
from otel_kit.exceptions import ConfigurationError
from otel_kit.tenants import Tenant
from support.telemetry import in_memory


@pytest.fixture
def telemetry():
    with in_memory() as telemetry:
        yield telemetry


@pytest.fixture
def instrumented(telemetry):
    """FastAPI and Flask with their server spans."""
    settings = type("S", (), {"instrument": frozenset({"fastapi", "flask"}), "peers": {}})()
    instrument.install(settings)
    yield telemetry
    instrument.uninstall()


def _get(app, *paths: str, headers: dict[str, str] | None = None) -> list[httpx.Response]:
    """Ask an ASGI application for these paths at once."""

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            return await asyncio.gather(*(client.get(path, headers=headers) for path in paths))

    return asyncio.run(ask())


def _said(app, path: str, headers: dict[str, str] | None = None) -> str:
    (answer,) = _get(app, path, headers=headers)
    return answer.json()


async def _from_account(request: Request) -> Tenant | None:
    await asyncio.sleep(0)
    return Tenant(request.query_params["account"], "gold") if "account" in request.query_params else None


def _fastapi(resolver=_from_account) -> FastAPI:
    app = FastAPI()
    tenants.resolve(app, resolver)

    @app.get("/async")
    async def in_the_loop() -> str:
        return _name()

    @app.get("/sync")
    def in_a_thread() -> str:
        return _name()

    @app.websocket("/ws")
    async def websocket(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(_name())
        await socket.close()

    return app


def _name() -> str:
    found = tenants.current()
    return "nobody" if found is None else f"{found.id} {found.tier}"


def _flask(resolver=None) -> Flask:
    app = Flask("portal")

    def from_account(request: FlaskRequest) -> Tenant | None:
        return Tenant(request.args["account"], "gold") if "account" in request.args else None

    tenants.resolve(app, resolver or from_account)

    @app.get("/who")
    def who() -> str:
        return _name()

    @app.get("/stream")
    def stream():
        return (part for part in ("a", "b"))

    @app.get("/fail")
    def fail() -> str:
        raise KeyError

    return app


@pytest.mark.parametrize("path", ["/async", "/sync"])
def test_a_handler_of_fastapi_works_for_the_requests_tenant(path):
    app = _fastapi()
    assert _said(app, f"{path}?account=t-1") == "t-1 gold"
    assert _said(app, path) == "nobody"


def test_a_websocket_works_for_its_tenant():
    scope = {"type": "websocket", "path": "/ws", "query_string": b"account=t-1", "headers": []}
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    asyncio.run(
        _fastapi(lambda request: Tenant(request.query_params["account"], "gold"))(scope, receive, send)
    )
    assert sent[1]["text"] == "t-1 gold"


def test_a_view_of_flask_works_for_the_requests_tenant_and_the_thread_for_nobody_afterwards():
    client = _flask().test_client()
    assert client.get("/who?account=t-1").text == "t-1 gold"
    assert tenants.current() is None
    assert client.get("/who").text == "nobody"


@pytest.mark.parametrize("path", ["/stream", "/fail", "/nowhere"])
def test_however_a_request_of_flask_ends_the_thread_works_for_nobody_afterwards(path):
    _flask().test_client().get(f"{path}?account=t-1", buffered=False)
    assert tenants.current() is None


def test_two_resolvers_of_one_flask_application_leave_nothing_behind():
    app = _flask()
    tenants.resolve(app, lambda _: Tenant("t-2", "free"))
    assert app.test_client().get("/who?account=t-1").text == "t-2 free"
    assert tenants.current() is None


def test_headers_can_name_the_tenant():
    resolver = tenants.from_header("x-tenant", "x-tier")
    headers = {"x-tenant": "t-1", "x-tier": "gold"}
    assert _said(_fastapi(resolver), "/async", headers) == "t-1 gold"
    assert _flask(resolver).test_client().get("/who", headers=headers).text == "t-1 gold"
    assert _flask(resolver).test_client().get("/who").text == "nobody"


def test_a_resolver_that_raises_or_returns_nonsense_costs_the_tenant_and_not_the_request(monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    assert _said(_fastapi(lambda request: request.nothing), "/async") == "nobody"
    assert _said(_fastapi(lambda _: "t-1"), "/async") == "nobody"
    assert _flask(lambda request: request.nothing).test_client().get("/who").text == "nobody"


def test_another_kind_of_application_is_refused_with_what_to_do_instead():
    with pytest.raises(ConfigurationError, match=r"with otel_kit\.tenant"):
        tenants.resolve(object(), lambda _: None)


def test_starlette_applications_have_resolvers_too():
    app = Starlette()
    tenants.resolve(app, _from_account)
    assert _get(app, "/")[0].status_code == 404


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_the_requests_own_span_carries_the_tenant(instrumented, framework):
    if framework == "fastapi":
        _get(_fastapi(), "/async?account=t-1")
    else:
        _flask().test_client().get("/who?account=t-1")
    (span,) = instrumented.spans("server")
    assert span.attributes["kit.tenant.id"] == "t-1"
    assert span.attributes["kit.tenant.tier"] == "gold"


def test_a_dependency_of_fastapi_can_hold_the_block(instrumented):
    app = FastAPI()

    async def signed_in(account: str):
        with otel_kit.tenant(account, tier="gold"):
            yield

    @app.get("/who", dependencies=[Depends(signed_in)])
    def who() -> str:
        return _name()

    assert _said(app, "/who?account=t-1") == "t-1 gold"
    assert _said(app, "/who?account=t-2") == "t-2 gold"
    assert [span.attributes["kit.tenant.id"] for span in instrumented.spans("server")] == ["t-1", "t-2"]


def test_concurrent_requests_never_see_each_others_tenant(instrumented):
    paths = [f"/{'async' if number % 2 else 'sync'}?account=t-{number}" for number in range(60)]
    for number, answer in enumerate(_get(_fastapi(), *paths)):
        assert answer.json() == f"t-{number} gold"
    spans = instrumented.spans("server")
    assert len(spans) == 60
    for span in spans:
        assert span.attributes["url.query"] == f"account={span.attributes['kit.tenant.id']}"
