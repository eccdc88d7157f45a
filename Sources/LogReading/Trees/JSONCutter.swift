/// Cuts the top-level objects of JSON out of a stream: of one object, of an array, one a line, or in a row.
struct JSONCutter {
  /// Octets between objects that are neither blank, comma nor the brackets of an array.
  private(set) var strayLines = 0
  private(set) var cut = 0
  private var open: [UInt8] = []
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  private var line = 1
  private var start = 1
  private var isTooLong = false
  private var isStray = false

  var isOpen: Bool { depth > 0 }

  /// Calls `body` with each object and the line it begins on, until it returns false.
  mutating func take(_ block: [UInt8], _ body: (ArraySlice<UInt8>, Int) -> Bool) -> Bool {
    for octet in block {
      if octet == 0x0A { line += 1; isStray = false }
      if depth == 0 {
        outside(octet)
      } else {
        if open.count < RecordLimits.bytes { open.append(octet) } else { isTooLong = true }
        inside(octet)
        if depth == 0 {
          let isWhole = !isTooLong
          if isTooLong { cut += 1 }
          if isWhole, !body(open[...], start) { return false }
          open.removeAll(keepingCapacity: true)
        }
      }
    }
    return true
  }

  private mutating func outside(_ octet: UInt8) {
    switch octet {
    case 0x7B:
      (depth, start, isTooLong, inString, isEscaped) = (1, line, false, false, false)
      open.append(octet)
    case 0x2C, 0x5B, 0x5D: break
    default:
      if !octet.isBlankOrLineEnd, !isStray {
        isStray = true
        strayLines += 1
      }
    }
  }

  private mutating func inside(_ octet: UInt8) {
    if inString {
      if isEscaped {
        isEscaped = false
      } else if octet == 0x5C {
        isEscaped = true
      } else if octet == 0x22 {
        inString = false
      }
      return
    }
    switch octet {
    case 0x22: inString = true
    case 0x7B: depth += 1
    case 0x7D: depth -= 1
    default: break
    }
  }
}
