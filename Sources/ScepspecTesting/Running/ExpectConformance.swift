import Foundation
import ScepspecModel
import ScepspecReports
public import Testing

/// Expects that the server of the suite passes a check.
///
/// The first call makes the run that all tests of the suite share. A broken MUST, SECURITY or ROBUST claim is an issue
/// that says the requirement, what was expected, what came, and where to look; a broken SHOULD, MAY or INTEROP claim is a
/// warning (an issue with ``Testing/Trait/strict``). What could not be decided is an issue too. A check that does not
/// apply, that is not chosen, or that waits for another one that is to blame, is cancelled with the reason.
///
/// - Parameters:
///   - check: One of ``SCEPCheck/all``.
///   - sourceLocation: Where a failure is shown.
/// - Throws: ``SCEPTestingError`` where the suite says no server; and what cancels the test.
public func expectConformance(
  to check: SCEPCheck, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  guard let session = ServerSession.current else {
    throw SCEPTestingError(
      "no server to test: the suite needs a trait such as .scepServer(\"http://127.0.0.1:8080/scep\")")
  }
  let wishes = Wishes(Testing.Test.current?.traits ?? [])
  guard wishes.accept(check) else { return try leave("not chosen by .only, .skip or .levels", sourceLocation) }
  let run = await session.finished()
  // Told once for the whole suite.
  if run.stopped != nil { return try leave("nothing was graded; the suite says why", sourceLocation) }
  guard let result = run.results[check.id] else {
    guard run.selected.isEmpty || !check.isStep(outside: run) else {
      throw SCEPTestingError("'\(check.id)' is a step of a client family: name the family in the server's `clients`")
    }
    return try leave("not part of the suite's run", sourceLocation)
  }
  try Finding(result: result, run: run, wishes: wishes, location: sourceLocation).tell()
}

/// Ends the test without a verdict.
func leave(_ reason: String, _ location: SourceLocation) throws {
  #if compiler(>=6.3)
    try Testing.Test.cancel(Comment(rawValue: reason), sourceLocation: location)
  #endif
}

extension SCEPCheck {
  /// Whether it belongs to a family of clients as which the run was not made.
  fileprivate func isStep(outside run: FinishedRun) -> Bool {
    guard let context = run.context else { return false }
    return context.specifications.clients.contains { family in
      !context.families.contains(family.id) && family.steps.contains { $0.id == id }
    }
  }
}
