import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// What was seen of one server so far, by client: by it the next exchange is judged.
struct ServerHistory {
  /// The client of which nothing tells who it is has the key 0.
  private var certificates: [Int: [Certificate]] = [:]
  private var caps: [Int: [String]] = [:]
  private var clients: [Int: ClientHistory] = [:]
  private var transactions: [String: ClientHistory.Transaction] = [:]
  /// Observations of exchanges that checks of other exchanges look at, by client, transaction and exchange.
  private var references: [Reference: [Observation]] = [:]
  /// What is remembered at most, of each kind.
  private static let most = 20_000

  private struct Reference: Hashable {
    var client: Int?
    var transactionID: String?
    var exchange: String
  }

  /// Whose signatures count: whatever GetCACert and GetNextCACert gave anybody; `nil` where the recording shows none.
  func authorities(now: Int) -> AuthorityCertificates? {
    let all = certificates.keys.sorted().flatMap { certificates[$0] ?? [] }
    return all.isEmpty ? nil : AuthorityCertificates(all, now: now)
  }

  /// What this client was given, or, where nothing tells who it is, anybody.
  private func authorities(of told: [Int], now: Int) -> AuthorityCertificates? {
    let own = told.flatMap { certificates[$0] ?? [] }
    return own.isEmpty ? nil : AuthorityCertificates(own, now: now)
  }

  /// The kind `client`: the request beside what went before.
  ///
  /// - Parameter neighbour: Another client whose answers this one may have got.
  func fields(_ request: SeenRequest, client: Int?, neighbour: Int?, now: Int) -> [String: Field] {
    let told = [client, neighbour, 0].compactMap { $0 }
    let authorities = authorities(of: told, now: now)
    let history = client.flatMap { clients[$0] } ?? ClientHistory()
    let lines = told.compactMap { caps[$0] }.first
    let id = request.message?.transactionID
    let earlier = id.flatMap { id in history.transaction(id) ?? transactions[id] }
    return history.fields(
      request, caps: lines, authorities: authorities, known: self.authorities(now: now), earlier: earlier,
      isTold: client != nil)
  }

  mutating func learn(
    _ request: SeenRequest, client: Int?, _ observations: [Observation], authorities: [Certificate]
  ) {
    let key = client ?? 0
    for certificate in authorities where certificates[key]?.contains(where: { $0.der == certificate.der }) != true {
      guard certificates.values.reduce(0, { $0 + $1.count }) < Self.most else { break }
      certificates[key, default: []].append(certificate)
    }
    if case .list(let lines)? = observations.first(where: { $0.kind == "caps" })?.fields["lines"]?.value {
      caps[key] = lines.compactMap { if case .text(let text) = $0.value { text } else { nil } }
    }
    guard let message = request.message, clients.count < Self.most || client.map({ clients[$0] != nil }) ?? true
    else { return }
    let status: String? =
      if case .text(let status)? = observations.first(where: { $0.kind == "certRep" })?.fields["pkiStatus"]?.value {
        status
      } else { nil }
    if let client { clients[client, default: ClientHistory()].learn(message, status: status) }
    guard let id = message.transactionID, transactions.count < Self.most || transactions[id] != nil else { return }
    transactions[id] = ClientHistory.Transaction.next(transactions[id], message, status: status)
  }

  /// What stands for `exchange` from now on, within its transaction or, for what carries no message, for its client.
  mutating func remember(
    _ observations: [Observation], as exchange: String, client: Int?, transactionID: String?
  ) {
    guard references.count < Self.most else { return }
    if let transactionID {
      let place = Reference(client: nil, transactionID: transactionID, exchange: exchange)
      if references[place] == nil { references[place] = observations }
    } else {
      references[Reference(client: client, exchange: exchange)] = observations
      references[Reference(client: nil, exchange: exchange)] = observations
    }
  }

  /// The observations that stand for `exchange` where this client and transaction are judged.
  func standing(for exchange: String, client: Int?, transactionID: String?) -> [Observation]? {
    if let transactionID,
      let found = references[Reference(client: nil, transactionID: transactionID, exchange: exchange)]
    {
      return found
    }
    return references[Reference(client: client, exchange: exchange)]
      ?? references[Reference(client: nil, exchange: exchange)]
  }
}
