public import ArgumentParser
import Foundation
import ScepspecModel
public import ScepspecReferenceServer
import ScepspecRunning
import ScepspecSpecLoading

struct Serve: Command {
  static let configuration = CommandConfiguration(
    abstract: "Runs the reference server: a complete RFC 8894 server, or one that is wrong in one declared way.",
    discussion: """
      The first line of standard output is 'listening on URL'. The CA is made anew at each start. Without --challenge and \
      --one-time anybody gets a certificate, so it listens on the loopback interface unless --host says otherwise. \
      SIGINT and SIGTERM stop it.
      """)

  @Option(name: .long, help: ArgumentHelp("Port; 0 takes a free one.", valueName: "number"))
  var port = 8080

  @Option(name: .long, help: ArgumentHelp("Address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(name: .long, help: ArgumentHelp("A challenge password for all.", valueName: "text"))
  var challenge: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "One-time challenges: how many to make (they are printed), or a list with commas.", valueName: "list"))
  var oneTime: OneTimeChallenges?

  @Option(
    name: .long, help: "What GetCACert shows: one CA, a chain of two, or a CA with a registration authority (ra).")
  var layout: ServerLayout = .single

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answer PENDING until so many polls have come, or, with 'operator', until you approve: see --operator.",
      valueName: "polls"))
  var pending: Pending?

  @Flag(
    name: .customLong("operator"), help: ArgumentHelp("Take commands on standard input: \(ServerOperator.help)."))
  var takesCommands = false

  @Option(name: .long, help: ArgumentHelp("Be wrong in this way; 'scepspec list faults' shows them.", valueName: "id"))
  var fault: String?

  @Option(name: .long, help: ArgumentHelp("Write the CA certificates to this file, as PEM.", valueName: "file"))
  var caOut: String?

  @Option(name: .long, help: ArgumentHelp("Speak TLS with this certificate (PEM).", valueName: "file"))
  var tlsCert: String?

  @Option(name: .long, help: ArgumentHelp("The private key of --tls-cert (PEM).", valueName: "file"))
  var tlsKey: String?

  @Flag(name: .long, help: "No line for each request on standard error.")
  var quiet = false

  @OptionGroup var specs: SpecsOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    guard challenge == nil || oneTime == nil else { throw ValidationError("Say either --challenge or --one-time.") }
    guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together.") }
  }

  func execute() throws {
    let interruption = Interruption()
    let (server, url) = try start(configuration(), fault: try declaredFault())
    defer { server.stop() }
    if let caOut { try write(server.certificates.map(\.pem).joined(), to: caOut) }
    try Console.out("listening on \(url)\n")
    if let oneTime { for text in oneTime.made { try Console.out("one-time challenge \(text)\n") } }
    if takesCommands || pending?.approval == .onCommand {
      Thread.detachNewThread { ServerOperator(server: server).run() }
    }
    // A fault may stop the server from within.
    Thread.detachNewThread { [raise = interruption.raise] in
      server.wait()
      raise()
    }
    interruption.wait()
  }

  private func declaredFault() throws -> Fault? {
    guard let fault else { return nil }
    let faults = try specs.load().faults
    if let declared = faults.first(where: { $0.id == fault }) { return declared }
    let hint = Suggestion.hint(fault, among: faults.map(\.id))
    throw Failure(.usage, "there is no fault '\(fault)'\(hint) ('scepspec list faults' shows them all)")
  }

  private func configuration() throws -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.layout = layout
    if let challenge { configuration.challenge = .fixed(challenge) }
    if let oneTime { configuration.challenge = .oneTime(oneTime.texts) }
    if let pending { configuration.approval = pending.approval }
    if let tlsCert, let tlsKey {
      configuration.tls = .init(certificates: try text(of: tlsCert), key: try text(of: tlsKey))
    }
    if !quiet { configuration.log = { event in Console.err(event.line + "\n") } }
    return configuration
  }

  private func start(_ configuration: ServerConfiguration, fault: Fault?) throws -> (ReferenceServer, URL) {
    do {
      let server = try ReferenceServer(configuration, fault: fault)
      return (server, try server.start())
    } catch {
      throw Failure(.usage, "the server cannot start: \(error)")
    }
  }

  private func text(of file: String) throws -> String {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Failure(.usage, "cannot read '\(file)'")
    }
    return text
  }

  private func write(_ text: String, to file: String) throws {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) } catch {
      throw Failure(.usage, "cannot write the CA certificates to '\(file)'")
    }
  }
}

extension ServerLayout: ExpressibleByArgument {}

/// `--pending 2` grants with the third request of a transaction, `--pending operator` when somebody says so.
struct Pending: ExpressibleByArgument {
  var approval: ServerConfiguration.Approval

  init?(argument: String) {
    if argument == "operator" {
      approval = .onCommand
    } else if let polls = Int(argument), (0...1_000).contains(polls) {
      approval = .afterPolls(polls)
    } else {
      return nil
    }
  }
}

/// `--one-time 5` makes five challenges, `--one-time a,b` takes these two.
struct OneTimeChallenges: ExpressibleByArgument {
  var texts: [String]
  /// Those that were made here, which somebody has to be told.
  var made: [String]

  init?(argument: String) {
    if let count = Int(argument) {
      guard (1...10_000).contains(count) else { return nil }
      made = (0..<count).map { _ in RandomText.make() }
      texts = made
    } else {
      made = []
      texts = argument.split(separator: ",").map(String.init)
      guard !texts.isEmpty else { return nil }
    }
  }
}
