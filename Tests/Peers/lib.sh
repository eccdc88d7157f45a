# Shared by install.sh and run: where things are, how a peer is started, awaited and stopped. Source it, do not run it.
# shellcheck shell=bash disable=SC2164 # its callers run under set -e

peers_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$peers_dir/../.." && pwd)
# What is costly to make and worth keeping: the step-ca binary, PyScep's environment.
cache=$(realpath -m "${PEERS_CACHE:-$repository/.build-peers}")
# shellcheck disable=SC2034 # used by install.sh and clients.sh
pyscep_python=$cache/pyscep/bin/python

fail() {
  printf 'peers: %s\n' "$*" >&2
  exit 1
}

# Re-executes `"$@"` in a network namespace of its own that has nothing but loopback, once: scepserver listens on all
# interfaces and cannot be told otherwise. Where no namespace is permitted, says so and goes on without.
enter_network_namespace() {
  [ -z "${PEERS_NAMESPACE-}" ] || return 0
  local unshare
  for unshare in 'unshare --net' 'unshare --map-root-user --net'; do
    # shellcheck disable=SC2086 # words of a command
    if $unshare -- ip link set lo up 2>/dev/null; then
      PEERS_NAMESPACE=own exec $unshare -- sh -c 'ip link set lo up && exec "$@"' sh "$@"
    fi
  done
  echo 'note: no network namespace permitted here; scepserver is reachable from outside while this runs' >&2
  export PEERS_NAMESPACE=none
}

# The work directory of this run; removed at the end unless PEERS_KEEP is set.
make_work_directory() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/peers.XXXXXX")
  trap stop_all EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

declare -A peer_pid=()

# start NAME COMMAND...: in the background, in the current directory; standard output and error go to $work/NAME.log.
start() {
  local name=$1
  shift
  : > "$work/$name.log"
  "$@" > "$work/$name.log" 2>&1 < /dev/null &
  peer_pid[$name]=$!
}

is_running() {
  kill -0 "${peer_pid[$1]}" 2>/dev/null
}

stop() {
  local pid=${peer_pid[$1]-}
  [ -n "$pid" ] || return 0
  unset "peer_pid[$1]"
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

stop_all() {
  local code=$? name
  for name in "${!peer_pid[@]}"; do stop "$name"; done
  if [ -n "${PEERS_KEEP-}" ]; then echo "kept: $work" >&2; else rm -rf "$work"; fi
  exit "$code"
}

# wait_until SECONDS COMMAND...: polls; false when the time is over.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.05
  done
}

answers() {
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

answers_or_ended() {
  answers "$2" || ! is_running "$1"
}

# wait_port NAME PORT: until the peer NAME takes connections; ends the run with the peer's log when it does not.
wait_port() {
  if wait_until 20 answers_or_ended "$1" "$2" && is_running "$1"; then return 0; fi
  cat "$work/$1.log" >&2
  fail "$1 does not listen on port $2"
}

require_free_port() {
  ! answers "$1" || fail "port $1 is taken"
}

# start_scepserver NAME PORT [OPTION...]: a new CA and a server for it, at http://127.0.0.1:PORT/scep
start_scepserver() {
  local name=$1 port=$2
  shift 2
  require_free_port "$port"
  mkdir -p "$work/$name"
  cd "$work/$name"
  scepserver ca -init -depot depot -keySize 2048 -years 10 \
    -country US -organization scep-ca -organizational_unit 'SCEP CA' > /dev/null
  start "$name" scepserver -depot depot -port "$port" "$@"
  cd "$OLDPWD"
  wait_port "$name" "$port"
}

# start_step_ca NAME PORT HTTPS_PORT: a root, an intermediate and two provisioners, at http://127.0.0.1:PORT/scep/scep1
# (AES-256 replies, intermediate alone) and http://127.0.0.1:PORT/scep/scepchain (default cipher, with the root).
start_step_ca() {
  local name=$1 port=$2 https_port=$3
  require_free_port "$port"
  mkdir -p "$work/$name"
  cd "$work/$name"
  {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.crt -days 3650 -subj '/O=Peers/CN=Step Root' \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
    openssl req -newkey rsa:2048 -nodes -keyout int.p8 -out int.csr -subj '/O=Peers/CN=Step Intermediate'
    openssl rsa -in int.p8 -traditional -out int.key
    printf '%s\n' basicConstraints=critical,CA:TRUE,pathlen:0 subjectKeyIdentifier=hash authorityKeyIdentifier=keyid \
      keyUsage=critical,keyCertSign,cRLSign,digitalSignature,keyEncipherment > int.ext
    openssl x509 -req -in int.csr -CA root.crt -CAkey root.key -CAcreateserial -days 3000 -out int.crt -extfile int.ext
  } 2> openssl.log || { cat openssl.log >&2; fail "no keys for $name"; }
  sed -e "s/@HTTP_PORT@/$port/" -e "s/@HTTPS_PORT@/$https_port/" "$peers_dir/step-ca/ca.json" > ca.json
  start "$name" "$cache/step-ca" ca.json
  cd "$OLDPWD"
  wait_port "$name" "$port"
}
