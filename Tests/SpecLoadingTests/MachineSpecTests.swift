import ScepspecModel
import ScepspecSpecLoading
import Testing

@Suite("Machines as loaded")
struct MachineSpecTests {
  private let machine: Machine

  init() throws {
    machine = try #require(Tiny.load("format: definitions/1").machines.first)
  }

  @Test("States keep the order of the file, with deadlines, steps and readings")
  func states() throws {
    #expect(machine.states.map(\.name) == ["START", "ASKED", "DONE", "FAILED", "UNKNOWN"])
    let asked = try #require(machine.state("ASKED"))
    #expect(asked.within == 300)
    #expect(asked.step == 1)
    #expect(asked.conclusion == .waitingForUser)
    #expect(asked.readings.map(\.conclusion) == [.inProgress])
    #expect(machine.state("UNKNOWN")?.conclusion == .inProgress)
    #expect(machine.state("UNKNOWN")?.enter.map(\.isLastResort) == [true])
  }

  @Test("Keys and names are fields of the events")
  func fields() {
    #expect(machine.key == Path(components: ["key"], isRelative: true))
    #expect(machine.unkeyed == [Path(components: ["thread"], isRelative: true)])
    #expect(machine.state("FAILED")?.named == Path(components: ["to"], isRelative: true))
    #expect(machine.state("DONE")?.enter.map(\.from) == [Path(components: ["from"], isRelative: true), nil])
  }

  @Test("A code in a predicate is compared in the spelling of its table")
  func codes() throws {
    let field = FieldReference(Path(components: ["result"], isRelative: true))
    let done = try #require(machine.state("DONE")?.enter.last)
    #expect(done.when == .test(field, .equals(.constant(.text("0x00000000"), name: nil))))
    let late = try #require(machine.findings.last)
    #expect(
      late.when
        == .test(
          field,
          .oneOf([
            .constant(.text("0x80090007"), name: nil), .constant(.text("0x80190194"), name: nil),
          ])))
  }

  @Test("A finding is about a state, an event, or one that is missing")
  func findings() {
    #expect(machine.findings.map(\.at) == [["ASKED"], []])
    #expect(machine.findings.map(\.on) == [nil, "agent-result"])
    #expect(machine.findings.map(\.without) == [[], ["agent-state"]])
    #expect(machine.findings.map(\.given) == [["loud"], []])
    #expect(machine.findings.map(\.provenance.confidence) == [.inferred, .known])
  }
}
