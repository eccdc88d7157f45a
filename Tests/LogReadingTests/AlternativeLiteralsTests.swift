import Testing

@testable import ScepspecLogReading

@Suite struct AlternativeLiteralsTests {
  private func literals(_ source: String) -> [String]? {
    AlternativeLiterals.octets(of: source)?.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `Each alternative of a group, or at the top, gives its literal`() {
    #expect(literals("^(?:Sending|Received) (?<x>\\w+)$") == ["Sending ", "Received "])
    #expect(literals("alpha \\d+|beta") == ["alpha ", "beta"])
    #expect(literals("^[|(]*(?<k>one\\||[)]two)") == ["one|", ")two"])
  }

  @Test func `Where an alternative may be empty, or the group be left out, nothing is sure`() {
    #expect(literals("(?:a|)") == nil)
    #expect(literals("(?:alpha|beta)?") == nil)
    #expect(literals("(?=alpha|beta)") == nil)
    #expect(literals("(?i)alpha|beta") == nil)
    #expect(literals("alpha") == nil)
  }
}
