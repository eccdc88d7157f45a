import Foundation
import Testing

@Suite("lint")
struct LintTests {
  @Test("The bundled specifications are in order")
  func bundled() throws {
    let outcome = try Binary.run("lint")
    #expect(outcome.status == 0, "\(outcome.out)")
    #expect(outcome.out.hasSuffix("no problem\n"))
  }

  @Test("An unknown key is named with file, line, column and the nearest right word")
  func unknownKey() throws {
    let folder = try Scratch()
    _ = try folder.write(
      """
      format: requirements/1
      requirements:
        - id: A-1
          sektion: "1"
          role: server
          level: MUST
          requirement: Something is so.
          test: look
      """, to: "requirements.yaml")
    let outcome = try Binary.run("lint", folder.url.path)
    #expect(outcome.status == 65)
    #expect(outcome.out.contains("requirements.yaml:4:5: error:"))
    #expect(outcome.out.contains("'section'"))
  }

  @Test("A suite of one's own is read on top of the bundled specifications, and only its own problems are told")
  func ownSuite() throws {
    let folder = try Scratch()
    let suite = """
      format: suite/1
      id: mine
      title: Mine
      about: A suite that builds on the bundled ones.
      checks:
        - id: nonce
          title: The reply has a recipientNonce
          level: MUST
          requirements: [RFC8894-3.2.1-certrep-recipientNonce]
          on: enrol
          expect: { field: certRep.recipientNonce, present: true }
      """
    let path = try folder.write(suite, to: "mine.yaml")
    #expect(try Binary.run("lint", path).status == 0)
    _ = try folder.write(
      suite.replacingOccurrences(of: "recipientNonce, present", with: "recipentNonce, present"), to: "mine.yaml")
    let outcome = try Binary.run("lint", path)
    #expect(outcome.status == 65)
    #expect(outcome.out.hasPrefix("mine.yaml:11:30: error:"), "\(outcome.out)")
    #expect(outcome.out.contains("'recipientNonce'"))
  }

  @Test("A suite of one's own whose file happens to be named like a bundled one takes nothing away")
  func sameName() throws {
    let before = try ids("list", "checks")
    let bundled = try #require(before.first?.split(separator: "/").first)
    let folder = try Scratch()
    let path = try folder.write(
      """
      format: suite/1
      id: mine
      title: Mine
      about: A suite with a name of its own.
      checks:
        - { id: there, title: There is a reply, level: INFO, on: enrol, expect: { observed: http } }
      """, to: "\(bundled).yaml")
    let added = try ids("list", "checks", "--specs", path).subtracting(before)
    #expect(added == ["mine/there"])
    #expect(try before.isSubset(of: ids("list", "checks", "--specs", path)))
  }

  /// The first column.
  private func ids(_ arguments: String...) throws -> Set<Substring> {
    Set(try Binary.run(arguments).out.split(separator: "\n").dropFirst().compactMap { $0.split(separator: " ").first })
  }

  @Test("A folder that is not there is bad data")
  func missing() throws { #expect(try Binary.run("lint", "/nonexistent").status == 65) }

  @Test("test refuses specifications that are not in order, before it sends anything")
  func brokenSpecs() throws {
    let folder = try Scratch()
    _ = try folder.write("format: suite/9\n", to: "a.yaml")
    let outcome = try Binary.run("test", "http://127.0.0.1:1/", "--specs", folder.url.path)
    #expect(outcome.status == 65)
    #expect(outcome.out.isEmpty)
  }

  @Test(
    "Whatever has states, checks or steps can be drawn",
    arguments: ["android-scep", "enrolment", "apple", "scep-delivery"])
  func graph(_ id: String) throws {
    let outcome = try Binary.run("graph", id)
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("flowchart TD\n"))
    #expect(try Binary.run("graph", id, "--format", "dot").out.hasPrefix("digraph"))
  }

  @Test("What cannot be drawn is told with the nearest name")
  func graphOfNothing() throws {
    let outcome = try Binary.run("graph", "android-scap")
    #expect(outcome.status == 64)
    #expect(outcome.err.contains("android-scep"))
  }
}
