import BundledSpecs
import Foundation
public import ScepspecDiagnosing
import ScepspecModel
import ScepspecSpecLoading
public import Testing

extension GoldenLog: CustomTestStringConvertible {
  public var testDescription: String { name }

  /// Paths in reports have to be those of everybody: the tests run at the top of the package.
  static let root: URL = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    _ = FileManager.default.changeCurrentDirectoryPath(root.path)
    return root
  }()

  static let shipped: [GoldenLog] = {
    _ = root
    return all(in: "Golden/devices")
  }()

  static let specifications = SpecLoader.load(folder: BundledSpecs.folder.path).specifications ?? Specifications()

  /// Compiled once for all.
  private static let reading = Result { try LogDiagnosis(specifications) }

  func diagnosis(of inputs: [String]? = nil) throws -> Diagnosis {
    var reading = try Self.reading.get()
    reading.settings = settings
    return reading.run(inputs ?? self.inputs)
  }
}
