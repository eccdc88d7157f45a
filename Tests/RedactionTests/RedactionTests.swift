import BundledSpecs
import Foundation
import ScepspecASN1
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecReferenceServer
import ScepspecReports
import ScepspecRunning
import ScepspecSCEPExchange
import ScepspecSpecLoading
import Testing

/// No challenge and no private key reaches a report, however much the server gives away.
@Suite("What no report shows") struct RedactionTests {
  private static let challenge = "MARKED-Challenge+7/351=x"
  private static let specifications =
    SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofServers).specifications
    ?? Specifications()
  private static let serverKeys = KeyRing()
  private static let own: (keys: ClientKeys, secrets: [[UInt8]])? = try? madeKeys()

  @Test(
    "A challenge is in no report, wherever and however the server repeats it", arguments: LeakyServer.Place.allCases)
  func challenge(_ place: LeakyServer.Place) throws {
    let reports = try Self.reports(place)
    // Something was seen at all: the leak itself is a finding, or the replies are wrong.
    #expect(reports.report.results.contains { $0.verdict != .pass })
    for spelling in Spelling.all(of: Self.challenge) {
      for text in spelling.occurrences {
        for (format, report) in reports.texts {
          #expect(!report.contains(text), "\(spelling.name) in \(format)")
        }
      }
    }
  }

  @Test("The server does give it away: where another secret is covered, reports show it") func leaks() throws {
    let reports = try Self.reports(.failInfoText, covering: "something-else-entirely")
    // Others wrap lines, escape characters, or show octets.
    #expect(reports.texts.filter { $0.1.contains(Self.challenge) }.count >= 2)
  }

  @Test("The client's private keys are in no report", arguments: [LeakyServer.Place.header, .everyBody])
  func keys(_ place: LeakyServer.Place) throws {
    let secrets = try #require(Self.own?.secrets)
    #expect(secrets.count >= 10)
    let reports = try Self.reports(place)
    for (format, report) in reports.texts {
      #expect(!report.contains("PRIVATE KEY"), "\(format)")
      for secret in secrets {
        for spelling in Spelling.all(of: Array(secret.prefix(24))) {
          #expect(!spelling.occurrences.contains(where: report.contains), "\(spelling.name) in \(format)")
        }
      }
    }
  }

  @Test("Text behind and before a secret stays readable") func neighbours() {
    let redaction = Redaction([Self.challenge])
    let base64 = Data("user:\(Self.challenge);".utf8).base64EncodedString()
    #expect(redaction.text("before \(Self.challenge) behind") == "before \(String(repeating: "*", count: 24)) behind")
    #expect(redaction.text("Basic \(base64)").hasPrefix("Basic dXNlc"))
    #expect(redaction.text("Basic \(base64)").contains("****"))
    #expect(redaction.text("nothing of the kind") == "nothing of the kind")
  }

  // MARK: Runs

  private struct Rendered {
    var report: RunReport
    var texts: [(String, String)]
  }

  private static func reports(_ place: LeakyServer.Place, covering secret: String = challenge) throws -> Rendered {
    var configuration = ServerConfiguration()
    configuration.keys = serverKeys
    configuration.challenge = .fixed(challenge)
    let fault = place == .failInfoText ? specifications.faults.first { $0.id == "challenge-echoed" } : nil
    let leaky = LeakyServer(place: place, secret: challenge)
    let server = try HTTPServer(handler: leaky.handler(of: try ReferenceServer(configuration, fault: fault)))
    defer { server.stop() }
    var settings = TargetSettings(
      url: TargetURL(host: "127.0.0.1", port: server.port, path: "/scep"), challenge: .fixed(challenge), timeout: 60)
    settings.pollFor = 0
    let subject = Subject(settings: settings, secrets: [secret], keys: try #require(own?.keys))
    let plan = try Selection(only: ["capabilities", "certrep", "challenge", "ca-certificates", "transport"])
      .plan(of: specifications)
    let run = try ConformanceRun(specifications: specifications, plan: plan).perform(on: subject, tool: "scepspec")
    return Rendered(report: run.report, texts: texts(run.report) + [("remarks", run.remarks.joined())])
  }

  private static func texts(_ report: RunReport) -> [(String, String)] {
    let context = RunContext(specifications: specifications, rerun: "scepspec test URL")
    return [
      ("text", TextReport(context).render(report)), ("json", JSONReport.render(report)),
      ("junit", JUnitReport(context).render(report)), ("markdown", MarkdownReport(context).render(report)),
      ("sarif", SARIFReport(context).render(report)), ("tap", TAPReport(context).render(report)),
      ("html", HTMLReport(context).render(report)),
    ]
  }

  // MARK: Keys

  /// Keys of each kind, and the numbers of theirs that nobody may see: private exponents and primes.
  private static func madeKeys() throws -> (ClientKeys, [[UInt8]]) {
    var keys: [ClientKeys.Role: PrivateKey] = [:]
    for role in [ClientKeys.Role.client, .other, .stranger, .foreignCA] { keys[role] = try .generateRSA(bits: 2048) }
    keys[.small] = try .generateRSA(bits: 1024)
    keys[.rsa3072] = try .generateRSA(bits: 3072)
    keys[.ec] = try .generateEC()
    let secrets = try keys.values.flatMap { try Self.secrets(of: $0) }
    return (ClientKeys(keys), secrets)
  }

  /// PKCS#8 (RFC 5958) around RSAPrivateKey (RFC 8017 appendix A.1.2) or ECPrivateKey (RFC 5915).
  private static func secrets(of key: PrivateKey) throws -> [[UInt8]] {
    let base64 = key.pem.split(separator: "\n").filter { !$0.contains("-----") }.joined()
    let der = Array(try #require(Data(base64Encoded: base64)))
    let outer = try BERNode.parse(der)
    let inner = try BERNode.parse(try #require(outer.children.last { $0.isTagged(.octetString) }).content)
    let numbers = inner.children.map { Array($0.content.drop { $0 == 0 }) }
    let isRSA = numbers.count >= 9
    return (isRSA ? Array(numbers[3...5]) : [numbers[1]]).filter { $0.count >= 24 }
  }
}
