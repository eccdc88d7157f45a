import ScepspecModel

extension RecordShape {
  static let machine = RecordShape(
    "machine", "States, what proves them, and findings, over the events that share a key",
    [
      .format, .must("id", .id, "Its name"), .must("title", .line, "What it follows"), .about, .source, .confidence,
      .must("platform", .line, "The platform, such as `android`"),
      .may("role", .word(Machine.Role.allCases.map(\.rawValue)), "Whether it decides; `delivery` by default"),
      .may("families", .filled(.line), "Only events from these families of formats; all by default"),
      .may("key", .line, "The field that tells one journey from another, such as `.key`"),
      .may("unkeyed", KeyShape.references, "Fields by which events without the key are attributed"),
      .may("option", .record(.option), "What the user may say about the set-up"),
      .must("events", .filled(.line), "The kinds of events listened to"),
      .must("start", .line, "The first state"),
      .must("states", .map(.record(.state)), "The states by name, in the order of progress"),
      .may("findings", .list(.record(.finding)), "What to tell the reader"),
    ])

  static let option = RecordShape(
    "option", "What the user may say about the set-up",
    [.must("name", .id, "The option, without its hyphens"), .must("values", .filled(.id), "Its values")])

  static let state = RecordShape(
    "state", "Where a journey can stand",
    [
      .must("about", .line, "What it means"),
      .may("step", .line, "The step of the workflow, from 1"),
      .may("final", .bool, "A journey may end here"),
      .may("conclusion", .word(Conclusion.ofStates), "What it means when a journey stands here"),
      .may("readings", .list(.record(.reading)), "What it means with another set-up"),
      .may("within", .line, "How long it may last: `30 s`, `5 min`, `2 h`, `1 d`"),
      .may("enter", .list(.record(.signal)), "What proves that it is reached"),
      .may("next", KeyShape.references, "The states that follow legally"),
      .may("named", .line, "The event's field that is the state's name for people"),
    ])

  static let reading = RecordShape(
    "reading", "What a state means with a certain set-up",
    [
      .must("given", .filled(.line), "Values of the option"),
      .must("conclusion", .word(Conclusion.ofStates), "What it then means"),
      .must("means", .line, "The same in words"),
    ])

  static let signal = RecordShape(
    "signal", "An event that proves a state",
    [
      .must("on", .line, "The kind of event"),
      .may("when", .linked(.predicate), "A further condition; paths begin with a dot"),
      .may("after", .filled(.line), "It counts only in these states"),
      .may("from", .line, "The event's field that names the state left"),
      .may("lastResort", .bool, "It counts only where nothing else takes the event"),
      .may("step", .line, "The step of the workflow, from 1, where it is not the state's"),
    ])

  static let finding = RecordShape(
    "finding", "Something to tell the reader",
    [
      .must("id", .line, "Its name: words joined by slashes"),
      .may("at", .filled(.line), "The journey stands in one of these states"),
      .may("on", .line, "There is an event of this kind"),
      .may("when", .linked(.predicate), "A further condition on that event"),
      .may("without", .filled(.line), "There is no event of these kinds"),
      .may("shown", .filled(.line), "Absence counts only where the log shows events of these levels"),
      .may("given", .filled(.line), "The option has one of these values, or is not known"),
      .must("level", .word(FindingRule.Level.allCases.map(\.rawValue)), "How bad it is"),
      .must("message", .line, "What is the matter"),
      .may("cause", .line, "Why that usually is"),
      .may("remedy", .line, "What to do"),
      .source, .confidence,
    ])
}

extension Conclusion {
  /// Those that a state can have; the others are about whole logs.
  static let ofStates = allCases.filter { $0 != .unrelated }.map(\.rawValue)
}
