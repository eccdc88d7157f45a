import Foundation
import ScepspecHTTPWire
import ScepspecRunning
import ScepspecSCEPExchange

extension SCEPServer {
  /// The server as a run sees it.
  ///
  /// - Throws: `SCEPTestingError` where the URL or a setting cannot be used.
  func subject() throws(SCEPTestingError) -> Subject {
    Subject(settings: try settings(), secrets: secrets, seed: seed, keys: Self.keys)
  }

  /// Of all runs of this process.
  private static let keys = ClientKeys()

  var allowance: Allowance { Allowance(isSafe: isSafe, budget: budget) }

  private var secrets: [String] { if case .fixed(let text) = challenge { [text] } else { [] } }

  private func settings() throws(SCEPTestingError) -> TargetSettings {
    guard timeout > 0, timeout <= 600 else {
      throw SCEPTestingError("timeout is in seconds, more than 0 and no more than 600")
    }
    guard (0...86_400).contains(pollFor) else {
      throw SCEPTestingError("pollFor is in seconds, no less than 0 and no more than 86400")
    }
    var settings = TargetSettings(url: try target(), caIdentifier: caIdentifier, timeout: timeout)
    settings.userAgent = "scepspec (conformance test)"
    settings.freshKeys = usesFreshKeys
    settings.pollFor = pollFor
    settings.oldAlgorithms = usesOldAlgorithms
    settings.sendsByGET = sendsByGET
    settings.approveCommand = approveCommand
    switch challenge {
    case .none: settings.challenge = .none
    case .fixed(let text): settings.challenge = .fixed(text)
    case .command(let command): settings.challenge = .command(command)
    }
    switch trust {
    case .system: settings.trust = .system
    case .anything: settings.trust = .insecure
    case .file(let file):
      guard FileManager.default.isReadableFile(atPath: file) else {
        throw SCEPTestingError("the file '\(file)' of trusted certificates cannot be read")
      }
      settings.trust = .file(file)
    }
    return settings
  }

  private func target() throws(SCEPTestingError) -> TargetURL {
    do {
      return try TargetURL(url)
    } catch {
      // A password that was refused is none of a log's business.
      let shown = error.code == .userInfo ? "the URL" : "'\(url)'"
      throw SCEPTestingError("\(shown) cannot be tested: \(error.reason)")
    }
  }
}
