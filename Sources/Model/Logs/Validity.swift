/// What can be said of something that holds for a time.
public enum Validity: String, CaseIterable, Hashable, Sendable {
  case valid
  case notYetValid = "not-yet-valid"
  case expired
  /// The times can be read in several ways that do not agree, or their unknown zone decides.
  case unclear
}
