import BundledSpecs
import Foundation
import ScepspecSpecLoading
import Testing

@Suite("The specifications that ship")
struct ShippedSpecsTests {
  @Test("They load without a problem")
  func load() throws {
    let result = SpecLoader.load(folder: BundledSpecs.folder.path)
    for problem in result.problems { Issue.record("\(problem)") }
    let specifications = try #require(result.specifications)
    #expect(specifications.requirements.count > 300)
    #expect(specifications.bugs.count > 300)
    #expect(!specifications.checks.isEmpty)
  }

  @Test("Half of them loads alone, and is the same")
  func halves() throws {
    let all = try #require(SpecLoader.load(folder: BundledSpecs.folder.path).specifications)
    let logs = try #require(SpecLoader.load(folder: BundledSpecs.folder.path, formats: Format.ofLogs).specifications)
    let servers = try #require(
      SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofServers).specifications)
    #expect(logs.machines == all.machines && logs.events == all.events && logs.suites.isEmpty)
    #expect(servers.checks == all.checks && servers.workflows.isEmpty)
    #expect(Format.ofLogs.union(Format.ofServers) == Set(Format.allCases))
  }
}
