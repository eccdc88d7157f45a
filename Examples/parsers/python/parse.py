#!/usr/bin/env python3
"""A parser of SCEP messages on top of asn1crypto, under scepspec's regression test.

    scepspec parsers --lines --only 'message/*' --expected expected.yaml -- ./parse.py --lines

One message on standard input gives one JSON object on standard output; with --lines, each line of standard input is a
JSON object with `topic` and `input` (base64), and each gets a line.
"""

import base64
import hashlib
import json
import sys

from asn1crypto import cms, core, x509

VERISIGN = "2.16.840.1.113733.1.9."
TEXTS = {
    VERISIGN + "2": "messageType",
    VERISIGN + "3": "pkiStatus",
    VERISIGN + "4": "failInfo",
    VERISIGN + "7": "transactionID",
    "1.3.6.1.5.5.7.24.1": "failInfoText",
}
NONCES = {VERISIGN + "5": "senderNonce", VERISIGN + "6": "recipientNonce"}


class NoMessage(Exception):
    """BER that is no message of SCEP."""


def parse(octets):
    """The flat fields of docs/parsers.md, or the class of error."""
    try:
        return read(octets)
    except NoMessage:
        return {"error": "structure"}
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        words = str(problem)
        cut = "nsufficient data" in words or "mpty" in words
        return {"error": "truncated" if cut or len(octets) < 2 else "structure" if octets[:1] == b"\x30" else "encoding"}


def read(octets):
    element = core.load(octets, strict=False)
    length = len(element.dump())
    if not isinstance(element, core.Sequence):
        raise NoMessage()
    fields = parsed(octets[:length])
    if len(octets) > length:
        fields["trailingOctets"] = len(octets) - length
    return fields


def parsed(octets):
    info = None
    try:
        info = cms.ContentInfo.load(octets)
        if info["content_type"].native != "signed_data":
            info = None
    except (ValueError, TypeError, KeyError) as problem:
        if "nsufficient data" in str(problem):
            raise
        info = None
    if info is None:
        return certificate(octets)
    signed = info["content"]
    if len(signed["signer_infos"]) == 0:
        return bag(signed)
    return message(signed)


def certificate(octets):
    try:
        found = x509.Certificate.load(octets)
        found["tbs_certificate"]["subject"].native
        found["tbs_certificate"]["subject_public_key_info"].native
    except (ValueError, TypeError, KeyError) as problem:
        if "nsufficient data" in str(problem):
            raise
        raise NoMessage() from problem
    return {"kind": "certificate", "certificates": [identity(found)]}


def identity(found):
    return {
        "serialNumber": found["tbs_certificate"]["serial_number"].contents.hex(),
        "sha256": hashlib.sha256(found.dump()).hexdigest(),
    }


def certificates(signed):
    return [identity(choice.chosen) for choice in signed["certificates"] or [] if choice.name == "certificate"]


def bag(signed):
    fields = {"kind": "certificates", "certificates": certificates(signed)}
    if len(signed["crls"] or []):
        fields["crls"] = len(signed["crls"])
    if not fields["certificates"] and "crls" not in fields:
        raise NoMessage()
    return fields


def message(signed):
    signer = signed["signer_infos"][0]
    fields = {"kind": "pkiMessage", "certificates": certificates(signed)}
    fields["digest"] = signer["digest_algorithm"]["algorithm"].dotted
    fields["signatureAlgorithm"] = signer["signature_algorithm"]["algorithm"].dotted
    for attribute in signer["signed_attrs"] or []:
        value = attribute["values"].contents
        oid = attribute["type"].dotted
        if oid in TEXTS:
            fields[TEXTS[oid]] = core.load(value).native
        elif oid in NONCES:
            fields[NONCES[oid]] = core.load(value).native.hex()
    if "messageType" not in fields or "transactionID" not in fields:
        raise NoMessage()
    content = signed["encap_content_info"]["content"]
    if content is not None and content.native:
        fields.update(envelope(content.native))
    return fields


def envelope(octets):
    try:
        info = cms.ContentInfo.load(octets)
        if info["content_type"].native != "enveloped_data":
            raise NoMessage()
        enveloped = info["content"]
        cipher = enveloped["encrypted_content_info"]["content_encryption_algorithm"]["algorithm"].dotted
        recipients = [recipient(choice.chosen) for choice in enveloped["recipient_infos"]]
    except (ValueError, TypeError, KeyError) as problem:
        raise NoMessage() from problem
    if not recipients:
        raise NoMessage()
    first = enveloped["recipient_infos"][0].chosen
    return {
        "contentCipher": cipher,
        "recipients": recipients,
        "keyTransport": first["key_encryption_algorithm"]["algorithm"].dotted,
    }


def recipient(info):
    name = info["rid"]
    if name.name == "issuer_and_serial_number":
        return {
            "issuer": name.chosen["issuer"].dump().hex(),
            "serialNumber": name.chosen["serial_number"].contents.hex(),
        }
    return {"subjectKeyIdentifier": name.chosen.native.hex()}


def main():
    if "--lines" not in sys.argv:
        print(json.dumps(parse(sys.stdin.buffer.read())))
        return
    for line in sys.stdin:
        print(json.dumps(parse(base64.b64decode(json.loads(line)["input"]))), flush=True)


if __name__ == "__main__":
    main()
