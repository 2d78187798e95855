"""A failed build says what mends it."""

from __future__ import annotations

import pytest

from otel_kit.ops.stack._buildfailure import fix_for, is_passing

_OFFLINE = (
    'go: github.com/x/y@v1.0.0: Get "https://proxy/x": dial tcp: lookup proxy on 10.0.0.2:53: no such host'
)
_SLOW = 'go: github.com/x/y@v1.0.0: Get "https://proxy/x": net/http: TLS handshake timeout'


@pytest.mark.parametrize(
    ("printed", "fix"),
    [
        ("/cache/p.a: no space left on device", "the disk is full"),
        ("github.com/x/y: /usr/lib/go/link: signal: killed", "memory ran out"),
        ("go: download go1.26.8 for linux/amd64: toolchain not available", "cannot switch to Go"),
        ("go: go.mod requires go >= 1.26.8 (running go 1.26.6; GOTOOLCHAIN=local)", "cannot switch to Go"),
        ("go.mod:5: unknown directive: tool", "cannot switch to Go"),
        ("verifying github.com/x/y@v1.0.0: checksum mismatch", "is not what go.sum says"),
        ("missing go.sum entry for module providing package x", "do not fit the sources"),
        ("go: github.com/x/y@v1.0.0: reading https://proxy/x: 403 Forbidden", "a module was refused"),
        ("module lookup disabled by GOPROXY=off", "a module was refused"),
        (_OFFLINE, "check the network"),
        (_SLOW, "check the network"),
        ("reading https://proxy/x: 502 Bad Gateway", "check the network"),
        ("./main.go:7:2: undefined: x", "run the command above by hand"),
    ],
)
def test_what_go_printed_leads_to_the_fix(printed, fix):
    assert fix in fix_for(printed)


@pytest.mark.parametrize(("printed", "passing"), [(_SLOW, True), (_OFFLINE, False), ("403 Forbidden", False)])
def test_only_a_fault_that_may_pass_is_tried_again(printed, passing):
    assert is_passing(printed) is passing
