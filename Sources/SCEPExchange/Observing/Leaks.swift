/// Whether a reply gives a secret away.
enum Leaks {
  /// Shorter texts occur by chance.
  private static let shortestSecret = 4
  /// Octets of a reply that are searched.
  private static let most = 1 << 20

  /// Whether one of the texts occurs in one of the places.
  static func occurs(_ secrets: [String], in places: [[UInt8]]) -> Bool {
    secrets.map { Array($0.utf8) }.filter { $0.count >= shortestSecret }.contains { secret in
      places.contains { !Octets.places(of: secret, in: Array($0.prefix(most))).isEmpty }
    }
  }
}
