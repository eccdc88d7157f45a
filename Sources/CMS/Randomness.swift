/// Octets nobody can guess, from the operating system.
///
/// What must be repeatable takes a closure of the same shape instead.
public enum Randomness {
  public static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var octets: [UInt8] = []
    octets.reserveCapacity(count + 8)
    while octets.count < count {
      let word = generator.next()
      for shift in stride(from: 0, to: 64, by: 8) { octets.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
    octets.removeLast(octets.count - max(0, count))
    return octets
  }
}
