/// The kinds of specification files; a file says which it is in its head: `format: suite/1`.
public enum Format: String, CaseIterable, Sendable {
  case suite, definitions, vocabulary, requirements, bugs, faults, conversations, target, client, omissions, ambiguities
  case format, events, codes, machine, workflow

  /// The formats that a test of a server needs; none of them names anything of the others.
  public static let ofServers: Set<Format> = [
    .suite, .definitions, .vocabulary, .requirements, .bugs, .faults, .conversations, .target, .client, .omissions,
    .ambiguities,
  ]
  /// The formats that reading logs needs.
  public static let ofLogs: Set<Format> = [.vocabulary, .format, .events, .codes, .machine, .workflow]

  /// The one version that there is so far.
  public static let version = 1

  /// The words of the head.
  public var head: String { "\(rawValue)/\(Self.version)" }

  var shape: RecordShape {
    switch self {
    case .suite: .suite
    case .definitions: .definitions
    case .vocabulary: .vocabulary
    case .requirements: .requirements
    case .bugs: .bugs
    case .faults: .faults
    case .conversations: .conversations
    case .target: .target
    case .client: .client
    case .omissions: .omissions
    case .ambiguities: .ambiguities
    case .format: .logFormat
    case .events: .events
    case .codes: .codes
    case .machine: .machine
    case .workflow: .workflow
    }
  }
}
