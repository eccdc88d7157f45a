/// What the beginning of an input holds, told in a few numbers: equal beginnings have equal numbers.
struct Fingerprint {
  /// Octets that it was made of.
  let length: Int
  /// Hashes of the first 128, 256, … octets, as far as there are so many, and of all.
  private let marks: [UInt64]
  private let whole: UInt64

  /// Shorter ones are no evidence: many logs begin with the same headings.
  static let least = 128

  init(_ sample: SampleOfInput) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var marks: [UInt64] = []
    var next = Self.least
    var count = 0
    for octet in sample.text.isEmpty ? sample.bytes : sample.text {
      hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3
      count += 1
      if count == next {
        marks.append(hash)
        next *= 2
      }
    }
    length = count
    whole = hash
    self.marks = marks
  }

  var first: UInt64? { marks.first }

  /// Whether one is the other, or in all likelihood a beginning of it.
  func agrees(with other: Fingerprint) -> Bool {
    if length == other.length { return whole == other.whole }
    let common = min(marks.count, other.marks.count)
    return common > 0 && marks[common - 1] == other.marks[common - 1]
  }
}

/// Finds inputs that are copies of another one, whole or cut short, as they come about when logs of one device are
/// collected twice.
struct Copies {
  private var known: [UInt64: [(input: (name: String, folder: String), fingerprint: Fingerprint)]] = [:]

  /// Inputs of one beginning that are compared.
  private static let most = 64

  /// The first input that this one is a copy of; `nil` where there is none, or no time tells the logs of two machines
  /// apart.
  mutating func original(of entry: Survey.Entry) -> (name: String, folder: String)? {
    guard let recognition = entry.recognition, recognition.earliest != nil, let first = entry.fingerprint.first else {
      return nil
    }
    let others = known[first, default: []]
    if let found = others.first(where: { $0.fingerprint.agrees(with: entry.fingerprint) }) { return found.input }
    if others.count < Self.most {
      known[first, default: []].append(((entry.input.name, entry.input.folder), entry.fingerprint))
    }
    return nil
  }
}
