import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// HTTP as a careless client does it.
enum Fetch {
  /// The HTTP status; `nil` where nothing answers.
  static func status(_ url: String) async -> Int? { await get(url)?.status }

  /// The lines of GetCACaps; none where the server has something else to say.
  static func capabilities(of server: String) async -> [String] {
    guard let reply = await get(server + "?operation=GetCACaps"), reply.status == 200 else { return [] }
    return String(decoding: reply.body, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  private static func get(_ url: String) async -> (status: Int, body: Data)? {
    guard let url = URL(string: url), let (body, response) = try? await URLSession.shared.data(from: url),
      let status = (response as? HTTPURLResponse)?.statusCode
    else { return nil }
    return (status, body)
  }
}
