import ArgumentParser
import ScepspecEngine
import ScepspecModel
import ScepspecRunning
import ScepspecSCEPExchange

/// What a run may ask of a server that others use too, and what it leaves behind.
struct MannersOptions: ParsableArguments {
  @Flag(
    name: .long, help: "Only send requests that make the server issue nothing: GetCACaps, GetCACert, GetNextCACert.")
  var safe = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Most certificates that the run may cause; then nothing is sent that could cause one more.",
      valueName: "number"))
  var budget: Int?

  @Option(name: .long, help: ArgumentHelp("Most requests in a second.", valueName: "number"))
  var rate: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      A shell command that approves a request that is left pending; it finds TRANSACTION_ID and SUBJECT in its \
      environment.
      """, valueName: "command"))
  var approveCommand: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      A shell command that is run at the end for each certificate issued; it finds SERIAL (hexadecimal) and SUBJECT \
      in its environment.
      """, valueName: "command"))
  var revokeCommand: String?

  func validate() throws {
    if let budget, budget < 0 { throw ValidationError("--budget is no less than 0.") }
    if let rate, !(0.01...1000).contains(rate) { throw ValidationError("--rate is from 0.01 to 1000 in a second.") }
  }

  /// Seconds between two requests.
  var pause: Double { rate.map { 1 / $0 } ?? 0 }

  var allowance: Allowance { Allowance(isSafe: safe, budget: budget) }

  /// Has one certificate revoked; `nil` where there is no command for it.
  var revoke: (@Sendable (IssuedCertificate) -> String?)? {
    guard let revokeCommand else { return nil }
    return { certificate in
      let names = ["SERIAL": certificate.serial, "SUBJECT": certificate.subject]
      return UserCommand("revoke command", revokeCommand, environment: names).problem()
    }
  }

  /// Takes back what the run left behind.
  ///
  /// - Parameter revoked: Serial numbers of those that the run has revoked already.
  /// - Returns: A remark for each certificate that stays.
  func cleanUp(_ certificates: [IssuedCertificate], revoked: Set<String>) -> [String] {
    guard let revoke else { return [] }
    return certificates.filter { !revoked.contains($0.serial) }.compactMap { certificate in
      revoke(certificate).map { "certificate \(certificate.serial) stays: \($0)" }
    }
  }

  /// These options, with what the target file says where nothing else is said.
  func filled(from target: Target?) -> MannersOptions {
    var filled = self
    filled.approveCommand = approveCommand ?? target?.commands.approve
    filled.revokeCommand = revokeCommand ?? target?.commands.revoke
    return filled
  }
}
