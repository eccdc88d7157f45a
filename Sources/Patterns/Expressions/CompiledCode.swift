import CPCRE2
import Foundation

/// What PCRE2 made of an expression. It is only read after it was made, which PCRE2 documents as safe from several
/// threads at once (pcre2api, "Multithreading").
final class CompiledCode: @unchecked Sendable {  // the code is only read after init, but for what `lock` guards
  let pointer: OpaquePointer
  private let lock = NSLock()
  private let wantsMachineCode: Bool
  private var machineCode: Bool?

  init(_ source: String, caseless: Bool, jit: Bool) throws(PatternError) {
    var options = CompiledCode.options
    if caseless { options |= PCRE2_CASELESS }
    var code: Int32 = 0
    var offset = 0
    guard let context = pcre2_compile_context_create_8(nil) else { preconditionFailure("out of memory") }
    defer { pcre2_compile_context_free_8(context) }
    // A line of a log ends with LF; what stands before it, CR for one, is for the expression to take or to leave.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    pcre2_set_max_pattern_length_8(context, Pattern.maximumLength)
    pcre2_set_parens_nest_limit_8(context, Pattern.maximumNesting)
    let octets = Array(source.utf8)
    let made = octets.withUnsafeBufferPointer { buffer in
      // An empty array may have no address, and PCRE2 wants one.
      var nothing: UInt8 = 0
      return withUnsafePointer(to: &nothing) {
        pcre2_compile_8(buffer.baseAddress ?? $0, buffer.count, options, &code, &offset, context)
      }
    }
    guard let made else { throw PatternError(CompiledCode.message(code), in: source, at: offset) }
    pointer = made
    wantsMachineCode = jit
  }

  deinit { pcre2_code_free_8(pointer) }

  /// Makes machine code, which takes longer than all the rest, when the expression is first to be searched for.
  ///
  /// - Returns: Whether there is any: some systems refuse memory that is both written and run.
  func makeMachineCode() -> Bool {
    lock.withLock {
      if let machineCode { return machineCode }
      let isMade = wantsMachineCode && pcre2_jit_compile_8(pointer, PCRE2_JIT_COMPLETE) == 0
      machineCode = isMade
      return isMade
    }
  }

  /// Characters are those of UTF-8, so that `.` takes a whole `…`; octets that are none match nothing but do no harm.
  /// `$` is the end of the subject and nothing else.
  private static let options =
    PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT

  /// One number that PCRE2 knows about the expression; 0 where it does not.
  func number(_ what: Int32) -> Int {
    var value: UInt32 = 0
    return pcre2_pattern_info_8(pointer, UInt32(bitPattern: what), &value) == 0 ? Int(value) : 0
  }

  /// What PCRE2 calls an error of its own.
  static func message(_ code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let count = pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
      guard count > 0 else { return "error \(code) of PCRE2" }
      return String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
    }
  }
}
