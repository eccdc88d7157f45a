import ScepspecMarkup

/// Lends the builder of a chunk to those who look at an event, and takes what looking costs from what the chunk may cost.
final class EventView {
  /// Nil when the call is over that this was made for.
  var builder: UnsafeMutablePointer<Builder>?
  private(set) var isExhausted = false

  init(_ builder: UnsafeMutablePointer<Builder>) { self.builder = builder }

  /// What looking at one element costs.
  private static let look = 8

  private func spend(_ cost: Int, at offset: Int) -> Bool {
    if (try? builder?.pointee.spend(cost, at: offset)) == nil { isExhausted = true }
    return !isExhausted
  }

  func attribute(_ index: Int, of plan: Plan, _ base: Int, _ count: Int) -> String? {
    do {
      return try builder?.pointee.text(of: index, plan, base, count)
    } catch {
      isExhausted = true
      return nil
    }
  }

  func text(_ value: Value, of plan: Plan, piece: Int) -> String {
    guard let text = try? builder?.pointee.text(value, remembering: piece, of: plan) else {
      isExhausted = true
      return ""
    }
    return text
  }

  /// What a piece adds to the text of the element that holds it.
  func text(_ piece: Plan.Piece, of plan: Plan, _ base: Int, _ count: Int) -> String {
    switch piece.kind {
    case .element, .instance: return ""
    case .text:
      let text = plan.texts[Int(piece.index)]
      return spend(text.utf8.count, at: base) ? text : ""
    case .value, .optionalValue:
      guard let value = builder?.pointee.value(Int(piece.index), base: base, count: count), !value.isBinXML else {
        return ""
      }
      guard let text = try? builder?.pointee.text(value) else {
        isExhausted = true
        return ""
      }
      return text
    }
  }

  /// Calls `body` with the elements that pieces stand for, as far as they have the name.
  func visit(
    _ pieces: Slice<UnsafeBufferPointer<Plan.Piece>>, of plan: Plan, _ base: Int, _ count: Int,
    named name: ElementName?, _ body: (EVTXNode) -> Bool
  ) -> Bool {
    guard spend(Self.look * pieces.count, at: base) else { return false }
    for piece in pieces {
      let index = Int(piece.index)
      switch piece.kind {
      case .text, .instance: continue
      case .element:
        if let name, plan.nodes[index].key != name.key || plan.nodes[index].name != name.text { continue }
        if plan.nodes[index].shape == .value {
          guard forEachItem(index, of: plan, base, count, body) else { return false }
        } else {
          let node = EVTXNode(view: self, plan: plan, index: index, base: base, count: count, value: .null)
          guard body(node) else { return false }
        }
      case .value, .optionalValue:
        guard let value = builder?.pointee.value(index, base: base, count: count), value.isBinXML else { continue }
        guard forEachElement(in: value, named: name, body) else { return false }
      }
    }
    return true
  }

  /// An element that holds one value: none where that is missing, several where it is an array.
  private func forEachItem(
    _ index: Int, of plan: Plan, _ base: Int, _ count: Int, _ body: (EVTXNode) -> Bool
  ) -> Bool {
    let piece = plan.pieces[Int(plan.nodes[index].pieces.lowerBound)]
    guard let builder, case let value = builder.pointee.value(Int(piece.index), base: base, count: count),
      piece.kind != .optionalValue || value.type != 0
    else { return true }
    let node = { (value: Value) in
      EVTXNode(view: self, plan: plan, index: index, base: base, count: count, value: value)
    }
    guard value.isArray else { return body(node(value)) }
    let items = value.items(in: builder.pointee.bytes)
    if items.isEmpty { return body(node(.null)) }
    for item in items {
      guard spend(64, at: base), body(node(item)) else { return false }
    }
    return true
  }

  /// The elements of binary XML in a value, which was found to be buildable.
  func forEachElement(in value: Value, named name: ElementName?, _ body: (EVTXNode) -> Bool) -> Bool {
    guard let builder else { return true }
    let inside = builder.pointee.bytes.upTo(value.range.upperBound)
    var at = value.offset
    while at < value.range.upperBound {
      switch inside.byte(at) & 0x3f {
      case 0x0f: at += 4
      case 0x0c:
        guard let header = try? InstanceHeader(inside, at: at), let plan = try? builder.pointee.plan(for: header) else {
          return true
        }
        let base = builder.pointee.valueCount
        builder.pointee.push(header)
        defer { self.builder?.pointee.pop(to: base) }
        guard visit(plan.roots[...], of: plan, base, header.valueCount, named: name, body) else { return false }
        at = header.end
      default: return true
      }
    }
    return true
  }
}
