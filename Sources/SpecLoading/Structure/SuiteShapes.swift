import ScepspecModel

extension KeyShape {
  static let format = KeyShape.must("format", .line, "Which kind of file this is, and its version")
  static let about = KeyShape.may("about", .text, "What a reader should know")
  static let references = Shape.list(.line)
}

extension RecordShape {
  static let suite = RecordShape(
    "suite", "Checks that share a topic",
    [
      .format,
      .must("id", .id, "The first half of the id of each check in this file"),
      .must("title", .line, "The topic in a few words"),
      .about,
      .may(
        "role", .word(Suite.Role.allCases.map(\.rawValue)),
        "Whose claims these are: a server's, by default, or those of a client whose exchanges were recorded"),
      .may("exchanges", .map(.record(.exchange)), "Exchanges by name; every file may name them"),
      .must("checks", .filled(.record(.check)), "The claims, in the order in which they are reported"),
      .may("retired", .map(.line), "Ids that are no longer used, each with the id of the check that took its place"),
    ])

  static let check = RecordShape(
    "check", "One testable claim",
    [
      .must("id", .id, "Short and stable; the full id is `suite/id`"),
      .must("title", .line, "The claim as a sentence that is true of a right server"),
      .must("level", .word(Level.allCases.map(\.rawValue)), "How binding the claim is"),
      .may("requirements", KeyShape.references, "Rows of the requirements catalogue"),
      .may("seenIn", KeyShape.references, "Rows of the list of real bugs that this check would have caught"),
      .may("breaks", KeyShape.references, "Client families that fail when a server gets it wrong"),
      .may("requires", KeyShape.references, "Checks that must pass first; without a slash in this suite"),
      .may(
        "follows", KeyShape.references,
        "Checks that the same mistake breaks: where one fails too, this one is told under it"),
      .may(
        "on", .linked(.exchanges),
        "The exchange that is looked at, or a list: the claim is broken where it is in any of them"),
      .may("everywhere", .bool, "Whether every other exchange of the run is looked at too, once the rest is decided"),
      .may("send", .linked(.send), "The exchange, said in place; it gets the id of the check"),
      .may("when", .linked(.predicate), "Where this is false the check does not apply"),
      .may("given", .linked(.predicate), "Where this is false the evidence is missing and the check is inconclusive"),
      .may("settle", .line, "What would settle an inconclusive result"),
      .must("expect", .linked(.predicate), "The claim"),
      .may("hint", .line, "Advice for whoever has to mend the server"),
      .may("attackerGains", .line, "What somebody can do with a server that fails; every SECURITY check says it"),
    ])

  static let exchange = RecordShape(
    "exchange", "A request to be made of the target",
    [
      .must("about", .line, "One line for reports and plans"),
      .may("after", KeyShape.references, "Exchanges that come first, in this order; taken over from `like`"),
      .may("harmful", .bool, "Whether the target is asked afterwards whether it still lives; taken over from `like`"),
      .may(
        "recorded", .linked(.predicate),
        "Which exchanges of a recording that others made stand for this one, so that its checks apply to them"),
      .must(
        "send", .linked(.parameters), "The parameters; `like` names the exchange whose parameters hold for the rest"),
    ])

  /// What stands beside the parameters in the `send` of a check.
  static let exchangeInPlace: [KeyShape] = [
    .may("about", .line, "One line for reports and plans; the check's title by default"),
    .may("like", .line, "The exchange whose parameters hold where this one says nothing"),
    .may("after", KeyShape.references, "Exchanges that come first, in this order; taken over from `like`"),
    .may("harmful", .bool, "Whether the target is asked afterwards whether it still lives; taken over from `like`"),
    .may(
      "each", .map(.map(.linked(.parameters))),
      "Axes with their cases, each with its parameters: one exchange for every combination"),
    .may(
      "choose", .filled(.record(choice)),
      "Parameters that depend on what was seen: the first choice that holds counts; taken over from `like`"),
  ]

  static let choice = RecordShape(
    "choice", "Parameters for a case",
    [
      .may("when", .linked(.predicate), "Where this holds; left out, always"),
      .must("send", .linked(.parameters), "The parameters, over the others"),
    ])

  static let definitions = RecordShape(
    "definitions", "What every suite may name",
    [
      .format, .about,
      .may("gates", .list(.record(.gate)), "What has to hold before anything is graded, in this order"),
      .may("predicates", .map(.record(.predicate)), "Predicates by name"),
      .may("exchanges", .map(.record(.exchange)), "Exchanges by name"),
    ])

  static let gate = RecordShape(
    "gate", "What has to hold before anything is graded",
    [
      .must("id", .id, "Its name"),
      .must("on", .line, "The exchange that is looked at"),
      .must("expect", .linked(.predicate), "What has to hold"),
      .must("message", .line, "The one line for the user; `{kind.field}` stands for what was seen"),
    ])

  static let predicate = RecordShape(
    "namedPredicate", "A predicate with a name",
    [
      .must("about", .line, "What it says, in words for reports"),
      .must("is", .linked(.predicate), "The predicate"),
    ])
}
