/// Tag and length at the start of octets that we made ourselves: one tag octet or more and a definite length.
///
/// What peers send is read by the lenient parser of this module instead.
public struct DefiniteHeader: Sendable {
  public let tagOctets: Int
  public let lengthOctets: Int
  public let contentLength: Int

  public init?(_ octets: ArraySlice<UInt8>) {
    var position = octets.startIndex
    guard position < octets.endIndex else { return nil }
    if octets[position] & 0x1F == 0x1F {
      repeat { position += 1 } while position < octets.endIndex && octets[position] & 0x80 != 0
    }
    position += 1
    guard position < octets.endIndex else { return nil }
    tagOctets = position - octets.startIndex
    let first = octets[position]
    guard first & 0x80 != 0 else {
      lengthOctets = 1
      contentLength = Int(first)
      return
    }
    let count = Int(first & 0x7F)
    guard (1...7).contains(count), octets.endIndex - position > count else { return nil }
    contentLength = octets[(position + 1)...(position + count)].reduce(0) { $0 << 8 | Int($1) }
    lengthOctets = 1 + count
  }
}
