#!/usr/bin/env bash
# Installs what Tests/Peers/run needs on Debian 12 or a relative of it: packages, step-ca, PyScep. Quick when all is there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

packages=(
  scep golang-go golang-github-smallstep-certificates-dev strongswan-pki libstrongswan-extra-plugins
  certmonger python3-venv iproute2 util-linux openssl curl
)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  local package missing=()
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing ${missing[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}")
  as_root "${install[@]}" || { as_root apt-get update -q && as_root "${install[@]}"; }
}

# Debian ships step-ca as source only. The binary is kept in the cache and built anew when the source changes.
build_step_ca() {
  local version stamp
  version=$(dpkg-query -W -f '${Version}' golang-github-smallstep-certificates-dev)
  stamp="$version $(cksum < "$peers_dir/step-ca/main.go")"
  if [ -x "$cache/step-ca" ] && [ "$(cat "$cache/step-ca.stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  echo "building step-ca $version (a minute or two)"
  local gopath="$cache/go"
  mkdir -p "$gopath/src/stepca"
  cp "$peers_dir/step-ca/main.go" "$gopath/src/stepca/main.go"
  (
    cd "$gopath/src/stepca"
    GOPATH="$gopath:/usr/share/gocode" GOCACHE="$cache/go-build" GO111MODULE=off GOFLAGS='' go build -o "$cache/step-ca" .
  )
  printf '%s\n' "$stamp" > "$cache/step-ca.stamp"
  rm -rf "$cache/go-build"
}

install_pyscep() {
  local stamp
  stamp=$(cksum < "$peers_dir/requirements.txt")
  if [ -x "$pyscep_python" ] && [ "$(cat "$cache/pyscep.stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  echo "installing PyScep"
  rm -rf "$cache/pyscep"
  /usr/bin/python3 -m venv "$cache/pyscep"
  "$cache/pyscep/bin/pip" install -q --no-deps --disable-pip-version-check -r "$peers_dir/requirements.txt"
  # oscrypto 1.3.0 looks for a one-digit OpenSSL version (3.0.9 but not 3.0.15) and gives up otherwise.
  "$pyscep_python" - <<'PY'
import pathlib, sysconfig

old, new = r"\\d\\.\\d\\.\\d[a-z]*", r"\\d+\\.\\d+\\.\\d+[a-z]*"
for path in pathlib.Path(sysconfig.get_paths()["purelib"], "oscrypto/_openssl").glob("_libcrypto_c*.py"):
    path.write_text(path.read_text().replace(old, new))
PY
  printf '%s\n' "$stamp" > "$cache/pyscep.stamp"
}

mkdir -p "$cache"
install_packages
build_step_ca
install_pyscep
echo "peers are installed"
