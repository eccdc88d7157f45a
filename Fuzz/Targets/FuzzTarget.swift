/// One door through which octets from outside come in. Whatever comes, it returns: no crash, no hang, no flood.
public struct FuzzTarget: Sendable {
  /// As `Tooling/fuzz` and the folders of `Fuzz/Found` call it.
  public let name: String
  /// Octets of the longest input that is worth trying.
  public let most: Int
  /// Takes the octets; stops the program where something that must hold does not.
  public let take: @Sendable ([UInt8]) -> Void

  public static let all: [FuzzTarget] = [
    FuzzTarget(name: "message", most: 1 << 14, take: MessageTarget.take),
    FuzzTarget(name: "request", most: 1 << 13, take: HTTPTarget.takeRequest),
    FuzzTarget(name: "reply", most: 1 << 13, take: HTTPTarget.takeReply),
    FuzzTarget(name: "server", most: 1 << 14, take: ServerTarget.take),
    FuzzTarget(name: "logs", most: 1 << 13, take: LogTarget.take),
    FuzzTarget(name: "evtx", most: 1 << 17, take: LogTarget.take),
    FuzzTarget(name: "archive", most: 1 << 14, take: LogTarget.take),
    FuzzTarget(name: "decode", most: 1 << 14, take: DecodeTarget.take),
    FuzzTarget(name: "har", most: 1 << 14, take: TranscriptTarget.take),
    FuzzTarget(name: "specs", most: 1 << 14, take: SpecTarget.take),
  ]

  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
