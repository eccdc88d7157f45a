/// Which challengePasswords a certification request carries, made of the right one.
enum Challenges {
  /// `right` is asked for only where it is needed: a one-time challenge is used up by it.
  static func make(
    _ form: MessageRequest.Challenge, source: ChallengeSource, wrong: String, used: [String] = []
  ) throws(AdapterError) -> [String] {
    switch form {
    case .absent: return []
    case .empty: return [""]
    case .wrong: return [wrong]
    case .used:
      guard !used.isEmpty else { throw .precondition("the earlier request had no challenge") }
      return used
    case .right: return try source.next().map { [$0] } ?? []
    case .prefix, .rightAndSpace, .otherCase, .twiceWrongFirst, .twiceRightFirst: break
    }
    guard let right = try source.next(), !right.isEmpty else { throw .precondition("the run has no challenge") }
    switch form {
    case .rightAndSpace: return [right + " "]
    case .twiceWrongFirst: return [wrong, right]
    case .twiceRightFirst: return [right, wrong]
    case .prefix:
      guard right.count > 1 else { throw .precondition("the challenge has one character only") }
      return [String(right.prefix(right.count / 2))]
    default:
      // The other case of one letter may be two letters.
      let other = right.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined()
      guard other != right else { throw .precondition("the challenge has no letters") }
      return [other]
    }
  }
}
