/// How the records of a log are recognised and cut into fields, with sample records.
public struct LogFormat: Hashable, Sendable {
  public var id: String
  public var title: String
  /// Formats that hold the same messages, such as the exports of one event log, are a family; events are declared once
  /// for it.
  public var family: String
  public var reader: LogReader
  /// Further fields, cut out of fields; in this order.
  public var extract: [Extraction]
  public var time: TimeReading?
  /// From when until when what a record shows holds; the record field `validity` comes of it.
  public var validity: ValidityReading?
  public var samples: [Sample]
  /// Texts that are not in this format.
  public var rejects: [String]
  public var provenance: Provenance
  public var location: Location

  public init(
    id: String, title: String, family: String, reader: LogReader, extract: [Extraction] = [],
    time: TimeReading? = nil, validity: ValidityReading? = nil, samples: [Sample] = [], rejects: [String] = [],
    provenance: Provenance = Provenance(), location: Location
  ) {
    self.id = id
    self.title = title
    self.family = family
    self.reader = reader
    self.extract = extract
    self.time = time
    self.validity = validity
    self.samples = samples
    self.rejects = rejects
    self.provenance = provenance
    self.location = location
  }

  /// Fields that the named groups of a pattern cut out of another field.
  public struct Extraction: Hashable, Sendable {
    /// The record fields that are looked at, joined by one blank; all have to be there.
    public var from: [String]
    public var pattern: String

    public init(from: [String], pattern: String) {
      self.from = from
      self.pattern = pattern
    }

    /// The record field that a named group fills: two low lines stand for a dot, which names of groups cannot hold.
    public static func field(ofGroup name: String) -> String {
      var field = ""
      var rest = Substring(name)
      while let place = rest.firstRange(of: "__") {
        field += rest[..<place.lowerBound] + "."
        rest = rest[place.upperBound...]
      }
      return field + rest
    }
  }

  /// Where the time stands and how it is written.
  public struct TimeReading: Hashable, Sendable {
    /// Record fields, joined by one blank.
    public var from: [String]
    /// Patterns with the groups `year month day hour minute second fraction meridiem zone minutes milliseconds`;
    /// `month` is a number or an English name, `zone` is `Z`, `+hh:mm` or `+hhmm`, `minutes` are to be added to reach
    /// UTC, `milliseconds` count from 1970-01-01T00:00:00Z.
    public var patterns: [String]
    /// What holds where no zone is written: `utc`, or `local` for the unknown one of the machine.
    public var isUTC: Bool

    public init(from: [String], patterns: [String], isUTC: Bool) {
      self.from = from
      self.patterns = patterns
      self.isUTC = isUTC
    }
  }

  /// Two times in one record, between which something holds.
  public struct ValidityReading: Hashable, Sendable {
    /// Record fields with the beginning and the end.
    public var from: String
    public var until: String
    /// As those of `TimeReading`. Several may fit, such as day before month and month before day: both times are read
    /// with the same, and what they say differently is not clear.
    public var patterns: [String]
    /// What holds where no zone is written, as in `TimeReading`.
    public var isUTC: Bool

    public init(from: String, until: String, patterns: [String], isUTC: Bool) {
      self.from = from
      self.until = until
      self.patterns = patterns
      self.isUTC = isUTC
    }
  }

  /// A piece of a log and what its first record comes to.
  public struct Sample: Hashable, Sendable {
    public var text: String
    /// Record fields that are expected, a selection.
    public var fields: [String: String]
    /// The expected time as `YYYY-MM-DDTHH:MM:SS[.ffffff][Z]`.
    public var time: String?
    public var location: Location

    public init(text: String, fields: [String: String], time: String? = nil, location: Location) {
      self.text = text
      self.fields = fields
      self.time = time
      self.location = location
    }
  }
}

/// The general ways to read records; which fields they have is said by the format.
public struct LogReader: Hashable, Sendable {
  public var kind: Kind
  /// `lines`: patterns of a record's first line, whose groups are its fields; the first that matches counts.
  public var heads: [String]
  /// `lines`: which other lines belong to the record before them.
  public var continued: Continuation
  /// `lines`: what is replaced in every line before anything else looks at it.
  public var clean: [Replacement]
  /// `delimited`: the separators that there may be, one character each.
  public var separators: [String]
  /// `delimited`, `w3c`: headings in the orders that may hold where no row of headings stands, as in excerpts; the first
  /// with as many columns as a row counts, else the first.
  public var columns: [[String]]
  /// `xml`, `evtx`: the names of the elements that are records.
  public var elements: [String]
  /// All but `lines`: each record field with the places that it may stand at, the first present one counts. A place is
  /// a column's heading (`delimited`, `w3c`), a key (`blocks`), a dotted path (`json`), or `Element/Element@attribute`
  /// below the record (`xml`, `evtx`). `*` is the column without a heading, or the text behind the last key.
  public var fields: [String: [String]]
  /// Places of the list of named or unnamed values; the record fields `data.NAME` and `data.0`, `data.1`, … come of it.
  public var data: [String]
  /// `blocks`: keys with which a record begins.
  public var begins: [String]
  /// Record fields without which a record is not of this format.
  public var needs: [String]

  public init(
    kind: Kind, heads: [String] = [], continued: Continuation = .any, clean: [Replacement] = [],
    separators: [String] = [], columns: [[String]] = [], elements: [String] = [], fields: [String: [String]] = [:],
    data: [String] = [], begins: [String] = [], needs: [String] = []
  ) {
    self.kind = kind
    self.heads = heads
    self.continued = continued
    self.clean = clean
    self.separators = separators
    self.columns = columns
    self.elements = elements
    self.fields = fields
    self.data = data
    self.begins = begins
    self.needs = needs
  }

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A record begins with a line that a pattern matches.
    case lines
    /// Columns under a row of headings, separated by a character; values may be quoted.
    case delimited
    /// W3C extended log file format: `#Fields:` names the columns and may change.
    case w3c
    /// JSON: one object, an array, one object a line, or objects in a row.
    case json
    /// XML elements, with or without one root.
    case xml
    /// Windows event log file: the same elements as `xml`.
    case evtx
    /// `Key: value` lines.
    case blocks
    /// X.509 certificates: PEM, DER, PKCS #7. The fields are given by the reader.
    case certificates
  }

  public enum Continuation: String, CaseIterable, Hashable, Sendable {
    /// Every line that begins no record.
    case any
    /// Lines that begin with a blank.
    case indented
    /// None: each record is one line.
    case none
  }

  public struct Replacement: Hashable, Sendable {
    public var replace: String
    public var with: String

    public init(replace: String, with: String) {
      self.replace = replace
      self.with = with
    }
  }
}

/// Where a fact comes from and how sure it is.
public struct Provenance: Hashable, Sendable {
  public var source: String
  public var confidence: Confidence

  public init(source: String = "", confidence: Confidence = .inferred) {
    self.source = source
    self.confidence = confidence
  }

  /// The letters with which specifications mark it.
  public enum Confidence: String, CaseIterable, Hashable, Sendable {
    /// In the article that the project grew from.
    case seed = "S"
    /// Documented by the vendor, or visible in the source code.
    case documented = "D"
    /// Seen in a log that somebody published.
    case published = "P"
    /// From a public listing that nobody vouches for.
    case unofficial = "U"
    /// General knowledge of the platform.
    case known = "K"
    /// Inferred by us: said as a hint.
    case inferred = "I"
  }
}
