import ScepspecModel

extension KeyShape {
  static let source = KeyShape.may(
    "source", .line, "Where the fact is found, in words; said once for a file or for each")
  static let confidence = KeyShape.may(
    "confidence", .word(Provenance.Confidence.allCases.map(\.rawValue)), "How sure it is")
}

extension RecordShape {
  static let logFormat = RecordShape(
    "format", "One way that records are written",
    [
      .format, .must("id", .id, "Its name"), .must("title", .line, "Which log it is, and which export of it"), .about,
      .must("family", .id, "What events are declared for; exports of one log are of one family"), .source, .confidence,
      .must("reader", .word(LogReader.Kind.allCases.map(\.rawValue)), "The general way to read it"),
      .may("heads", .filled(.line), "`lines`: patterns of a record's first line; their groups are record fields"),
      .may(
        "continued", .word(LogReader.Continuation.allCases.map(\.rawValue)),
        "`lines`: which other lines belong to the record before them"),
      .may("clean", .list(.record(.replacement)), "`lines`: what is replaced in every line first"),
      .may("separators", .filled(.text), "`delimited`: the characters that may separate columns"),
      .may(
        "columns", .filled(.filled(.line)),
        "`delimited`, `w3c`: headings that are assumed where there is no row of them, by their number"),
      .may("elements", .filled(.line), "`xml`, `evtx`: the elements that are records"),
      .may("fields", .map(.filled(.line)), "All but `lines`: record fields and where they stand"),
      .may("data", .filled(.line), "Where the list stands that becomes the record fields `data.NAME`"),
      .may("begins", .filled(.line), "`blocks`: keys with which a record begins"),
      .may("needs", KeyShape.references, "Record fields without which a record is not of this format"),
      .may("extract", .list(.record(.extraction)), "Record fields that are cut out of others, in this order"),
      .may("time", .record(.timeReading), "Where the time stands and how it is written"),
      .may(
        "validity", .record(.validityReading),
        "From when until when what a record shows holds; makes the record field `validity`"),
      .may("samples", .filled(.record(.formatSample)), "Pieces of such a log with what comes of their first record"),
      .may("rejects", .list(.text), "Pieces of something else"),
    ])

  static let replacement = RecordShape(
    "replacement", "What is replaced",
    [.must("replace", .line, "A pattern"), .must("with", .text, "What takes its place, as it is")])

  static let extraction = RecordShape(
    "extraction", "Fields cut out of a field",
    [
      .must("from", .oneOrMore(.line), "The record field that is looked at, or several, joined by one blank"),
      .must("pattern", .line, "The pattern; its groups are record fields"),
    ])

  static let timeReading = RecordShape(
    "timeReading", "How the time of a record is read",
    [
      .must("from", .filled(.line), "Record fields, joined by one blank"),
      .must("patterns", .filled(.line), "The ways to write it"),
      .must("zone", .word(["utc", "local"]), "What holds where no zone is written"),
    ])

  static let validityReading = RecordShape(
    "validityReading", "Two times between which something holds",
    [
      .must("from", .line, "The record field with the beginning"),
      .must("until", .line, "The record field with the end"),
      .must("patterns", .filled(.line), "The ways to write both; where several fit, they have to agree"),
      .must("zone", .word(["utc", "local"]), "What holds where no zone is written"),
    ])

  static let formatSample = RecordShape(
    "formatSample", "A piece of a log",
    [
      .must("text", .text, "The piece"),
      .may("fields", .map(.text), "What some fields of its first record are"),
      .may("time", .line, "The first record's time: `YYYY-MM-DDTHH:MM:SS[.f][Z]`"),
    ])

  static let events = RecordShape(
    "events", "What records say",
    [
      .format, .must("id", .id, "Its name"), .must("title", .line, "The topic"), .about, .source, .confidence,
      .must("families", .filled(.line), "The families of formats in whose records the events are looked for"),
      .may("carry", KeyShape.references, "Record fields that become fields of every event in the file"),
      .must("events", .filled(.record(.event)), "The events"),
    ])

  static let event = RecordShape(
    "event", "A kind of observation that records yield",
    [
      .must("id", .id, "The kind, for machines"),
      .may("about", .line, "What happened"),
      .may("decoy", .line, "Why no machine follows it, although it looks like what they follow"),
      .source, .confidence,
      .must("match", .filled(.record(.match)), "The ways to recognise it; the first that matches counts"),
      .may("fields", .map(.record(.eventField)), "What it tells"),
      .must("samples", .filled(.record(.eventSample)), "Texts that are such an event"),
      .may("rejects", .list(.text), "Texts that are not"),
    ])

  static let match = RecordShape(
    "match", "One way to recognise an event; all that is said has to hold",
    [
      .may("where", .map(.linked(.condition)), "Record fields and what they have to be"),
      .may("in", .line, "The record field that `pattern` looks at; `message` by default"),
      .may("pattern", .line, "The pattern; its groups are fields of the event"),
      .may("contains", .line, "Text that every such record contains; derived from the pattern by default"),
      .may(
        "from", .map(.oneOrMore(.line)), "Fields of the event that are record fields, or several joined by one blank"),
    ])

  static let eventField = RecordShape(
    "eventField", "A field of an event",
    [
      .must("type", .word(["text", "integer", "bool"]), "Its type"),
      .must("about", .line, "What it says"),
      .may("unit", .line, "The unit of a number"),
      .may("codes", .filled(.line), "The code tables that explain it; the first that knows it counts"),
      .may("codesFrom", .line, "The field that names the code table"),
      .may("identity", .line, "The identity of the workflow that it is"),
      .may("secret", .bool, "It is never printed"),
    ])

  static let eventSample = RecordShape(
    "eventSample", "A text that is such an event",
    [
      .may("format", .line, "The format of the text; without it, the text is that of the match's field alone"),
      .must("text", .text, "The text"),
      .may("record", .map(.text), "Other fields of the record, where there is no `format`"),
      .may("fields", .map(.text), "What fields of the event come of it"),
    ])
}
