"""PyScep as a client. Usage: pyscep-client.py OPERATION URL CHALLENGE, in a directory of its own.

enrol     writes key.pem, cert.pem and, for the operations after it, identity.pem
get-cert  asks for the certificate in cert.pem again, writes got.pem
get-crl   writes crl.pem
rollover  asks for the next CA certificate, writes next-ca.pem
message   writes key.pem, signer.pem and a ready PKCSReq, message.pem, and sends nothing
"""

import base64
import pathlib
import sys
import textwrap
import warnings

warnings.filterwarnings("ignore")

import requests  # noqa: E402
from scep import Client  # noqa: E402
from scep.Client.builders import PKIMessageBuilder, Signer  # noqa: E402
from scep.Client.certificate import Certificate  # noqa: E402
from scep.Client.cryptoutils import hex_digest_for_data  # noqa: E402
from scep.Client.enums import MessageType  # noqa: E402
from scep.Client.envelope import PKCSPKIEnvelopeBuilder  # noqa: E402
from scep.Client.message import SCEPMessage  # noqa: E402
from scep.Client.privatekey import PrivateKey  # noqa: E402

USAGE = {"digital_signature", "key_encipherment"}


def write(name, data):
    pathlib.Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())


def pem(label, der):
    body = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"


def new_request(name, challenge):
    """A CSR, its key, and a self-signed certificate of the same key to sign the message with."""
    signer, key = Client.SigningRequest.generate_self_signed(cn=name, key_usage=USAGE)
    csr, _ = Client.SigningRequest.generate_csr(cn=name, key_usage=USAGE, password=challenge, private_key=key)
    write("key.pem", key.to_pem())
    return csr, key, signer


def enrol(client, challenge):
    csr, key, signer = new_request("pyscep", challenge)
    reply = client.enrol(csr=csr, identity=signer, identity_private_key=key)
    print("status", reply.status)
    write("cert.pem", reply.certificates[0].to_pem())


def stored():
    return Certificate.from_pem_file("cert.pem"), PrivateKey.from_pem_file("key.pem")


def get_cert(client, _):
    certificate, key = stored()
    reply = client.get_cert(identity=certificate, identity_private_key=key, serial_number=certificate.serial_number)
    write("got.pem", reply.certificates[0].to_pem())


def get_crl(client, _):
    certificate, key = stored()
    reply = client.get_crl(identity=certificate, identity_private_key=key, serial_number=certificate.serial_number)
    write("crl.pem", pem("X509 CRL", reply.crl.to_der()))


def rollover(client, _):
    """PyScep's own rollover_certificate() verifies the reply, then reads the certificates of the outer SignedData and
    trips over them; the next CA's certificates are in the content (RFC 8894, 4.7.1)."""
    reply = requests.get(client.url, params={"operation": "GetNextCACert"}, timeout=30)
    reply.raise_for_status()
    media_type = reply.headers["content-type"]
    if media_type != "application/x-x509-next-ca-cert":
        sys.exit(f"media type {media_type}")
    signed = SCEPMessage.parse(raw=reply.content, signer_cert=client.get_ca_certs().signer)
    degenerate = signed.encap_content_info["content"]
    write("next-ca.pem", "".join(pem("CERTIFICATE", c.chosen.dump()) for c in degenerate["certificates"]))


def message(client, challenge):
    csr, key, signer = new_request("scep-submit", challenge)
    write("signer.pem", signer.to_pem())
    capabilities, authority = client.get_ca_capabilities(), client.get_ca_certs()
    envelope, _, _ = (
        PKCSPKIEnvelopeBuilder()
        .encrypt(csr.to_der(), capabilities.strongest_cipher())
        .add_recipient(authority.recipient)
        .finalize()
    )
    built = (
        PKIMessageBuilder()
        .message_type(MessageType.PKCSReq)
        .pki_envelope(envelope)
        .add_signer(Signer(signer, key, capabilities.strongest_signature_algorithm()))
        .transaction_id(hex_digest_for_data(data=csr.public_key.to_der(), algorithm="sha1"))
        .sender_nonce()
        .finalize(digest_algorithm=capabilities.strongest_message_digest())
    )
    write("message.pem", pem("PKCS7", built.dump()))


OPERATIONS = {"enrol": enrol, "get-cert": get_cert, "get-crl": get_crl, "rollover": rollover, "message": message}

if __name__ == "__main__":
    operation, url, secret = sys.argv[1:]
    OPERATIONS[operation](Client.Client(url), secret)
