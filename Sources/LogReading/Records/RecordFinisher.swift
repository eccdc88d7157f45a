import ScepspecModel
import ScepspecPatterns

/// What all readers have in common at the end of a record: fields cut out of fields, whether what it shows holds, and
/// whether it is of the format.
///
/// Belongs to one thread.
final class RecordFinisher {
  private let extractions: [(from: [String], matcher: Matcher, fields: [String: String])]
  private let needs: [String]
  private let validity: ValidityReader?

  /// - Parameter judging: without, nothing is said about what holds for a time.
  init(_ format: CompiledFormat, judging: JudgingTime? = nil) {
    extractions = format.extractions.map { from, pattern in
      let fields = pattern.groupNames.map { ($0, LogFormat.Extraction.field(ofGroup: $0)) }
      return (from, Matcher(pattern), Dictionary(fields, uniquingKeysWith: { first, _ in first }))
    }
    needs = format.format.reader.needs
    validity = judging.flatMap { ValidityReader(format, $0) }
  }

  /// False where something is missing without which a record is not of this format.
  func finish(_ record: inout Record) -> Bool {
    if let verdict = validity?.read(record) { record.fields["validity"] = verdict.rawValue }
    for (from, matcher, fields) in extractions {
      guard let text = record.joined(from), let found = try? matcher.match(text) else { continue }
      for (name, value) in found where !value.isEmpty { record.fields[fields[name] ?? name] = value }
    }
    return needs.allSatisfy { record.fields[$0] != nil }
  }
}
