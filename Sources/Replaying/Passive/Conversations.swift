import ScepspecHTTPWire

/// Tells the clients of a recording apart: by the key that signs, by the address or TCP connection where the recording
/// says it. Somebody who asks without a message and without address is anybody.
struct Clients {
  private var byAddress: [String: Int] = [:]
  private var byConnection: [String: Int] = [:]
  private var byKey: [[UInt8]: Int] = [:]
  private var addresses: [Int: String] = [:]
  private var count = 0
  /// Names that are kept; later ones are not told apart from anybody.
  private static let most = 200_000

  /// - Parameter keys: The public keys that the request shows: the signer's, and the one to be certified.
  /// - Returns: The number of the client, 1-based; `nil` where nothing tells. Where a known key comes from an address
  ///   that another client was seen at, that one too: what it was told there, this one may know.
  mutating func identify(
    address: String?, connection: String?, keys: [[UInt8]]
  ) -> (client: Int?, neighbour: Int?) {
    let neighbour = address.flatMap { byAddress[$0] }
    let client = number(address: address, connection: connection, keys: keys)
    return (client, neighbour == client ? nil : neighbour)
  }

  private mutating func number(address: String?, connection: String?, keys: [[UInt8]]) -> Int? {
    let known =
      keys.compactMap { byKey[$0] }.first ?? address.flatMap { byAddress[$0] }
      ?? (address == nil ? connection.flatMap { byConnection[$0] } : nil)
    guard known != nil || address != nil || !keys.isEmpty else { return nil }
    guard byKey.count + byAddress.count + byConnection.count < Self.most else { return known }
    if known == nil { count += 1 }
    let client = known ?? count
    for key in keys where byKey[key] == nil { byKey[key] = client }
    if let address, byAddress[address] == nil { byAddress[address] = client }
    if let connection { byConnection[connection] = client }
    if let address { addresses[client] = address }
    return client
  }

  /// Where the client was seen last.
  func address(of client: Int?) -> String? { client.flatMap { addresses[$0] } }
}

/// The server of a request: its URL without query.
enum ServerName {
  static func make(_ request: RawRequest) -> String {
    let target = RequestText(request.bytes).target
    let path = String(target.prefix { $0 != "?" && $0 != "#" })
    // A proxy is asked with the whole URL.
    if path.lowercased().hasPrefix("http://") || path.lowercased().hasPrefix("https://") { return path }
    let isUsual = request.port == (request.isTLS ? 443 : 80)
    let host = request.host.contains(":") ? "[\(request.host)]" : request.host.lowercased()
    return "\(request.isTLS ? "https" : "http")://\(host)\(isUsual ? "" : ":\(request.port)")\(path)"
  }
}
