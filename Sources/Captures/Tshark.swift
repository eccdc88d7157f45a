import Foundation

/// Runs tshark over one file, within bounds, and reads what it prints.
struct Tshark: Sendable {
  let program: String
  let file: String

  /// One packet with TCP data.
  struct Packet: Sendable {
    var stream: Int
    /// Milliseconds since 1970-01-01T00:00:00Z.
    var time: Int
    /// `address:port` of the sender.
    var sender: String
    /// Octets of data.
    var octets: Int
  }

  func packets() throws(CaptureError) -> [Packet] {
    let fields = ["tcp.stream", "frame.time_epoch", "ip.src", "ipv6.src", "tcp.srcport", "tcp.len"]
    // What was sent again would count twice.
    let filter = "tcp.len > 0 and not tcp.analysis.retransmission"
    let text = try run(
      ["-Y", filter, "-T", "fields", "-E", "separator=|", "-E", "occurrence=l"] + fields.flatMap { ["-e", $0] })
    return text.split(separator: 0x0A).compactMap { line in
      let words = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count == fields.count, let stream = Int(words[0]), let octets = Int(words[5]) else { return nil }
      let address = words[2].isEmpty ? "[\(words[3])]" : words[2]
      return Packet(
        stream: stream, time: Self.milliseconds(words[1]), sender: "\(address):\(words[4])", octets: octets)
    }
  }

  /// The octets of these connections in both directions.
  func follow(_ streams: [Int]) throws(CaptureError) -> [Connection] {
    let text = try run(["-q"] + streams.flatMap { ["-z", "follow,tcp,raw,\($0)"] })
    return Connection.all(in: text)
  }

  /// Seconds with a fraction; some versions print an ISO 8601 time.
  private static func milliseconds(_ text: String) -> Int {
    if let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e11 { return Int(seconds * 1000) }
    return HARClock.milliseconds(text) ?? 0
  }

  /// - Returns: What it printed on standard output.
  private func run(_ arguments: [String]) throws(CaptureError) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      return try perform(arguments, in: folder)
    } catch let error as CaptureError {
      throw error
    } catch {
      throw CaptureError(file, "no temporary file can be made for what tshark prints")
    }
  }

  private func perform(_ arguments: [String], in folder: URL) throws -> [UInt8] {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let out = folder.appendingPathComponent("out")
    let problems = folder.appendingPathComponent("err")
    for place in [out, problems] { _ = FileManager.default.createFile(atPath: place.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // ulimit bounds what it may write (blocks of 512 octets); its own names are not looked up (-n).
    process.arguments =
      [
        "sh", "-c", "ulimit -f \(Capture.Bounds.output / 512); exec \"$@\"", "sh", program, "-n", "-r", file,
      ] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: problems)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + Capture.Bounds.seconds) == .timedOut {
      process.terminate()
      throw CaptureError(file, "tshark took longer than \(Int(Capture.Bounds.seconds)) s; split the capture")
    }
    if process.terminationReason == .exit, process.terminationStatus == 127 {
      throw CaptureError(file, "reading captured packets needs tshark (Debian package tshark), which is not installed")
    }
    guard process.terminationReason == .exit else {
      throw CaptureError(
        file, "tshark was ended by a signal: it prints at most \(Capture.Bounds.output) octets here; split the capture")
    }
    guard process.terminationStatus == 0 else {
      let said = String(decoding: (try? Data(contentsOf: problems).prefix(4_000)) ?? Data(), as: UTF8.self)
      let lines = said.split(separator: "\n").filter { !$0.hasPrefix("Running as user") }
      throw CaptureError(file, "tshark cannot read it: \(lines.last ?? "no reason given")")
    }
    return Array(try Data(contentsOf: out, options: .mappedIfSafe))
  }
}
