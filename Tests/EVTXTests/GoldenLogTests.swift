import Foundation
import ScepspecEVTX
import ScepspecMarkup
import Testing

/// Real and made logs of Golden/evtx, against what another reader finds in them.
@Suite struct GoldenLogTests {
  static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../Golden/evtx").standardized

  @Test(arguments: ["security", "types"])
  func `Every value is the one that another reader finds`(name: String) throws {
    let expected = try String(contentsOf: Self.folder.appending(path: "\(name).fields"), encoding: .utf8)
    let file = try [UInt8](Data(contentsOf: Self.folder.appending(path: "\(name).evtx")))
    var lines: [String] = []
    for range in EVTX.chunks(ofFileOf: file.count) {
      let (records, damage) = EVTX.records(ofChunk: Array(file[range]), at: range.lowerBound)
      #expect(damage.isEmpty)
      for record in records {
        #expect(!record.recovered)
        Self.show(record.number, record.event, "", into: &lines)
      }
    }
    let wanted = expected.split(separator: "\n").map(String.init)
    #expect(lines == wanted)
  }

  @Test func `The file's own header is whole`() throws {
    let header = try #require(EVTXHeader([UInt8](Data(contentsOf: Self.folder.appending(path: "security.evtx")))))
    #expect(header.damage.isEmpty && !header.dirty && !header.full)
    #expect(header.chunks == 1 && header.nextRecord == 8)
  }

  /// One line a value, as Golden/evtx/record writes it.
  private static func show(_ number: UInt64, _ element: Element, _ parent: String, into lines: inout [String]) {
    let path = parent.isEmpty ? element.name : parent + "/" + element.name
    for (name, value) in element.attributes where !value.isEmpty {
      lines.append("\(number)\t\(path)@\(name)\t\(plain(value))")
    }
    if !element.text.isEmpty { lines.append("\(number)\t\(path)\t\(plain(element.text))") }
    for child in element.children { show(number, child, path, into: &lines) }
  }

  private static func plain(_ value: String) -> String {
    if let guid = value.wholeMatch(of: /\{?([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?/) {
      return guid.1.uppercased()
    }
    if let time = value.wholeMatch(of: /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.)(\d+)Z/) {
      return time.1 + String(time.2.prefix(6)) + String(repeating: "0", count: max(0, 6 - time.2.count)) + "Z"
    }
    return value
  }
}
