import Foundation
import ScepspecHTTPWire

extension Alteration {
  /// Every alteration that a finding has to name.
  static let wrong: [Alteration] =
    http + attributes + encodings + signatures + envelopes + issuance + authorities + capabilities + operations

  static let http: [Alteration] = [
    Alteration("Content-Type is missing", red: ["enrolment/media-type"], cites: ["RFC8894-4.3.1-content-type"]) {
      reply, _ in reply["Content-Type"] = nil
    },
    Alteration("Content-Type is text/html", red: ["enrolment/media-type"], cites: ["RFC8894-4.3.1-content-type"]) {
      reply, _ in reply["Content-Type"] = "text/html"
    },
    Alteration(
      "Content-Type is that of a certificate", red: ["enrolment/media-type"], cites: ["RFC8894-4.3.1-content-type"]
    ) { reply, _ in reply["Content-Type"] = "application/x-x509-ca-cert" },
    Alteration(
      "Content-Type has a charset", red: ["enrolment/no-media-type-parameters"],
      cites: ["RFC8894-6-registered-media-types"]
    ) { reply, _ in reply["Content-Type"] = "application/x-pki-message; charset=utf-8" },
    Alteration(
      "Two Content-Type headers contradict each other", red: ["transport/one-content-type"],
      cites: ["RFC8894-4.3.1-content-type"]
    ) { reply, _ in reply.headers.append(HTTPHeader("Content-Type", "text/html")) },
    Alteration(
      "A CertRep comes with status 500", red: ["enrolment/http-status-200"],
      cites: ["RFC8894-4.3.1-http-status-not-specified"]
    ) { reply, _ in (reply.status, reply.reason) = (500, "Internal Server Error") },
    Alteration(
      "A CertRep comes with a redirect", red: ["enrolment/http-status-200", "transport/not-redirected"],
      cites: ["RFC8894-4.3.1-http-status-not-specified"]
    ) { reply, _ in
      (reply.status, reply.reason) = (302, "Found")
      reply["Location"] = "http://127.0.0.1:9/scep"
    },
    Alteration(
      "Content-Encoding says gzip, which nobody asked for", red: ["enrolment/body-binary"],
      cites: ["RFC8894-4.3.1-body-binary"]
    ) { reply, _ in reply["Content-Encoding"] = "gzip" },
    .body(
      "Content-Length is ten octets short", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-4.1-post-form"]
    ) {
      body, _ in body.removeLast(10)
    },
    Alteration(
      "Content-Length promises more than comes", red: ["enrolment/body-binary"], cites: ["RFC8894-4.3.1-body-binary"]
    ) { reply, _ in reply["Content-Length"] = "\(reply.body.count + 10)" },
    .body("The body ends in a line feed", red: ["enrolment/body-binary"], cites: ["RFC8894-4.3.1-body-binary"]) {
      body, _ in body.append(0x0A)
    },
    .body("The body begins with a line feed", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-4.1-post-form"])
    {
      body, _ in body.insert(0x0A, at: 0)
    },
    .body("The CertRep comes twice", red: ["enrolment/body-binary"], cites: ["RFC8894-4.3.1-body-binary"]) {
      body, _ in body += body
    },
    .body("The body is base64", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-4.3.1-body-binary"]) {
      body, _ in body = base64(body)
    },
    .body("The body is PEM", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-4.3.1-body-binary"]) { body, _ in
      body = Array("-----BEGIN PKCS7-----\n".utf8) + base64(body) + Array("\n-----END PKCS7-----\n".utf8)
    },
    .body("The body is empty", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-3-outer-signedData"]) {
      body, _ in body = []
    },
    .body(
      "The body is half of a CertRep", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-3-outer-signedData"]
    ) {
      body, _ in body.removeLast(body.count / 2)
    },
    Alteration("The body is a page", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-3-outer-signedData"]) {
      reply, _ in
      reply["Content-Type"] = "text/html"
      reply.body = Array("<html><body>It works!</body></html>".utf8)
    },
    Alteration(
      "Status 204 comes in place of a CertRep", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-4.1-post-form"]
    ) {
      reply, _ in
      (reply.status, reply.reason, reply.body) = (204, "No Content", [])
    },
    Alteration(
      "A CertRep to a GET may be kept by caches", .get, red: ["get-transport/not-cached"],
      cites: ["RFC8894-4.1-get-not-cached"]
    ) { reply, _ in reply["Cache-Control"] = "public, max-age=3600" },
  ]

  private static func base64(_ octets: [UInt8]) -> [UInt8] { Array(Data(octets).base64EncodedString().utf8) }
}
