import ArgumentParser
import Foundation
import ScepspecHTTPWire
import ScepspecSCEPExchange

/// How to talk to the target.
struct AccessOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The challenge password that the server asks for.", valueName: "text"))
  var challenge: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A shell command that prints a fresh one-time challenge; run for each enrolment, for 30 seconds at most.",
      valueName: "command"))
  var challengeCommand: String?

  @Flag(
    name: .long,
    help: "Make a key for each enrolment from the start, not only once the server has turned down a key that it knows.")
  var freshKeys = false

  @Flag(name: .long, help: "Send ordinary requests with triple DES and SHA-1, for servers that know nothing better.")
  var oldAlgorithms = false

  @Flag(name: .long, help: "Send messages by GET, for servers that do not take POST.")
  var get = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long a request that is left pending is polled, for somebody to approve it.", valueName: "seconds"))
  var pollFor: Double = 5

  @Option(name: .long, help: ArgumentHelp("The CA identifier that GetCACaps and GetCACert carry.", valueName: "text"))
  var caIdentifier: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The digest of the CA certificate, in hex; another CA is refused.", valueName: "hex"))
  var caFingerprint: String?

  @Option(name: .long, help: ArgumentHelp("Longest time for one exchange.", valueName: "seconds"))
  var timeout: Double = 10

  @Option(name: .long, help: ArgumentHelp("Makes names, nonces and identifiers repeatable.", valueName: "number"))
  var seed: UInt64?

  @Flag(name: .long, help: "Do not verify the server's TLS certificate.")
  var insecure = false

  @Option(name: .long, help: ArgumentHelp("Trust the TLS certificates in this PEM file.", valueName: "file"))
  var trust: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A certificate of the tested CA that has expired (PEM or DER), to see that it renews nothing.", valueName: "file")
  )
  var expiredCertificate: String?

  @Option(name: .long, help: ArgumentHelp("The private key of --expired-certificate (PEM).", valueName: "file"))
  var expiredKey: String?

  /// Whether an option says something that only holds for a server named by URL.
  var namesServer: Bool {
    challenge != nil || challengeCommand != nil || caIdentifier != nil || caFingerprint != nil || insecure
      || trust != nil || expiredCertificate != nil || expiredKey != nil
  }

  /// - Throws: `Failure` (wrong usage) where the URL or an option cannot be used.
  func settings(url: String) throws -> TargetSettings {
    let target: TargetURL
    do {
      target = try TargetURL(url)
    } catch {
      // A password that was refused is none of a log's business.
      let shown = error.code == .userInfo ? "the URL" : "'\(url)'"
      throw Failure(.usage, "\(shown) cannot be tested: \(error.reason)")
    }
    var settings = TargetSettings(url: target, caIdentifier: caIdentifier, timeout: timeout)
    settings.userAgent = "\(Tool.name.replacing(" ", with: "/")) (conformance test)"
    settings.freshKeys = freshKeys
    settings.pollFor = pollFor
    settings.oldAlgorithms = oldAlgorithms
    settings.sendsByGET = get
    if let challenge { settings.challenge = .fixed(challenge) }
    if let challengeCommand { settings.challenge = .command(challengeCommand) }
    if let caFingerprint {
      guard let fingerprint = octets(hexadecimal: caFingerprint), [16, 20, 32].contains(fingerprint.count) else {
        throw Failure(.usage, "--ca-fingerprint is a SHA-256, SHA-1 or MD5 digest in hexadecimal digits")
      }
      settings.caFingerprint = fingerprint
    }
    if let trust {
      guard FileManager.default.isReadableFile(atPath: trust) else {
        throw Failure(.usage, "the file '\(trust)' of --trust cannot be read")
      }
      settings.trust = .file(trust)
    }
    if insecure { settings.trust = .insecure }
    settings.expired = try expired()
    return settings
  }

  /// The command that repeats a run, without its secret.
  func rerun(url: String?, specs: SpecsOptions) -> String {
    var words = ["scepspec", "test"] + [url].compactMap { $0 }
    if challenge != nil { words += ["--challenge", "…"] }
    if challengeCommand != nil { words += ["--challenge-command", "…"] }
    if let caIdentifier { words += ["--ca-identifier", caIdentifier] }
    if oldAlgorithms { words.append("--old-algorithms") }
    if get { words.append("--get") }
    if freshKeys { words.append("--fresh-keys") }
    if insecure { words.append("--insecure") }
    if let trust { words += ["--trust", trust] }
    if expiredCertificate != nil { words += ["--expired-certificate", "…", "--expired-key", "…"] }
    if let specs = specs.specs { words += ["--specs", specs] }
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell needs it.
  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/:._-%=@…".unicodeScalars.contains(scalar)
    }
    return plain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
