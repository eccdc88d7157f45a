import ScepspecHTTPWire

extension Alteration {
  static let capabilities: [Alteration] = [
    text(
      "are in lower case",
      red: [
        "capabilities/aes-listed", "capabilities/exact-case", "capabilities/post-listed", "capabilities/sha-256-listed",
      ], "RFC8894-3.5.2-exact-case"
    ) { $0.lowercased() },
    text("are in capitals", red: ["capabilities/exact-case", "capabilities/post-listed"], "RFC8894-3.5.2-exact-case") {
      $0.uppercased()
    },
    text(
      "begin with a byte order mark",
      red: ["capabilities/one-word-per-line", "capabilities/standard-with-single-keywords"],
      "RFC8894-3.5.2-format-lines"
    ) { "\u{FEFF}" + $0 },
    text("stand in one line", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") {
      $0.split(separator: "\n").joined(separator: " ")
    },
    text("are separated by commas", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") {
      $0.split(separator: "\n").joined(separator: ",")
    },
    text("are separated by CR alone", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") {
      $0.split(separator: "\n").joined(separator: "\r") + "\r"
    },
    text("have a blank at each end of line", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") {
      $0.split(separator: "\n").map { $0 + " \n" }.joined()
    },
    text("are an HTML page", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") {
      "<html><body><pre>\n\($0)</pre></body></html>\n"
    },
    text("are JSON", red: ["capabilities/one-word-per-line"], "RFC8894-3.5.2-format-lines") { _ in
      "[\"AES\", \"SHA-256\"]\n"
    },
    text(
      "list DES", red: ["capabilities/no-obsolete-algorithm"],
      "RFC8894-3.5.2-no-forbidden-keywords"
    ) { $0 + "DES\n" },
    text(
      "list MD5", red: ["capabilities/no-obsolete-algorithm"],
      "RFC8894-7.5-getcacaps-downgrade"
    ) { $0 + "MD5\n" },
    text(
      "spell SHA-256 without hyphen",
      red: [
        "capabilities/no-misspelt-keyword", "capabilities/private-keyword-prefixed",
        "capabilities/standard-with-single-keywords",
      ], "RFC8894-3.5.2-exact-case"
    ) {
      $0.replacing("SHA-256", with: "SHA256")
    },
    text("list neither AES nor SCEPStandard", red: ["capabilities/aes-listed"], "RFC8894-3.5.2-keyword-AES") {
      $0.replacing("SCEPStandard\n", with: "").replacing("AES\n", with: "")
    },
    text(
      "list neither POSTPKIOperation nor SCEPStandard", red: ["capabilities/post-listed"],
      "RFC8894-3.5.2-keyword-POSTPKIOperation"
    ) {
      $0.replacing("SCEPStandard\n", with: "").replacing("POSTPKIOperation\n", with: "")
    },
    text(
      "list nothing", red: ["capabilities/aes-listed", "capabilities/post-listed", "capabilities/sha-256-listed"],
      "RFC8894-3.5.2-keyword-SHA-256"
    ) { _ in "" },
    Alteration(
      "GetCACaps has no Content-Type", .capabilities, red: ["capabilities/text-plain"],
      cites: ["RFC8894-3.5.2-content-type-text-plain"]
    ) {
      reply, _ in reply["Content-Type"] = nil
    },
    Alteration(
      "GetCACaps is application/octet-stream", .capabilities, red: ["capabilities/text-plain"],
      cites: ["RFC8894-3.5.2-content-type-text-plain"]
    ) {
      reply, _ in reply["Content-Type"] = "application/octet-stream"
    },
    Alteration(
      "GetCACaps names a charset", .capabilities, red: ["capabilities/no-media-type-parameters"],
      cites: ["RFC8894-3.5.2-content-type-text-plain"]
    ) {
      reply, _ in reply["Content-Type"] = "text/plain; charset=utf-8"
    },
    Alteration(
      "GetCACaps lists something else each time", .capabilities,
      red: ["capabilities/private-keyword-prefixed", "capabilities/stable"], cites: ["RFC8894-3.5.1-stable"]
    ) {
      reply, scene in reply.body += Array("Number-\(scene.count)\n".utf8)
    },
    Alteration(
      "GetCACaps comes with status 404", .capabilities, red: ["capabilities/answered"],
      cites: ["RFC8894-2.9-mti-GetCACaps"]
    ) {
      reply, _ in (reply.status, reply.reason) = (404, "Not Found")
    },
  ]

  private static func text(
    _ what: String, red: Set<String>, _ cite: String, change: @escaping @Sendable (String) -> String
  ) -> Alteration {
    .body("The capabilities \(what)", .capabilities, red: red, cites: [cite]) { body, _ in
      body = Array(change(String(decoding: body, as: UTF8.self)).utf8)
    }
  }
}
