import ScepspecReferenceServer
import ScepspecReports
import ScepspecSCEPExchange

/// What a person at the CA says to the running server, a line each on standard input; the answers go to standard output.
struct ServerOperator {
  static let help = "waiting, approve TRANSACTIONID, refuse TRANSACTIONID, revoke SERIALNUMBER (hex), challenge"

  var server: ReferenceServer

  /// Reads commands until standard input ends; that does not stop the server.
  func run() {
    while let line = readLine() {
      guard let answer = answer(line) else { continue }
      do { try Console.out(answer + "\n") } catch { return Console.err("scepspec: \(error.message)\n") }
    }
  }

  private func answer(_ line: String) -> String? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words.first, words.dropFirst().first) {
    case (nil, _): return nil
    case ("waiting", nil): return waiting
    case ("challenge", nil): return server.issueChallenge() ?? "this server asks for no one-time challenge"
    case ("approve", let id?): return server.approve(transactionID: id) ? "approved \(shown(id))" : nothing(waits: id)
    case ("refuse", let id?): return server.refuse(transactionID: id) ? "refused \(shown(id))" : nothing(waits: id)
    case ("revoke", let serial?):
      guard let octets = octets(hexadecimal: serial) else { return "'\(shown(serial))' is no serial number in hex" }
      return server.revoke(serialNumber: octets) ? "revoked \(shown(serial))" : "no certificate \(shown(serial))"
    default: return "not understood; the commands are: \(Self.help)"
    }
  }

  private var waiting: String {
    let ids = server.waiting
    return ids.isEmpty ? "nothing waits" : ids.map { "waits \(shown($0))" }.joined(separator: "\n")
  }

  private func nothing(waits id: String) -> String { "no request \(shown(id)) waits" }

  /// A transactionID comes from a client, so it may hold what deceives a terminal.
  private func shown(_ text: String) -> String { Escaping.visible(text, limit: 200) }
}
