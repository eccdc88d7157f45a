import Model
import Testing

@Suite("Faults, targets and machines as loaded")
struct OtherFormatTests {
  @Test("A fault configures the server and changes replies")
  func fault() throws {
    let fault = try #require(
      Tiny.load(
        """
        format: faults/1
        faults:
          - id: careless
            title: Nothing is verified
            fails: [base/right]
            configure: { skip: [signature] }
            replies:
              - { to: { status: SUCCESS }, mutate: [{ replace: body, value: hex:00 }] }
        """
      ).faults.first)
    #expect(fault.configure == ["skip": .list([.text("signature")])])
    #expect(fault.replies.map(\.to) == [["status": .text("0")]])
    #expect(fault.replies.map(\.mutate) == [[Mutation(.replace, "body", ["value": .bytes([0])])]])
  }

  @Test("A target has deviations with a verdict and a last day")
  func target() throws {
    let target = try #require(
      Tiny.load(
        """
        format: target/1
        id: acme-1.0
        title: ACME
        knownDeviations:
          - { check: base/right, verdict: warning, reason: It is old., expires: "2028-02-29" }
        """
      ).targets.first)
    #expect(target.knownDeviations.map(\.verdict) == [.warning])
    #expect(target.knownDeviations.map(\.expires) == ["2028-02-29"])
  }

  @Test("A machine has states with deadlines, and choices that exclude each other")
  func machine() throws {
    let machine = try #require(
      Tiny.load(
        """
        format: machine/1
        id: journey
        title: A request and what became of it
        key: .number
        events: [request, reply]
        start: idle
        states:
          idle:
            about: Nothing yet
            transitions: [{ on: request, to: asked }]
          asked:
            about: Waiting
            within: 5 min
            transitions:
              - { on: reply, when: { field: .status, equals: SUCCESS }, to: done }
              - { on: reply, when: { all: [{ field: reply.status, oneOf: [FAILURE, PENDING] }, { field: .nonce, absent: true }] }, to: idle }
              - { on: reply, when: { all: [{ field: reply.status, oneOf: [FAILURE, PENDING] }, { field: .nonce, present: true }] }, to: idle }
              - { on: reply, when: { field: .status, absent: true }, to: idle }
          done: { about: Well, final: true }
        """
      ).machines.first)
    #expect(machine.key == Path(components: ["number"], isRelative: true))
    #expect(machine.states["asked"]?.within == 300)
    #expect(machine.states["asked"]?.transitions.count == 4)
    #expect(machine.states["done"]?.isFinal == true)
  }
}
