import BundledSpecs
import ScepspecDecoding
import ScepspecModel
import ScepspecReports
import ScepspecSpecLoading

/// What `scepspec decode` is given: messages in every wrapping, PEM, base64, URLs, dumps.
enum DecodeTarget {
  private static let decoder = Decoder(
    codes: SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: [.codes]).specifications?.codes
      ?? [:])

  @Sendable static func take(_ octets: [UInt8]) {
    _ = JSONDecoding.render([decoder.decode(octets, name: "input")], tool: "fuzz")
  }
}
