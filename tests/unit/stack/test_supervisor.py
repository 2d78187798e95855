"""The thin adapter over a real supervisord that runs tiny programs."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from supervisor.options import ServerOptions

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import Program
from otel_kit.ops.stack import supervisor as adapter
from otel_kit.ops.stack._processes import end, identify, is_running
from otel_kit.ops.stack.supervisor import Supervisor, SupervisorGoneError, configuration
from support.standins import python
from support.waiting import wait_for

SLEEPS = """
    import time
    print("up")
    time.sleep(600)
"""
STUBBORN = """
    import signal, subprocess, sys, time
    signal.signal(signal.SIGTERM, lambda *_: print("no"))
    child = subprocess.Popen(["sleep", "600"], preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))
    print(f"child={child.pid}")
    while True:
        time.sleep(0.05)
"""
COUNTS_HUPS = """
    import signal, time
    signal.signal(signal.SIGHUP, lambda *_: print("hup"))
    print("up")
    while True:
        time.sleep(0.05)
"""


class Running:
    """A supervisord of this test's own."""

    def __init__(self, folder):
        self.folder = folder
        self.supervisor = Supervisor(folder / "socket")
        self.pid = 0

    def configure(self, *programs):
        """Write the file."""
        text = configuration(programs, socket=self.folder / "socket", run=self.folder, logs=self.folder)
        (self.folder / "supervisord.conf").write_text(text)

    def launch(self, *programs):
        """Write the file and start supervisord."""
        self.configure(*programs)
        self.pid = self.supervisor.launch(self.folder / "supervisord.conf")
        return self.supervisor

    def log(self, name):
        """What a program printed."""
        path = self.folder / f"{name}.log"
        return path.read_text() if path.exists() else ""

    def info(self, name):
        """What supervisord knows of a program."""
        return self.supervisor.info()[name]


@pytest.fixture
def running(tmp_path):
    running = Running(tmp_path)
    yield running
    if running.pid and psutil.pid_exists(running.pid):
        left = [identify(running.pid)]
        if running.supervisor.is_alive():
            left += [identify(info.pid) for info in running.supervisor.info().values() if info.is_alive]
        end(left, patience=0)


def test_nothing_runs_before_it_is_started(running):
    supervisor = running.launch(python("sleeper", SLEEPS))

    assert (running.info("sleeper").state, running.info("sleeper").is_alive) == ("STOPPED", False)
    supervisor.start("sleeper")
    assert (running.info("sleeper").state, running.info("sleeper").is_alive) == ("RUNNING", True)


def test_a_program_that_runs_is_not_started_twice_and_a_stopped_one_not_stopped_twice(running):
    supervisor = running.launch(python("sleeper", SLEEPS))
    supervisor.start("sleeper")
    first = running.info("sleeper").pid
    supervisor.start("sleeper")
    assert running.info("sleeper").pid == first

    supervisor.stop("sleeper")
    supervisor.stop("sleeper")
    assert not psutil.pid_exists(first)


def test_the_supervisor_is_a_daemon_of_its_own_session(running):
    running.launch()

    assert os.getsid(running.pid) != os.getsid(0)
    assert psutil.Process(running.pid).ppid() != os.getpid()


def test_what_a_program_prints_is_in_its_log_errors_too(running):
    supervisor = running.launch(python("talker", "import sys; print('out'); print('err', file=sys.stderr)"))
    supervisor.start("talker")

    wait_for(lambda: running.log("talker") == "out\nerr\n", 10, "both lines")


def test_a_program_that_ends_is_reported_with_its_status_and_not_restarted(running):
    supervisor = running.launch(python("ends", "raise SystemExit(7)"))
    supervisor.start("ends")

    info = wait_for(lambda: (i := running.info("ends")).state == "EXITED" and i, 10, "its end")
    assert (info.exit_status, info.pid) == (7, 0)
    assert info.stopped >= info.started > time.time() - 60


def test_the_end_by_a_signal_is_told_apart(running):
    supervisor = running.launch(python("sleeper", SLEEPS))
    supervisor.start("sleeper")
    supervisor.signal("sleeper", "KILL")

    info = wait_for(lambda: (i := running.info("sleeper")).state == "EXITED" and i, 10, "its end")
    assert info.exit_status == -1


def test_a_signal_reaches_the_program(running):
    supervisor = running.launch(python("hups", COUNTS_HUPS))
    supervisor.start("hups")
    wait_for(lambda: "up" in running.log("hups"), 10, "its start")
    supervisor.signal("hups", "HUP")

    wait_for(lambda: "hup" in running.log("hups"), 10, "the signal")
    assert running.info("hups").is_alive


def test_one_that_ignores_sigterm_is_killed_with_its_children_when_its_time_is_over(running):
    supervisor = running.launch(python("stubborn", STUBBORN, stop_wait=1))
    supervisor.start("stubborn")
    line = wait_for(lambda: running.log("stubborn"), 10, "its child")
    child = identify(int(line.split("=")[1]))

    began = time.monotonic()
    supervisor.stop("stubborn")

    assert 0.9 < time.monotonic() - began < 8
    assert running.info("stubborn").exit_status == -1
    assert "no" in running.log("stubborn")
    wait_for(lambda: not is_running(child), 5, "the child's end")


def test_stopping_without_waiting_returns_at_once(running):
    supervisor = running.launch(python("stubborn", STUBBORN, stop_wait=1))
    supervisor.start("stubborn")
    wait_for(lambda: running.log("stubborn"), 10, "its start")

    supervisor.stop("stubborn", wait=False)

    assert running.info("stubborn").state == "STOPPING"
    wait_for(lambda: not running.info("stubborn").is_alive, 10, "its end")


def test_a_program_that_is_not_there_cannot_be_started(running):
    supervisor = running.launch(Program("ghost", ["/nowhere/ghost"]))

    with pytest.raises(OtelKitError, match=r"^ghost: cannot be started \(.*ghost"):
        supervisor.start("ghost")


def test_a_signal_to_what_does_not_run_is_one_sentence(running):
    supervisor = running.launch(python("sleeper", SLEEPS))

    with pytest.raises(OtelKitError, match=r"^sleeper: cannot get HUP \(NOT_RUNNING"):
        supervisor.signal("sleeper", "HUP")


def test_a_changed_file_adds_changes_and_removes_what_does_not_run_and_leaves_the_rest_alone(running):
    supervisor = running.launch(python("runs", SLEEPS), python("stopped", SLEEPS), python("gone", SLEEPS))
    supervisor.start("runs")
    pid = running.info("runs").pid
    running.configure(python("runs", "changed"), python("stopped", "print('changed')"), python("new", SLEEPS))

    supervisor.update()

    assert set(supervisor.info()) == {"runs", "stopped", "new"}
    assert running.info("runs").pid == pid
    supervisor.start("stopped")
    wait_for(lambda: "changed" in running.log("stopped"), 10, "the changed program")


def test_shutting_down_ends_every_program_and_the_supervisor(running):
    supervisor = running.launch(python("sleeper", SLEEPS))
    supervisor.start("sleeper")
    both = [identify(running.pid), identify(running.info("sleeper").pid)]

    supervisor.shutdown()

    wait_for(lambda: not any(map(is_running, both)), 10, "the end of both")
    assert not supervisor.is_alive()


def test_one_that_is_about_to_leave_counts_as_gone(running):
    supervisor = running.launch(python("stubborn", STUBBORN, stop_wait=2))
    supervisor.start("stubborn")
    wait_for(lambda: running.log("stubborn"), 10, "its start")

    supervisor.shutdown()

    wait_for(lambda: not supervisor.is_alive(), 2, "the supervisor to decline")
    with pytest.raises(SupervisorGoneError):
        supervisor.info()


def test_a_supervisor_that_was_killed_is_gone(running):
    supervisor = running.launch()
    os.kill(running.pid, signal.SIGKILL)

    wait_for(lambda: not supervisor.is_alive(), 5, "its end")
    with pytest.raises(SupervisorGoneError, match=r"the stack is not up: .*\n  → otel-kit stack up"):
        supervisor.info()


def test_a_file_that_supervisord_does_not_like_is_told_in_its_own_words(running):
    (running.folder / "supervisord.conf").write_text("[supervisord]\nlogfile=/nowhere/at/all/log\n")

    with pytest.raises(OtelKitError, match=r"^supervisord cannot start: Error: .*/nowhere/at/all.*\n  → "):
        running.supervisor.launch(running.folder / "supervisord.conf")


def test_one_that_does_not_come_up_in_time_is_one_sentence(running, monkeypatch):
    monkeypatch.setattr(adapter, "_START_SECONDS", 0.001)

    with pytest.raises(OtelKitError, match=r"^supervisord did not start within"):
        running.launch()


def test_what_the_shell_says_to_services_does_not_reach_the_servers(running, monkeypatch):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://elsewhere")
    monkeypatch.setenv("OTEL_KIT_LOG_LEVEL", "debug")
    shows = (
        "import os; print(os.environ.get('OTEL_EXPORTER_OTLP_ENDPOINT'), os.environ['OTEL_KIT_LOG_LEVEL'])"
    )
    supervisor = running.launch(python("shows", shows))
    supervisor.start("shows")

    wait_for(lambda: running.log("shows") == "None debug\n", 10, "its environment")


def test_arguments_environment_and_folder_arrive_as_they_were_given(running, tmp_path):
    folder = tmp_path / "100 % of it's"
    folder.mkdir()
    odd = ["50%", "%(here)s", "two words", "", "a'b\"c", "$HOME", "*"]
    environment = {
        "PERCENT": "5 % off, 10%(x)s",
        "QUOTE": "it's",
        "URL": "http://u:p@h/?a=b&c=%20",
        "EMPTY": "",
    }
    shows = f"""
        import os, sys
        print(sys.argv[1:] == {odd!r}, {{k: os.environ[k] for k in {list(environment)}}} == {environment!r}, os.getcwd())
    """
    supervisor = running.launch(python("shows", shows, *odd, environment=environment, directory=folder))
    supervisor.start("shows")

    wait_for(lambda: running.log("shows") == f"True True {folder}\n", 10, "what arrived")


_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@given(argument=_TEXTS, value=_TEXTS)
def test_a_value_arrives_unchanged_or_is_refused_in_one_sentence(tmp_path_factory, argument, value):
    folder = tmp_path_factory.getbasetemp()
    program = Program("any", [sys.executable, argument], environment={"KEY": value})
    try:
        text = configuration([program], socket=folder / "socket", run=folder, logs=folder)
    except OtelKitError as error:
        assert "supervisord cannot take" in str(error)  # noqa: PT017 - refused or unchanged, nothing between
        return
    (folder / "any.conf").write_text(text, encoding="utf-8")
    options = ServerOptions()
    options.realize(["-c", str(folder / "any.conf")])
    (group,) = options.process_group_configs
    (process,) = group.process_configs

    assert shlex.split(process.command) == [sys.executable, argument]
    assert process.environment == {"KEY": value}
