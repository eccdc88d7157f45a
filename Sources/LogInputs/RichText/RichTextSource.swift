/// The plain text of a rich text document (RTF 1.9), in UTF-8: what TextEdit and WordPad save where a log was meant.
///
/// Paragraphs, line breaks and table rows end lines; fonts, colours, pictures, fields and comments are left out.
/// What follows the document's last brace is taken as it stands. Nothing is kept but the open groups.
public struct RichTextSource: ByteSource {
  private var source: any ByteSource
  private var parser = RichTextParser()
  private var ended = false

  public var problem: InputProblem? { source.problem }

  public init(_ source: any ByteSource) { self.source = source }

  public mutating func next() -> [UInt8]? {
    while !ended {
      guard let block = source.next() else {
        ended = true
        let rest = parser.finish()
        return rest.isEmpty ? nil : rest
      }
      let text = parser.parse(block)
      if !text.isEmpty { return text }
    }
    return nil
  }
}
