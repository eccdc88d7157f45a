public import Foundation

/// The golden files that come with the library for tests.
public enum BundledGoldens {
  /// The folder that holds `devices/`: beside the program, or where it was built. Where there is none, the first place,
  /// so that reading it says what is missing.
  public static var folder: URL {
    let beside = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "."))
      .resolvingSymlinksInPath().deletingLastPathComponent()
    let places = [
      beside.appendingPathComponent("scepspec_BundledGoldens.resources"),
      URL(fileURLWithPath: #filePath).deletingLastPathComponent(),
    ]
    return places.first(where: isComplete) ?? places[0]
  }

  private static func isComplete(_ place: URL) -> Bool {
    FileManager.default.fileExists(atPath: place.appendingPathComponent("devices").path)
  }
}
