/// How far reading goes before an input is called hostile or a mistake.
public struct InputLimits: Hashable, Sendable {
  /// Layers of packing inside each other; `a.zip` holding `b.tar.gz` is three (zip, gzip, tar).
  public var layers: Int = 4
  /// Members of one named archive, those of archives in it included; also the files found in all named folders.
  public var members: Int = 50_000
  /// Folders inside each other.
  public var folders: Int = 64
  /// Bytes that one named archive may unpack to.
  public var expandedBytes: Int = 16 << 30
  /// How many times its own size an archive may unpack to. A log compresses 10 to 100 times, a bomb 1,000 and more.
  public var expansion: Int = 500
  /// Unpacked bytes below which the expansion does not matter.
  public var expansionFloor: Int = 256 << 20
  /// Bytes of a zip's list of members that are kept in memory; with a longer one it is read from its beginning, without it.
  public var zipDirectory: Int = 16 << 20
  /// Problems that are kept; later ones are only counted.
  public var problems: Int = 1_000
  /// Bytes of a block that is handed out, and of each buffer between layers.
  public var block: Int = 1 << 20

  public init() {}
}
