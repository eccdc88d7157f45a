/// HTTP messages one after the other in the octets of a recorded connection.
public enum RecordedStream {
  /// A message, and where it stands in the octets of its direction.
  public struct Placed<Message: Sendable>: Sendable {
    public var message: Message
    public var range: Range<Int>
  }

  /// The requests as far as they are whole HTTP; what follows a broken one is not looked at.
  public static func requests(
    _ octets: [UInt8], limits: HTTPServer.Limits = HTTPServer.Limits()
  ) -> [Placed<HTTPRequest>] {
    var found: [Placed<HTTPRequest>] = []
    var start = 0
    while start < octets.count {
      // Empty lines before a request are skipped.
      while start < octets.count, octets[start] == 0x0D || octets[start] == 0x0A { start += 1 }
      let window = Array(octets[start..<min(octets.count, start + 2 * limits.body + limits.head)])
      guard let request = RequestReader(limits: limits, early: window).request,
        request.method.utf8.allSatisfy({ 65...90 ~= $0 })
      else { return found }
      found.append(Placed(message: request, range: start..<start + request.bytes.count))
      start += request.bytes.count
    }
    return found
  }

  /// The replies to those requests, in order; one that lasts to the end of the connection takes all that is left.
  public static func responses(
    _ octets: [UInt8], to requests: [HTTPRequest], limits: HTTPLimits = HTTPLimits()
  ) -> [Placed<HTTPResponse>] {
    var found: [Placed<HTTPResponse>] = []
    var start = 0
    for request in requests where start < octets.count {
      var reader = ResponseReader(isHeadRequest: request.method == "HEAD", limits: limits)
      reader.take(Array(octets[start..<min(octets.count, start + 2 * limits.body + limits.head)]))
      reader.end("the recording ended")
      guard let response = reader.response else { return found }
      let end = start + (reader.end ?? octets.count - start)
      found.append(Placed(message: response, range: start..<end))
      start = end
    }
    return found
  }
}
