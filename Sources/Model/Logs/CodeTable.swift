/// What numbers or words mean that a system prints.
public struct CodeTable: Hashable, Sendable {
  public var id: String
  public var title: String
  /// How its codes are written, and so compared.
  public var spelling: Spelling
  public var entries: [String: Entry]
  /// Codes that hold a code of another table.
  public var ranges: [Range]
  public var location: Location

  public init(
    id: String, title: String, spelling: Spelling, entries: [String: Entry], ranges: [Range] = [],
    location: Location
  ) {
    self.id = id
    self.title = title
    self.spelling = spelling
    self.entries = entries
    self.ranges = ranges
    self.location = location
  }

  public enum Spelling: String, CaseIterable, Hashable, Sendable {
    /// 32 bits as `0x` and eight lower-case digits; signed and unsigned decimals are read too.
    case hexadecimal
    case decimal
    /// Letters as they are, compared without their case.
    case text
  }

  public struct Entry: Hashable, Sendable {
    /// The symbol, such as `CRYPT_E_HASH_VALUE`; `nil` where there is none.
    public var symbol: String?
    public var text: String
    /// It tells of no failure.
    public var isGood: Bool
    /// What it usually comes of here.
    public var cause: String?
    public var remedy: String?
    public var provenance: Provenance

    public init(
      symbol: String? = nil, text: String, isGood: Bool = false, cause: String? = nil, remedy: String? = nil,
      provenance: Provenance = Provenance()
    ) {
      self.symbol = symbol
      self.text = text
      self.isGood = isGood
      self.cause = cause
      self.remedy = remedy
      self.provenance = provenance
    }
  }

  /// Codes from `first` to `last` are `base` plus a code of `table`.
  public struct Range: Hashable, Sendable {
    public var first: Int
    public var last: Int
    public var base: Int
    public var table: String
    /// What the range is, such as `HTTP status`.
    public var text: String

    public init(first: Int, last: Int, base: Int, table: String, text: String) {
      self.first = first
      self.last = last
      self.base = base
      self.table = table
      self.text = text
    }
  }
}
