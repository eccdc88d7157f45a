/// An input and where it stands in the packing of its named file.
struct Opened {
  var input: LogInput
  /// Layers of packing down to this input's own bytes, from 1.
  var layer: Int
  let expansion: Expansion
}

extension InputSet {
  typealias Body = (LogInput, inout InputBytes) throws -> Void

  /// Hands the input out, or what it packs.
  func visit(_ opened: Opened, _ bytes: inout InputBytes, _ body: Body) throws {
    let name = opened.input.name
    guard let container = Container(head: bytes.peek(Container.headLength)) else {
      if let parts = HeadedParts.parts(&bytes) { return try handOut(parts, of: opened.input, body) }
      try body(opened.input, &bytes)
      if let problem = bytes.problem, opened.expansion.broken == nil { note(problem) }
      return
    }
    if case .unsupported(let kind) = container {
      return note(
        InputProblem(.unsupported, name, "a \(kind) archive is not unpacked here: unpack it and name the folder"))
    }
    guard opened.layer <= limits.layers else { return opened.expansion.tooDeep(name) }
    if container == .gzip { return try unpackGzip(opened, bytes, body) }
    let maySeek = container != .zip || bytes.file.map { ZipDirectory.isShort($0, bound: limits.zipDirectory) } ?? false
    let feed = ArchiveFeed(bytes, maySeek: maySeek, block: limits.block) { count in
      if opened.layer == 1 { opened.expansion.took(count) }
    }
    guard let reader = ArchiveReader(container, feed: feed) else {
      return note(InputProblem(.unreadable, name, "no memory to unpack it"))
    }
    if container.isStream {
      try unpackStream(opened, reader, body)
    } else {
      try unpackMembers(opened, reader, body)
    }
    if opened.layer == 1, let broken = opened.expansion.broken { note(broken) }
  }

  /// Files that stand in one text, each under the name that the text gives it.
  private func handOut(_ parts: [HeadedParts.Part], of whole: LogInput, _ body: Body) throws {
    for part in parts {
      var input = whole
      if !part.name.isEmpty {
        input = LogInput(name: whole.name + "/" + part.name, kind: .member, size: part.bytes.count)
      }
      var bytes = InputBytes(MemorySource(part.bytes))
      try body(input, &bytes)
    }
  }

  private func unpackGzip(_ opened: Opened, _ bytes: InputBytes, _ body: Body) throws {
    let expansion = opened.expansion
    var inner = opened
    inner.layer += 1
    inner.input.size = nil
    let source = GzipSource(
      bytes, name: opened.input.name, block: limits.block,
      took: { if opened.layer == 1 { expansion.took($0) } },
      gave: { count in
        expansion.gave(count, layer: inner.layer, opened.input.name)
        return expansion.broken
      })
    var plain = InputBytes(source)
    try visit(inner, &plain, body)
    if opened.layer == 1, let broken = expansion.broken { note(broken) }
  }

  private func unpackStream(_ opened: Opened, _ reader: ArchiveReader, _ body: Body) throws {
    var inner = opened
    inner.layer += 1
    inner.input.size = nil
    guard reader.nextMember(counting: { _ in true }) != nil else {
      // A bound that was broken below is told for the whole archive.
      if opened.expansion.broken != nil { return }
      if let problem = reader.problem(opened.input.name) { return note(problem) }
      var nothing = InputBytes(MemorySource([]))
      return try body(inner.input, &nothing)
    }
    try handOut(inner, reader, body)
  }

  private func unpackMembers(_ opened: Opened, _ reader: ArchiveReader, _ body: Body) throws {
    let expansion = opened.expansion
    let base = opened.input.name + "/"
    var encrypted = 0
    let counting = { (name: String) in
      expansion.member(base + name)
      return expansion.broken == nil
    }
    while expansion.broken == nil, let member = reader.nextMember(counting: counting) {
      if HiddenName.matches(path: member.name) {
        passOver()
      } else if member.isEncrypted {
        encrypted += 1
      } else {
        let input = LogInput(name: base + member.name, kind: .member, size: member.size)
        try handOut(Opened(input: input, layer: opened.layer + 1, expansion: expansion), reader, body)
      }
    }
    if encrypted > 0 {
      note(
        InputProblem(
          .encrypted, opened.input.name, "\(encrypted) of its members are encrypted: unpack it with its password first")
      )
    }
    guard expansion.broken == nil, let problem = reader.problem(opened.input.name) else { return }
    // Told already, of the member in which the archive breaks off.
    if let last = problems.last, last.message == problem.message, last.input.hasPrefix(opened.input.name) { return }
    note(problem)
  }

  private func handOut(_ opened: Opened, _ reader: ArchiveReader, _ body: Body) throws {
    let source = MemberSource(
      reader, opened.expansion, layer: opened.layer, name: opened.input.name, block: limits.block)
    defer { source.close() }
    var bytes = InputBytes(source)
    try visit(opened, &bytes, body)
  }
}
