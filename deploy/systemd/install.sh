#!/usr/bin/env bash
# Installs otel_kit's servers as systemd units, from a folder that `otel-kit deploy render systemd` wrote.
# Checks everything before it changes anything; a second run changes nothing; --uninstall takes back what it did.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./install.sh [--role ROLE]… [--bin FOLDER] [--root FOLDER] [--dry-run]
       ./install.sh --uninstall [--purge] [--root FOLDER]

  --role ROLE    local     a Collector that feeds the backends on this machine (default, with backends)
                 agent     a Collector that reads this host and forwards to a gateway
                 gateway   a Collector that takes from agents and feeds the backends
                 backends  Prometheus, Alertmanager, Loki, Tempo and the notices' store
  --bin FOLDER   where the programs lie (default: bin beside this script, from `otel-kit deploy render --programs`)
  --root FOLDER  install below this folder and leave systemd and users alone: for an image, or to look at it
  --dry-run      say what would change, and change nothing
  --uninstall    stop and remove the units and files; data, settings and the user stay
  --purge        with --uninstall: data, settings and the user go too
USAGE
}

fail() { echo "install.sh: $1" >&2; [ $# -lt 2 ] || echo "  → $2" >&2; exit 1; }
wrong() { echo "install.sh: $1" >&2; usage >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
roles=() bin=$here/bin root='' dry=false uninstall=false purge=false
while [ $# -gt 0 ]; do
  case $1 in
    --role) [ $# -gt 1 ] || wrong "--role needs a value"; roles+=("$2"); shift 2 ;;
    --bin) [ $# -gt 1 ] || wrong "--bin needs a folder"; bin=$2; shift 2 ;;
    --root) [ $# -gt 1 ] || wrong "--root needs a folder"; root=${2%/}; shift 2 ;;
    --dry-run) dry=true; shift ;;
    --uninstall) uninstall=true; shift ;;
    --purge) purge=true; shift ;;
    --help|-h) usage; exit 0 ;;
    *) wrong "unknown argument $1" ;;
  esac
done
[ ${#roles[@]} -gt 0 ] || roles=(local backends)

programs=$root/usr/local/lib/otel-kit
settings=$root/etc/otel-kit
units=$root/etc/systemd/system
installed=/etc/otel-kit/ # where the units look, whatever --root is
record=$root/var/lib/otel-kit/installed-files
changed=()

on_this_system() { [ -z "$root" ]; }

# ── what is to be installed: "mode source target", a line each ──────────────────────────────────────────────────────
plan() {
  local role
  for role in "${roles[@]}"; do
    case $role in
      local|agent|gateway) plan_collector "$role" ;;
      backends) plan_backends ;;
    esac
  done
  echo "0644 $here/README.md $settings/README.md"
  echo "0644 $here/otel-kit.sysusers $root/usr/lib/sysusers.d/otel-kit.conf"
  echo "0644 $here/otel-kit.target $units/otel-kit.target"
}

collector_program() { # a gateway and an agent need the larger distribution where it is there
  if [ "$1" != local ] && [ -x "$bin/otelcol-kit-full" ]; then echo "$bin/otelcol-kit-full"; else echo "$bin/otelcol-kit"; fi
}

plan_collector() {
  local file
  echo "0755 $(collector_program "$1") $programs/otelcol-kit"
  while IFS= read -r file; do
    echo "0644 $here/collector/$file $settings/collector/$file"
  done < <(cd "$here/collector" && find . -type f -name '*.yaml' | sed 's|^\./||' | sort)
  echo "0644 $here/resolved.json $settings/resolved.json"
  echo "0644 $here/collector-$1.env $settings/collector-$1.env"
  echo "0644 $here/otel-kit-collector@.service $units/otel-kit-collector@.service"
}

plan_backends() {
  local name file
  for name in prometheus alertmanager loki tempo; do
    echo "0755 $bin/$name $programs/$name"
    echo "0644 $here/otel-kit-$name.service $units/otel-kit-$name.service"
  done
  echo "0644 $here/otel-kit-notices.service $units/otel-kit-notices.service"
  for file in prometheus.yml alertmanager.yml loki.yaml tempo.yaml mend-wal.sh; do
    echo "0644 $here/$file $settings/$file"
  done
  for file in "$here"/rules/*.yml; do echo "0644 $file $settings/rules/$(basename "$file")"; done
  for file in "$here"/templates/*; do echo "0644 $file $settings/templates/$(basename "$file")"; done
  if [ -d "$here/secrets" ]; then
    for file in "$here"/secrets/*; do echo "0640 $file $settings/secrets/$(basename "$file")"; done
  fi
}

# ── checks: all of them, before the first change ────────────────────────────────────────────────────────────────────
check() {
  local role
  for role in "${roles[@]}"; do
    case $role in local|agent|gateway|backends) ;; *) wrong "unknown role $role" ;; esac
  done
  [ "$(printf '%s\n' "${roles[@]}" | grep -c -v backends)" -le 1 ] || fail "more than one Collector: ${roles[*]}" "choose one of local, agent, gateway"
  if on_this_system; then
    [ "$(id -u)" = 0 ] || fail "only root can install units" "sudo $0 …, or --root FOLDER to look at it"
    command -v systemctl >/dev/null || fail "this system has no systemd" "deploy/compose runs without it"
    [ -x /opt/otel-kit/bin/python ] || [[ " ${roles[*]} " != *" backends "* ]] ||
      fail "/opt/otel-kit/bin/python is missing: the notices' store runs on it" \
        "python3 -m venv /opt/otel-kit && /opt/otel-kit/bin/pip install 'otel-kit[ops]'"
  fi
  check_sources
  check_configuration
}

check_sources() {
  local mode source target
  while read -r mode source target; do
    if [ "$mode" = 0755 ]; then
      [ -x "$source" ] || fail "$source is missing" "otel-kit deploy render systemd --programs --out FOLDER, or --bin with the folder of the programs"
    else
      [ -r "$source" ] || fail "$source is missing" "otel-kit deploy render systemd --out FOLDER, and run FOLDER/install.sh"
    fi
  done < <(plan)
}

check_configuration() { # a server that would not start must not replace one that runs
  local role
  for role in "${roles[@]}"; do
    case $role in
      backends)
        checked prometheus.yml "$bin/promtool" check config "$here/prometheus.yml"
        checked alertmanager.yml "$bin/amtool" check-config "$here/alertmanager.yml"
        checked loki.yaml "$bin/loki" -config.file="$here/loki.yaml" -config.expand-env=true -verify-config
        checked tempo.yaml "$bin/tempo" -config.file="$here/tempo.yaml" -config.expand-env=true -config.verify=true
        ;;
      *) checked "collector/$role.yaml" validated "$role" ;;
    esac
  done
}

validated() ( # in the environment that the unit will have, with the files that are still here
  set -a
  . "$here/collector-$1.env"
  if [ -r "$settings/collector.env" ]; then . "$settings/collector.env"; fi
  OTEL_KIT_SCHEMA=$here/resolved.json
  set +a
  # shellcheck disable=SC2086 each word is an argument, as in the unit
  "$(collector_program "$1")" validate ${OTEL_KIT_CONFIGS//"$installed"/"$here/"} ${OTEL_KIT_PARTS:-}
)

checked() {
  local what=$1 said
  shift
  said=$("$@" 2>&1) || fail "$what does not pass its server's own check: $(tail -n 3 <<<"$said")" "mend it, then run this again; nothing was changed"
}

# ── the change ──────────────────────────────────────────────────────────────────────────────────────────────────────
install_all() {
  local mode source target
  while read -r mode source target; do put "$mode" "$source" "$target"; done < <(plan)
  put_once "$here/collector.env.example" "$settings/collector.env"
  if $dry; then return; fi
  remember
  if on_this_system; then start; fi
}

same() { [ -e "$3" ] && cmp -s "$2" "$3" && [ "$(stat -c %a "$3")" = "${1#0}" ]; }

put() { # atomically: a server that starts meanwhile reads the old file or the new one
  if same "$@"; then return; fi
  changed+=("$3")
  if $dry; then return; fi
  install -d -m 0755 "$(dirname "$3")"
  install -m "$1" "$2" "$3.new"
  mv -f "$3.new" "$3"
}

put_once() { # settings belong to whoever runs this machine
  if [ -e "$2" ]; then return; fi
  changed+=("$2")
  if ! $dry; then install -D -m 0640 "$1" "$2"; fi
}

remember() { # for --uninstall, and to take away what an earlier version had and this one has not
  local old
  install -d -m 0755 "$(dirname "$record")"
  plan | cut -d ' ' -f 3 | sort -u >"$record.new"
  if [ -e "$record" ]; then
    while IFS= read -r old; do rm -f -- "$old"; done < <(comm -23 "$record" "$record.new")
  fi
  mv -f "$record.new" "$record"
}

wanted_units() {
  local role
  for role in "${roles[@]}"; do
    case $role in
      backends) printf 'otel-kit-%s.service\n' prometheus alertmanager loki tempo notices ;;
      *) echo "otel-kit-collector@$role.service" ;;
    esac
  done
}

start() {
  systemd-sysusers otel-kit.conf
  chown root:otel-kit "$settings/collector.env"
  if [ -d "$settings/secrets" ]; then chown -R root:otel-kit "$settings/secrets"; fi
  systemctl daemon-reload
  # shellcheck disable=SC2046
  systemctl enable --now otel-kit.target $(wanted_units)
  if [ ${#changed[@]} -gt 0 ]; then
    # shellcheck disable=SC2046
    systemctl try-restart $(wanted_units)
  fi
}

uninstall_all() {
  local file
  [ -e "$record" ] || fail "nothing is installed here: $record is missing" "--root FOLDER, if it was installed below one"
  if on_this_system; then systemctl disable --now otel-kit.target 'otel-kit-*.service' 2>/dev/null || true; fi
  while IFS= read -r file; do rm -f -- "$file"; done <"$record"
  rm -f "$record"
  for file in "$settings/rules" "$settings/templates" "$settings/secrets" "$settings/collector" "$programs"; do
    rmdir --ignore-fail-on-non-empty -p "$file" 2>/dev/null || true
  done
  if $purge; then
    rm -rf "${settings:?}" "$root/var/lib/otel-kit"
    if on_this_system; then userdel otel-kit 2>/dev/null || true; fi
  fi
  if on_this_system; then systemctl daemon-reload; fi
}

if $uninstall; then
  uninstall_all
  if $purge; then echo "✔ removed, with data and settings"; else echo "✔ removed; data and settings stay in $root/var/lib/otel-kit and $settings"; fi
  exit 0
fi
check
install_all
if [ ${#changed[@]} -eq 0 ]; then echo "✔ nothing to change"; exit 0; fi
if $dry; then printf 'would write %s\n' "${changed[@]}"; exit 0; fi
echo "✔ ${#changed[@]} files written"
