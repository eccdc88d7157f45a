extension RecordShape {
  static let requirements = RecordShape(
    "requirements", "What a document demands, in our own words",
    [
      .format,
      .must("document", .line, "Such as `RFC 8894`"),
      .about,
      .must("requirements", .filled(.record(.requirement)), "The rows"),
      .may("quirks", .list(.record(.quirk)), "What the document does not say and the field does all the same"),
    ])

  static let requirement = RecordShape(
    "requirement", "One sentence of the document",
    [
      .must("id", .line, "Cited by checks; stable"),
      .must("section", .line, "The section, quoted"),
      .must("role", .word(["server", "client", "both", "ca-policy"]), "Whom it binds"),
      .must(
        "level", .word(["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "STATED"]), "The keyword, or STATED for none"
      ),
      .must("text", .line, "Our paraphrase"),
      .must("test", .line, "How it can be tested from outside"),
      .may("negative", .bool, "Whether the test sends something wrong"),
      .may("needs", KeyShape.references, "What the test needs beside the server"),
      .may("verified", .bool, "Whether the row was compared with the complete document"),
    ])

  static let quirk = RecordShape(
    "quirk", "A habit of the field that checks may cite in `seenIn`",
    [
      .must("id", .line, "Cited by checks; stable"),
      .must("who", .line, "Product or draft"),
      .must("fact", .line, "What it does"),
      .must("consequence", .line, "What that means for tests"),
      .must("source", .line, "Where it can be read"),
    ])

  static let bugs = RecordShape(
    "bugs", "Interoperability bugs met in the field",
    [.format, .about, .must("bugs", .filled(.record(.bug)), "The rows")])

  static let bug = RecordShape(
    "bug", "A failure that somebody met between two implementations",
    [
      .must("id", .line, "Cited by checks in `seenIn`; stable"),
      .must("source", .line, "Public places where it was reported or mended, such as `owner/repo#12`"),
      .must("who", .line, "Who against whom"),
      .must("what", .line, "What was wrong"),
      .must("symptom", .line, "What people saw"),
      .may("check", .line, "The check proposed"),
      .may("level", .line, "Its level"),
      .may("rfc", .line, "Sections that it concerns; of RFC 8894 unless another is named"),
      .may("evidence", .word(["A", "B", "C"]), "A: octets seen; B: cause stated by those concerned; C: inferred"),
    ])
}
