/// What a person at the CA does.
extension Registrar {
  /// Whether such a request was waiting; the certificate comes with the next poll.
  func approve(_ transactionID: [UInt8]) -> Bool { settle(transactionID, .approved) }

  /// Whether such a request was waiting.
  func refuse(_ transactionID: [UInt8], _ reason: String) -> Bool { settle(transactionID, .refused(reason)) }

  /// The transactionIDs of the requests that wait, sorted.
  var waiting: [[UInt8]] {
    ledger.withLock { ledger in
      let waiting = ledger.transactions.entries.filter { if case .pending = $0.value.state { true } else { false } }
      return waiting.map(\.key).sorted { $0.lexicographicallyPrecedes($1) }
    }
  }

  private func settle(_ transactionID: [UInt8], _ state: Transaction.State) -> Bool {
    ledger.withLock { ledger in
      guard var transaction = ledger.transactions[transactionID], case .pending = transaction.state else {
        return false
      }
      transaction.state = state
      ledger.transactions.write(transaction, for: transactionID)
      return true
    }
  }
}
