import BundledSpecs
import Foundation
import ScepspecCMS
import ScepspecDecoding
import ScepspecModel
import ScepspecReports
import ScepspecSCEPMessages
import ScepspecSpecLoading
import Testing

/// The folder of the inputs, and how their files are written.
enum Inputs {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("Golden/parsers")

  /// A line of a file.
  static func line(_ id: String, _ about: String, topic: String, _ input: [UInt8], _ expected: [String: Field])
    -> String
  {
    let base64 = Data(input).base64EncodedString()
    let fields = FlatJSON.object(expected).encoded().split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
    let words = [("id", id), ("about", about), ("topic", topic), ("input", base64)]
    return "{" + words.map { "\"\($0.0)\":\(quoted($0.1))" }.joined(separator: ",") + ",\"expected\":\(fields)}\n"
  }

  private static func quoted(_ text: String) -> String {
    JSON.string(text).encoded().trimmingCharacters(in: .newlines)
  }

  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
}

@Suite("The inputs for parsers are what the specifications and our decoder say", .serialized)
struct RecordedInputTests {
  /// The fields that a message has to give; malformed ones may be refused in any of these classes.
  private func expected(_ octets: [UInt8], _ id: String) -> [String: Field] {
    var fields = FlatMessage.read(octets)
    guard let error = fields["error"] else { return fields }
    let isCut = id.contains("/cut-") && error == .text("truncated")
    let classes =
      isCut ? ["truncated"] : id.contains("/lacks-") ? ["structure"] : ["encoding", "structure", "truncated"]
    fields["error"] = Field(.texts(classes))
    return fields
  }

  @Test("Messages", arguments: ["valid", "odd", "malformed"])
  func messages(_ group: String) throws {
    let file = Inputs.folder.appendingPathComponent("message-\(group).jsonl")
    if Inputs.isRecording {
      let text = try MessageInputs.all(group).map { id, about, octets in
        Inputs.line(
          "message/\(group)/\(id)", about, topic: "message", octets, expected(octets, "message/\(group)/\(id)"))
      }.joined()
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
      return
    }
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let id = try #require(object["id"] as? String)
      let octets = Array(try #require(Data(base64Encoded: object["input"] as? String ?? "*")))
      let fields = expected(octets, id)
      #expect((fields["error"] != nil) == (group == "malformed"), "\(id)")
      let again = Inputs.line(id, object["about"] as? String ?? "", topic: "message", octets, fields)
      #expect(again == line + "\n", "\(id)")
    }
  }

  @Test("Records of every log format") func logs() throws {
    let loaded = SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofLogs)
    let formats = try #require(loaded.specifications?.formats).sorted { $0.id < $1.id }
    var text = ""
    for format in formats {
      for (index, sample) in format.samples.enumerated() {
        var fields: [String: Field] = sample.fields.mapValues { .text($0) }
        fields["time"] = sample.time.map { .text($0) }
        text += Inputs.line(
          "log/\(format.id)/\(index + 1)", "A record of: \(format.title)", topic: "log/\(format.id)",
          Array(sample.text.utf8), fields)
      }
      #expect(
        !format.samples.isEmpty || format.reader.kind == .evtx || format.reader.kind == .certificates, "\(format.id)")
    }
    let file = Inputs.folder.appendingPathComponent("log.jsonl")
    if Inputs.isRecording {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded log.jsonl")
    } else {
      #expect(
        try String(contentsOf: file, encoding: .utf8) == text,
        "record it anew: RECORD=1 swift test --filter ParsersTests")
    }
  }

  @Test("There are more than three hundred") func enough() throws {
    guard !Inputs.isRecording else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: Inputs.folder.path).filter {
      $0.hasSuffix(".jsonl")
    }
    let lines = try names.flatMap {
      try String(contentsOf: Inputs.folder.appendingPathComponent($0), encoding: .utf8).split(separator: "\n")
    }
    #expect(lines.count >= 300)
  }
}
