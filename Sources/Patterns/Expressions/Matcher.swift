import CPCRE2

/// Runs one pattern over subjects and remembers where the groups of the last match lie.
///
/// Belongs to one thread at a time; make one for each. A search allocates nothing, unless the pattern has so many ways
/// to try that it needs a stack of its own.
public final class Matcher {
  public let pattern: Pattern

  /// Steps that one search may take, all places of a subject together. A step may walk over the whole subject (a run
  /// of one class of characters is one step), so a long subject gets fewer; either way it ends after some seconds.
  public static func steps(forLength octets: Int) -> Int { min(1 << 22, longestWalk / max(1, octets)) }
  static let longestWalk = 1 << 33
  /// Octets for ways not yet tried, with machine code and without.
  public static let stackOctets = 1 << 20
  public static let heapOctets = 1 << 24
  /// Octets that a subject may have.
  public static let subjectOctets = 1 << 24

  let data: OpaquePointer
  let context: OpaquePointer
  private var stack: OpaquePointer?
  private let offsets: UnsafeMutablePointer<Int>
  private let code: OpaquePointer
  private let isJIT: Bool

  public init(_ pattern: Pattern) {
    self.pattern = pattern
    code = pattern.code.pointer
    isJIT = pattern.code.makeMachineCode()
    guard let data = pcre2_match_data_create_from_pattern_8(pattern.code.pointer, nil),
      let context = pcre2_match_context_create_8(nil), let offsets = pcre2_get_ovector_pointer_8(data)
    else { preconditionFailure("out of memory") }
    self.data = data
    self.context = context
    self.offsets = offsets
    pcre2_set_heap_limit_8(context, UInt32(Matcher.heapOctets >> 10))
    for index in 0...pattern.groupCount * 2 + 1 { offsets[index] = -1 }
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// Where a group of the last match lies, as offsets in its subject; 0 is the whole match. `nil` where the group took
  /// no part or does not exist. Means nothing after a search that did not match.
  public func range(of group: Int) -> Range<Int>? {
    guard group >= 0, group <= pattern.groupCount else { return nil }
    let start = offsets[2 &* group]
    let end = offsets[2 &* group &+ 1]
    // `\K` in an assertion can put the start of a match behind its end.
    return start >= 0 && start <= end ? Range(uncheckedBounds: (start, end)) : nil
  }

  /// One call of PCRE2: places from `start` to `last` of the subject are tried, each with so many steps at most.
  func run(_ subject: UnsafePointer<UInt8>, _ count: Int, from start: Int, to last: Int?, steps: Int) -> Int32 {
    pcre2_set_match_limit_8(context, UInt32(clamping: steps))
    pcre2_set_offset_limit_8(context, last ?? -1)
    guard isJIT else { return pcre2_match_8(code, subject, count, start, 0, data, context) }
    let result = pcre2_jit_match_8(code, subject, count, start, 0, data, context)
    guard result == PCRE2_ERROR_JIT_STACKLIMIT, growStack() else { return result }
    return pcre2_jit_match_8(code, subject, count, start, 0, data, context)
  }

  /// Most matches do with the 32 KiB that PCRE2 takes of the thread's stack; the rest get more, once.
  private func growStack() -> Bool {
    guard stack == nil, let made = pcre2_jit_stack_create_8(1 << 15, Matcher.stackOctets, nil) else { return false }
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(made))
    stack = made
    return true
  }
}
