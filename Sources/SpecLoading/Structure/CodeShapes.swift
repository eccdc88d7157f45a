import ScepspecModel

extension RecordShape {
  static let codes = RecordShape(
    "codes", "What codes mean",
    [
      .format, .must("id", .id, "Its name; where logs name it, theirs in lower case"),
      .must("title", .line, "Whose codes they are"), .about, .source,
      .confidence,
      .must("spelling", .word(CodeTable.Spelling.allCases.map(\.rawValue)), "How they are written"),
      .may("codes", .map(.record(.code)), "The codes"),
      .may("ranges", .list(.record(.codeRange)), "Codes that hold a code of another table"),
    ])

  static let code = RecordShape(
    "code", "What a code means",
    [
      .may("symbol", .line, "Its symbol"),
      .must("text", .line, "What it says"),
      .may("good", .bool, "It tells of no failure"),
      .may("cause", .line, "What it usually comes of"),
      .may("remedy", .line, "What to do then"),
      .source, .confidence,
    ])

  static let codeRange = RecordShape(
    "codeRange", "Codes from `first` to `last` are `base` and a code of another table",
    [
      .must("first", .line, "The first code"),
      .must("last", .line, "The last code"),
      .must("base", .line, "What is subtracted"),
      .must("table", .line, "The table that explains the rest"),
      .must("text", .line, "What the rest is"),
    ])

  static let workflow = RecordShape(
    "workflow", "The steps of a delivery, and how what several systems log is joined",
    [
      .format, .must("id", .id, "Its name"), .must("title", .line, "What is delivered"), .about,
      .must("steps", .filled(.record(.workflowStep)), "The steps, in their order"),
      .may("identities", .map(.record(.identity)), "What records of several logs can have in common"),
      .may("joins", .list(.record(.join)), "Ways to see that two journeys are one, the surest first"),
    ])

  static let workflowStep = RecordShape(
    "workflowStep", "A step",
    [.must("title", .line, "What happens, in a few words"), .must("about", .line, "Who does what")])

  static let identity = RecordShape(
    "identity", "A value that names one request, certificate or place",
    [
      .must("about", .line, "What it is"),
      .may("percentDecode", .bool, "`%2F` is `/`, before anything else"),
      .may("normalise", .list(.record(.replacement)), "What is replaced, in this order, before it is compared"),
      .may("caseFold", .bool, "It is compared without its case"),
      .may("redactions", .list(.line), "Patterns of what somebody put in the place of something private"),
      .may("version", .line, "A pattern of what tells versions of the same apart; the last version decides"),
    ])

  static let join = RecordShape(
    "join", "A way to see that two journeys are one",
    [
      .must("by", KeyShape.references, "Identities that all agree; none where only the time tells"),
      .may("within", .line, "How far apart the journeys may be: `30 s`, `5 min`, `2 h`, `1 d`"),
      .must("certainty", .word(Workflow.Join.Certainty.allCases.map(\.rawValue)), "How sure that is"),
    ])
}
