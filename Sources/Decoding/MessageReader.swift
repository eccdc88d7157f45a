import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// Reads the octets of one message, and what is enciphered in it.
struct MessageReader {
  let decoder: Decoder
  /// Elements that may still be shown.
  var left: Int
  /// Messages inside messages.
  private static let deepest = 4

  init(decoder: Decoder, left: Int) {
    self.decoder = decoder
    self.left = left
  }

  mutating func read(_ octets: [UInt8]) -> DecodedMessage? { read(octets, depth: 0) }

  private mutating func read(_ octets: [UInt8], depth: Int) -> DecodedMessage? {
    let (root, problem) = BERNode.parsePartially(octets, limits: Decoder.limits)
    guard let root else { return nil }
    var message = DecodedMessage(
      kind: .asn1, title: "", place: InputPlace(offset: 0), octets: octets.count)
    var writer = TreeWriter(
      words: decoder.words, showsSecrets: decoder.showsSecrets, isConfidential: depth > 0 && !decoder.showsSecrets,
      atMost: left)
    message.tree = writer.tree(root, shape: TreeWriter.shape(of: root))
    left = writer.left
    if let problem { message.cut = cut(problem, octets.count, message.tree) }
    var explanation = Explanation(words: decoder.words)
    let envelope = explain(root, isWhole: problem == nil, &message, &explanation)
    if root.octetsAfter > 0, problem == nil {
      explanation.odd("trailing-octets", "\(root.octetsAfter) octets follow the message.", at: root.end)
    }
    message.facts += explanation.facts
    message.oddities += explanation.oddities
    message.fields.merge(explanation.fields) { _, new in new }
    message.fields["kind"] = .text(message.kind.rawValue)
    if let envelope, depth < Self.deepest { open(envelope, in: &message, depth: depth) }
    return message
  }

  /// - Returns: the envelope that is in it.
  private func explain(
    _ root: BERNode, isWhole: Bool, _ message: inout DecodedMessage, _ explanation: inout Explanation
  ) -> Envelope? {
    if let signed = try? SignedMessage.read(root) {
      let inner = signed.eContent.flatMap { BERNode.parsePartially($0.octets, limits: Decoder.limits).node }
      let envelope = inner.flatMap { try? Envelope.read($0) }.flatMap { $0.isReadable ? $0 : nil }
      explanation.explain(signed, envelope: envelope, inner: inner, isWhole: isWhole)
      (message.kind, message.title) = explanation.kind(of: signed, envelope: envelope, isWhole: isWhole)
      return envelope
    }
    if let envelope = try? Envelope.read(root), envelope.isReadable {
      explanation.explain(envelope)
      (message.kind, message.title) = (.envelopedData, "Enveloped data without a signature around it")
      return envelope
    }
    let kind = Sniffing.structure(of: root)?.kind ?? .asn1
    message.kind = kind
    message.title = explanation.explain(root, as: kind)
    return nil
  }

  private mutating func open(_ envelope: Envelope, in message: inout DecodedMessage, depth: Int) {
    guard !decoder.keys.isEmpty, message.isComplete else { return }
    var problem: Envelope.Problem?
    for key in decoder.keys.prefix(16) {
      let opening = envelope.open(with: key, certificate: nil)
      problem = problem ?? opening.problem
      guard let content = opening.content else { continue }
      message.facts.append(.init("deciphered", "\(content.count) octets, shown below"))
      guard var inner = read(content, depth: depth + 1) else {
        message.oddities.append(.init("content-unreadable", "What was deciphered is no BER."))
        return
      }
      inner.encoding = ["deciphered with the key"]
      message.contents.append(inner)
      return
    }
    let reason = problem?.reason ?? "the padding of the deciphered content is wrong"
    message.facts.append(.init("deciphered", "no, not with the given key: \(reason)"))
  }

  /// The elements around the place where reading stopped.
  private func cut(_ problem: ASN1Error, _ octets: Int, _ tree: DecodedNode?) -> DecodedMessage.Cut {
    var inside: [String] = []
    var node = tree
    while let current = node, !current.isComplete || current.children.last?.isEncapsulated ?? false {
      let here = current.children.isEmpty ? " of which \(current.contentLength) octets are there" : ""
      inside.append([current.role, current.type + here].compactMap { $0 }.joined(separator: " "))
      node = current.children.last
    }
    // A string inside is cut where the string ends.
    let isEnd = problem.code == .truncated || problem.code == .missingEndOfContents
    return DecodedMessage.Cut(
      offset: isEnd ? octets : problem.offset, reason: problem.reason, inside: inside, isEnd: isEnd)
  }
}

extension Envelope {
  /// There is more than the type.
  var isReadable: Bool { !recipients.isEmpty || contentEncryptionAlgorithm != nil || isContentInfo && isEnveloped }
}
