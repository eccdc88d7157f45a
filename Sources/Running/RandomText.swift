/// Secrets that nobody can guess.
public enum RandomText {
  /// 80 bits from the system's generator, in characters that nobody mistakes for another.
  public static func make() -> String {
    let characters = Array("abcdefghjkmnpqrstuvwxyz23456789z")
    var generator = SystemRandomNumberGenerator()
    return String((0..<16).map { _ in characters[Int.random(in: 0..<characters.count, using: &generator)] })
  }
}
