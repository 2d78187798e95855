"""URLs as spans may carry them: without credentials, whatever the redaction is set to."""

from __future__ import annotations

import re

__all__ = ["safe_query", "safe_url"]

_REDACTED = "REDACTED"
# Signatures of links to stored files: the conventions for `url.full` and `url.query` name these parameters, and each
# opens what it points to.
_SIGNED = re.compile(
    r"(?<![^?&])(AWSAccessKeyId|Signature|sig|X-Goog-Signature|X-Amz-(?:Signature|Credential|Security-Token))=[^&#]*"
)
_USERINFO = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")


def safe_url(url: str) -> str:
    """Return the URL with user, password and signatures replaced."""
    if "@" in url:
        url = _USERINFO.sub(rf"\1{_REDACTED}:{_REDACTED}@", url)
    if "?" in url:
        url = _SIGNED.sub(rf"\1={_REDACTED}", url)
    return url


def safe_query(query: str) -> str:
    """Return a query with signatures replaced."""
    return _SIGNED.sub(rf"\1={_REDACTED}", query) if query else query
