import ScepspecModel
import Testing

@Suite("Faults and targets as loaded")
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
}
