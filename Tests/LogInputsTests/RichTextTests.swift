import ScepspecLogInputs
import Testing

@Suite("Rich text") struct RichTextTests {
  private func plain(_ document: String, block: Int = 1 << 16) -> String {
    let bytes = document.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let blocks = stride(from: 0, to: bytes.count, by: block).map { Array(bytes[$0..<min($0 + block, bytes.count)]) }
    var source = RichTextSource(MemorySource(blocks: blocks))
    return String(decoding: Reading.all(&source), as: UTF8.self)
  }

  private let textEdit = #"""
    {\rtf1\ansi\ansicpg1252\cocoartf2639
    \cocoatextscaling0{\fonttbl\f0\fmodern\fcharset0 CourierNewPSMT;}
    {\colortbl;\red255\green255\blue255;}
    {\*\expandedcolortbl;;}
    \pard\tx720\pardirnatural
    \f0\fs24 \cf0 May  1 10:00:00 Jane profiled[1] <Notice>: Adding \'93Model\'94 \{a=1\}\
    second C:\\x \uc1\u8220 "q\u8221 "\par third\tab x}
    """#

  private let text = "May  1 10:00:00 Jane profiled[1] <Notice>: Adding “Model” {a=1}\nsecond C:\\x “q”\nthird\tx"

  @Test("A log saved by TextEdit comes out as it was, wherever the blocks end", arguments: [1, 2, 3, 5, 7, 1_000])
  func textEdit(_ block: Int) {
    #expect(TextNature(head: Array(textEdit.utf8)).isRichText)
    #expect(plain(textEdit, block: block) == text)
  }

  @Test("Characters beyond the first plane, negative units and several substitutes are understood")
  func units() {
    #expect(
      plain(#"{\rtf1\uc2\u55357 ??\u56832 ??x\u-3913 ??y{\uc0\u233 z}\u233 ab.}"#)
        == "😀x\u{F0B7}yéé.".replacing("yéé", with: "yézé"))
  }

  @Test("Pictures, fields, comments and binary data are no text")
  func unseen() {
    #expect(
      plain(#"{\rtf1 a{\pict 0102}{\*\anything b{c}}\bin3 }}}{\field{\*\fldinst X}{\fldrslt link}}b}"#) == "alinkb")
  }

  @Test(
    "Damaged documents end without a crash",
    arguments: [
      #"{\rtf1 a"#, #"{\rtf1 a\"#, #"{\rtf1 a\'9"#, #"{\rtf1 a\u"#, #"{\rtf1 a}}}}"#,
      #"{\rtf1 a\bin99999999999999999999 b"#,
      #"{\rtf1 a\u99999999999999 "#, #"{\rtf1 a\uc-5\uc999999 "#,
    ])
  func damaged(_ document: String) {
    #expect(plain(document).hasPrefix("a"))
  }

  @Test("A million open groups cost no memory to speak of, and close again")
  func deep() {
    let deep = String(repeating: "{", count: 1_000_000)
    #expect(plain(#"{\rtf1 "# + deep + "a" + String(repeating: "}", count: 1_000_000) + "b}tail") == "abtail")
  }
}
