import BundledSpecs
import ScepspecModel
import ScepspecSpecLoading
import Testing

@testable import ScepspecLogReading

@Suite struct BundledSamplesTests {
  @Test func `Every sample of the bundled specifications is read as it says`() throws {
    let loaded = SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true)
    let specifications = try #require(loaded.specifications)
    let problems = SampleCheck(try LogCatalogue(specifications)).problems()
    #expect(problems.map(\.description) == [])
  }
}
