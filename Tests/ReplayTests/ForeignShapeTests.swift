import Foundation
import ScepspecModel
import ScepspecReplaying
import ScepspecTranscripts
import Testing

/// One recording of a real client in the shapes that browsers and proxies give HAR files: what is judged stays the same.
@Suite struct ForeignShapeTests {
  private typealias Object = [String: Any]

  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/scep/strongswan-5.9.8/enrol/exchange.har")

  /// Each entry of the recording, changed.
  private static func shaped(_ change: (inout Object) -> Void) throws -> Data {
    var root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: golden)) as? Object)
    var log = try #require(root["log"] as? Object)
    log["entries"] = try #require(log["entries"] as? [Object]).map { entry in
      var entry = entry
      change(&entry)
      return entry
    }
    root["log"] = log
    return try JSONSerialization.data(withJSONObject: root)
  }

  private static func edit(_ entry: inout Object, _ key: String, _ change: (inout Object) -> Void) {
    var part = entry[key] as? Object ?? [:]
    change(&part)
    entry[key] = part
  }

  private static func octets(_ text: Any?) -> Data { Data(base64Encoded: text as? String ?? "") ?? Data() }

  /// One character for each octet.
  private static func latin(_ entry: inout Object) {
    edit(&entry, "request") { request in
      request["bodySize"] = nil
      guard request["postData"] != nil else { return }
      edit(&request, "postData") { data in
        data["text"] = String(String.UnicodeScalarView(octets(data["text"]).map { Unicode.Scalar($0) }))
        data["_encoding"] = nil
      }
    }
  }

  private static func judge(_ data: Data) throws -> (report: RunReport, judge: PassiveJudge) {
    var judge = PassiveJudge(RecordedBench.specifications)
    for entry in try HARFile(Array(data), name: "x.har").entries { _ = judge.add(entry) }
    return (judge.report(tool: "scepspec", target: "x.har"), judge)
  }

  private static let broken: Set<String> = ["client-messages/media-type", "client-messages/self-signed-usage"]

  @Test func `As it was recorded`() throws {
    let (report, judge) = try Self.judge(Data(contentsOf: Self.golden))
    #expect(report.broken == Self.broken)
    #expect(judge.others == 0 && judge.incomplete == 0)
  }

  @Test func `Request bodies as characters, without sizes, with null where nothing is known`() throws {
    let data = try Self.shaped { entry in
      Self.latin(&entry)
      for key in ["connection", "serverIPAddress", "time", "cache", "_charlesStatus"] { entry[key] = NSNull() }
      entry["timings"] = nil
      Self.edit(&entry, "response") { response in
        response["bodySize"] = NSNull()
        response["headersSize"] = NSNull()
        response["redirectURL"] = NSNull()
        Self.edit(&response, "content") { $0["size"] = NSNull() }
      }
    }
    #expect(try Self.judge(data).report.broken == Self.broken)
  }

  @Test func `HTTP/2 with pseudo headers, lower-case names, fields that begin with an underscore`() throws {
    let data = try Self.shaped { entry in
      entry["connection"] = "443"
      entry["_initiator"] = ["type": "other"]
      entry["_priority"] = "High"
      for (part, pseudo) in [("request", ":authority"), ("response", ":status")] {
        Self.edit(&entry, part) { part in
          part["httpVersion"] = "h2"
          let headers = (part["headers"] as? [Object] ?? []).map { header -> Object in
            ["name": (header["name"] as? String ?? "").lowercased(), "value": header["value"] ?? ""]
          }
          part["headers"] = [["name": pseudo, "value": "200"]] + headers
        }
      }
    }
    #expect(try Self.judge(data).report.broken == Self.broken)
  }

  @Test func `Content that came compressed because the client allowed it, written decoded`() throws {
    let data = try Self.shaped { entry in
      Self.edit(&entry, "request") { part in
        part["headers"] =
          (part["headers"] as? [Object] ?? []) + [["name": "Accept-Encoding", "value": "gzip, deflate, br"]]
      }
      Self.edit(&entry, "response") { part in
        part["headers"] = (part["headers"] as? [Object] ?? []) + [["name": "Content-Encoding", "value": "gzip"]]
      }
    }
    #expect(try Self.judge(data).report.broken == Self.broken)
  }

  @Test func `Redirects, aborted requests and other traffic in between change nothing for the rest`() throws {
    var root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: Self.golden)) as? Object)
    var log = try #require(root["log"] as? Object)
    let entries = try #require(log["entries"] as? [Object])
    var aborted = try #require(entries.last)
    aborted["response"] = ["status": 0, "statusText": "", "headers": [], "content": [:], "_error": "net::ERR_ABORTED"]
    let page: Object = [
      "startedDateTime": "2026-11-22T20:00:00Z", "time": 1,
      "request": ["method": "GET", "url": "https://example.com/index.html", "headers": []],
      "response": ["status": 302, "headers": [["name": "Location", "value": "/"]], "content": ["size": 0]],
    ]
    let options: Object = ["request": ["method": "OPTIONS", "url": "about:blank"], "response": NSNull()]
    log["entries"] = [page] + entries.dropLast() + [aborted, options] + entries.suffix(1) + [page]
    root["log"] = log
    let (report, judge) = try Self.judge(JSONSerialization.data(withJSONObject: root))
    #expect(report.broken == Self.broken)
    #expect(judge.others == 3)
  }

  @Test func `Replies whose bodies were not kept are not judged as empty ones`() throws {
    let data = try Self.shaped { entry in
      Self.edit(&entry, "response") { $0["content"] = ["size": 900, "mimeType": "application/x-pki-message"] }
    }
    let report = try Self.judge(data).report
    #expect(report.broken.isSubset(of: Self.broken.union(["client-conversation/ca-certificate-first"])))
    #expect(report.results.allSatisfy { $0.check.exchange == Check.recorded })
  }

  @Test func `Messages whose octets were lost on the way are counted and not judged`() throws {
    let data = try Self.shaped { entry in
      Self.edit(&entry, "request") { request in
        guard request["postData"] != nil else { return }
        Self.edit(&request, "postData") { data in
          data["text"] = String(decoding: Self.octets(data["text"]), as: UTF8.self)
          data["_encoding"] = nil
        }
      }
    }
    let (report, judge) = try Self.judge(data)
    #expect(judge.incomplete == 1)
    #expect(report.broken == [])
  }

  @Test func `A recording without times is judged but for what the clock decides`() throws {
    let data = try Self.shaped { entry in
      entry["startedDateTime"] = NSNull()
      Self.edit(&entry, "response") { part in
        let headers = part["headers"] as? [Object] ?? []
        part["headers"] = headers.filter { ($0["name"] as? String)?.lowercased() != "date" }
      }
    }
    #expect(try Self.judge(data).report.broken == Self.broken)
  }

  @Test(arguments: [
    #""startedDateTime":"2026-01-01T00:00:00Z","time":9223372036854775807"#,
    #""startedDateTime":"9999-12-31T23:59:59Z","time":1e300"#,
    #""startedDateTime":"0001-01-01T00:00:00Z","time":-9223372036854775808"#,
    #""time":"x","connection":5,"_clientAddress":[1]"#,
  ])
  func `Odd times and clients crash nothing`(members: String) throws {
    let har =
      #"{"log":{"entries":[{\#(members),"request":{"method":"GET","url":"http://a/?operation=GetCACaps"},"#
      + #""response":{"status":9223372036854775807,"content":{"size":-9223372036854775808,"text":"AES"}}}]}}"#
    #expect(try Self.judge(Data(har.utf8)).judge.exchanges == 1)
  }

  @Test(arguments: [
    #"{"method":"POST","url":"http://a/?operation=PKIOperation"}"#,
    #"{"method":"GET","url":"http://a/?operation=PKIOperation&message=%zz%"}"#,
    #"{"method":"GET","url":"http://a/?operation=PKIOperation&message="}"#,
    #"{"method":"","url":"http:///?operation=GetCACaps"}"#,
    #"{"method":"GET\r\nX: y","url":"http://a:99999/?OPERATION=getcacert"}"#,
    #"{"method":"GET","url":"http://[::1/?operation=GetNextCACert&operation=GetCACert"}"#,
    #"{"method":"POST","url":"http://a/?operation=PKIOperation","postData":{"text":"MIIB","encoding":"base64"}}"#,
  ])
  func `Odd requests crash nothing`(request: String) throws {
    for response in [
      "null", #"{"status":200,"content":{"text":"MAA=","encoding":"base64"}}"#,
      #"{"status":-1}"#, #"{"status":200,"headers":[{"name":"","value":""}],"content":{"text":"x"}}"#,
    ] {
      let har = #"{"log":{"entries":[{"request":\#(request),"response":\#(response)}]}}"#
      _ = try Self.judge(Data((har).utf8))
    }
  }
}
