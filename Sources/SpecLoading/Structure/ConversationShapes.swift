extension RecordShape {
  static let conversations = RecordShape(
    "conversations", "Conversations of clients that are wrong in one way, and of those that are not",
    [
      .format, .about,
      .may("exchanges", .map(.record(.exchange)), "Exchanges by name; every file may name them"),
      .must("conversations", .filled(.record(.conversation)), "The conversations"),
    ])

  static let conversation = RecordShape(
    "conversation", "What one client says",
    [
      .must("id", .id, "Its name, which no fault has"),
      .must("title", .line, "What the client then does"),
      .must("sends", .filled(.line), "The exchanges, in this order"),
      .may("unrecorded", KeyShape.references, "Of these, those that the recording lacks"),
      .may("opened", .bool, "Whether the recording is judged with the server's private key"),
      .may("configure", .linked(.configure), "Server options that differ"),
      .must("fails", KeyShape.references, "The checks of clients that fail because of it, and no others"),
    ])
}
