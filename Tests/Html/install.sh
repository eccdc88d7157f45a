#!/usr/bin/env bash
# Installs what Tests/Html/run needs on Debian 12 or a relative of it: Chromium and Python. Quick when all is there.
set -euo pipefail

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

missing=()
for package in chromium python3; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
echo "installing ${missing[*]}"
install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}")
as_root "${install[@]}" || { as_root apt-get update -q && as_root "${install[@]}"; }
