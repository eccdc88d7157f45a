/// The paths that lead to the server: the one configured, and what old clients make of it (RFC 8894 section 4.1 wants
/// the path ignored as far as possible).
struct Endpoint: Sendable {
  /// With a leading slash and without a trailing one.
  let path: String

  init(_ path: String) {
    let trimmed = path.split(separator: "/").joined(separator: "/")
    self.path = "/" + trimmed
  }

  /// The odd things about a path that leads here; `nil` for one that does not.
  func traits(of path: String) -> Set<Tolerance>? {
    var traits: Set<Tolerance> = []
    var components = path.split(separator: "/", omittingEmptySubsequences: true)
    if path.count > 1, path.hasSuffix("/") { traits.insert(.trailingSlash) }
    if components.last?.lowercased() == "pkiclient.exe" {
      components.removeLast()
      traits.insert(.pathSuffix)
      if components.last == "cgi-bin" { components.removeLast() }
    }
    let own = self.path.split(separator: "/")
    let isBareProgram = components.isEmpty && traits.contains(.pathSuffix)
    return components == own || isBareProgram ? traits : nil
  }
}
