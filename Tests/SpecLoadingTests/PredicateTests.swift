import ScepspecModel
import Testing

@Suite("Predicates as loaded")
struct PredicateTests {
  private func test(_ expect: String) throws -> (FieldReference, ScepspecModel.Test) {
    guard case .test(let field, let test) = try Tiny.expectation(expect) else {
      throw Unexpected(what: expect)
    }
    return (field, test)
  }

  @Test("A word of the vocabulary becomes its value and keeps its name")
  func named() throws {
    let (field, test) = try test("{ field: reply.status, equals: FAILURE }")
    #expect(field == FieldReference(Path(components: ["reply", "status"])))
    #expect(test == .equals(.constant(.text("2"), name: "FAILURE")))
  }

  @Test("A bare value finds its name")
  func bare() throws {
    #expect(try test("{ field: reply.status, equals: \"2\" }").1 == .equals(.constant(.text("2"), name: "FAILURE")))
    #expect(try test("{ field: reply.digest, equals: 1.2.3 }").1 == .equals(.constant(.text("1.2.3"), name: nil)))
  }

  @Test("Scalars take the type of the field")
  func typed() throws {
    #expect(try test("{ field: http.status, atLeast: 400 }").1 == .atLeast(.constant(.integer(400), name: nil)))
    #expect(try test("{ field: http.mediaType, equals: 2 }").1 == .equals(.constant(.text("2"), name: nil)))
    #expect(try test("{ field: http.mediaType, equals: no }").1 == .equals(.constant(.text("no"), name: nil)))
    #expect(
      try test("{ field: http.body, equals: \"hex:00 fF\" }").1 == .equals(.constant(.bytes([0, 255]), name: nil)))
    #expect(try test("{ field: http.body, contains: text:ab }").1 == .contains(.constant(.bytes([97, 98]), name: nil)))
    let time = try test("{ field: reply.signer.notAfter, atMost: 2027-01-31T12:00:00Z }").1
    #expect(time == .atMost(.constant(.time(1_801_396_800), name: nil)))
    #expect(try test("{ field: reply.signer.isCA, equals: true }").1 == .equals(.constant(.bool(true), name: nil)))
  }

  @Test("present: false is absent")
  func presence() throws {
    #expect(try test("{ field: reply.nonce, present: true }").1 == .present)
    #expect(try test("{ field: reply.nonce, present: false }").1 == .absent)
    #expect(try test("{ field: reply.nonce, absent: true }").1 == .absent)
  }

  @Test("Paths have aspects, numbers and other exchanges")
  func paths() throws {
    let (field, _) = try test("{ field: reply.status@tag, of: enrol, equals: UTF8String }")
    #expect(field == FieldReference(Path(components: ["reply", "status"], aspect: .tag), of: "enrol"))
    #expect(
      try test("{ field: reply.certificates.-1.subject, equals: a }").0.path.description
        == "reply.certificates.-1.subject")
    #expect(try test("{ field: reply.lines@count, equals: 2 }").1 == .equals(.constant(.integer(2), name: nil)))
  }

  @Test("Inside a list a dot is the item")
  func items() throws {
    let lower = Path(components: [], isRelative: true, aspect: .lower)
    let part = ScepspecModel.Predicate.test(FieldReference(lower), .equals(.constant(.text("aes"), name: nil)))
    #expect(try test("{ field: reply.lines, some: { field: .@lower, equals: aes } }").1 == .some(part))
  }

  @Test("A field of another exchange is an operand")
  func operand() throws {
    let other = FieldReference(Path(components: ["request", "nonce"]), of: "enrol")
    let test = try test("{ field: reply.nonce, equals: { field: request.nonce, of: enrol } }").1
    #expect(test == .equals(.field(other)))
  }

  @Test("is with of looks everything up in that exchange, and keeps its words")
  func retargeted() throws {
    guard
      case .named("The request was granted (of enrol)", .test(let field, _)) = try Tiny.expectation(
        "{ is: granted, of: enrol }")
    else {
      throw Unexpected(what: "no named test")
    }
    #expect(field.exchange == "enrol")
  }

  @Test("Readings name the answers of any")
  func readings() throws {
    guard case .any(let answers) = try Tiny.expectation("{ any: [{ reading: granted, is: granted }, granted] }") else {
      throw Unexpected(what: "no any")
    }
    #expect(answers.map(\.reading) == ["granted", nil])
  }
}

struct Unexpected: Error {
  var what: String
}
