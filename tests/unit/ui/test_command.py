"""`otel-kit ui` and `otel-kit dashboards render`, as they are called."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

OTEL_KIT = str(Path(sys.executable).with_name("otel-kit"))


@pytest.fixture
def environment(tmp_path):
    """Give an environment in which no stack was ever up."""
    return {**os.environ, "OTEL_KIT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"}


@pytest.fixture
def page_served(backend, environment):
    """Give a function that runs the command in a block, and gives the address that it printed and its process."""

    @contextmanager
    def run(*arguments, **extra):
        command = [OTEL_KIT, "ui", "--port", "0", "--prometheus", backend.url, "--no-open", *arguments]
        with subprocess.Popen(
            command, env={**environment, **extra}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                found = re.search(r"http://\S+", process.stdout.readline())
                assert found, process.stderr.read()
                yield found[0], process
            finally:
                process.terminate()
                process.communicate(timeout=20)

    return run


def refused(environment, *arguments):
    done = subprocess.run(
        [OTEL_KIT, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_there_until_it_is_interrupted_and_leaves_its_port_free(page_served, number):
    with page_served() as (address, process):
        answer = httpx.get(f"{address}proxy/prometheus/api/v1/query?query=up", trust_env=False)
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        left = process.stderr.read()

    assert (answer.status_code, left) == (200, "")
    with socket.socket() as next_one:
        next_one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as every server does
        next_one.bind(("127.0.0.1", httpx.URL(address).port))


def test_beyond_this_machine_a_token_is_made_up_and_printed(page_served):
    with page_served("--listen", "0.0.0.0") as (address, _):
        open_to_all = httpx.get(address.partition("?")[0], trust_env=False)
        with_token = httpx.get(address, trust_env=False, follow_redirects=False)

    assert len(address.partition("?token=")[2]) > 20
    assert (open_to_all.status_code, with_token.status_code) == (401, 303)


def test_a_token_of_ones_own_comes_from_the_environment(page_served):
    with page_served(OTEL_KIT_UI_TOKEN="mine") as (address, _):
        assert address.endswith("/?token=mine")


def test_without_a_stack_or_a_name_one_hears_what_to_start(environment):
    status, said = refused(environment, "ui")

    assert status == 1
    assert "no stack is up here\n  → otel-kit stack up, otel-kit demo, or name servers" in said


def test_an_address_that_is_none_is_named(environment):
    status, said = refused(environment, "ui", "--loki", "localhost")

    assert (status, "--loki: no http or https address, got 'localhost'" in said) == (1, True)


def test_a_choice_that_is_none_is_refused_before_anything_is_started(environment):
    status, said = refused(environment, "dashboards", "render", "services", "--var", "web", "--out", "x.png")

    assert (status, "--var: no choice, got 'web'" in said) == (1, True)


def test_a_picture_without_chromium_says_how_to_get_one(environment, tmp_path):
    alone = {**environment, "PATH": str(tmp_path)}
    named = ("--prometheus", "http://127.0.0.1:9", "--out", "x.png")
    status, said = refused(alone, "dashboards", "render", "services", *named)

    assert (status, "there is no Chromium on PATH" in said) == (1, True)
    assert "apt-get install chromium" in said
