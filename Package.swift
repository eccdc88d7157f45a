// swift-tools-version: 6.1
import PackageDescription

/// One-way imports, shown in docs/architecture.md. `make imports` proves them with a clean build that
/// refuses a module imported without being declared here.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
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
    module("Model"),
    module("Engine", "Model"),
    module("Reports", "Model"),
    // Specifications.
    module("SpecLoading", "Model", "Patterns", .product(name: "Yams", package: "Yams")),
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
    module("Patterns", "CPCRE2"),
    module("Markup"),
    module("Encodings"),
    module("EVTX", "Markup", "Encodings"),
    module("LogInputs", "Encodings", "CArchive"),
    module("LogReading", "Model", "Patterns", "Markup", "EVTX", "LogInputs"),
    module(
      "Diagnosing", "Model", "Engine", "Patterns", "LogReading", "SCEPMessages", "CMS",
      .product(name: "Yams", package: "Yams")),
    // The wire.
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "COpenSSLShims", dependencies: ["COpenSSL"]),
    module("ASN1"),
    module("CMS", "ASN1", "COpenSSL", "COpenSSLShims"),
    module("SCEPMessages", "Model", "ASN1", "CMS"),
    module("Decoding", "Model", "ASN1", "CMS", "SCEPMessages"),
    module("Parsers", "Model", .product(name: "Yams", package: "Yams")),
    module("HTTPWire", "COpenSSL", "COpenSSLShims"),
    // Adapters and the reference server.
    module("Transcripts", "Model"),
    module("SCEPExchange", "Model", "ASN1", "CMS", "SCEPMessages", "HTTPWire"),
    module(
      "Replaying", "Model", "Engine", "CMS", "SCEPMessages", "HTTPWire", "SCEPExchange", "Transcripts"),
    module("ReferenceServer", "Model", "ASN1", "CMS", "SCEPMessages", "HTTPWire"),
    module("Captures", "HTTPWire", "Transcripts"),
    module("Recording", "SCEPMessages", "HTTPWire", "Transcripts"),
    module(
      "Running", "Model", "Engine", "Reports", "SpecLoading", "CMS", "HTTPWire", "SCEPExchange", "ReferenceServer",
      "Replaying"),
    // For tests of other packages.
    .target(
      name: "BundledGoldens", path: "Golden",
      exclude: ["captures", "evtx", "parsers", "refused", "reports", "scep", "wire"],
      sources: ["BundledGoldens.swift"], resources: [.copy("devices")], swiftSettings: strict),
    module(
      "ScepspecTesting", "Model", "Reports", "SpecLoading", "BundledSpecs", "BundledGoldens", "CMS", "HTTPWire",
      "SCEPExchange", "ReferenceServer", "Diagnosing", "Running"),
    // What fuzzers call; Tooling/fuzz links it with libFuzzer.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Model", "ASN1", "CMS", "SCEPMessages", "HTTPWire", "ReferenceServer", "SpecLoading", "BundledSpecs",
        "Diagnosing", "Decoding", "Transcripts", "Reports",
      ], path: "Fuzz/Targets", swiftSettings: strict),
    // The tool.
    .executableTarget(
      name: "scepspec",
      dependencies: [
        "Model", "Engine", "Reports", "SpecLoading", "BundledSpecs", "SCEPExchange", "ReferenceServer", "CMS",
        "HTTPWire", "LogReading", "Diagnosing", "Decoding", "Parsers", "Running", "Transcripts", "Replaying",
        "Recording",
        "Captures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    tests("EngineTests", "Model", "Engine"),
    tests("SpecLoadingTests", "Model", "SpecLoading", "BundledSpecs"),
    tests("WireTests", "Model", "ASN1", "CMS", "SCEPMessages", "SpecLoading"),
    tests("HTTPWireTests", "HTTPWire"),
    tests(
      "SCEPExchangeTests", "Model", "SpecLoading", "BundledSpecs", "SCEPExchange", "SCEPMessages", "CMS", "HTTPWire"),
    tests(
      "ConformanceTests", "Model", "Engine", "SpecLoading", "BundledSpecs", "SCEPExchange", "ReferenceServer",
      "Reports", "HTTPWire", "CMS", "SCEPMessages"),
    tests("TranscriptsTests", "Transcripts"),
    tests("CapturesTests", "HTTPWire", "Transcripts", "Captures"),
    tests(
      "RecordingTests", "Model", "CMS", "HTTPWire", "SCEPMessages", "Transcripts", "Recording", "SCEPExchange",
      "ReferenceServer"),
    tests(
      "ReplayTests", "Model", "Engine", "SpecLoading", "BundledSpecs", "SCEPExchange", "ReferenceServer", "Reports",
      "HTTPWire", "CMS", "SCEPMessages", "Transcripts", "Replaying"),
    tests("ReportsTests", "Model", "Reports", "Decoding"),
    tests(
      "RedactionTests", "Model", "Reports", "Running", "SpecLoading", "BundledSpecs", "ReferenceServer", "HTTPWire",
      "SCEPExchange", "CMS", "ASN1"),
    tests("CommandLineTests", "HTTPWire"),
    // A parser with bugs on request, for the tests of `scepspec parsers`.
    .executableTarget(
      name: "BrokenParser", dependencies: ["Model", "Decoding", "Reports"], path: "Tests/BrokenParser",
      swiftSettings: strict),
    tests(
      "DiagnosisTests", "Model", "Engine", "SpecLoading", "BundledSpecs", "Diagnosing", "LogReading", "Reports"),
    tests("ScepspecTestingTests", "ScepspecTesting", "HTTPWire"),
    tests("FuzzTests", "FuzzTargets"),
    tests(
      "ParsersTests", "Model", "Parsers", "Decoding", "Reports", "SpecLoading", "BundledSpecs", "SCEPMessages", "CMS"),
    tests(
      "DecodingTests", "Model", "Decoding", "Reports", "SpecLoading", "BundledSpecs", "ASN1", "CMS", "SCEPMessages"),
    tests("PatternsTests", "Patterns"),
    tests("EVTXTests", "EVTX", "Markup"),
    tests("LogInputsTests", "LogInputs", "Markup", "CArchive", "CXML"),
    tests(
      "LogReadingTests", "Model", "Patterns", "LogInputs", "LogReading", "SpecLoading", "BundledSpecs", "Engine"),
  ],
  swiftLanguageModes: [.v6]
)

// A library that Tooling/fuzz links by itself: only there, as nobody else has a use for it.
if Context.environment["SCEPSPEC_FUZZ"] != nil {
  package.products.append(.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"]))
}
