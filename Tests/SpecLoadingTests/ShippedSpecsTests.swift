import BundledSpecs
import Foundation
import SpecLoading
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
}
