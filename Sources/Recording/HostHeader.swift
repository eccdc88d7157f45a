import ScepspecHTTPWire

/// Another Host in a request, all other octets as they are.
enum HostHeader {
  /// The value of the first Host line is replaced; a request without one stays as it is.
  static func replaced(in request: HTTPRequest, by authority: String) -> [UInt8] {
    let octets = request.bytes
    var start = 0
    while let feed = octets[start...].firstIndex(of: 0x0A), feed > start, octets[start..<feed] != [0x0D] {
      let line = octets[start..<feed]
      if let colon = line.firstIndex(of: 0x3A), headerText(line[..<colon]).lowercased() == "host" {
        let ending: [UInt8] = line.last == 0x0D ? [0x0D] : []
        return Array(octets[...colon]) + [0x20] + Array(authority.utf8) + ending + Array(octets[feed...])
      }
      start = feed + 1
    }
    return octets
  }
}
