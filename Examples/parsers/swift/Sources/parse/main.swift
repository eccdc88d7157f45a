import Foundation

// One message on standard input gives one JSON object on standard output; with --lines, each line of standard input is
// an object with `topic` and `input` (base64), and each gets a line.

func parse(_ octets: [UInt8]) -> String {
  let fields: [String: Any]
  do throws(ParseError) {
    fields = try Message(octets).fields
  } catch {
    fields = ["error": error.rawValue]
  }
  let json = (try? JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)) ?? Data("{}".utf8)
  return String(decoding: json, as: UTF8.self)
}

if CommandLine.arguments.contains("--lines") {
  while let line = readLine() {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let input = (object?["input"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
    FileHandle.standardOutput.write(Data((parse(Array(input)) + "\n").utf8))
  }
} else {
  print(parse(Array(FileHandle.standardInput.readDataToEndOfFile())))
}
