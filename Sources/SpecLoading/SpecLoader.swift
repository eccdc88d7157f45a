public import ScepspecModel
import ScepspecPatterns

/// Reads specifications: YAML to values of `Model`, or problems with file, line and column.
///
/// `trusted` is for specifications that are known to be in order, as those that ship are by their tests: patterns are not
/// compiled (some 70 µs each, and whoever uses one compiles it anyway), and machines are not looked at as a whole.
public enum SpecLoader {
  /// Loads every YAML file of a folder.
  ///
  /// - Parameter formats: What is needed; files of other formats are not read, which saves their time.
  public static func load(
    folder: String, trusted: Bool = false, formats: Set<Format> = Set(Format.allCases)
  ) -> LoadResult {
    load(folders: [folder], trusted: trusted, formats: formats)
  }

  /// Loads several folders, or single files, as if they were one folder.
  public static func load(
    folders: [String], trusted: Bool = false, formats: Set<Format> = Set(Format.allCases)
  ) -> LoadResult {
    let log = ProblemLog()
    let files = folders.flatMap { SpecFolder.files(at: $0, log) }
    return load(files.filter { !$0.isOther(than: formats) }, log, trusted)
  }

  /// Loads folders, or single files, that build on others: without a vocabulary of their own they are read together
  /// with the specifications in `base`, where a file of the same name, format and id stands
  /// back.
  ///
  /// Problems are those of `paths`; those of `base` are told only where `paths` are in order, so that they come of what
  /// is replaced.
  ///
  /// - Parameter formats: What is needed, as above.
  /// - Parameter isLeftOut: Files of `base`, by their path in it, that are not wanted.
  public static func load(
    paths: [String], over base: String, formats: Set<Format> = Set(Format.allCases),
    leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) -> LoadResult {
    let log = ProblemLog()
    let own = paths.flatMap { SpecFolder.files(at: $0, log) }
    let wanted = own.filter { !$0.isOther(than: formats) }
    guard !own.isEmpty, !own.contains(where: \.isVocabulary) else { return load(wanted, log, false) }
    let replaced = Set(own.map(\.identity))
    let beneath = SpecFolder.files(at: base, log).filter {
      !replaced.contains($0.identity) && !isLeftOut($0.name) && !$0.isOther(than: formats)
    }
    var result = load(wanted + beneath, log, false)
    let names = Set(own.map(\.name))
    let problems = result.problems.filter { names.contains($0.location.file) }
    if !problems.isEmpty { result.problems = problems }
    return result
  }

  /// The files of those folders, or single files, that are of one of the formats, by name.
  public static func files(of paths: [String], formats: Set<Format>) -> [SpecFile] {
    paths.flatMap { SpecFolder.files(at: $0, ProblemLog()) }.filter { !$0.isOther(than: formats) }
      .sorted { $0.name < $1.name }
  }

  /// Loads files that are in memory already.
  public static func load(files: [SpecFile]) -> LoadResult { load(files, ProblemLog(), false) }

  private static func load(_ files: [SpecFile], _ log: ProblemLog, _ isTrusted: Bool) -> LoadResult {
    let documents = documents(of: files, log)
    // Half of the files would make the other half look wrong.
    guard documents.count == files.count else { return LoadResult(specifications: nil, problems: log.sorted) }
    guard hasVocabulary(documents, log) else { return LoadResult(specifications: nil, problems: log.sorted) }
    let specifications = Linker(documents, log, isTrusted: isTrusted).link()
    return LoadResult(specifications: log.problems.isEmpty ? specifications : nil, problems: log.sorted)
  }

  /// Files are read on both cores, which takes most of the time.
  private static func documents(of files: [SpecFile], _ log: ProblemLog) -> [Document] {
    let work = OrderedWork<SpecFile, (document: Document?, problems: [SpecProblem])>(threads: min(2, files.count / 4)) {
      { file in
        let log = ProblemLog()
        return (YAMLReader(file: file, log: log).read().flatMap { Document($0, log) }, log.problems)
      }
    }
    defer { work.finish() }
    for file in files { work.give(file) }
    var documents: [Document] = []
    while let read = work.take() {
      log.add(read.problems)
      if let document = read.document { documents.append(document) }
    }
    return documents
  }

  private static func hasVocabulary(_ documents: [Document], _ log: ProblemLog) -> Bool {
    let needing: Set<Format> = [.suite, .definitions, .faults, .conversations, .machine]
    guard !documents.contains(where: { $0.format == .vocabulary }),
      let first = documents.first(where: { needing.contains($0.format) })
    else { return true }
    log.add(
      .noVocabulary, at: first.root.location, "no file of format \(Format.vocabulary.head) says which words there are")
    return false
  }
}

/// What loading came to: specifications, or problems.
public struct LoadResult: Sendable {
  /// `nil` where there are problems: what is half understood must not judge anybody.
  public var specifications: Specifications?
  /// Sorted by file, line and column.
  public var problems: [SpecProblem]

  public init(specifications: Specifications?, problems: [SpecProblem]) {
    self.specifications = specifications
    self.problems = problems
  }
}
