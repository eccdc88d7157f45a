import ScepspecLogInputs

extension UnsafeBufferPointer<UInt8> {
  /// Whether it is text as inputs are decoded to.
  var isCleanText: Bool { TextRepair.isClean(UnsafeRawBufferPointer(self)) }

  /// The text as inputs are decoded to.
  func withCleanText<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    guard !isCleanText else { return body(self) }
    return TextRepair.clean(UnsafeRawBufferPointer(self)).withUnsafeBufferPointer(body)
  }
}
