/// What became of a delivery, as far as the logs tell.
public enum Conclusion: String, CaseIterable, Hashable, Sendable {
  case success
  case failure
  /// Somebody has to act on the device.
  case waitingForUser = "waiting-for-user"
  case inProgress = "in-progress"
  /// A step is proven, but nothing says how it ended.
  case stepProven = "step-proven"
  /// What was read does not tell.
  case insufficient
  /// What was read is not about this.
  case unrelated = "not-scep"
}
