import ArgumentParser
import Foundation
import ScepspecCMS
import ScepspecDecoding
import ScepspecModel
import ScepspecReports

struct Decode: Command {
  static let configuration = CommandConfiguration(
    abstract: "Explains SCEP messages, certificates and what belongs to them, whole or cut.",
    discussion: """
      Takes DER, BER and PEM, base64 in any spelling, whole GET URLs, lines of logs that hold one, hex dumps, HTTP \
      requests and replies, the words of GetCACaps: as files, '-' for standard input, or the text itself as an argument.

      Exit codes: 0 everything was read to its end; 1 a message is cut or broken; 64 wrong usage; 65 nothing was \
      recognised; 70 a fault of the tool itself.
      """)

  @Argument(help: "Files, '-', or the text of a message: a URL, base64.")
  var inputs: [String] = ["-"]

  @Option(
    name: .long, help: ArgumentHelp("A private key in PEM that may open the envelope. Repeatable.", valueName: "file"))
  var key: [String] = []

  @Flag(name: .long, help: "Show the challengePassword itself, not only how long it is. Private keys stay hidden.")
  var showChallenge = false

  @Flag(name: .long, help: "Only the summary, without the tree of elements.")
  var summary = false

  @OptionGroup(title: "Specifications") var specs: SpecsOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if inputs.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read once only.") }
  }

  func execute() throws {
    let keys = try key.map(PrivateKeyFile.read)
    let decoder = Decoder(codes: try specs.loadCodes(), keys: keys, showsSecrets: showChallenge)
    var decoded: [DecodedInput] = []
    var unread: [String] = []
    for input in inputs {
      let (octets, name) = try MessageInput.read(input)
      let result = decoder.decode(octets, name: name)
      if result.messages.isEmpty { unread.append(name) } else { decoded.append(result) }
    }
    if !decoded.isEmpty { try write(decoded) }
    if let first = unread.first {
      let others = unread.count > 1 ? " and \(unread.count - 1) more" : ""
      throw Failure(.badData, "nothing to decode in '\(first)'\(others): \(Decoder.tried)")
    }
    let isWhole = decoded.allSatisfy { $0.messages.allSatisfy(\.isComplete) }
    throw ExitCode((isWhole ? ExitStatus.clean : .findings).rawValue)
  }

  private func write(_ decoded: [DecodedInput]) throws {
    switch output.format {
    case .json: try Console.out(JSONDecoding.render(decoded, tool: Tool.name))
    case .text: try Console.out(TextDecoding(usesColour: output.usesColour, showsTree: !summary).render(decoded))
    }
  }
}
