import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import ScepspecSpecLoading
import Testing

@Suite("Fields in words of the vocabulary")
struct ReadFieldsTests {
  @Test("Every field is declared with that type, and every declared field occurs")
  func vocabulary() throws {
    let file = SpecFile(name: "scep.yaml", bytes: Array(try WireGolden.text("Specs/vocabulary/scep.yaml").utf8))
    let result = SpecLoader.load(files: [file])
    let vocabulary = try #require(result.specifications, "\(result.problems)").vocabulary
    var seen: [String: Set<String>] = [:]
    for (kind, fields) in try samples() {
      let type = try #require(vocabulary.kinds[kind], "kind \(kind)")
      try check(fields, type, in: vocabulary, at: kind, &seen)
    }
    for kind in ["certRep", "envelope", "payload", "issued", "caCertificates", "nextCA"] {
      let declared = Set(vocabulary.kinds[kind]?.fields.keys.map { $0 } ?? [])
      #expect(declared.subtracting(seen[kind] ?? []).isEmpty, "\(kind)")
    }
    for (name, record) in vocabulary.records where name != "header" {
      #expect(Set(record.fields.keys).subtracting(seen[name] ?? []).isEmpty, "\(name)")
    }
  }

  private func samples() throws -> [(String, [String: Field])] {
    var samples: [(String, [String: Field])] = []
    for (server, name) in [
      ("scepserver-2.1.0", "success"), ("scepserver-2.1.0", "failure"), ("step-ca-0.19.0", "success"),
    ] {
      samples += try WireGolden.reply(server, name).fields.map { ($0, $1) }
    }
    let request = try SignedMessage.read(WireGolden.octets("scepserver-2.1.0/success.request"))
    samples.append(("request", request.requestFields(now: WireGolden.now)))
    let context = try context()
    let authority = try TestIdentity.authority.get()
    samples += ReplyReading(body: try MessageSample.zeroOctetFailure(signedBy: authority), context: context).fields
      .map { ($0, $1) }
    samples += try crlReply(context).fields.map { ($0, $1) }
    var stranger = context
    stranger.clientKey = try TestIdentity.stranger.get().key
    samples += try crlReply(stranger).fields.map { ($0, $1) }
    let chain = try WireGolden.octets("step-ca-0.19.0-chain/get-ca-cert.reply")
    samples.append(("caCertificates", CACertificatesReading(body: chain, now: WireGolden.now).fields))
    samples.append(("caCertificates", CACertificatesReading(body: [1], now: WireGolden.now).fields))
    let next = try MessageSample(content: chain).octets(signedBy: authority)
    samples.append(
      ("nextCA", NextCAReading(body: next, authorities: [authority.certificate], now: WireGolden.now).fields))
    return samples
  }

  private func context() throws -> MessageContext {
    let client = try TestIdentity.client.get()
    return MessageContext(
      now: WireGolden.now, caCertificates: [try TestIdentity.authority.get().certificate], clientKey: client.key,
      clientCertificate: client.certificate)
  }

  /// A reply to GetCRL.
  private func crlReply(_ context: MessageContext) throws -> ReplyReading {
    let authority = try TestIdentity.authority.get()
    let list = try RevocationList.build(
      issuer: authority.certificate.subjectName, key: authority.key, entries: [], thisUpdate: WireGolden.now,
      nextUpdate: WireGolden.now + 86_400)
    let payload = Element.sequence([
      .objectIdentifier("1.2.840.113549.1.7.2"),
      .context(
        0,
        [
          .sequence([
            .integer(1), .set([]), .sequence([.objectIdentifier("1.2.840.113549.1.7.1")]),
            .context(1, [.raw(list.der)]), .set([]),
          ])
        ]),
    ]).encoded()
    let envelope = try Sample.encrypt(payload, for: try TestIdentity.client.get().certificate)
    let body = try MessageSample(
      attributes: [(AttributeOID.pkiStatus, .printableString("0"))], content: envelope
    ).octets(signedBy: authority)
    return ReplyReading(body: body, context: context)
  }

  @Test("A CRL in the payload is read and verified")
  func crl() throws {
    let payload = try #require(try crlReply(context()).fields["payload"])
    #expect(payload.record("degenerate").integer("crlCount") == 1)
    #expect(payload.record("degenerate").integer("certificateCount") == 0)
    guard case .record(let crl) = payload.list("crls")?.first?.value else {
      Issue.record("there is no CRL")
      return
    }
    #expect(crl.bool("signatureValid") == true)
    #expect(crl["nextUpdate"]?.value == .time(WireGolden.now + 86_400))
  }

  /// Fields that only exist in an encoding, and only where the thing itself does.
  private func check(
    _ fields: [String: Field], _ type: RecordType, in vocabulary: Vocabulary, at path: String,
    _ seen: inout [String: Set<String>]
  ) throws {
    seen[path, default: []].formUnion(fields.keys)
    for (name, field) in fields {
      let declared = try #require(type.fields[name], "\(path).\(name) is not declared")
      if declared.encoded, field.value != .text("absent") {
        #expect(field.encoding != nil, "\(path).\(name) has no encoding")
      }
      try check(field, declared, in: vocabulary, at: "\(path).\(name)", &seen)
    }
  }

  private func check(
    _ field: Field, _ type: FieldType, in vocabulary: Vocabulary, at path: String, _ seen: inout [String: Set<String>]
  ) throws {
    switch (type.type, field.value) {
    case (.bool, .bool), (.integer, .integer), (.text, .text), (.oid, .text), (.bytes, .bytes), (.time, .time): break
    case (.list(let item), .list(let fields)):
      for field in fields { try check(field, item, in: vocabulary, at: path, &seen) }
    case (.reference(let name), .record(let fields)):
      try check(fields, try #require(vocabulary.records[name]), in: vocabulary, at: name, &seen)
    default: Issue.record("\(path) is a \(field.value), not a \(type.type)")
    }
  }
}
