import Testing

@testable import ScepspecSpecLoading

@Suite("Names of groups in patterns")
struct GroupNameTests {
  @Test(
    "They are found without compiling",
    arguments: [
      ("(?<a>x)(?P<b>y)", ["a", "b"]),
      (#"\((?<a>[^)]*)\)"#, ["a"]),
      (#"(?<=x)(?<!y)(?:z)(?<a>.)"#, ["a"]),
      (#"[(?<no>][^](?<no>][[:alpha:](?<no>]\(?<no>(?<a>b)"#, ["a"]),
      ("(?<a>(?<b>(?<c>x)))", ["a", "b", "c"]),
      ("(", []), ("(?", []), ("(?<", [""]), (#"\"#, []), ("[", []), ("[[:", []), ("", []),
    ] as [(String, [String])])
  func names(_ pattern: String, _ names: [String]) {
    #expect(GroupNames.of(pattern).filter { !$0.isEmpty } == names.filter { !$0.isEmpty })
  }
}
