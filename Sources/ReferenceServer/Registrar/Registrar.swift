import ScepspecCMS

/// Decides about requests whose messages are in order; knows neither CMS messages nor HTTP.
final class Registrar: Sendable {
  let ledger: Guarded<Ledger>
  let issuer: Issuer
  let behaviour: Behaviour
  let approval: ServerConfiguration.Approval
  let offers: Set<ServerOffer>
  let minimumKeyBits: Int
  let algorithms: AcceptedAlgorithms
  let clock: @Sendable () -> Int
  let revocationLists: Guarded<CurrentRevocationList?> = Guarded(nil)

  init(_ configuration: ServerConfiguration, behaviour: Behaviour, issuer: Issuer) {
    self.behaviour = behaviour
    self.issuer = issuer
    approval = behaviour.approval?.approval ?? configuration.approval
    offers = behaviour.offers ?? configuration.offers
    minimumKeyBits = configuration.minimumKeyBits
    algorithms = AcceptedAlgorithms(capabilities: configuration.announced, skip: behaviour.skip)
    clock = configuration.clock
    let challenge = behaviour.asksNoChallenge ? .open : configuration.challenge
    ledger = Guarded(
      Ledger(
        challenges: ChallengeBook(challenge, now: configuration.clock(), comparison: behaviour.challengeComparison)))
  }

  func skips(_ verification: Verification) -> Bool { behaviour.skip.contains(verification) }

  /// Answers a PKCSReq or RenewalReq.
  func enrol(_ enrolment: Enrolment) -> Outcome {
    ledger.withLock { ledger in
      do throws(Refusal) {
        return try decide(enrolment, &ledger)
      } catch {
        ledger.refusals += 1
        return .refused(error)
      }
    }
  }

  /// Answers a CertPoll (RFC 8894 section 3.3.3): transactionID and signer count, the names in its payload do not.
  func poll(_ transactionID: [UInt8], signer: Certificate?) -> Outcome {
    ledger.withLock { ledger in
      let unknown = Refusal(.badCertId, "No request of yours has this transactionID.")
      guard var transaction = ledger.transactions[transactionID] else {
        return skips(.unknownPoll) ? .pending : .refused(unknown)
      }
      guard skips(.pollIdentity) || transaction.enrolment.signer?.publicKey == signer?.publicKey else {
        return .refused(unknown)
      }
      if behaviour.refuse.contains(.pollAgain), transaction.isFinal { return .refused(Refusal(.pollAgain)) }
      if case .pending(let polls) = transaction.state, !isDue(polls) {
        transaction.state = .pending(polls: polls + 1)
      } else if !transaction.isFinal {
        grant(&transaction, &ledger)
      }
      ledger.transactions.write(transaction, for: transactionID)
      return outcome(of: transaction)
    }
  }

  private func decide(_ enrolment: Enrolment, _ ledger: inout Ledger) throws(Refusal) -> Outcome {
    if let earlier = ledger.transactions[enrolment.transactionID] {
      let isRepeated = earlier.enrolment.repeats(enrolment)
      if isRepeated, !skips(.replay) { return outcome(of: earlier) }
      if !isRepeated, !earlier.isFinal {
        throw Refusal(.badRequest, "Another request with this transactionID is waiting.")
      }
    }
    try inspect(enrolment.wish)
    try refuseAgain(enrolment.wish, ledger)
    let renewed = try authorise(enrolment, &ledger)
    if behaviour.renewals == .sameCertificate, enrolment.messageType == .renewalReq, let renewed {
      return .certificates([renewed])
    }
    var transaction = Transaction(enrolment: enrolment, renewed: renewed, state: .pending(polls: 0))
    if approval == .automatic { grant(&transaction, &ledger) }
    ledger.transactions.write(transaction, for: enrolment.transactionID)
    return outcome(of: transaction)
  }

  private func refuseAgain(_ wish: CertificateWish, _ ledger: Ledger) throws(Refusal) {
    if behaviour.refuse.contains(.sameSubject), ledger.hasCertificate(subject: wish.subjectName) {
      throw Refusal(.sameSubject)
    }
    if behaviour.refuse.contains(.secondEnrolment), ledger.hasCertificates { throw Refusal(.secondEnrolment) }
    if behaviour.refuse.contains(.afterRefusals), ledger.refusals >= Tolerance.mostRefusals {
      throw Refusal(.afterRefusals)
    }
    if behaviour.refuse.contains(.afterJunk), ledger.junk >= Tolerance.mostJunk { throw Refusal(.afterJunk) }
    if behaviour.refuse.contains(.sameKey), ledger.hasCertificate(wish.publicKey) { throw Refusal(.sameKey) }
  }

  private func isDue(_ polls: Int) -> Bool {
    switch approval {
    case .automatic: true
    case .afterPolls(let wanted): polls >= wanted
    case .onCommand: false
    }
  }

  private func grant(_ transaction: inout Transaction, _ ledger: inout Ledger) {
    do {
      let certificate = try issuer.issue(transaction.enrolment, now: clock(), outlives: transaction.renewed)
      ledger.record(certificate)
      transaction.state = .issued(certificate)
    } catch {
      transaction.state = .refused("The certificate cannot be made from this request.")
    }
  }

  private func outcome(of transaction: Transaction) -> Outcome {
    switch transaction.state {
    case .pending, .approved: .pending
    case .issued(let certificate): .certificates([certificate])
    case .refused(let text): .refused(Refusal(.badRequest, text))
    }
  }
}
