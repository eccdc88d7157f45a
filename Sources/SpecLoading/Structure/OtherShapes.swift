extension RecordShape {
  static let vocabulary = RecordShape(
    "vocabulary", "Every word that a specification may use",
    [
      .format, .must("id", .id, "Its name"), .about,
      .may("names", .map(.linked(.constants)), "Words for constants, by set"),
      .may("clients", .map(.line), "Client families"),
      .may("records", .map(.record(.recordType)), "Record types that kinds share"),
      .may("kinds", .map(.record(.recordType)), "What adapters observe"),
      .may("parameters", .map(.linked(.fieldType)), "What an exchange may send"),
      .may("mutations", .map(.record(.mutationType)), "The arguments of the mutation words"),
      .may("parts", .map(.line), "The parts of a message that a mutation can name"),
      .may("faults", .map(.linked(.fieldType)), "What a fault may say: `configure`, `replies` and `run`"),
    ])

  static let recordType = RecordShape(
    "recordType", "A kind or record",
    [
      .must("about", .line, "What it is"),
      .must("fields", .map(.linked(.fieldType)), "Its fields"),
      .may("summary", KeyShape.references, "The fields that say in a line what was observed"),
      .may("standing", .bool, "A kind that belongs to the whole run, and is known before anything is sent"),
    ])

  static let mutationType = RecordShape(
    "mutationType", "A mutation word",
    [
      .must("about", .line, "What it does"),
      .may("arguments", .map(.linked(.fieldType)), "Its arguments"),
      .may("needs", KeyShape.references, "Of these arguments exactly one has to be given"),
    ])

  static let fieldType = RecordShape(
    "fieldType", "The type of a field or parameter",
    [
      .must(
        "type", .line, "bool, integer, text, bytes, time, oid, list, record, exchange, mutations, or a record's name"),
      .may("about", .text, "What the field says"),
      .may("names", .line, "The set of words for its constants"),
      .may("values", KeyShape.references, "The only values allowed"),
      .may("open", .bool, "Other values than those that have a name are allowed too"),
      .may("unit", .line, "The unit of a number"),
      .may("encoded", .bool, "It comes out of an ASN.1 structure, so that @tag, @bytes and @offset exist"),
      .may("of", .linked(.fieldType), "The type of a list's items"),
      .may("fields", .map(.linked(.fieldType)), "The fields of a record given in place"),
    ])

  static let faults = RecordShape(
    "faults", "Ways for the reference server to be wrong",
    [.format, .about, .must("faults", .filled(.record(.fault)), "The faults")])

  static let fault = RecordShape(
    "fault", "One way to be wrong",
    [
      .must("id", .id, "Given to `--fault`"),
      .must("title", .line, "What the server then does"),
      .must("fails", .filled(.line), "Checks that must fail because of it"),
      .may("configure", .linked(.configure), "Server options that differ"),
      .may("replies", .linked(.replies), "Changes to the replies"),
      .may("run", .linked(.run), "How it has to be run and tested to show"),
      .may("claims", .linked(.claims), "What the target file of that run claims"),
    ])

  static let target = RecordShape(
    "target", "What is known of one server",
    [
      .format, .must("id", .id, "Its name"), .must("title", .line, "Product, version and set-up"), .about,
      .may("claims", .linked(.claims), "What the server is said to do; checks hold it to that"),
      .may("caIdentifier", .line, "As `--ca-identifier`, unless that is given"),
      .may("challengeCommand", .line, "As `--challenge-command`, unless a challenge is given"),
      .may("approveCommand", .line, "As `--approve-command`, unless that is given"),
      .may("revokeCommand", .line, "As `--revoke-command`, unless that is given"),
      .may("knownDeviations", .list(.record(.deviation)), "Checks that it is known not to pass"),
    ])

  static let deviation = RecordShape(
    "deviation", "A check that the target is known not to pass",
    [
      .must("check", .line, "The full id"),
      .must("verdict", .word(["fail", "warning", "inconclusive", "blocked"]), "What the check is known to come to"),
      .must("reason", .line, "Why"),
      .may("link", .line, "Where it was reported"),
      .may("expires", .line, "The last day, `\"YYYY-MM-DD\"`, on which it counts as known"),
    ])
}
