import Foundation
import ScepspecModel

/// The events of one family of formats, in file order, compiled.
struct FamilyEvents: Sendable {
  let events: [EventType]
  let ways: [Way]
  let makers: [FieldMaker]
  /// The record fields that decide what a record is, and that events take over.
  let askedFields: [String]
  private let lazyPrefilter = LazyPrefilter()

  /// `nil` where every record has to be looked at closely.
  var prefilter: Prefilter? { lazyPrefilter.value(of: self) }

  init(family: String, _ specifications: Specifications) throws(CompilationProblem) {
    events = specifications.events.filter { $0.families.contains(family) }
    var ways: [Way] = []
    var makers: [FieldMaker] = []
    for (index, event) in events.enumerated() {
      for match in event.matches { ways.append(try Way(match, event: index)) }
      makers.append(FieldMaker(event, specifications))
    }
    self.ways = ways
    self.makers = makers
    askedFields = Set(ways.flatMap(\.askedFields) + events.flatMap(\.carry)).sorted()
  }
}

/// Made when it is first asked for: most families are of no log at hand.
private final class LazyPrefilter: @unchecked Sendable {  // `lock` guards the value
  private let lock = NSLock()
  private var value: Prefilter??

  func value(of family: FamilyEvents) -> Prefilter? {
    lock.withLock {
      if let value { return value }
      let made = Prefilter(family)
      value = .some(made)
      return made
    }
  }
}
