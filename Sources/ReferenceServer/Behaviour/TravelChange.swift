import ScepspecModel

/// How a reply travels differently.
struct TravelChange: Sendable {
  var status: Int?
  /// `absent` leaves the header out.
  var contentType: String?
  var headers: [(name: String, value: String)] = []
  /// This text in place of the body.
  var body: String?
  var bodyForm: BodyForm?
  var send: SendForm?
  var lines: LineForm?
  var form: BundleForm?

  init(_ fields: [String: Field]) throws(FaultProblem) {
    var words = WordReader(fields, prefix: "replies.http.")
    status = try words.integer("status")
    contentType = try words.text("contentType")
    headers = try words.headers("headers") ?? []
    body = try words.text("body")
    bodyForm = try words.word("bodyForm", as: BodyForm.self)
    send = try words.word("send", as: SendForm.self)
    lines = try words.word("lines", as: LineForm.self)
    form = try words.word("form", as: BundleForm.self)
    try words.finish()
  }
}
