import BundledSpecs
import ScepspecModel
import ScepspecSpecLoading
import Testing

@Suite("Client families, rows left out and ambiguities as loaded")
struct FamilyTests {
  private static let family = """
    format: client/1
    id: acme
    title: Devices of a maker
    steps:
      - { id: ask, title: It asks, send: { operation: ask }, expect: { field: http.status, equals: 200 } }
      - { id: enrol, title: It enrols, send: { like: enrol, about: As ACME does }, expect: granted }
    facts: [{ fact: It asks first, source: nowhere }]
    """

  @Test("A step needs the one before, breaks its family, and is no check of every run")
  func steps() throws {
    let loaded = try Tiny.load(Self.family)
    let steps = try #require(loaded.clients.first?.steps)
    #expect(steps.map(\.id) == ["acme/ask", "acme/enrol"])
    #expect(steps.map(\.requires) == [[], ["acme/ask"]])
    #expect(steps.allSatisfy { $0.level == .interop && $0.breaks == ["acme"] })
    #expect(loaded.checks.map(\.id) == ["base/right"])
    #expect(loaded.clients.first?.facts.map(\.fact) == ["It asks first"])
  }

  @Test("A family that the vocabulary does not know, and a step with a level, are refused")
  func refused() throws {
    let unknown = Self.family.replacing("id: acme", with: "id: acne")
    #expect(try Tiny.problems(unknown).map(\.code) == [.unknownReference])
    let levelled = Self.family.replacing("title: It asks,", with: "title: It asks, level: MUST,")
    #expect(try Tiny.problems(levelled).map(\.code) == [.unknownKey])
  }

  @Test("A row that is left out has to be there, once, and no check may test it")
  func omissions() throws {
    func codes(_ rows: String) throws -> [SpecProblem.Code] {
      try Tiny.problems("format: omissions/1\nomissions: [{ rows: [\(rows)], reason: Because. }]").map(\.code)
    }
    #expect(try codes("IB-001") == [])
    #expect(try codes("IB-1") == [.unknownReference])
    #expect(try codes("IB-001, IB-001") == [.duplicateID])
    #expect(try codes("RFC0-1-answer") == [.conflictingKeys])
  }

  @Test("The readings of an ambiguity are those that its check names")
  func ambiguities() throws {
    func text(_ reading: String) -> String {
      """
      format: ambiguities/1
      ambiguities:
        - id: late
          question: May it be late?
          requirements: [RFC0-1-answer]
          check: acme/enrol
          readings: [{ reading: \(reading), because: Nobody says. }]
      """
    }
    let family = Self.family.replacing(
      "expect: granted", with: "expect: { any: [{ reading: in time, is: granted }] }")
    func load(_ reading: String) throws -> LoadResult {
      try Tiny.result([family, text(reading)])
    }
    #expect(try load("in time").specifications?.ambiguities.first?.readings.map(\.name) == ["in time"])
    #expect(try load("in thyme").problems.map(\.code) == [.unknownReference])
  }

  @Test("Each family that ships begins with what a client asks first, says where that is known, and enrols")
  func shipped() throws {
    let loaded = try #require(SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true).specifications)
    #expect(loaded.clients.count >= 9)
    for family in loaded.clients {
      #expect(!family.facts.isEmpty)
      let operations = family.steps.compactMap { step -> Value? in
        guard case .record(let send)? = loaded.exchanges[step.exchange]?.send.value else { return nil }
        return send["operation"]?.value
      }
      #expect([.text("GetCACaps"), .text("GetCACert")].contains(operations.first), "\(family.id)")
      #expect(operations.contains(.text("PKIOperation")), "\(family.id)")
    }
  }
}
