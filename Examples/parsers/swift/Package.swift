// swift-tools-version: 6.0
import PackageDescription

/// A parser of SCEP messages with a BER reader of its own: nothing of scepspec is in it.
let package = Package(name: "parse", targets: [.executableTarget(name: "parse")], swiftLanguageModes: [.v6])
