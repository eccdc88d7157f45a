import ScepspecModel

/// A key or another identity as it is compared: what is known of it, and where something was taken out.
struct Spelling: Hashable, Sendable {
  /// The known pieces between what was taken out, in order; one piece where nothing was.
  var pieces: [String]

  var isRedacted: Bool { pieces.count > 1 }

  /// Certainly the same: nothing is hidden on either side.
  func equals(_ other: Spelling) -> Bool { !isRedacted && self == other }

  /// Perhaps the same: what is known on both sides fits, in order, and begins alike.
  func resembles(_ other: Spelling) -> Bool {
    switch (isRedacted, other.isRedacted) {
    case (false, false): self == other
    case (true, false): fits(other.pieces[0])
    case (false, true): other.fits(pieces[0])
    case (true, true): self == other || beginsAndEndsLike(other)
    }
  }

  /// Whether the known pieces stand in `text` in this order, the first at its beginning, the last at its end.
  private func fits(_ text: String) -> Bool {
    let text = Array(text.utf8)
    guard let first = pieces.first, !first.isEmpty, text.starts(with: first.utf8) else { return false }
    var position = first.utf8.count
    for piece in pieces.dropFirst().dropLast() {
      guard let end = Self.end(of: Array(piece.utf8), in: text, from: position) else { return false }
      position = end
    }
    let last = Array((pieces.last ?? "").utf8)
    return text.count - position >= last.count && text.suffix(last.count).elementsEqual(last)
  }

  private static func end(of piece: [UInt8], in text: [UInt8], from position: Int) -> Int? {
    guard position + piece.count <= text.count else { return nil }
    for start in position...(text.count - piece.count) where text[start...].starts(with: piece) {
      return start + piece.count
    }
    return nil
  }

  private func beginsAndEndsLike(_ other: Spelling) -> Bool {
    guard let first = pieces.first, let otherFirst = other.pieces.first, !first.isEmpty, !otherFirst.isEmpty,
      let last = pieces.last, let otherLast = other.pieces.last
    else { return false }
    return (first.hasPrefix(otherFirst) || otherFirst.hasPrefix(first))
      && (last.hasSuffix(otherLast) || otherLast.hasSuffix(last))
  }
}
