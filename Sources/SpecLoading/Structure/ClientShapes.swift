extension RecordShape {
  static let client = RecordShape(
    "client", "How a family of real clients talks",
    [
      .format,
      .must("id", .line, "A client family of the vocabulary"),
      .must("title", .line, "The family in a few words"),
      .about,
      .must(
        "steps", .filled(.record(.step)), "What it does, in its order; each step needs the one before unless it says so"
      ),
      .must("facts", .filled(.record(.fact)), "What is known of it, and where that can be read"),
    ])

  /// A check that owes less: its level is INTEROP, and whom it breaks is known.
  static let step = RecordShape(
    "step", "One request as the family sends it, and what it needs to go on",
    RecordShape.check.keys.filter { !["level", "breaks", "attackerGains"].contains($0.name) })

  static let fact = RecordShape(
    "fact", "What is known of a family",
    [
      .must("fact", .line, "What it does"),
      .must("source", .line, "A public place, in words, or rows of `interop/`"),
    ])

  static let omissions = RecordShape(
    "omissions", "Rows that no check tests",
    [.format, .about, .must("omissions", .filled(.record(.omission)), "The rows, by reason")])

  static let omission = RecordShape(
    "omission", "Rows left out for one reason",
    [
      .must("rows", .filled(.line), "Requirements or bugs"),
      .must("reason", .line, "Why no check tests them"),
    ])

  static let ambiguities = RecordShape(
    "ambiguities", "Where a document can be read in more than one way",
    [.format, .about, .must("ambiguities", .filled(.record(.ambiguity)), "The places")])

  static let ambiguity = RecordShape(
    "ambiguity", "One place that can be read in more than one way",
    [
      .must("id", .id, "Its name"),
      .must("question", .line, "What the text leaves open"),
      .must("requirements", .filled(.line), "Rows of the requirements catalogue"),
      .must("check", .line, "The check whose expectation names the readings"),
      .must("readings", .filled(.record(.readingOfText)), "The answers; each of them passes"),
    ])

  static let readingOfText = RecordShape(
    "readingOfText", "One way to read it",
    [
      .must("reading", .line, "As the check names it"),
      .must("because", .line, "What speaks for it"),
      .may("servers", KeyShape.references, "Servers known to read it so"),
    ])
}
