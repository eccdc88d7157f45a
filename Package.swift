// swift-tools-version: 6.1
import PackageDescription

/// One-way imports, shown in docs/architecture.md. `make imports` proves them with a clean build that
/// refuses a module imported without being declared here.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module stands in a folder of Sources. Swift wants its name unique among all packages of a build, so all of ours begin
/// with that of this package; the folders do not.
func module(_ name: String, in folder: String? = nil, _ dependencies: Target.Dependency...) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/" + (folder ?? String(name.dropFirst("Scepspec".count))),
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "scepspec",
  platforms: [.macOS(.v13)],
  products: [
    .executable(name: "scepspec", targets: ["scepspec"]),
    .library(name: "ScepspecTesting", targets: ["ScepspecTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Values and the pure middle.
    module("ScepspecModel"),
    module("ScepspecEngine", "ScepspecModel"),
    module("ScepspecReports", "ScepspecModel"),
    // Specifications.
    module("ScepspecSpecLoading", "ScepspecModel", "ScepspecPatterns", .product(name: "Yams", package: "Yams")),
    .target(
      name: "BundledSpecs", path: "Specs", exclude: ["README.md", "schema"], sources: ["BundledSpecs.swift"],
      resources: [
        .copy("scep"), .copy("requirements"), .copy("vocabulary"), .copy("faults"), .copy("targets"),
        .copy("interop"), .copy("workflow"), .copy("devices"), .copy("codes"), .copy("server-logs"), .copy("clients"),
      ], swiftSettings: strict),
    // Logs.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    module("ScepspecPatterns", "CPCRE2"),
    module("ScepspecMarkup"),
    module("ScepspecEncodings"),
    module("ScepspecEVTX", "ScepspecMarkup", "ScepspecEncodings"),
    module("ScepspecLogInputs", "ScepspecEncodings", "CArchive"),
    module(
      "ScepspecLogReading", "ScepspecModel", "ScepspecPatterns", "ScepspecMarkup", "ScepspecEVTX", "ScepspecLogInputs"),
    module(
      "ScepspecDiagnosing", "ScepspecModel", "ScepspecEngine", "ScepspecPatterns", "ScepspecLogReading",
      "ScepspecSCEPMessages", "ScepspecCMS",
      .product(name: "Yams", package: "Yams")),
    // The wire.
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "COpenSSLShims", dependencies: ["COpenSSL"]),
    module("ScepspecASN1"),
    module("ScepspecCMS", "ScepspecASN1", "COpenSSL", "COpenSSLShims"),
    module("ScepspecSCEPMessages", "ScepspecModel", "ScepspecASN1", "ScepspecCMS"),
    module("ScepspecDecoding", "ScepspecModel", "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages"),
    module("ScepspecParsers", "ScepspecModel", .product(name: "Yams", package: "Yams")),
    module("ScepspecHTTPWire", "COpenSSL", "COpenSSLShims"),
    // Adapters and the reference server.
    module("ScepspecTranscripts", "ScepspecModel"),
    module(
      "ScepspecSCEPExchange", "ScepspecModel", "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages", "ScepspecHTTPWire"
    ),
    module(
      "ScepspecReplaying", "ScepspecModel", "ScepspecEngine", "ScepspecCMS", "ScepspecSCEPMessages", "ScepspecHTTPWire",
      "ScepspecSCEPExchange", "ScepspecTranscripts"),
    module(
      "ScepspecReferenceServer", "ScepspecModel", "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages",
      "ScepspecHTTPWire"),
    module("ScepspecCaptures", "ScepspecHTTPWire", "ScepspecTranscripts"),
    module("ScepspecRecording", "ScepspecModel", "ScepspecSCEPMessages", "ScepspecHTTPWire", "ScepspecTranscripts"),
    module(
      "ScepspecRunning", "ScepspecModel", "ScepspecEngine", "ScepspecReports", "ScepspecSpecLoading", "ScepspecCMS",
      "ScepspecHTTPWire", "ScepspecSCEPExchange", "ScepspecReferenceServer",
      "ScepspecReplaying"),
    // For tests of other packages.
    .target(
      name: "BundledGoldens", path: "Golden",
      exclude: ["captures", "evtx", "parsers", "refused", "reports", "scep", "wire"],
      sources: ["BundledGoldens.swift"], resources: [.copy("devices")], swiftSettings: strict),
    module(
      "ScepspecTesting", in: "ScepspecTesting", "ScepspecModel", "ScepspecReports", "ScepspecSpecLoading",
      "BundledSpecs", "BundledGoldens", "ScepspecCMS", "ScepspecHTTPWire",
      "ScepspecSCEPExchange", "ScepspecReferenceServer", "ScepspecDiagnosing", "ScepspecRunning"),
    // What fuzzers call; Tooling/fuzz links it with libFuzzer.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ScepspecModel", "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages", "ScepspecHTTPWire",
        "ScepspecReferenceServer", "ScepspecSpecLoading", "BundledSpecs",
        "ScepspecDiagnosing", "ScepspecDecoding", "ScepspecTranscripts", "ScepspecReports",
      ], path: "Fuzz/Targets", swiftSettings: strict),
    // The tool.
    .executableTarget(
      name: "scepspec",
      dependencies: [
        "ScepspecModel", "ScepspecEngine", "ScepspecReports", "ScepspecSpecLoading", "BundledSpecs",
        "ScepspecSCEPExchange", "ScepspecReferenceServer", "ScepspecCMS",
        "ScepspecHTTPWire", "ScepspecLogReading", "ScepspecDiagnosing", "ScepspecDecoding", "ScepspecParsers",
        "ScepspecRunning", "ScepspecTranscripts", "ScepspecReplaying",
        "ScepspecRecording",
        "ScepspecCaptures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    tests("EngineTests", "ScepspecModel", "ScepspecEngine"),
    tests("SpecLoadingTests", "ScepspecModel", "ScepspecSpecLoading", "BundledSpecs"),
    tests("WireTests", "ScepspecModel", "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages", "ScepspecSpecLoading"),
    tests("HTTPWireTests", "ScepspecHTTPWire"),
    tests(
      "SCEPExchangeTests", "ScepspecModel", "ScepspecSpecLoading", "BundledSpecs", "ScepspecSCEPExchange",
      "ScepspecSCEPMessages", "ScepspecCMS", "ScepspecHTTPWire"),
    tests(
      "ConformanceTests", "ScepspecModel", "ScepspecEngine", "ScepspecSpecLoading", "BundledSpecs",
      "ScepspecSCEPExchange", "ScepspecReferenceServer",
      "ScepspecReports", "ScepspecHTTPWire", "ScepspecCMS", "ScepspecSCEPMessages"),
    tests("TranscriptsTests", "ScepspecTranscripts"),
    tests("CapturesTests", "ScepspecHTTPWire", "ScepspecTranscripts", "ScepspecCaptures"),
    tests(
      "RecordingTests", "ScepspecModel", "ScepspecCMS", "ScepspecHTTPWire", "ScepspecSCEPMessages",
      "ScepspecTranscripts", "ScepspecRecording", "ScepspecSCEPExchange",
      "ScepspecReferenceServer"),
    tests(
      "ReplayTests", "ScepspecModel", "ScepspecEngine", "ScepspecSpecLoading", "BundledSpecs", "ScepspecSCEPExchange",
      "ScepspecReferenceServer", "ScepspecReports",
      "ScepspecHTTPWire", "ScepspecCMS", "ScepspecSCEPMessages", "ScepspecTranscripts", "ScepspecReplaying"),
    tests("ReportsTests", "ScepspecModel", "ScepspecReports", "ScepspecDecoding"),
    tests(
      "RedactionTests", "ScepspecModel", "ScepspecReports", "ScepspecRunning", "ScepspecSpecLoading", "BundledSpecs",
      "ScepspecReferenceServer", "ScepspecHTTPWire",
      "ScepspecSCEPExchange", "ScepspecCMS", "ScepspecASN1"),
    tests("CommandLineTests", "ScepspecHTTPWire"),
    // A parser with bugs on request, for the tests of `scepspec parsers`.
    .executableTarget(
      name: "BrokenParser", dependencies: ["ScepspecModel", "ScepspecDecoding", "ScepspecReports"],
      path: "Tests/BrokenParser",
      swiftSettings: strict),
    tests(
      "DiagnosisTests", "ScepspecModel", "ScepspecEngine", "ScepspecSpecLoading", "BundledSpecs", "ScepspecDiagnosing",
      "ScepspecLogReading", "ScepspecReports"),
    tests("ScepspecTestingTests", "ScepspecTesting", "ScepspecHTTPWire"),
    tests("FuzzTests", "FuzzTargets"),
    tests(
      "ParsersTests", "ScepspecModel", "ScepspecParsers", "ScepspecDecoding", "ScepspecReports", "ScepspecSpecLoading",
      "BundledSpecs", "ScepspecSCEPMessages", "ScepspecCMS"),
    tests(
      "DecodingTests", "ScepspecModel", "ScepspecDecoding", "ScepspecReports", "ScepspecSpecLoading", "BundledSpecs",
      "ScepspecASN1", "ScepspecCMS", "ScepspecSCEPMessages"),
    tests("PatternsTests", "ScepspecPatterns"),
    tests("EVTXTests", "ScepspecEVTX", "ScepspecMarkup"),
    tests("LogInputsTests", "ScepspecLogInputs", "ScepspecMarkup", "CArchive", "CXML"),
    tests(
      "LogReadingTests", "ScepspecModel", "ScepspecPatterns", "ScepspecLogInputs", "ScepspecLogReading",
      "ScepspecSpecLoading", "BundledSpecs", "ScepspecEngine"),
  ],
  swiftLanguageModes: [.v6]
)

// A library that Tooling/fuzz links by itself: only there, as nobody else has a use for it.
if Context.environment["SCEPSPEC_FUZZ"] != nil {
  package.products.append(.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"]))
}
