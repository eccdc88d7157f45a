import ScepspecCMS
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

@Suite("Reference server: transactions")
struct ServerTransactionTests {
  /// A CertPoll for the transaction of an earlier request.
  private func poll(_ client: ServerTestClient, _ request: PKIMessageRecipe) throws -> ServerTestReply {
    var poll = try client.recipe("20")
    poll.signer = request.signer
    poll.certificates = request.certificates
    poll.transactionID = request.transactionID
    // The names do not count (RFC 8894 section 3.3.3), so these are of somebody else.
    let names = try Name("/CN=somebody").der
    poll.payload = .issuerAndSubject(IssuerAndSubject(issuerName: names, subjectName: names))
    let reply = try client.ask(poll)
    #expect(reply.message.recipientNonce == poll.senderNonce)
    return reply
  }

  @Test("PENDING, PENDING, SUCCESS, and SUCCESS with the same certificate again")
  func polls() throws {
    let client = try ServerTestClient { $0.approval = .afterPolls(1) }
    let request = try client.recipe()
    let pending = try client.ask(request)
    #expect(pending.status == "3" && pending.message.eContent == nil && pending.failInfo == nil)
    #expect(try poll(client, request).status == "3")
    let granted = try poll(client, request)
    #expect(granted.status == "0")
    let issued = try #require(granted.issued.first)
    #expect(issued.publicKey == request.signer.key.publicKey)
    #expect(try poll(client, request).issued == [issued])
    #expect(try client.ask(request).issued == [issued])
  }

  @Test("A key that can only sign gets its certificate enciphered with the challenge, at once and when polled")
  func elliptic() throws {
    let curve = try ServerKeys.curve.get()
    for approval in [ServerConfiguration.Approval.automatic, .afterPolls(0)] {
      let client = try ServerTestClient { $0.approval = approval }
      let request = try client.recipe(key: curve)
      var reply = try client.ask(request)
      if approval != .automatic {
        #expect(reply.status == "3")
        reply = try poll(client, request)
      }
      #expect(reply.status == "0", "\(reply.message.failInfoText ?? "")")
      #expect(reply.envelope?.recipients.map(\.kind) == [.password])
      #expect(reply.issued.first?.publicKey == curve.publicKey)
      var crl = try client.recipe("22", key: curve)
      crl.payload = client.payload(naming: try #require(reply.issued.first))
      #expect(try client.ask(crl).failInfo == "0")
    }
  }

  @Test("An operator grants one of two requests and turns the other down")
  func operatorDecides() throws {
    let client = try ServerTestClient { $0.approval = .onCommand }
    let first = try client.recipe()
    let second = try client.recipe(key: ServerKeys.other.get())
    #expect(try client.ask(first).status == "3")
    #expect(try client.ask(second).status == "3")
    #expect(Set(client.server.waiting) == Set([first.transactionID, second.transactionID].compactMap(\.self)))
    #expect(client.server.approve(transactionID: try #require(first.transactionID)))
    #expect(client.server.refuse(transactionID: try #require(second.transactionID), reason: "No."))
    #expect(try poll(client, first).status == "0")
    let refused = try poll(client, second)
    #expect(refused.status == "2" && refused.failInfo == "2" && refused.message.failInfoText == "No.")
    #expect(client.server.waiting.isEmpty && !client.server.approve(transactionID: "never was"))
  }

  @Test("A stranger's poll is as good as one for a transaction that never was")
  func strangersPoll() throws {
    let client = try ServerTestClient { $0.approval = .onCommand }
    let request = try client.recipe()
    #expect(try client.ask(request).status == "3")
    var stranger = try client.recipe(key: ServerKeys.other.get())
    stranger.transactionID = request.transactionID
    let reply = try poll(client, stranger)
    #expect(reply.status == "2" && reply.failInfo == "4")
    let other = try client.ask(stranger)
    #expect(other.status == "2" && other.failInfo == "2", "the transactionID of a waiting request is taken")
  }

  @Test("The same request again gives the same certificate, another transactionID another one")
  func replay() throws {
    let client = try ServerTestClient()
    var request = try client.recipe()
    let message = try request.build()
    let first = try ServerTestReply(client.post(message), to: request)
    let again = try ServerTestReply(client.post(message), to: request)
    #expect(first.issued.count == 1 && first.issued == again.issued)
    #expect(first.message.senderNonce != again.message.senderNonce)
    request.transactionID = "another"
    let other = try client.ask(request)
    #expect(other.issued.count == 1 && other.issued != first.issued)
  }

  @Test("A one-time challenge buys one certificate")
  func oneTime() throws {
    let client = try ServerTestClient { $0.challenge = .oneTime(["first"]) }
    #expect(try client.ask(client.recipe(challenge: "first")).status == "0")
    let again = try client.ask(client.recipe(key: ServerKeys.other.get(), challenge: "first"))
    #expect(again.status == "2" && again.failInfo == "2")
    let made = try #require(client.server.issueChallenge())
    #expect(made.utf8.count == 32)
    #expect(try client.ask(client.recipe(challenge: made)).status == "0")
    #expect(try ServerTestClient().server.issueChallenge() == nil)
  }

  @Test("A one-time challenge expires")
  func expiry() throws {
    let client = try ServerTestClient {
      $0.challenge = .oneTime(["old"], lifetime: -1)
    }
    #expect(try client.ask(client.recipe(challenge: "old")).failInfo == "2")
  }

  @Test("The challenge may come in any string type", arguments: CertificationRequest.StringType.allCases)
  func challengeTypes(type: CertificationRequest.StringType) throws {
    let client = try ServerTestClient()
    var recipe = try client.recipe()
    let csr = try CertificationRequest.build(
      subject: Name("/CN=device"), key: recipe.signer.key, challenges: [(ServerTestClient.challenge, type)])
    recipe.payload = .certificationRequest(csr)
    #expect(try client.ask(recipe).status == "0")
  }

  @Test("A client from before RenewalReq renews by a PKCSReq that its certificate signs")
  func oldRenewal() throws {
    let client = try ServerTestClient()
    let old = Identity(certificate: try client.enrolled(), key: try ServerKeys.client.get())
    let reply = try client.ask(client.recipe(key: ServerKeys.other.get(), signer: old, challenge: nil))
    #expect(reply.status == "0" && reply.issued.first != old.certificate)
    let foreign = try client.ask(
      client.recipe(subject: "/O=Tests/CN=somebody else", signer: old, challenge: nil))
    #expect(foreign.status == "2", "a certificate does not buy one for another name")
  }

  @Test(
    "Odd but right requests are granted",
    arguments: [
      Mutation(.indefinite, "message"), Mutation(.indefinite, "envelope"), Mutation(.drop, "attributes.signingTime"),
      Mutation(.segment, "envelope.encryptedContent", ["octets": .integer(100)]), Mutation(.longLength, "message"),
      Mutation(.reorder, "attributes"),
      Mutation(.replace, "attributes.senderNonce.value", ["value": .text("hex:0102030405060708")]),
    ])
  func tolerance(mutation: Mutation) throws {
    let client = try ServerTestClient()
    var recipe = try client.recipe()
    recipe.mutations = [mutation]
    let reply = try ServerTestReply(client.post(try recipe.build()), to: recipe)
    #expect(reply.status == "0" && reply.issued.count == 1)
    if mutation.part == "attributes.senderNonce.value" {
      #expect(reply.message.recipientNonce == [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
}
