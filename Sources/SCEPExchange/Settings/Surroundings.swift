import Foundation
public import ScepspecCMS

/// The clock and the chance that an adapter uses, so that a test can hold both still.
public struct Surroundings: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var now: @Sendable () -> Int
  /// So many octets that nobody can guess.
  public var randomness: @Sendable (Int) -> [UInt8]
  /// Lets so many seconds pass.
  public var wait: @Sendable (Double) -> Void

  /// Without `now`, the system's clock.
  public init(
    now: (@Sendable () -> Int)? = nil, randomness: @escaping @Sendable (Int) -> [UInt8] = Randomness.bytes,
    wait: (@Sendable (Double) -> Void)? = nil
  ) {
    self.now = now ?? { Int(Date().timeIntervalSince1970) }
    self.randomness = randomness
    self.wait = wait ?? { Thread.sleep(forTimeInterval: $0) }
  }

  /// So many octets in hexadecimal digits.
  func hex(_ octets: Int) -> String { hexadecimal(randomness(octets)) }

  /// Content octets of a positive serial number that is all its own.
  func serialNumber() -> [UInt8] {
    var octets = randomness(16)
    if octets.isEmpty { octets = [1] }
    octets[0] = octets[0] & 0x3F | 0x40
    return octets
  }
}

func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
  octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Octets written as hexadecimal digits, perhaps with `0x` before or colons between; nil for anything else.
public func octets(hexadecimal text: String) -> [UInt8]? {
  var digits = text.lowercased()
  if digits.hasPrefix("0x") { digits.removeFirst(2) }
  let values = digits.filter { $0 != ":" && $0 != " " }.map(\.hexDigitValue)
  guard values.count.isMultiple(of: 2), !values.isEmpty else { return nil }
  var octets: [UInt8] = []
  for index in stride(from: 0, to: values.count, by: 2) {
    guard let high = values[index], let low = values[index + 1] else { return nil }
    octets.append(UInt8(high << 4 | low))
  }
  return octets
}
