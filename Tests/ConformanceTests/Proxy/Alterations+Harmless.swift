import ScepspecHTTPWire
import Testing

extension Alteration {
  /// What HTTP and CMS leave to the sender: nothing of it may be held against a server.
  static let harmless: [Alteration] = [
    Alteration("Nothing is altered", .everything) { _, _ in },
    Alteration("Header names are in lower case", .everything) { reply, _ in
      reply.headers = reply.headers.map { HTTPHeader($0.name.lowercased(), $0.value) }
    },
    Alteration("Header names are in capitals, the media type too", .everything) { reply, _ in
      reply.headers = reply.headers.map { HTTPHeader($0.name.uppercased(), $0.value) }
      reply["Content-Type"] = reply["Content-Type"]?.uppercased()
    },
    Alteration("Headers stand in another order", .everything) { reply, _ in
      reply.headers.insert(HTTPHeader("Content-Length", "\(reply.body.count)"), at: 0)
      reply.headers.reverse()
    },
    Alteration("There are further headers", .everything) { reply, _ in
      reply.headers += [
        HTTPHeader("Server", "Apache/2.4"), HTTPHeader("Date", "Mon, 06 Jul 2026 12:00:00 GMT"),
        HTTPHeader("X-Powered-By", "ASP.NET"), HTTPHeader("Set-Cookie", "session=1"), HTTPHeader("Vary", "*"),
        HTTPHeader("Strict-Transport-Security", "max-age=63072000"), HTTPHeader("Empty", ""),
      ]
    },
    Alteration("Header values have blanks around them", .everything) { reply, _ in
      reply.headers = reply.headers.map { HTTPHeader($0.name, "  \($0.value)\t ") }
    },
    Alteration("The reply is chunked", .everything) { reply, _ in
      reply["Transfer-Encoding"] = "chunked"
      reply.raw = reply.head + chunked(reply.body)
    },
    Alteration("The chunks are tiny, have extensions and a trailer", .everything) { reply, _ in
      reply["Transfer-Encoding"] = "Chunked"
      let coded = String(decoding: chunked([0x41], size: 1), as: UTF8.self)
      #expect(coded == "1\r\nA\r\n0\r\n\r\n")
      var octets = reply.head
      for start in stride(from: 0, to: reply.body.count, by: 7) {
        let part = reply.body[start..<min(start + 7, reply.body.count)]
        octets +=
          Array("\(String(part.count, radix: 16, uppercase: true));name=\"value\"\r\n".utf8) + part + Array("\r\n".utf8)
      }
      reply.raw = octets + Array("000\r\nX-Checksum: none\r\n\r\n".utf8)
    },
    Alteration("The body ends with the connection", .everything) { reply, _ in
      reply["Transfer-Encoding"] = "identity"
      let head = reply.head
      reply["Transfer-Encoding"] = nil
      reply["Connection"] = "close"
      reply.raw =
        Array(
          String(decoding: head, as: UTF8.self).replacing(
            "Transfer-Encoding: identity\r\n", with: "Connection: close\r\n"
          ).utf8) + reply.body
    },
    Alteration("The server speaks HTTP/1.0", .everything) { reply, _ in reply.version = "HTTP/1.0" },
    Alteration("The status line has no reason", .everything) { reply, _ in reply.reason = "" },
    Alteration("The status line has another reason", .everything) { reply, _ in reply.reason = "Alles bestens" },
    Alteration("Status 100 comes first", .everything) { reply, _ in
      reply.raw = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8) + reply.octets
    },
    Alteration("Header lines end in a bare LF", .everything) { reply, _ in
      reply.raw = Array(String(decoding: reply.head, as: UTF8.self).replacing("\r\n", with: "\n").utf8) + reply.body
    },
    Alteration("The connection may be kept", .everything) { reply, _ in
      reply["Connection"] = "keep-alive"
      reply["Keep-Alive"] = "timeout=5, max=100"
    },
    Alteration("The reply comes in pieces", .certRep) { reply, _ in reply.script = .slow(octets: 700, milliseconds: 1)
    },
    .body("Capabilities end in CR LF", .capabilities) { body, _ in
      body = Array(String(decoding: body, as: UTF8.self).replacing("\n", with: "\r\n").utf8)
    },
    .body("The last capability has no line end", .capabilities) { body, _ in body.removeLast() },
    .body("Capabilities stand in another order", .capabilities) { body, _ in
      let lines = String(decoding: body, as: UTF8.self).split(separator: "\n")
      body = Array(lines.reversed().map { $0 + "\n" }.joined().utf8)
    },
    .body("There are capabilities that nobody knows", .capabilities) { body, _ in
      body += Array("Update\nSHA-384\nExample.com-Colour\n".utf8)
    },
    .body("A capability stands there twice", .capabilities) { body, _ in body += Array("AES\n".utf8) },
    .body("An empty line ends the capabilities", .capabilities) { body, _ in body += Array("\n".utf8) },
    .signed("The message is signed once more by the same key") { _, _ in },
    .message("There is a signed attribute that nobody knows") { message, scene in
      message.attributes.append(.sequence([.oid("1.3.6.1.4.1.55555.1"), .set([.utf8String("x")])]))
      try message.sign(scene.workshop.caKey)
    },
    .message("There is an unsigned attribute") { message, _ in
      message.signerInfo.elements.append(
        DER(0xA1, [.sequence([.oid("1.3.6.1.4.1.55555.1"), .set([.utf8String("x")])])]))
    },
    .signed("There is no signingTime") { message, _ in message[.signingTime] = nil },
    .signed("failInfoText is not in English", .failure) { message, _ in
      message[.failInfoText] = .utf8String("Nicht für Geräte")
    },
    .message("The digest algorithm has no parameters") { message, _ in
      message.signerInfo[2] = .sequence([message.signerInfo[2, 0]])
      message.digestAlgorithms = .set([message.signerInfo[2]])
    },
    .message("The reply is signed with SHA-512") { message, scene in
      message.name(.sha512)
      try message.sign(scene.workshop.caKey, .sha512)
    },
    .message("A further certificate goes along") { message, scene in
      message.certificates.append(try DER(parsing: scene.workshop.stranger().der))
    },
    .message("The message around the signed attributes has indefinite lengths") { message, _ in
      message.root.form = .indefinite
      message.root[1].form = .indefinite
      message.signedData.form = .indefinite
    },
    .envelope("The CA certificate follows the issued one") { envelope, scene in
      let ca = try DER(parsing: scene.workshop.ca.der)
      try envelope.editCertificates { $0.append(ca) }
    },
    .body("The chain stands in another order", .authorities, layout: .chain) { body, _ in
      var bundle = try DER(parsing: body)
      bundle[1, 0, 3].elements.reverse()
      body = bundle.encoded
    },
    .body("The bundle has indefinite lengths", .authorities, layout: .ra) { body, _ in
      var bundle = try DER(parsing: body)
      bundle.form = .indefinite
      bundle[1].form = .indefinite
      bundle[1, 0].form = .indefinite
      body = bundle.encoded
    },
  ]
}
