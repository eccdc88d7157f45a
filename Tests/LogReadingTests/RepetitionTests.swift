import ScepspecModel
import ScepspecPatterns
import Testing

@testable import ScepspecLogReading

/// Records that say the same at other times are read once, and come to what each would come to by itself.
@Suite struct RepetitionTests {
  /// Few bodies, and times written in all ways, some of which there are not.
  private func log(seed: UInt64, lines: Int) -> String {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let bodies = [
      "\tINFO\ta.state.ScepStateMachine\t1\t2\tSCEP cert 'k1' state changed from A to B",
      "\tINFO\ta.state.ScepStateMachine\t1\t2\tSCEP cert 'k2' state changed from A to B",
      "7\tINFO\ta.state.ScepStateMachine\t1\t2\tSCEP cert 'k1' state changed from A to B",
      "\tVERB\ta.b.Manager\t1\t2\tThere are 2 requests",
      "\tVERB\ta.b.Manager\t1\t2\tThere are 2 requests\n\tat x.y\n\n more",
      "\tVERB\ta.b.Manager\t1\t2\tThere are … requests",
      " there are", "\tVERB\ta.b.Manager\t1\t2\tThere are 3 requests\r", "\tINFO\ta.Wifi\t1\t2\tWifi profile 1 applied",
      "\tINFO\ta.state.Other\t1\t2\tWifi state changed from A to B", "",
      // The format takes the last character off: not at the beginning, which would have every record looked at.
      "\tVERB\ta.b.Manager\t1\t2\tThere are 2 requests\\",
    ]
    return (0..<lines).map { line in
      let day = next(40) == 0 ? "2018-02-31" : "2018-02-\(10 + line * 10 / lines)"
      let second = line % (lines / 10)
      let clock = "\(10 + second / 2_500):\(10 + second / 50 % 50):\(next(40) == 0 ? 75 : 10 + second % 50)"
      let fraction = String("123456789".prefix(1 + next(next(3) == 0 ? 9 : 2)))
      return "\(day)T\(clock).\(fraction)" + bodies[next(bodies.count - (line < lines / 2 ? 1 : 0))]
    }.joined(separator: "\n")
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `What is remembered is what looking at every record finds`(seed: UInt64) throws {
    let folder = try Scratch()
    try folder.write(log(seed: seed, lines: 9_000), to: "OMADM.log")
    let quick = try Told([folder.path])
    var options = IntakeOptions()
    options.readsEveryRecord = true
    let every = try Told([folder.path], options: options)
    #expect(quick.observations.count > 2_000)
    #expect(quick.observations == every.observations)
    #expect(quick.summaries.map(\.decoys) == every.summaries.map(\.decoys))
    #expect(quick.summaries.map(\.recognised) == every.summaries.map(\.recognised))
    #expect(quick.summaries.map(\.from) == every.summaries.map(\.from))
  }

  @Test func `More contents than are remembered come to what each comes to by itself`() throws {
    let folder = try Scratch()
    // Every tenth line repeats an earlier one. Of two threads one at least meets more others than it remembers at once.
    let keys = (0..<20_000).map { $0 % 10 == 9 ? $0 - 7 : $0 }
    let lines = keys.enumerated().map { line, key in
      let time = "2018-02-27T\(10 + line / 3_600):\(10 + line / 60 % 50):\(10 + line % 50).1"
      return "\(time)\tINFO\ta.state.ScepStateMachine\t1\t2\tSCEP cert 'k\(key)' state changed from A to B"
    }
    try folder.write(lines.joined(separator: "\n"), to: "OMADM.log")
    let told = try Told([folder.path])
    #expect(told.observations.map { $0.fields["key"]?.value } == keys.map { .text("k\($0)") })
    #expect(told.observations.map(\.origin) == (1...lines.count).map { .line(file: "\(folder.path)/OMADM.log", $0) })
  }

  @Test func `Records that say the same share what they say`() throws {
    let folder = try Scratch()
    try folder.write(log(seed: 7, lines: 9_000), to: "OMADM.log")
    let told = try Told([folder.path])
    let contents = Set(told.observations.map { ObjectIdentifier($0.content) })
    #expect(contents.count * 4 < told.observations.count)
  }

  @Test func `Nothing is remembered where an event asks for the time`() throws {
    var event = Known.requests
    event.carry = ["time"]
    let specifications = Known.specifications([Known.omadm], [event])
    let format = try CompiledFormat(Known.omadm)
    #expect(try HitMemory(format, FamilyEvents(family: format.format.family, specifications), TextMarker()) == nil)
  }

  @Test(arguments: ["2018-02-27T04:50:52.1", "1", "", "12345678", "no digits here at all", "/0:9"])
  func `A shape is that of all texts that differ in digits alone`(text: String) {
    let rest = String(repeating: "x", count: 70)
    func begins(_ other: String) -> Bool? {
      var (text, other) = (text, other + rest)
      return text.withUTF8 { text in other.withUTF8 { other in DigitShape(text).map { $0.begins(other) } } }
    }
    let other = String(text.map { $0.isNumber ? "7" : $0 })
    #expect(begins(other) == true)
    for place in text.indices {
      for stranger in ["/", ":", "é", "\u{10}"] {
        let changed = text.replacingCharacters(at: place, with: stranger)
        #expect(begins(changed) == (changed == text))
      }
    }
  }

  @Test(arguments: ["2018-02-27T04:50:52.1", "12345678", "no digits here at all", "16 octets long 7"])
  func `A shape fits texts of its length alone`(text: String) throws {
    func fits(_ other: String) -> Bool? {
      var (text, other) = (text, other)
      return text.withUTF8 { text in other.withUTF8 { other in DigitShape(text).map { $0.fits(other) } } }
    }
    #expect(fits(String(text.map { $0.isNumber ? "7" : $0 })) == true)
    #expect(fits(text + "7") == false)
    #expect(fits(String(text.dropLast())) == false)
    for place in text.indices where text[place] != "/" {
      #expect(fits(text.replacingCharacters(at: place, with: "/")) == false)
    }
  }

  @Test func `Marks tell texts apart, and what stands before them`() {
    let marker = TextMarker()
    var texts = (0..<70).map { [UInt8](repeating: 0, count: $0) }
    for place in 0..<40 {
      for bit in 0..<8 {
        var text = [UInt8](repeating: 0, count: 40)
        text[place] = 1 << UInt8(bit)
        texts.append(text)
      }
    }
    let marks = [0, 1, 1 << 63].flatMap { start in
      texts.map { $0.withUnsafeBufferPointer { marker.mark($0, after: start) } }
    }
    #expect(Set(marks).count == marks.count)
    #expect(
      marks.prefix(texts.count).elementsEqual(texts.map { $0.withUnsafeBufferPointer { marker.mark($0, after: 0) } }))
  }
}

extension String {
  fileprivate func replacingCharacters(at place: Index, with other: String) -> String {
    String(self[..<place]) + other + String(self[index(after: place)...])
  }
}
