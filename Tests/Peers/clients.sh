# One function for each thing that a real SCEP client does against the server at $url. Each runs in a directory of its
# own under `set -e` and is false when the client fails or its certificate is not the right one. Source it, do not run it.
# shellcheck shell=bash disable=SC2154 # what the caller sets, below
# Set by the caller: url, challenge, ca_file (what the server says its CA is, PEM), issuing_ca and root_ca (from it).

# certificate_is_good FILE KEY: verifies under the CA, and is for this key.
certificate_is_good() {
  openssl verify -partial_chain -CAfile "$ca_file" -untrusted "$ca_file" "$1"
  [ "$(openssl x509 -in "$1" -noout -pubkey)" = "$(openssl pkey -in "$2" -pubout)" ]
}

certificate_differs() {
  [ "$(openssl x509 -in "$1" -noout -serial)" != "$(openssl x509 -in "$2" -noout -serial)" ]
}

fingerprint() {
  openssl x509 -in "$1" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f'
}

new_key() {
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1" 2>/dev/null ||
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1"
}

# split_ca FILE DIRECTORY: sets issuing_ca and root_ca (the same for a CA of one level).
split_ca() {
  local file
  awk -v directory="$2" '/BEGIN CERTIFICATE/ { n++ } n { print > (directory "/ca-" n ".pem") }' "$1"
  issuing_ca='' root_ca=''
  for file in "$2"/ca-*.pem; do
    if [ "$(openssl x509 -in "$file" -noout -subject_hash)" = "$(openssl x509 -in "$file" -noout -issuer_hash)" ]; then
      root_ca=${root_ca:-$file}
    else
      issuing_ca=${issuing_ca:-$file}
    fi
  done
  issuing_ca=${issuing_ca:-$root_ca}
  root_ca=${root_ca:-$issuing_ca}
}

# --- scepclient (Debian package scep)

scepclient_run() {
  timeout 60 scepclient -server-url "$url" -challenge "$challenge" -ca-fingerprint "$(fingerprint "$issuing_ca")" \
    -private-key key.pem -certificate cert.pem -cn scepclient -organization Peers -country US -debug
}

scepclient_enrol() {
  scepclient_run
  certificate_is_good cert.pem key.pem
}

# It enciphers with single DES whatever GetCACaps says, so an RFC 8894 server refuses it, with the right failInfo.
scepclient_refused() {
  if scepclient_run > output 2>&1; then
    echo 'single DES was served'
    return 1
  fi
  cat output
  grep -q 'failInfo: badAlg' output
}

# With a certificate in place, scepclient sends RenewalReq signed by it.
scepclient_renew() {
  cp cert.pem first.pem
  rm -f csr.pem self.pem
  scepclient_run
  certificate_is_good cert.pem key.pem
  certificate_differs cert.pem first.pem
}

# --- pki (strongSwan)

pki_scepca() {
  timeout 60 pki --scepca --url "$url" --caout ca.crt --raout ra.crt --outform pem --force
  local file
  for file in ca*.crt ra*.crt; do
    if [ -e "$file" ] && [ "$(fingerprint "$file")" = "$(fingerprint "$issuing_ca")" ]; then return 0; fi
  done
  echo 'the CA is not among what pki --scepca wrote'
  return 1
}

# pki 5.9.8 reads GetCACaps with its bits shifted: AES needs SHA-384 in the list to be taken, 3DES needs AES.
pki_cipher() {
  if curl -sS --max-time 20 "$url?operation=GetCACaps" | grep -qi '^SHA-384'; then echo aes; else echo des3; fi
}

pki_scep() {
  local chain=()
  [ "$root_ca" = "$issuing_ca" ] || chain=(--cacert "$root_ca")
  timeout 60 pki --scep --url "$url" --cipher "$(pki_cipher)" --cacert-enc "$issuing_ca" --cacert-sig "$issuing_ca" \
    "${chain[@]}" --outform pem --debug 2 "$@"
}

pki_enrol() {
  new_key key.pem
  pki_scep --in key.pem --dn 'C=US, O=Peers, CN=pki' --password "$challenge" > cert.pem
  certificate_is_good cert.pem key.pem
}

pki_renew() {
  new_key renewed-key.pem
  pki_scep --in renewed-key.pem --dn 'C=US, O=Peers, CN=pki' --cert cert.pem --key key.pem > renewed.pem
  certificate_is_good renewed.pem renewed-key.pem
  certificate_differs renewed.pem cert.pem
}

# --- scep-submit (certmonger's helper)

scep_submit() {
  timeout 60 /usr/lib/certmonger/scep-submit -u "$url" "$@"
}

scep_submit_capabilities() {
  scep_submit -c | tee capabilities
  grep -q . capabilities
}

scep_submit_certificates() {
  scep_submit -C > cas.pem
  split_ca cas.pem .
  local file
  for file in ca-*.pem; do
    if [ "$(fingerprint "$file")" = "$(fingerprint "$(first_ca)")" ]; then return 0; fi
  done
  return 1
}

first_ca() {
  openssl x509 -in "$ca_file" -out expected.pem
  echo expected.pem
}

# scep-submit sends a ready message, verifies the reply and prints its envelope; OpenSSL opens that.
scep_submit_message() {
  "$pyscep_python" "$peers_dir/pyscep-client.py" message "$url" "$challenge"
  local code=0
  scep_submit -r "$issuing_ca" -N "$root_ca" -p message.pem > envelope.pem || code=$?
  [ $code -eq 0 ] || { echo "scep-submit: exit $code"; return 1; }
  openssl cms -decrypt -inform PEM -in envelope.pem -inkey key.pem -recip signer.pem -binary -out certificates.der
  openssl pkcs7 -inform DER -in certificates.der -print_certs -out certificates.pem
  openssl x509 -in certificates.pem -out cert.pem
  certificate_is_good cert.pem key.pem
}

# --- certmonger, the daemon: on a private socket, with its state in this directory, for as long as one command runs

certmonger_enrol() {
  new_key key.pem
  local state=$PWD/state
  mkdir -p "$state"/{cas,requests,local,config}
  export CERTMONGER_CAS_DIR=$state/cas CERTMONGER_REQUESTS_DIR=$state/requests CERTMONGER_LOCAL_CA_DIR=$state/local
  export CERTMONGER_CONFIG_DIR=$state/config CERTMONGER_SYSTEM_LOCK_FILE=$state/lock CERTMONGER_TMPDIR=$state
  local command
  command=$(printf '%q ' "$peers_dir/certmonger-request" "$PWD" "$state/cas" "$url" "$challenge" "$root_ca")
  timeout 120 certmonger -L -P "$state/socket" -n -d 2 -c "$command"
  certificate_is_good cert.pem key.pem
}

# --- PyScep

pyscep() {
  timeout 60 "$pyscep_python" "$peers_dir/pyscep-client.py" "$1" "$url" "$challenge"
}

pyscep_enrol() {
  pyscep enrol
  certificate_is_good cert.pem key.pem
}

pyscep_get_cert() {
  pyscep get-cert
  ! certificate_differs got.pem cert.pem
}

pyscep_get_crl() {
  pyscep get-crl
  openssl crl -in crl.pem -CAfile "$ca_file" -noout
}

pyscep_rollover() {
  pyscep rollover
  openssl x509 -in next-ca.pem -noout -subject -ext basicConstraints | grep CA:TRUE
}
