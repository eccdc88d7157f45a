import ScepspecModel

@testable import ScepspecLogReading

/// Formats and events that the tests read with.
enum Known {
  static let place = Location(file: "test.yaml", line: 1, column: 1)

  static let omadm = LogFormat(
    id: "omadm", title: "OMADM", family: "android",
    reader: LogReader(
      kind: .lines,
      heads: [
        #"^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9})[\t ]+(?<level>[A-Z]{3,5})[\t ]+(?:Event[\t ]+)?(?<class>[\w.$]+)[\t ]+(?<pid>\d+)[\t ]+(?<thread>\d+)[\t ]*(?<message>.*)$"#
      ],
      clean: [.init(replace: #"\\\s*$"#, with: "")]),
    time: .init(
      from: ["time"],
      patterns: [
        #"^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?$"#
      ], isUTC: false),
    location: place)

  static let console = LogFormat(
    id: "console", title: "Console", family: "apple",
    reader: LogReader(
      kind: .lines,
      heads: [
        #"^(?<level>default|info|debug|error|fault)[\t ]+(?<time>\d\d:\d\d:\d\d\.\d{6} ?[+-]\d{4})[\t ]+(?<process>\S+)[\t ]+(?<message>.*)$"#
      ]),
    time: .init(
      from: ["time"],
      patterns: [
        #"^(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)\.(?<fraction>\d{6}) ?(?<zone>[+-]\d{4})$"#
      ], isUTC: false),
    location: place)

  static let cmtrace = LogFormat(
    id: "cmtrace", title: "CMTrace", family: "plugin",
    reader: LogReader(kind: .lines, heads: [#"^<!\[LOG\[(?<message>.*)$"#], needs: ["clock"]),
    extract: [
      .init(
        from: ["message"],
        pattern:
          #"(?s)^(?<message>.*)\]LOG\]!><time="(?<clock>[\d:.]+)(?<offset>[+-]\d+)" date="(?<date>[\d-]+)" component="(?<class>[^"]*)".*thread="(?<thread>\d+)""#
      )
    ],
    time: .init(
      from: ["date", "clock", "offset"],
      patterns: [
        #"^(?<month>\d\d)-(?<day>\d\d)-(?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)\.(?<fraction>\d+) (?<minutes>[+-]\d+)$"#
      ], isUTC: false),
    location: place)

  static let state = EventType(
    id: "state", about: "A state changed", families: ["android"],
    matches: [
      .init(
        conditions: ["class": .matches(#"\.state\.\w*StateMachine$"#)],
        pattern: "^SCEP cert '(?<key>[^']*)' state changed from (?<from>\\w+) to (?<to>\\w+)$", location: place)
    ], carry: ["pid", "thread", "level"], location: place)

  static let requests = EventType(
    id: "requests", about: "Requests wait", families: ["android"],
    matches: [.init(pattern: #"^There are (?<count>\d+) requests$"#, location: place)], location: place)

  static let wifi = EventType(
    id: "wifi", about: "Wi-Fi waits", families: ["android"],
    matches: [.init(pattern: "^Skipping Wifi profile .* because it is pending certificates", location: place)],
    decoy: "a Wi-Fi profile waits", location: place)

  static func specifications(
    _ formats: [LogFormat] = [omadm, console, cmtrace], _ events: [EventType] = [state, requests, wifi],
    codes: [CodeTable] = []
  ) -> Specifications {
    var specifications = Specifications()
    specifications.formats = formats
    specifications.events = events
    specifications.codes = Dictionary(uniqueKeysWithValues: codes.map { ($0.id, $0) })
    specifications.vocabulary.kinds["requests"] = RecordType(fields: ["count": FieldType(type: .integer)])
    return specifications
  }

  static func format(_ id: String, family: String = "family", _ reader: LogReader, time: LogFormat.TimeReading? = nil)
    -> LogFormat
  {
    LogFormat(id: id, title: id, family: family, reader: reader, time: time, location: place)
  }

  static let scepStates = [
    "2018-02-27T05:16:28.2440000    INFO    Event     com.x.certmgr.state.NativeScepCertInstallStateMachine    18327       10    SCEP cert 'ModelName=AC_51…' state changed from CERT_ENROLLED to CERT_INSTALL_REQUESTED",
    "2018-02-27T05:18:44.9820000    INFO    Event     com.x.certmgr.state.NativeScepCertInstallStateMachine    18327        0    SCEP cert 'ModelName=AC_51…' state changed from CERT_INSTALL_REQUESTED to CERT_INSTALLING",
  ]
}
