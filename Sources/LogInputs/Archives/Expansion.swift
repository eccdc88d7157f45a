/// What one named archive has cost so far, against the bounds.
final class Expansion {
  /// Set once a bound is broken: nothing more is read of the named archive.
  private(set) var broken: InputProblem?
  private let limits: InputLimits
  private var packed: Int
  private var growing: Bool
  private var members = 0
  private var expanded: [Int: Int] = [:]

  /// - Parameter packed: bytes of the named archive, `nil` where only reading tells.
  init(packed: Int?, limits: InputLimits) {
    self.limits = limits
    self.packed = packed ?? 0
    growing = packed == nil
  }

  /// Bytes of the named archive that have been read.
  func took(_ count: Int) {
    if growing { packed += count }
  }

  func member(_ name: String) {
    members += 1
    guard members > limits.members else { return }
    fail(name, "is beyond the bound of \(limits.members) members: the rest of the archive is not read")
  }

  /// Bytes unpacked from a layer; the layers count apart, since a tar in a gzip passes twice.
  func gave(_ count: Int, layer: Int, _ name: String) {
    let sum = expanded[layer, default: 0] + count
    expanded[layer] = sum
    if sum > limits.expandedBytes {
      fail(name, "the archive unpacks to more than \(limits.expandedBytes >> 20) MiB: not read further")
    } else if sum > limits.expansionFloor, sum / limits.expansion > packed {
      fail(
        name,
        "the archive unpacks to more than \(limits.expansion) times its size (\(sum >> 20) MiB from \(packed) bytes), as made to do harm: not read further"
      )
    }
  }

  func tooDeep(_ name: String) {
    fail(name, "is packed more than \(limits.layers) layers deep: not read further")
  }

  private func fail(_ name: String, _ what: String) {
    guard broken == nil else { return }
    broken = InputProblem(.limit, name, what + "; unpack it by hand and name what is wanted")
  }
}
