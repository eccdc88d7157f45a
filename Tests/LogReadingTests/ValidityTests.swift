import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct ValidityTests {
  private static let day = 86_400
  /// 2025-06-01
  private static let june = 1_748_736_000

  private static let format = LogFormat(
    id: "store", title: "store", family: "store", reader: LogReader(kind: .lines, heads: ["^(?<message>.*)$"]),
    extract: [
      .init(from: ["message"], pattern: "^(?<begin>[^;]*);(?<end>.*)$"),
      .init(from: ["validity"], pattern: "^(?<data__verdict>expired)$"),
    ],
    validity: .init(
      from: "begin", until: "end",
      patterns: [
        #"^(?<month>\d+)/(?<day>\d+)/(?<year>\d{4}) (?<hour>\d+):(?<minute>\d\d)$"#,
        #"^(?<day>\d+)[/.](?<month>\d+)[/.](?<year>\d{4}) (?<hour>\d+):(?<minute>\d\d)$"#,
      ], isUTC: false),
    location: Known.place)

  /// The two times have to be cut out before they are read, so they are given as fields.
  private func validity(_ begin: String, _ end: String, _ judging: JudgingTime) throws -> String? {
    let finisher = RecordFinisher(try CompiledFormat(Self.format), judging: judging)
    var record = Record(fields: ["message": "x", "begin": begin, "end": end], line: 1)
    _ = finisher.finish(&record)
    return record.fields["validity"]
  }

  @Test(arguments: [
    ("5/14/2024 9:02", "5/14/2026 9:02", "valid"), ("5/14/2023 9:02", "5/14/2025 9:02", "expired"),
    ("5/14/2026 9:02", "5/14/2027 9:02", "not-yet-valid"), ("14.05.2024 9:02", "14.05.2025 9:02", "expired"),
    // 3 July or 7 March.
    ("7/3/2024 9:02", "7/3/2025 9:02", "unclear"),
    // Both readings are past.
    ("7/3/2022 9:02", "7/3/2023 9:02", "expired"),
    // The unknown zone decides.
    ("6/1/2024 9:02", "6/1/2025 9:02", "unclear"), ("soon", "later", "unclear"),
    ("32/32/2024 9:02", "5/14/2026 9:02", "unclear"),
  ])
  func `Two times of a record come to a verdict, in any order of day and month`(
    _ begin: String, _ end: String, _ verdict: String
  ) throws {
    #expect(try validity(begin, end, JudgingTime(given: Self.june)) == verdict)
  }

  @Test func `Without a time to judge by nothing is said, without an end nothing good`() throws {
    #expect(try validity("5/14/2024 9:02", "", JudgingTime(given: Self.june)) == "unclear")
    #expect(try validity("5/14/2024 9:02", "5/14/2026 9:02", JudgingTime()) == nil)
  }

  @Test func `The time given counts before that of the logs, and that before now`() throws {
    var judging = JudgingTime(now: Self.june + 1_000 * Self.day)
    #expect(try validity("5/14/2024 9:02", "5/14/2026 9:02", judging) == "expired")
    judging.ofLogs = Self.june
    #expect(try validity("5/14/2024 9:02", "5/14/2026 9:02", judging) == "valid")
    // Issued while the log was written.
    #expect(try validity("9/14/2025 9:02", "9/14/2026 9:02", judging) == "valid")
    judging.given = Self.june + 500 * Self.day
    #expect(try validity("5/14/2024 9:02", "5/14/2026 9:02", judging) == "expired")
  }

  @Test func `Two low lines in the name of a group are a dot`() throws {
    let finisher = RecordFinisher(try CompiledFormat(Self.format), judging: JudgingTime(given: Self.june))
    var record = Record(fields: ["message": "x", "begin": "5/14/2022 9:02", "end": "5/14/2023 9:02"], line: 1)
    _ = finisher.finish(&record)
    #expect(record.fields["data.verdict"] == "expired")
  }
}
