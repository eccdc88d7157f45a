import CPCRE2

extension Matcher {
  /// Searches the octets for the first match.
  ///
  /// PCRE2 counts steps anew for each place where a match may begin, so its own limit bounds a place, not a search: a
  /// pattern that goes far from each of a million places would run for hours. So places get few steps at first, and
  /// those that need more get them one by one, out of what the whole search may take.
  public func match(_ bytes: UnsafeBufferPointer<UInt8>) -> MatchOutcome {
    let count = bytes.count
    guard count <= Matcher.subjectOctets, !isTooLong(bytes) else { return .limitReached(.length) }
    // PCRE2 takes no subject without an address.
    guard let start = bytes.baseAddress else { return withUnsafePointer(to: 0 as UInt8) { search($0, 0) } }
    return search(start, count)
  }

  private func search(_ subject: UnsafePointer<UInt8>, _ count: Int) -> MatchOutcome {
    let steps = Matcher.steps(forLength: count)
    let share = pattern.isAnchored ? steps : max(16, steps / (count &+ 1))
    let result = run(subject, count, from: 0, to: nil, steps: share)
    if result > 0 { return .matched }
    if result == PCRE2_ERROR_NOMATCH { return .noMatch }
    guard result == PCRE2_ERROR_MATCHLIMIT, !pattern.isAnchored else { return outcome(result) }
    return searchPlaceByPlace(UnsafeBufferPointer(start: subject, count: count), share: share)
  }

  /// Finds the places that need more than their share by halving the part of the subject that is tried at once.
  private func searchPlaceByPlace(_ bytes: UnsafeBufferPointer<UInt8>, share: Int) -> MatchOutcome {
    guard let subject = bytes.baseAddress else { return .noMatch }
    var left = Matcher.steps(forLength: bytes.count)
    var place = 0
    var width = bytes.count + 1
    while place <= bytes.count {
      // A search cannot begin inside a character.
      if place < bytes.count, place > 0, bytes[place] & 0xC0 == 0x80 { place += 1; continue }
      var result = run(subject, bytes.count, from: place, to: place + width - 1, steps: share)
      if result == PCRE2_ERROR_MATCHLIMIT, width > 1 { width >>= 1; continue }
      var more = share
      while result == PCRE2_ERROR_MATCHLIMIT, left > 0 {
        more = min(more &* 8, left)
        left -= more
        result = run(subject, bytes.count, from: place, to: place, steps: more)
      }
      guard result == PCRE2_ERROR_NOMATCH else { return outcome(result) }
      place += width
      width *= 2
    }
    return .noMatch
  }

  /// Octets that a long subject would have walked over: the places where a match can begin, times its length.
  private func isTooLong(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 1 << 16, !pattern.isAnchored else { return false }
    var places = 1
    if pattern.beginsLines {
      for octet in bytes where octet == 0x0A { places &+= 1 }
    } else if let first = pattern.firstOctets {
      for octet in bytes where first[Int(octet)] { places &+= 1 }
    } else {
      places = bytes.count
    }
    return places > (Matcher.longestWalk >> 1) / bytes.count
  }

  private func outcome(_ result: Int32) -> MatchOutcome {
    switch result {
    case 1...: .matched
    case PCRE2_ERROR_NOMATCH: .noMatch
    case PCRE2_ERROR_MATCHLIMIT: .limitReached(.steps)
    case PCRE2_ERROR_JIT_STACKLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_NOMEMORY:
      .limitReached(.memory)
    default: .limitReached(.engine(code: result))
    }
  }
}
