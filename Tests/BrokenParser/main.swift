import Foundation
import ScepspecDecoding
import ScepspecModel
import ScepspecReports

// A parser of SCEP messages that is right, or wrong in the one way that its first argument names. With --lines it reads
// JSON lines, as docs/parsers.md has them.

let bug = CommandLine.arguments.dropFirst().first.flatMap(Bug.init(rawValue:))

func answer(_ octets: [UInt8]) -> String {
  let fields = bug?.fields(of: octets) ?? FlatMessage.read(octets)
  return FlatJSON.object(fields).encoded().split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
}

if CommandLine.arguments.contains("--lines") {
  while let line = readLine() {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let input = (object?["input"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
    FileHandle.standardOutput.write(Data((answer(Array(input)) + "\n").utf8))
  }
} else {
  print(answer(Array(FileHandle.standardInput.readDataToEndOfFile())))
}
