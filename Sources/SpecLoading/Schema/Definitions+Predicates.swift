import ScepspecModel

/// The language of predicates as a schema. What fits what, only the loader knows.
extension Definitions {
  mutating func predicate() -> JSONText {
    refer("predicate") { definitions in
      let scalar = definitions.scalar()
      let itself = JSONText.reference("predicate")
      let kinds = JSONText.object([("enum", .texts(definitions.vocabulary.kinds.keys.sorted()))])
      let answer = definitions.object("", [("reading", scalar), ("is", itself), ("of", scalar)], required: ["is"])
      let answers = definitions.list(.object([("anyOf", .list([itself, answer]))]), atLeast: 1)
      return .object([
        ("description", .text("A claim about what was observed")),
        (
          "anyOf",
          .list([
            scalar,
            definitions.object("All of them hold", [("all", definitions.list(itself, atLeast: 1))], required: ["all"]),
            definitions.object("One of them holds", [("any", answers)], required: ["any"]),
            definitions.object("It does not hold", [("not", itself)], required: ["not"]),
            definitions.object(
              "The exchange yielded that kind", [("observed", kinds), ("of", scalar)], required: ["observed"]),
            definitions.object(
              "A predicate, looked up in another exchange", [("is", itself), ("of", scalar)], required: ["is"]),
            definitions.test(),
          ])
        ),
      ])
    }
  }

  /// `field`, perhaps `of`, and one test.
  private mutating func test() -> JSONText {
    let scalar = scalar()
    var properties: [(String, JSONText)] = [
      ("field", described(scalar, "The path: kind.field.field@aspect; a leading dot means the item of a list")),
      ("of", described(scalar, "The exchange to look in; the check's own by default")),
    ]
    for word in TestWord.allCases { properties.append((word.rawValue, described(argument(of: word), word.about))) }
    guard case .object(let entries) = object("A test of one field", properties, required: ["field"]) else {
      return scalar
    }
    let tests = TestWord.allCases.map { JSONText.object([("required", .texts([$0.rawValue]))]) }
    return .object(entries + [("oneOf", .list(tests))])
  }

  private mutating func argument(of word: TestWord) -> JSONText {
    let other = refer("otherField") { definitions in
      let scalar = definitions.scalar()
      return definitions.object("A field to compare with", [("field", scalar), ("of", scalar)], required: ["field"])
    }
    let operand = JSONText.object([("anyOf", .list([scalar(), other]))])
    switch word {
    case .present, .absent: return .object([("type", .text("boolean"))])
    case .distinct: return .object([("const", .bool(true))])
    case .equals, .atLeast, .atMost, .startsWith, .endsWith, .contains: return operand
    case .oneOf, .within: return list(operand, atLeast: 1)
    case .every, .some, .none: return .reference("predicate")
    case .sameItems: return other
    case .madeOf: return .object([("enum", .texts(Test.CharacterSet.allCases.map(\.rawValue)))])
    }
  }
}

extension TestWord {
  /// What the test says, for editors and for the page about the language.
  var about: String {
    switch self {
    case .present: "The field is there (`present: false`: it is not)"
    case .absent: "The field is not there"
    case .equals: "The field is this value"
    case .oneOf: "The field is one of these values"
    case .atLeast: "The number or time is this or more"
    case .atMost: "The number or time is this or less"
    case .startsWith: "The text or byte string begins with this"
    case .endsWith: "The text or byte string ends with this"
    case .contains: "The list has this item; the text or byte string has this part"
    case .within: "Every item of the list is one of these"
    case .every: "The predicate holds for every item of the list"
    case .some: "The predicate holds for at least one item of the list"
    case .none: "The predicate holds for no item of the list"
    case .sameItems: "The two lists hold the same items, in whatever order"
    case .distinct: "No two items of the list are equal"
    case .madeOf: "Every character of the text belongs to the set"
    }
  }
}
