import ScepspecCMS
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

@Suite("Reference server: at the same time")
struct ServerParallelTests {
  /// Sends ready messages all at once; the CertReps in no particular order.
  private func replies(_ client: ServerTestClient, _ recipes: [PKIMessageRecipe]) async throws -> [ServerTestReply] {
    let messages = try recipes.map { (recipe: $0, octets: try $0.build()) }
    return try await withThrowingTaskGroup(of: ServerTestReply.self) { group in
      for message in messages {
        group.addTask { try ServerTestReply(client.post(message.octets), to: message.recipe) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("Eight enrolments get eight serial numbers, each its own transactionID and nonce")
  func serials() async throws {
    let client = try ServerTestClient()
    let recipes = try (0..<8).map { try client.recipe(subject: "/CN=device \($0)") }
    let replies = try await replies(client, recipes)
    #expect(Set(replies.compactMap { $0.issued.first?.serialNumber }).count == 8)
    #expect(Set(replies.compactMap(\.message.transactionID)) == Set(recipes.compactMap(\.transactionID)))
    #expect(Set(replies.compactMap(\.message.recipientNonce)) == Set(recipes.compactMap(\.senderNonce)))
    #expect(Set(replies.compactMap(\.message.senderNonce)).count == 8)
  }

  @Test("Of eight requests with the same one-time challenge one is granted")
  func oneTime() async throws {
    let client = try ServerTestClient { $0.challenge = .oneTime(["once"]) }
    let recipes = try (0..<8).map { try client.recipe(subject: "/CN=device \($0)", challenge: "once") }
    let statuses = try await replies(client, recipes).compactMap(\.status)
    #expect(statuses.filter { $0 == "0" }.count == 1 && statuses.filter { $0 == "2" }.count == 7)
  }
}
