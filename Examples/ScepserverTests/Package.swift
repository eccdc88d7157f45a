// swift-tools-version: 6.1
import PackageDescription

/// How a package of somebody else uses scepspec: one dependency, and every check is a test.
let package = Package(
  name: "scepserver-tests",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "scepspec", path: "../..")],
  targets: [
    .testTarget(
      name: "ScepserverTests", dependencies: [.product(name: "ScepspecTesting", package: "scepspec")])
  ],
  swiftLanguageModes: [.v6]
)
