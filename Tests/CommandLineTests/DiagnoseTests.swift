import Foundation
import Testing

@Suite("diagnose")
struct DiagnoseTests {
  /// The lines of the article that the project grew from.
  private static let root = """
    2018-02-27T04:50:52.1890000    INFO    Event     com.microsoft.omadm.platforms.android.certmgr.state.NativeRootCertInstallStateMachine     9595        9    Root cert '17…' state changed from CERT_INSTALL_REQUESTED to CERT_INSTALL_REQUESTED
    2018-02-27T04:53:31.1300000    INFO    Event     com.microsoft.omadm.platforms.android.certmgr.state.NativeRootCertInstallStateMachine     9595        0    Root cert '17…' state changed from CERT_INSTALL_REQUESTED to CERT_INSTALLING
    2018-02-27T04:53:32.0390000    INFO    Event     com.microsoft.omadm.platforms.android.certmgr.state.NativeRootCertInstallStateMachine     9595       14    Root cert '17…' state changed from CERT_INSTALLING to CERT_INSTALL_SUCCESS

    """

  /// The first lines of it.
  private static func lines(_ count: Int) -> String {
    root.split(separator: "\n").prefix(count).joined(separator: "\n") + "\n"
  }

  private func diagnose(_ bytes: Data, named name: String = "x.log", _ options: String...) throws -> Binary.Outcome {
    let folder = try Scratch()
    let file = folder.url.appendingPathComponent(name)
    try bytes.write(to: file)
    return try Binary.run(["diagnose", file.path] + options)
  }

  @Test("A delivery that ended well ends with 0 and says where it stands")
  func success() throws {
    let outcome = try diagnose(Data(Self.root.utf8))
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.hasPrefix("✔ success"))
    #expect(outcome.out.contains("CERT_INSTALL_SUCCESS"))
  }

  @Test("Where the user has to act it ends with 1, and says what else it could mean and what comes next")
  func waiting() throws {
    let outcome = try diagnose(Data(Self.lines(1).utf8))
    #expect(outcome.status == 1)
    #expect(outcome.out.hasPrefix("! waiting-for-user"))
    #expect(outcome.out.contains("android-enterprise, knox: in-progress"))
    #expect(outcome.out.contains("CERT_INSTALLING"))
  }

  @Test("With the kind of enrolment said, the same log means the other thing")
  func enrolment() throws {
    let outcome = try diagnose(Data(Self.lines(1).utf8), named: "x.log", "--enrolment", "knox")
    #expect(outcome.status == 2)
    #expect(outcome.out.hasPrefix("… in-progress"))
  }

  @Test("The JSON report is complete, and equal for equal input")
  func json() throws {
    let folder = try Scratch()
    let path = try folder.write(Self.root, to: "OMADM.log")
    let first = try Binary.run("diagnose", path, "--format", "json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(first.out.utf8)) as? [String: Any])
    #expect(report["format"] as? String == "scepspec-diagnosis/1")
    #expect(report["conclusion"] as? String == "success")
    #expect((report["stoppedAt"] as? [String: Any])?["state"] as? String == "CERT_INSTALL_SUCCESS")
    #expect(try Binary.run("diagnose", path, "--format", "json").out == first.out)
  }

  @Test("What is no log is said in one line, and ends with 65", arguments: ["", "\u{0}\u{1}\u{2}\u{3}", "Hello.\n"])
  func stranger(_ text: String) throws {
    let outcome = try diagnose(Data(text.utf8))
    #expect(outcome.status == 65)
    #expect(outcome.out.contains("insufficient"))
    #expect(outcome.out.contains("x.log  not recognised"))
  }

  @Test("Random bytes never crash it")
  func random() throws {
    var state: UInt64 = 88_172_645_463_325_252
    let bytes = (0..<200_000).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    #expect(try diagnose(Data(bytes)).status == 65)
  }

  @Test("A file that is not there, an unknown format and a malformed offset are told in one line")
  func usage() throws {
    let missing = try Binary.run("diagnose", "no-such.log")
    #expect(missing.status == 65)
    #expect(missing.errLines == ["scepspec: there is no file or folder 'no-such.log'"])
    let folder = try Scratch()
    let path = try folder.write(Self.root, to: "OMADM.log")
    #expect(try Binary.run("diagnose", path, "--as-format", "nonsense").status == 64)
    #expect(try Binary.run("diagnose", path, "--enrolment", "nonsense").status == 64)
    #expect(try Binary.run("diagnose", path, "--offset", "OMADM.log=1h").status == 64)
    #expect(try Binary.run("diagnose").status == 64)
  }

  @Test("Escape sequences of a hostile log never reach the terminal")
  func escapes() throws {
    let hostile = Self.root.replacingOccurrences(of: "17…", with: "17\u{1B}[31m\u{202E}")
    let outcome = try diagnose(Data(hostile.utf8))
    #expect(!outcome.out.contains("\u{1B}"))
    #expect(!outcome.out.contains("\u{202E}"))
  }
}
