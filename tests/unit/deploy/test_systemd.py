from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from otel_kit.ops import deploy
from otel_kit.ops._paths import bundle
from support.programs import program, said

UNITS = sorted(path.name for path in bundle("deploy", "systemd").glob("*.service"))
EXPOSURE = 2.0  # of 10; systemd-analyze calls this OK
COLLECTOR = ("--role", "local")  # the backends' programs take seconds to copy
PROGRAMS = ("prometheus", "promtool", "alertmanager", "amtool", "loki", "tempo")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Return a rendered bundle with the programs, as links: copying them takes a gigabyte."""
    folder = tmp_path_factory.mktemp("bundle")
    deploy.render("systemd", folder, {"OTEL_KIT_ALERTS_SLACK": "https://hooks.slack.test/services/T0/B0/x"})
    (folder / "bin").mkdir()
    for name in PROGRAMS:
        (folder / "bin" / name).symlink_to(program(name))
    (folder / "bin" / "otelcol-kit").symlink_to(program("collector"))
    return folder


@pytest.fixture
def kit(rendered, tmp_path):
    """Return a copy of the bundle that a test may change."""
    return shutil.copytree(rendered, tmp_path / "kit", symlinks=True)


def installed(kit, root, *arguments):
    return said([kit / "install.sh", "--root", root, *(arguments or COLLECTOR)])


def refused(kit, root, *arguments):
    done = subprocess.run(
        [str(kit / "install.sh"), "--root", str(root), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    return done


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_unit(unit, tmp_path):
    text = bundle("deploy", "systemd", unit).read_text()
    # The programs are not installed on this machine.
    standing = re.sub(r"^(ExecStart(?:Pre)?)=\S+", r"\1=/bin/true", text, flags=re.MULTILINE)
    (tmp_path / unit).write_text(standing)

    assert said(["systemd-analyze", "verify", "--man=no", tmp_path / unit]) == ""


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_is_hardened(unit):
    last = said(
        ["systemd-analyze", "security", "--offline=yes", bundle("deploy", "systemd", unit)]
    ).splitlines()[-1]

    assert float(re.search(r"level for .*: ([\d.]+)", last)[1]) < EXPOSURE


@pytest.mark.parametrize("unit", UNITS)
def test_servers_listen_on_loopback_or_where_their_settings_say(unit):
    text = bundle("deploy", "systemd", unit).read_text()

    assert "0.0.0.0" not in text


def test_a_second_run_changes_nothing(kit, tmp_path):
    first, second = installed(kit, tmp_path / "root"), installed(kit, tmp_path / "root")

    assert "files written" in first
    assert second == "✔ nothing to change\n"


@pytest.mark.parametrize("role", ["local", "agent", "gateway"])
def test_a_collector_of_each_role_is_installed_with_every_file_that_its_unit_reads(kit, tmp_path, role):
    installed(kit, tmp_path / "root", "--role", role)

    settings = tmp_path / "root/etc/otel-kit"
    named = re.findall(r"--config=/etc/otel-kit/([^\s\"]+)", (settings / f"collector-{role}.env").read_text())
    assert [name for name in named if not (settings / name).is_file()] == []
    assert named[-1] == f"collector/{role}.yaml"


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(kit, tmp_path):
    told = installed(kit, tmp_path / "root", "--role", "backends", "--dry-run")

    assert f"would write {tmp_path}/root/etc/otel-kit/prometheus.yml" in told
    assert not (tmp_path / "root").exists()


def test_it_can_be_undone_and_leaves_settings_and_data(kit, tmp_path):
    root = tmp_path / "root"
    installed(kit, root)
    (root / "etc/otel-kit/collector.env").write_text("OTEL_KIT_MEMORY_MIB=400\n")

    installed(kit, root, "--uninstall")

    assert [path.relative_to(root) for path in root.rglob("*") if path.is_file()] == [
        (root / "etc/otel-kit/collector.env").relative_to(root)
    ]


def test_a_purge_takes_settings_and_data_too(kit, tmp_path):
    installed(kit, tmp_path / "root")
    installed(kit, tmp_path / "root", "--uninstall", "--purge")

    assert [path for path in (tmp_path / "root").rglob("*") if path.is_file()] == []


def test_settings_that_somebody_changed_are_never_overwritten(kit, tmp_path):
    settings = tmp_path / "root/etc/otel-kit/collector.env"
    settings.parent.mkdir(parents=True)
    settings.write_text("OTEL_KIT_MEMORY_MIB=400\n")

    installed(kit, tmp_path / "root")

    assert settings.read_text() == "OTEL_KIT_MEMORY_MIB=400\n"


def test_a_new_bundle_replaces_what_changed_and_takes_away_what_is_gone(kit, tmp_path):
    root = tmp_path / "root"
    gone = kit / "collector" / "of-this-version.yaml"
    gone.write_text("{}\n")
    installed(kit, root)
    gone.unlink()
    changed = kit / "collector" / "base.yaml"
    changed.write_text(changed.read_text() + "# changed\n")

    told = installed(kit, root)

    assert told == "✔ 1 files written\n"
    assert not (root / "etc/otel-kit/collector" / gone.name).exists()
    assert (root / "etc/otel-kit/collector/base.yaml").read_text().endswith("# changed\n")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("prometheus.yml", "scrape_configs: 1"),
        ("alertmanager.yml", "route: {}"),
        ("loki.yaml", "targett: all"),
        ("tempo.yaml", "targett: all"),
        ("collector/local.yaml", "service: {pipelines: {traces: {receivers: [nothing]}}}"),
    ],
)
def test_a_configuration_that_its_server_refuses_is_not_installed(kit, tmp_path, file, text):
    (kit / file).write_text(text)

    done = refused(kit, tmp_path / "root")

    assert f"{file} does not pass its server's own check" in done.stderr
    assert not (tmp_path / "root").exists()


def test_a_missing_program_is_named_before_anything_is_written(kit, tmp_path):
    (kit / "bin" / "loki").unlink()

    done = refused(kit, tmp_path / "root")

    assert f"{kit}/bin/loki is missing" in done.stderr
    assert "→" in done.stderr
    assert not (tmp_path / "root").exists()


@pytest.mark.parametrize("arguments", [("--role", "sidecar"), ("--rolle", "local"), ("--role",)])
def test_wrong_usage_is_told_with_status_2(kit, tmp_path, arguments):
    done = refused(kit, tmp_path / "root", *arguments)

    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_the_whole_chain_is_installed_with_secrets_for_root_and_their_group_only(kit, tmp_path):
    installed(kit, tmp_path / "root", "--role", "local", "--role", "backends")

    assert {path.name for path in (tmp_path / "root/etc/systemd/system").iterdir()} == {
        *UNITS,
        "otel-kit.target",
    }
    assert (tmp_path / "root/etc/otel-kit/secrets/slack").stat().st_mode & 0o777 == 0o640


def test_uninstalling_where_nothing_is_installed_says_so(kit, tmp_path):
    assert "nothing is installed here" in refused(kit, tmp_path / "root", "--uninstall").stderr
