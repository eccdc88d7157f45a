import ScepspecASN1
import ScepspecModel
import ScepspecSCEPMessages

/// Turns elements into a tree with names, places and meanings.
struct TreeWriter {
  let words: Words
  /// Secrets are shown.
  let showsSecrets: Bool
  /// What is no known structure stays hidden, since it may hold a secret.
  let isConfidential: Bool
  /// Elements that may still be written.
  private(set) var left: Int
  private static let deepest = 80

  init(words: Words, showsSecrets: Bool, isConfidential: Bool, atMost most: Int) {
    self.words = words
    self.showsSecrets = showsSecrets
    self.isConfidential = isConfidential
    left = most
  }

  mutating func tree(_ root: BERNode, shape: Shape) -> DecodedNode? {
    write(root, nil, shape, .identity, 0, isHidden: false)
  }

  private mutating func write(
    _ node: BERNode, _ role: String?, _ shape: Shape, _ map: OffsetMap, _ depth: Int, isHidden: Bool
  ) -> DecodedNode? {
    guard left > 0, depth < Self.deepest else { return nil }
    left -= 1
    var written = DecodedNode(
      role: role, type: node.tagName, offset: map(node.offset), headerLength: node.headerLength,
      contentLength: node.contentLength, isIndefinite: node.isIndefinite, isComplete: node.isComplete)
    var hides = isHidden
    if case .secret = shape { hides = hides || !showsSecrets }
    if case .privateKey = shape { hides = true }
    // Also where nothing around it is as it should be.
    if !showsSecrets, node.children.first?.objectIdentifier == AttributeOID.challengePassword {
      hides = hides || node.isConstructed
    }
    if hides, !node.isConstructed, !node.isTagged(.objectIdentifier) {
      written.isHidden = true
      written.value = "present, \(node.contentLength) octets"
      return written
    }
    let encapsulated = encapsulated(node, shape)
    if encapsulated == nil { describe(node, shape, &written) }
    for (child, role, shape) in parts(of: node, shape) {
      guard let part = write(child, role, shape, map, depth + 1, isHidden: hides) else { break }
      written.children.append(part)
    }
    if let (inner, shape) = encapsulated,
      var part = write(inner, nil, shape, map.into(node), depth + 1, isHidden: hides)
    {
      part.isEncapsulated = true
      written.children.append(part)
    }
    return written
  }

  private func describe(_ node: BERNode, _ shape: Shape, _ written: inout DecodedNode) {
    (written.value, written.name) = words.value(of: node, shape)
    if isConfidential, node.isTagged(.octetString) || node.tagClass == .context, !node.isConstructed,
      written.value != nil
    {
      written.isHidden = true
      written.value = "\(node.contentLength) octets, not shown"
    }
  }

  /// The elements inside, each with its role.
  private func parts(of node: BERNode, _ shape: Shape) -> [(BERNode, String?, Shape)] {
    switch shape {
    case .structure(let structure): members(node, structure)
    case .list(let role, let shape): node.children.map { ($0, role, shape) }
    case .inside(let shape): node.children.map { ($0, nil, shape) }
    case .message: node.children.map { ($0, nil, Self.shape(of: $0)) }
    case .secret, .privateKey: node.children.map { ($0, nil, shape) }
    case .any, .holds, .code, .text, .bits: node.children.map { ($0, nil, .any) }
    }
  }

  static func shape(of node: BERNode) -> Shape {
    Sniffing.structure(of: node).map { .structure($0.structure) } ?? .any
  }

  private func members(_ node: BERNode, _ structure: Structure) -> [(BERNode, String?, Shape)] {
    if case .privateKeyInfo = structure, !(node.children.dropFirst().first.map(Sniffing.isAlgorithm) ?? false) {
      return node.children.map { ($0, nil, .privateKey) }
    }
    var members = structure.members[...]
    let type = node.children.first?.objectIdentifier ?? ""
    return node.children.map { child in
      guard let place = members.firstIndex(where: { $0.tag.fits(child) }) else { return (child, nil, .any) }
      let member = members[place]
      // Of two members with one role, the other is not there.
      members = members[(place + 1)...].drop { $0.role == member.role }
      return (child, member.role, refined(member, of: structure, type: type))
    }
  }

  private func refined(_ member: Member, of structure: Structure, type: String) -> Shape {
    switch (structure, member.role) {
    case (.attribute, "values"): .list("value", Shape.attributeValue(type))
    case (.certificateExtension, "extnValue"): .holds(Shape.extensionValue(type))
    default: member.shape
    }
  }

  /// What is BER inside a string: where the structure says so.
  private func encapsulated(_ node: BERNode, _ shape: Shape) -> (BERNode, Shape)? {
    guard case .holds(let inner) = shape, node.isTagged(.octetString) else { return nil }
    let content = node.stringContent
    guard content.count > 1 else { return nil }
    let (found, problem) = BERNode.parsePartially(content, limits: Decoder.limits)
    guard let found else { return nil }
    guard problem == nil && found.octetsAfter == 0 || found.isTagged(.sequence) && !found.children.isEmpty else {
      return nil
    }
    if case .message = inner { return (found, Self.shape(of: found)) }
    return (found, inner)
  }
}
