import ScepspecReferenceServer
import ScepspecReports

extension ServerEvent {
  /// The event as a line of a log; what the client sent is escaped.
  var line: String {
    var words = [method, operation ?? "-"]
    if let messageType { words.append(messageType) }
    if let subject { words.append("'\(subject)'") }
    words.append("->")
    words.append(httpStatus.map { "HTTP \($0)" } ?? "no reply")
    words += [pkiStatus, failInfo].compactMap { $0 }
    if let reason { words.append("(\(reason))") }
    return Escaping.visible(words.joined(separator: " "), limit: 400)
  }
}
