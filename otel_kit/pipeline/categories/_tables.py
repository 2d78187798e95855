"""The tables behind the categories: what is known of types, statuses and numbers of the operating system."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATEGORIES", "ERRNO", "SEVERITIES", "SEVERITY", "STATUS", "TYPES", "Category", "Severity"]

Category = Literal[
    "database", "cache", "network", "external_api", "authentication", "authorization", "validation", "rate_limit",
    "timeout", "resource", "configuration", "internal",
]  # fmt: skip
Severity = Literal["low", "medium", "high", "critical"]

CATEGORIES: tuple[Category, ...] = get_args(Category)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

# How bad an error of a category is, unless somebody says otherwise.
SEVERITY: Mapping[Category, Severity] = MappingProxyType(
    {
        "database": "high",
        "cache": "medium",
        "network": "medium",
        "external_api": "medium",
        "authentication": "medium",
        "authorization": "medium",
        "validation": "low",
        "rate_limit": "low",
        "timeout": "medium",
        "resource": "critical",
        "configuration": "high",
        "internal": "high",
    }
)

# Names as a traceback prints them; `package.*` stands for every type of a package and what is below it.
TYPES: Mapping[str, Category] = MappingProxyType(
    {
        "asyncio.exceptions.TimeoutError": "timeout",
        "concurrent.futures._base.TimeoutError": "timeout",
        "TimeoutError": "timeout",
        "ConnectionError": "network",
        "socket.gaierror": "network",
        "socket.herror": "network",
        "ssl.SSLError": "network",
        "http.client.HTTPException": "network",
        "urllib.error.URLError": "network",
        "urllib.error.HTTPError": "external_api",
        "smtplib.SMTPAuthenticationError": "authentication",
        "smtplib.SMTPException": "external_api",
        "MemoryError": "resource",
        "RecursionError": "resource",
        "BlockingIOError": "resource",
        "PermissionError": "authorization",
        "FileNotFoundError": "configuration",
        "ImportError": "configuration",
        "configparser.Error": "configuration",
        "tomllib.TOMLDecodeError": "configuration",
        "ValueError": "validation",
        "json.decoder.JSONDecodeError": "validation",
        "sqlite3.Error": "database",
        "sqlalchemy.exc.TimeoutError": "resource",  # the pool is exhausted
        "sqlalchemy.exc.ArgumentError": "configuration",
        "sqlalchemy.exc.SQLAlchemyError": "database",
        "psycopg.*": "database",
        "psycopg2.*": "database",
        "psycopg_pool.PoolTimeout": "resource",
        "asyncpg.*": "database",
        "pymysql.*": "database",
        "MySQLdb.*": "database",
        "pymongo.*": "database",
        "django.db.*": "database",
        "redis.exceptions.AuthenticationError": "authentication",
        "redis.exceptions.TimeoutError": "timeout",
        "redis.exceptions.RedisError": "cache",
        "pymemcache.*": "cache",
        "httpx.TimeoutException": "timeout",
        "httpx.HTTPStatusError": "external_api",
        "httpx.TransportError": "network",
        "httpx.InvalidURL": "configuration",
        "httpx.HTTPError": "external_api",
        "httpcore.*": "network",
        "requests.exceptions.Timeout": "timeout",
        "requests.exceptions.ConnectionError": "network",
        "requests.exceptions.InvalidURL": "configuration",
        "requests.exceptions.RequestException": "external_api",
        "urllib3.exceptions.TimeoutError": "timeout",
        "urllib3.exceptions.HTTPError": "network",
        "aiohttp.client_exceptions.ServerTimeoutError": "timeout",
        "aiohttp.client_exceptions.ClientResponseError": "external_api",
        "aiohttp.client_exceptions.ClientError": "network",
        "grpc.RpcError": "external_api",
        "botocore.exceptions.NoCredentialsError": "configuration",
        "botocore.exceptions.ClientError": "external_api",
        "botocore.exceptions.BotoCoreError": "external_api",
        "kombu.exceptions.OperationalError": "network",
        "amqp.exceptions.AMQPError": "network",
        "celery.exceptions.TimeLimitExceeded": "timeout",
        "celery.exceptions.SoftTimeLimitExceeded": "timeout",
        "billiard.exceptions.TimeLimitExceeded": "timeout",
        "billiard.exceptions.SoftTimeLimitExceeded": "timeout",
        "billiard.exceptions.WorkerLostError": "resource",
        "celery.exceptions.ImproperlyConfigured": "configuration",
        "openai.RateLimitError": "rate_limit",
        "openai.APITimeoutError": "timeout",
        "openai.APIError": "external_api",
        "anthropic.RateLimitError": "rate_limit",
        "anthropic.APITimeoutError": "timeout",
        "anthropic.APIError": "external_api",
        "stripe.*": "external_api",
        "jwt.exceptions.PyJWTError": "authentication",
        "jose.exceptions.JOSEError": "authentication",
        "slowapi.errors.RateLimitExceeded": "rate_limit",
        "pydantic_settings.*": "configuration",
        "pydantic_core._pydantic_core.ValidationError": "validation",
        "fastapi.exceptions.RequestValidationError": "validation",
        "fastapi.exceptions.ResponseValidationError": "internal",
        "marshmallow.exceptions.ValidationError": "validation",
        "jsonschema.exceptions.ValidationError": "validation",
        "django.core.exceptions.PermissionDenied": "authorization",
        "django.core.exceptions.ValidationError": "validation",
        "django.core.exceptions.ImproperlyConfigured": "configuration",
        "otel_kit.exceptions.ConfigurationError": "configuration",
        "UnicodeError": "validation",
    }
)

# Numbers of the operating system on an OSError that no type tells apart.
ERRNO: Mapping[int, Category] = MappingProxyType(
    {12: "resource", 23: "resource", 24: "resource", 28: "resource", 122: "resource", 101: "network", 110: "timeout", 113: "network"}
)  # fmt: skip
# Statuses of HTTP, on whatever exception carries one.
STATUS: Mapping[int, Category] = MappingProxyType(
    {
        401: "authentication",
        403: "authorization",
        408: "timeout",
        429: "rate_limit",
        504: "timeout",
        507: "resource",
    }
)
