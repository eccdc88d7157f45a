import Foundation
import ScepspecDecoding
import ScepspecModel
import ScepspecReports
import Testing

@Suite("Decoded messages as text and JSON")
struct DecodingReportTests {
  private func decoded(_ text: String) -> DecodedInput {
    Decoder(codes: [:]).decode(Array(text.utf8), name: "x\u{1B}[31m")
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    "Whole, cut and missing messages are valid by the published schema",
    arguments: [
      "302006092a864886f70d010702", "30090606 2b0601040182", "https://ca.example/scep?operation=GetCACert&message=ca",
      "300d06092a864886f70d010702a000",
    ])
  func schema(_ text: String) throws {
    let input = decoded(text)
    #expect(!input.messages.isEmpty)
    let file = Golden.root().appendingPathComponent("docs/schema/scepspec-decode.schema.json")
    let validator = SchemaValidator(schema: try object(String(decoding: try Data(contentsOf: file), as: UTF8.self)))
    #expect(validator.problems(in: try object(JSONDecoding.render([input], tool: "scepspec 0"))) == [])
  }

  @Test("Text from a message cannot steer the terminal")
  func escaped() {
    // SEQUENCE { UTF8String ESC [31m, U+202E }
    let text = TextDecoding(usesColour: false).render([decoded("300a 0c08 1b5b33316de280ae")])
    #expect(text.contains("\\u{1b}[31m\\u{202e}"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }
}
