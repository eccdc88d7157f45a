import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct DifferentialTests {
  /// Records of all kinds in an order that only the seed decides: events, near misses, stack traces with literals in
  /// them, damaged lines, zeros, blank lines, line ends of both kinds.
  private func log(seed: UInt64, lines: Int) -> [UInt8] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let classes = ["a.state.ScepStateMachine", "a.state.Other", "a.b.Manager", "a.b.Wifi"]
    let messages = [
      "SCEP cert 'k%' state changed from A% to B%", "SCEP cert 'k%' state changed from A% to", "There are % requests",
      "There are % requests.", "There are no requests", "Skipping Wifi profile % because it is pending certificates.",
      "Wifi profile % applied", "SCEP cert 'k…%' state changed from A to B%", "state changed from % to %", "",
    ]
    let others = [
      "\tat com.x.There are 1 requests(X.java:%)", "Caused by: SCEP cert 'k' state changed from A to B", "", "...",
      "2018-02-27 not a head There are 2 requests", "\u{0}\u{0}\u{0}", "0123 There are % requests",
    ]
    var text: [UInt8] = []
    var second = 0
    for _ in 0..<lines {
      second += next(3)
      var line: String
      if next(4) == 0 {
        line = others[next(others.count)]
      } else {
        let time = "2018-02-27T\(10 + second / 3_600 % 10):\(10 + second / 60 % 50):\(10 + second % 50).\(next(10))"
        let message = messages[next(messages.count)]
        line = "\(time)\tINFO\t\(classes[next(classes.count)])\t\(next(9))\t\(next(9))\t\(message)"
      }
      line = String(line.flatMap { $0 == "%" ? Array(String(next(50))) : [$0] })
      if next(50) == 0 { line = String(line.prefix(next(line.count + 1))) }
      text += Array(line.utf8)
      if next(200) == 0 { text.append(0xFF) }
      text += next(5) == 0 ? [0x0D, 0x0A] : [0x0A]
    }
    return text
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `The quick way finds what looking at every record finds`(seed: UInt64) throws {
    let folder = try Scratch()
    try folder.write(log(seed: seed, lines: 12_000), to: "OMADM.log")
    let quick = try Told([folder.path])
    var options = IntakeOptions()
    options.readsEveryRecord = true
    let every = try Told([folder.path], options: options)
    #expect(quick.observations.count > 500)
    #expect(quick.observations == every.observations)
    #expect(quick.summaries.map(\.decoys) == every.summaries.map(\.decoys))
    #expect(quick.summaries.map(\.recognised) == every.summaries.map(\.recognised))
  }

  @Test func `A log in another encoding takes the quick way too`() throws {
    let folder = try Scratch()
    let text = String(decoding: log(seed: 9, lines: 6_000).filter { $0 != 0 && $0 != 0xFF }, as: UTF8.self)
    try folder.write(text, to: "a/OMADM.log")
    try folder.write([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "b/OMADM.log")
    let (first, second) = (try Told([folder.path + "/a"]), try Told([folder.path + "/b"]))
    #expect(first.observations.count > 100)
    #expect(first.observations.map(\.fields) == second.observations.map(\.fields))
  }
}
