import BundledSpecs
import Foundation
import ScepspecModel
import ScepspecSCEPExchange
import ScepspecSpecLoading
import Testing

/// The specifications that ship with the tool.
let bundled = SpecLoader.load(folder: BundledSpecs.folder.path)

/// One ring for all tests: making keys is slow.
let sharedKeys = ClientKeys()

/// The adapter under test and the server that it talks to.
struct Bench {
  let server: StubServer
  let adapter: SCEPAdapter

  init(_ server: StubServer, challenge: ChallengeSource = .fixed(StubServer.challenge), timeout: Double = 60) {
    self.server = server
    let settings = TargetSettings(url: server.url, challenge: challenge, timeout: timeout)
    adapter = SCEPAdapter(settings: settings, keys: sharedKeys)
  }

  /// Performs an exchange and checks what comes of it against the vocabulary.
  @discardableResult
  func perform(_ id: String, harmful: Bool = false, _ send: [String: Field]) throws -> [String: Observation] {
    let place = Location(file: "test", line: 1, column: 1)
    let exchange = Exchange(id: id, about: "", after: [], send: .record(send), harmful: harmful, location: place)
    return try perform(exchange)
  }

  @discardableResult
  func perform(_ exchange: Exchange) throws -> [String: Observation] {
    let vocabulary = try #require(bundled.specifications).vocabulary
    let observations = try adapter.perform(exchange, number: adapter.transcript.count + 1)
    for observation in observations {
      #expect(vocabulary.problems(in: observation) == [], "\(exchange.id)")
    }
    #expect(Set(observations.map(\.kind)).count == observations.count)
    return Dictionary(observations.map { ($0.kind, $0) }) { first, _ in first }
  }

  /// GetCACert, which every message needs.
  func fetchAuthorities() throws { try perform("ca", ["operation": .text("GetCACert")]) }

  @discardableResult
  func enrol(
    _ id: String = "enrol", _ message: [String: Field] = [:], http: [String: Field] = [:], method: String = "POST"
  )
    throws -> [String: Observation]
  {
    try perform(
      id,
      [
        "operation": .text("PKIOperation"), "method": .text(method), "http": .record(http),
        "message": .record(message.merging(["type": .text("19")]) { first, _ in first }),
      ])
  }
}

extension Dictionary<String, Observation> {
  func text(_ kind: String, _ field: String) -> String? {
    if case .text(let text)? = self[kind]?.fields[field]?.value { return text }
    return nil
  }

  func bool(_ kind: String, _ field: String) -> Bool? {
    if case .bool(let bool)? = self[kind]?.fields[field]?.value { return bool }
    return nil
  }

  func value(_ kind: String, _ field: String) -> ScepspecModel.Value? { self[kind]?.fields[field]?.value }
}

/// The public keys that a server has seen.
final class KeysSeen: @unchecked Sendable {
  private let lock = NSLock()
  private var keys: Set<[UInt8]> = []

  /// Whether the key is new.
  func insert(_ key: [UInt8]) -> Bool { lock.withLock { keys.insert(key).inserted } }
}
