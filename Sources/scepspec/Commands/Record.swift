import ArgumentParser
import Foundation
import ScepspecHTTPWire
import ScepspecRecording
import ScepspecReplaying

struct Record: Command {
  static let configuration = CommandConfiguration(
    abstract: "Sits between real clients and a server, and writes what passes to a HAR file.",
    discussion: """
      Give your client the printed URL in place of the server's. Octets go both ways unchanged; with --rewrite-host the \
      Host header names the server. Each exchange is on disk before its client gets the reply, so a kill loses at most \
      those in flight. What is wrong with it, on the client's side or the server's, is told once for each check, as far as \
      can be seen without keys. A challenge that a client sends in clear is masked in the file. Where the server gives no answer \
      the client gets 502 or 504, with one line that says why. SIGINT and SIGTERM end it with a summary.
      """)

  @Argument(help: "The server, such as http://127.0.0.1:8080/scep.")
  var url: String

  @Option(name: .long, help: ArgumentHelp("The HAR file to write; an old one is replaced.", valueName: "file"))
  var output: String

  @Option(name: .long, help: ArgumentHelp("Port for clients; 0 takes a free one.", valueName: "number"))
  var port = 0

  @Option(name: .long, help: ArgumentHelp("Address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Flag(name: .long, help: "Speak TLS to clients with a certificate made for this run, which is printed.")
  var tls = false

  @Option(name: .long, help: ArgumentHelp("Speak TLS to clients with this certificate (PEM).", valueName: "file"))
  var tlsCertificate: String?

  @Option(name: .long, help: ArgumentHelp("The private key of --tls-certificate (PEM).", valueName: "file"))
  var tlsKey: String?

  @Flag(name: .long, help: "Name the server in the Host header, in place of what the client wrote.")
  var rewriteHost = false

  @Option(name: .long, help: ArgumentHelp("Longest time for one reply of the server.", valueName: "seconds"))
  var timeout: Double = 30

  @Flag(name: .long, help: "Do not verify the server's TLS certificate.")
  var insecure = false

  @Option(name: .long, help: ArgumentHelp("Trust the TLS certificates in this PEM file.", valueName: "file"))
  var trust: String?

  @Flag(name: .long, help: "No line for each exchange on standard error.")
  var quiet = false

  @OptionGroup var specs: SpecsOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    guard (tlsCertificate == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-certificate and --tls-key go together.")
    }
    guard !tls || tlsCertificate == nil else { throw ValidationError("Say either --tls or --tls-certificate.") }
    guard timeout > 0, timeout <= 600 else {
      throw ValidationError("--timeout is in seconds, more than 0 and no more than 600.")
    }
  }

  func execute() throws {
    let interruption = Interruption()
    let upstream = try target()
    let identity = try identity()
    let specifications = try specs.load()
    let words = MessageWords(specifications.vocabulary)
    let log = try RecordingLog(
      file: output, upstream: upstream, words: words, judge: PassiveJudge(specifications), quiet: quiet,
      onFailure: interruption.raise)
    let proxy = try listen(upstream, identity, log)
    var own = upstream
    (own.isTLS, own.host, own.port) = (proxy.url.isTLS, proxy.url.host, proxy.url.port)
    try Console.out("listening on \(own)\n")
    if tls, let identity { try Console.out(identity.certificatePEM) }
    interruption.wait()
    proxy.stop()
    Console.err(log.summary)
    if let problem = log.problem { throw Failure(.badData, problem) }
  }

  private func target() throws(Failure) -> TargetURL {
    do { return try TargetURL(url) } catch { throw Failure(.usage, "'\(url)' cannot be recorded: \(error.reason)") }
  }

  private func listen(
    _ upstream: TargetURL, _ identity: (certificatePEM: String, keyPEM: String)?, _ log: RecordingLog
  ) throws(Failure) -> RecordingProxy {
    var settings = RecordingProxy.Settings(
      upstream: upstream, host: host, port: port, tls: identity, rewritesHost: rewriteHost, timeout: timeout)
    if let trust {
      guard FileManager.default.isReadableFile(atPath: trust) else {
        throw Failure(.usage, "the file '\(trust)' of --trust cannot be read")
      }
      settings.trust = .file(trust)
    }
    if insecure { settings.trust = .insecure }
    do {
      return try RecordingProxy(settings) { log.take($0) }
    } catch {
      throw Failure(.usage, "the proxy cannot start: \(error)")
    }
  }

  private func identity() throws(Failure) -> (certificatePEM: String, keyPEM: String)? {
    if tls { return try ProxyCertificate.make(host: host) }
    guard let tlsCertificate, let tlsKey else { return nil }
    return (try text(of: tlsCertificate), try text(of: tlsKey))
  }

  private func text(of file: String) throws(Failure) -> String {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Failure(.usage, "cannot read '\(file)'")
    }
    return text
  }
}
