import BundledSpecs
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSpecLoading
import Testing

@testable import ScepspecReferenceServer

@Suite("Reference server: faults")
struct ServerFaultTests {
  private static let specifications = SpecLoader.load(folder: BundledSpecs.folder.path).specifications

  /// The values that the vocabulary allows for a word of faults.
  private func values(_ path: String...) throws -> Set<String> {
    var record = try #require(Self.specifications).vocabulary.faults
    for name in path.dropLast() {
      let type = try #require(record.fields[name]).type
      switch type {
      case .record(let inner): record = inner
      case .list(let item):
        guard case .record(let inner) = item.type else { throw UnknownWord(path: path) }
        record = inner
      default: throw UnknownWord(path: path)
      }
    }
    let field = try #require(path.last.flatMap { record.fields[$0] })
    if case .list(let item) = field.type { return Set(item.values ?? field.values ?? []) }
    return Set(field.values ?? [])
  }

  private struct UnknownWord: Error { var path: [String] }

  private func words<Word: CaseIterable & RawRepresentable>(_: Word.Type) -> Set<String> where Word.RawValue == String {
    Set(Word.allCases.map(\.rawValue))
  }

  @Test("The server knows exactly the vocabulary's words")
  func vocabulary() throws {
    #expect(try values("configure", "skip") == words(Verification.self))
    #expect(try values("configure", "refuse") == words(Tolerance.self))
    #expect(try values("configure", "failuresAs").isSubset(of: words(RefusalForm.self)))
    #expect(try values("configure", "junkAs").isSubset(of: words(RefusalForm.self)))
    #expect(try values("configure", "layout") == words(ServerLayout.self))
    #expect(try values("configure", "offers") == words(ServerOffer.self))
    #expect(try values("configure", "transactionIDs") == words(TransactionIDForm.self))
    #expect(try values("configure", "serials") == words(SerialForm.self))
    #expect(try values("configure", "validity") == words(ValidityForm.self))
    #expect(try values("configure", "issueFor") == words(SubjectKeyForm.self))
    #expect(try values("configure", "issueWith") == words(IssuingForm.self))
    #expect(try values("configure", "challenge") == words(ChallengeForm.self))
    #expect(try values("configure", "challengeComparison") == words(ChallengeComparison.self))
    #expect(try values("configure", "approval") == words(ApprovalForm.self))
    #expect(try values("configure", "renewals") == words(RenewalForm.self))
    #expect(try values("configure", "caValidity") == words(CAValidityForm.self))
    #expect(try values("configure", "caSignature") == words(CASignatureForm.self))
    #expect(try values("replies", "build", "keyTransport") == words(KeyTransportWord.self))
    #expect(try values("replies", "build", "signatureAlgorithm") == words(SignatureSpelling.self))
    #expect(try values("replies", "build", "senderNonce") == words(SenderNonceForm.self))
    #expect(try values("replies", "build", "recipientNonce") == words(RecipientNonceForm.self))
    #expect(try values("replies", "build", "sign") == words(ReplySigner.self))
    #expect(try values("replies", "build", "encryptTo") == words(ReplyRecipient.self))
    #expect(try values("replies", "build", "rid") == words(RecipientName.self))
    #expect(try values("replies", "build", "payload") == words(PayloadForm.self))
    #expect(try values("replies", "build", "content") == words(ContentForm.self))
    #expect(try values("replies", "build", "certificates") == words(OuterCertificates.self))
    #expect(try values("replies", "build", "extra") == words(ExtraWord.self))
    #expect(try values("replies", "http", "bodyForm") == words(BodyForm.self))
    #expect(try values("replies", "http", "send") == words(SendForm.self))
    #expect(try values("replies", "http", "lines") == words(LineForm.self))
    #expect(try values("replies", "http", "form") == words(BundleForm.self))
  }

  @Test("Every fault that ships can be put into practice")
  func shipped() throws {
    let faults = try #require(Self.specifications).faults
    #expect(!faults.isEmpty)
    for fault in faults { #expect(throws: Never.self, "\(fault.id)") { try Behaviour(fault) } }
  }

  @Test("Every key of the vocabulary is read")
  func keys() throws {
    let faults = try #require(Self.specifications).vocabulary.faults
    guard case .record(let configure)? = faults.fields["configure"]?.type else { throw UnknownWord(path: []) }
    for key in configure.fields.keys {
      let fault = Self.fault(configure: [key: .record([:])])
      #expect(throws: FaultProblem.self, "\(key)") { try Behaviour(fault) }
      let problem = #expect(throws: FaultProblem.self) { try Behaviour(fault) }
      #expect(problem?.code == .wrongValue, "\(key)")
    }
  }

  @Test("A word that the server does not know is named")
  func unknownWords() {
    let cases: [(Fault, String)] = [
      (Self.fault(configure: ["skip": .list([.text("everything")])]), "configure.skip"),
      (Self.fault(configure: ["wrong": .text("x")]), "configure.wrong"),
      (
        Self.fault(replies: [ReplyChange(to: [:], build: ["wrong": .text("x")], mutate: [], http: [:])]),
        "replies.build.wrong"
      ),
    ]
    for (fault, key) in cases {
      let problem = #expect(throws: FaultProblem.self) { try Behaviour(fault) }
      #expect(problem?.key == key)
    }
  }

  static func fault(configure: [String: Field] = [:], replies: [ReplyChange] = []) -> Fault {
    Fault(
      id: "test", title: "Test", fails: [], configure: configure, replies: replies,
      location: Location(file: "test", line: 1, column: 1))
  }
}
