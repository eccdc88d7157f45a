import ScepspecASN1
import ScepspecModel

/// Values in words: names of OIDs and codes come from tables of the specifications.
struct Words {
  let tables: [String: CodeTable]
  private static let longestPreview = 32
  private static let longestText = 400

  /// An OID's short name.
  func name(ofOID oid: String) -> String? {
    tables["oids"]?.entries[oid].map { $0.symbol ?? $0.text }
  }

  /// `sha256 (2.16.840.1.101.3.4.2.1)`.
  func oid(_ oid: String) -> String { name(ofOID: oid).map { "\($0) (\(oid))" } ?? oid }

  func entry(_ code: String, of table: String) -> CodeTable.Entry? {
    guard let table = tables[table], let code = table.canonical(code) else { return nil }
    return table.entries[code]
  }

  /// `2 (badRequest: Transaction not permitted or not supported)`.
  func code(_ code: String, of table: String) -> String {
    guard let entry = entry(code, of: table) else { return "\(code) (not known)" }
    let symbol = entry.symbol.map { $0 == code ? "" : $0 + ": " } ?? ""
    return "\(code) (\(symbol)\(entry.text))"
  }

  func value(of node: BERNode, _ shape: Shape) -> (value: String?, name: String?) {
    if node.isConstructed, node.universalTag?.isString != true { return (nil, nil) }
    switch shape {
    case .code(let table):
      let text = codeText(of: node)
      let entry = entry(text, of: table)
      return (text, entry.map { [$0.symbol, $0.text].compactMap { $0 }.joined(separator: ": ") })
    case .text: return (Self.printable(node.stringContent) ?? Self.hex(node.stringContent), nil)
    case .bits(let names): return (bits(node, names), nil)
    default: break
    }
    guard let tag = node.universalTag else { return (Self.hex(node.stringContent), nil) }
    return value(of: node, tag)
  }

  private func value(of node: BERNode, _ tag: UniversalTag) -> (value: String?, name: String?) {
    switch tag {
    case .objectIdentifier:
      guard let oid = node.objectIdentifier else { return (Self.hex(node.content), nil) }
      return (oid, tables["oids"]?.entries[oid].map { $0.symbol ?? $0.text })
    case .integer, .enumerated: return (Self.number(node), nil)
    case .boolean: return (node.boolean.map { String($0) } ?? Self.hex(node.content), nil)
    case .null: return (nil, nil)
    case .bitString:
      guard let bits = node.bitString else { return (Self.hex(node.stringContent), nil) }
      return (Self.hex(bits.octets) + (bits.unusedBits > 0 ? ", \(bits.unusedBits) bits unused" : ""), nil)
    case .octetString: return (Self.hex(node.stringContent), nil)
    case .utcTime, .generalizedTime:
      let text = node.text.string
      return (String(text.prefix(64)), node.time.map(Time.text))
    case .sequence, .set: return (nil, nil)
    default: return (String(node.text.string.prefix(Self.longestText)), nil)
    }
  }

  /// A code as a text or, where it is no text, as a number.
  func codeText(of node: BERNode) -> String {
    if node.isTagged(.integer) || node.isTagged(.enumerated) { return node.text.string }
    let octets = node.stringContent
    return Self.printable(octets) ?? "0x" + octets.prefix(8).map(Self.pair).joined()
  }

  private func bits(_ node: BERNode, _ names: [String]) -> String? {
    guard let bits = node.bitString else { return Self.hex(node.stringContent) }
    let set = names.indices.filter { $0 / 8 < bits.octets.count && bits.octets[$0 / 8] & (0x80 >> ($0 % 8)) != 0 }
    return set.map { names[$0] }.joined(separator: ", ")
  }

  static func number(_ node: BERNode) -> String {
    node.integer.map { String($0) } ?? hex(node.content)
  }

  /// `16 octets: 4f a1 …`, cut behind 32 octets; nothing but the number where there are none.
  static func hex(_ octets: [UInt8]) -> String {
    guard !octets.isEmpty else { return "0 octets" }
    let shown = octets.prefix(longestPreview).map(pair).joined(separator: " ")
    return "\(octets.count) octets: \(shown)" + (octets.count > longestPreview ? " …" : "")
  }

  static func pair(_ octet: UInt8) -> String { (octet < 16 ? "0" : "") + String(octet, radix: 16) }

  static func compactHex(_ octets: [UInt8]) -> String { octets.map(pair).joined() }

  private static func printable(_ octets: [UInt8]) -> String? {
    guard !octets.isEmpty, octets.count <= longestText, octets.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return nil
    }
    return ASCII.text(octets)
  }
}

/// Times as ISO 8601 in UTC.
enum Time {
  static func text(_ seconds: Int) -> String { "\(Moment(seconds: seconds))" }
}
