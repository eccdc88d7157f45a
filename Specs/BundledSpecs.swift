public import Foundation

/// The specifications that ship with the tool.
public enum BundledSpecs {
  /// The folder that holds `scep/`, `requirements/`, `interop/`, `vocabulary/`, `faults/` and `targets/`.
  public static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
}
