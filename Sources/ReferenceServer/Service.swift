import ScepspecCMS
import ScepspecHTTPWire

/// Answers HTTP requests; knows nothing of sockets.
final class Service: Sendable {
  let configuration: ServerConfiguration
  let behaviour: Behaviour
  let authority: Authority
  let strangers: Strangers?
  let registrar: Registrar
  private let router: Router
  let capabilities: [String]
  private let isStalled = Guarded(false)
  private let isShortened = Guarded(false)

  init(
    _ configuration: ServerConfiguration, behaviour: Behaviour, authority: Authority, strangers: Strangers?
  ) {
    self.configuration = configuration
    self.behaviour = behaviour
    self.authority = authority
    self.strangers = strangers
    let issuer = Issuer(
      authority: authority, behaviour: behaviour, strangers: strangers, validity: configuration.validity,
      backdating: configuration.backdating, random: configuration.random)
    registrar = Registrar(configuration, behaviour: behaviour, issuer: issuer)
    router = Router(
      endpoint: Endpoint(configuration.path), skip: behaviour.skip, refuse: behaviour.refuse)
    capabilities = behaviour.capabilities ?? configuration.announced
  }

  func answer(_ request: HTTPRequest) -> RawReply {
    var event = ServerEvent(time: configuration.clock(), method: request.method)
    let reply = isStalled.withLock { $0 } ? WebReply(.hang) : reply(to: request, &event)
    if reply.stallsServer { isStalled.withLock { $0 = true } }
    event.httpStatus = reply.isSent ? reply.status : nil
    configuration.log?(event)
    return Delivery(request: request, dropsConnections: behaviour.refuse.contains(.keepAlive)).raw(reply)
  }

  private func reply(to request: HTTPRequest, _ event: inout ServerEvent) -> WebReply {
    do throws(Misrouted) {
      let routed = try router.route(request)
      event.operation = routed.call.operation
      let method = request.method == "HEAD" ? "GET" : request.method
      if case .pkiOperation(let octets) = routed.call {
        return operation(octets, routed.traits, method: method, &event)
      }
      return plain(routed, method: method)
    } catch {
      event.reason = error.text
      if error.operation == "PKIOperation", let form = behaviour.junkAs, behaviour.junk.covers(error) {
        return junk(form, method: request.method, &event)
      }
      var reply = WebReply(error)
      travel(rules(ReplyRule.Conditions(operation: error.operation, method: request.method)), &reply)
      return reply
    }
  }

  /// GetCACaps, GetCACert and GetNextCACert.
  private func plain(_ routed: Routed, method: String) -> WebReply {
    var traits = routed.traits
    if routed.call == .nextCA { traits.insert(.nextCA) }
    if !traits.isDisjoint(with: behaviour.refuse) { return refusal }
    let rules = rules(ReplyRule.Conditions(operation: routed.call.operation, method: method))
    var reply = bundle(routed.call, rules)
    travel(rules, &reply)
    return reply
  }

  private func bundle(_ call: Call, _ rules: [ReplyRule]) -> WebReply {
    let bundles = BundleReplies(authority: authority, strangers: strangers, now: configuration.clock())
    let form = rules.compactMap(\.travel.form).last
    do {
      switch call {
      case .capabilities:
        let lines = TravelChanger.lines(announcedNow, rules.compactMap(\.travel.lines).last)
        return WebReply(contentType: "text/plain", body: lines)
      case .caCertificates: return try bundles.caCertificates(form)
      case .nextCA where authority.next == nil:
        return WebReply(status: 404, text: "No CA certificate is announced to follow this one.")
      case .nextCA, .pkiOperation: return try bundles.nextCertificates(form)
      }
    } catch {
      return WebReply(status: 500, text: "The certificates cannot be sent.")
    }
  }

  /// A fault takes the last line out of every reply but the first.
  private var announcedNow: [String] {
    guard behaviour.isUnstable else { return capabilities }
    let isShort = isShortened.withLock { isShortened in
      defer { isShortened = true }
      return isShortened
    }
    return isShort ? Array(capabilities.dropLast()) : capabilities
  }

  func rules(_ reply: ReplyRule.Conditions) -> [ReplyRule] {
    behaviour.replies.filter { $0.conditions.hold(for: reply) }
  }

  func travel(_ rules: [ReplyRule], _ reply: inout WebReply) {
    let changer = TravelChanger(strangers: strangers)
    for rule in rules { changer.apply(rule.travel, to: &reply) }
  }

  /// How a right request is turned down where there is no CertRep.
  private var refusal: WebReply {
    switch behaviour.refusal {
    case .failure: WebReply(.http400)
    case .form(let form): WebReply(form)
    }
  }
}

extension WebReply {
  /// Something of it reaches the client as HTTP.
  var isSent: Bool {
    switch send {
    case .hang, .close, .garbage: false
    case .whole, .cut, .slow, .flood, .longLength, .redirect: !stopsServer
    }
  }
}
