import ScepspecEngine
import ScepspecModel

/// A protocol of the tests' own, a coffee machine asked over the wire, which proves that the engine needs no SCEP.
enum Toy {
  static let nowhere = Location(file: "toy.yaml", line: 1, column: 1)

  static let vocabulary = Vocabulary(
    kinds: [
      "cup": RecordType(
        about: "a cup of something",
        fields: [
          "drink": FieldType(type: .text, names: "drink"), "size": FieldType(type: .integer),
          "marks": FieldType(type: .list(FieldType(type: .text))), "stamp": FieldType(type: .bytes, encoded: true),
        ]),
      "noise": RecordType(about: "a noise", fields: ["what": FieldType(type: .text)], summary: ["what"]),
    ],
    names: ["drink": ["COFFEE": .text("1"), "TEA": .text("2")]])

  static func path(_ text: String) -> Path {
    let isRelative = text.hasPrefix(".")
    let halves = text.split(separator: "@", maxSplits: 1).map(String.init)
    let components = (halves.first ?? "").split(separator: ".").map(String.init)
    return Path(
      components: components, isRelative: isRelative, aspect: halves.dropFirst().first.flatMap(Aspect.init(rawValue:)))
  }

  static func test(_ path: String, _ test: Test, of exchange: String? = nil) -> Predicate {
    .test(FieldReference(self.path(path), of: exchange), test)
  }

  static func text(_ text: String) -> Operand { .constant(.text(text), name: nil) }
  static func integer(_ integer: Int) -> Operand { .constant(.integer(integer), name: nil) }
  static func field(_ path: String, of exchange: String? = nil) -> Operand {
    .field(FieldReference(self.path(path), of: exchange))
  }

  static func exchange(_ id: String, after: [String] = []) -> Exchange {
    Exchange(id: id, about: id, after: after, send: .record([:]), harmful: false, location: nowhere)
  }

  static func check(
    _ id: String, _ level: Level = .must, on exchange: String, also others: [String] = [], requires: [String] = [],
    everywhere: Bool = false, when: Predicate? = nil, given: Predicate? = nil, settle: String? = nil, expect: Predicate
  ) -> Check {
    Check(
      id: id, title: id, level: level, requirements: ["R1"], requires: requires, exchange: exchange,
      otherExchanges: others, looksEverywhere: everywhere, when: when, given: given, settle: settle, expect: expect,
      location: nowhere)
  }

  static func specifications(_ checks: [Check], exchanges: [Exchange], gates: [Gate] = []) -> Specifications {
    Specifications(
      vocabulary: vocabulary,
      suites: [Suite(id: "toy", title: "toy", about: "", checks: checks, exchanges: [], location: nowhere)],
      exchanges: Dictionary(uniqueKeysWithValues: exchanges.map { ($0.id, $0) }), gates: gates)
  }

  static func cup(_ drink: String, size: Int = 1, marks: [String] = [], stamp: [UInt8]? = nil) -> Observation {
    var fields: [String: Field] = [
      "drink": .text(drink), "size": .integer(size), "marks": Field(.texts(marks)),
    ]
    fields["stamp"] = stamp.map {
      Field(.bytes($0), Encoding(tag: "OCTET STRING", offset: 7, bytes: [4, UInt8($0.count)] + $0))
    }
    return Observation(kind: "cup", fields: fields, origin: .exchange(1))
  }

  static func noise(_ what: String) -> Observation {
    Observation(kind: "noise", fields: ["what": .text(what)], origin: .exchange(1))
  }

  /// Drives a run with prepared outcomes and says what came of it, with the order in which exchanges were asked for.
  static func drive(
    _ specifications: Specifications, plan: Plan? = nil, outcomes: [String: ExchangeOutcome]
  ) -> (results: [String: CheckResult], asked: [String], end: Run.Action) {
    var run = Run(specifications, plan: plan ?? Plan(specifications))
    var asked: [String] = []
    while true {
      let action = run.next()
      guard case .perform(let exchange) = action else {
        let results = Dictionary(uniqueKeysWithValues: run.report.map { ($0.check.id, $0) })
        return (results, asked, action)
      }
      asked.append(exchange.id)
      run.observe(outcomes[exchange.id] ?? .unavailable("nobody prepared \(exchange.id)"), for: exchange.id)
    }
  }
}
