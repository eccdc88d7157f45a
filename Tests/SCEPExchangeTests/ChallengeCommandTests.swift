import Testing

@testable import ScepspecSCEPExchange

@Suite("The challenge command")
struct ChallengeCommandTests {
  @Test("The first line that it prints is the challenge")
  func firstLine() throws { #expect(try UserCommand("challenge command", "echo one; echo two").line() == "one") }

  @Test(
    "What it does wrong is said without what it printed",
    arguments: [
      ("true", "printed nothing"), ("echo secret; exit 3", "status 3"), ("kill -9 $$", "signal"),
      ("yes secret", "more than 65536 octets"),
    ])
  func wrong(_ command: String, _ reason: String) {
    let error = #expect(throws: AdapterError.self) { try UserCommand("challenge command", command).line() }
    #expect(error?.reason.contains(reason) == true)
    #expect(error?.reason.contains("secret") == false)
  }
}
