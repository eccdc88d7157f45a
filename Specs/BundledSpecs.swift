public import Foundation

/// The specifications that ship with the tool.
public enum BundledSpecs {
  /// The folder that holds `scep/`, `vocabulary/`, `devices/` and the others: beside the program, or where it was built.
  /// Where there is none, the first place, so that reading it says what is missing.
  public static var folder: URL {
    let beside = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "."))
      .resolvingSymlinksInPath().deletingLastPathComponent()
    let places = [
      beside.appendingPathComponent("scepspec_BundledSpecs.resources"),
      beside.deletingLastPathComponent().appendingPathComponent("share/scepspec"),
      URL(fileURLWithPath: #filePath).deletingLastPathComponent(),
    ]
    return places.first(where: isComplete) ?? places[0]
  }

  private static func isComplete(_ place: URL) -> Bool {
    FileManager.default.fileExists(atPath: place.appendingPathComponent("vocabulary").path)
  }
}
