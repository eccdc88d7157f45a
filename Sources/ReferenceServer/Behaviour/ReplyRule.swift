import ScepspecCMS
import ScepspecModel

/// A change to those replies that fit its conditions.
struct ReplyRule: Sendable {
  var conditions: Conditions
  var build: BuildChange
  var mutations: [Mutation]
  var travel: TravelChange

  init(_ change: ReplyChange) throws(FaultProblem) {
    conditions = try Conditions(change.to)
    build = try BuildChange(change.build)
    mutations = change.mutate
    travel = try TravelChange(change.http)
  }

  /// Which replies; `nil` means any.
  struct Conditions: Hashable, Sendable {
    var operation: String?
    var method: String?
    /// The number of pkiStatus, as the attribute has it.
    var status: String?
    /// The number of the request's messageType.
    var messageType: String?
  }
}

extension ReplyRule.Conditions {
  init(_ fields: [String: Value]) throws(FaultProblem) {
    var words = WordReader(fields.mapValues { Field($0) }, prefix: "replies.to.")
    operation = try words.text("operation")
    method = try words.text("method")
    status = try words.text("status").map { word in
      PKIStatus.allCases.first { $0.name == word }?.rawValue ?? word
    }
    messageType = try words.text("messageType").map { word in
      MessageType.allCases.first { $0.name == word }?.rawValue ?? word
    }
    try words.finish()
  }

  /// Whether a reply with these properties fits; a condition on what the reply does not have is not met.
  func hold(for reply: Self) -> Bool {
    fits(operation, reply.operation) && fits(method, reply.method) && fits(status, reply.status)
      && fits(messageType, reply.messageType)
  }

  private func fits(_ wanted: String?, _ actual: String?) -> Bool { wanted == nil || wanted == actual }
}
