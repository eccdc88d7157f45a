extension Recogniser {
  /// Recognises a text as it stands, and, where it is whole and looks pasted, as it stood before: what makes more of it
  /// wins.
  func recogniseMended(_ sample: SampleOfInput) -> (candidate: Candidate?, mendings: [Mending]) {
    var best = recognise(sample)
    guard sample.isWhole, !sample.text.isEmpty, best.map({ $0.format.isText }) != false else { return (best, []) }
    var text = sample.text
    var mendings: [Mending] = []
    for mending in [Mending.quoted, .broken, .runTogether] {
      guard let mended = mending.mended(text, best?.format),
        let candidate = recognise(SampleOfInput(mended: mended)), mending.gains(candidate, over: best)
      else { continue }
      (best, text) = (candidate, mended)
      mendings.append(mending)
    }
    return (best, mendings)
  }
}

extension CompiledFormat {
  fileprivate var isText: Bool { reader.kind != .evtx && reader.kind != .certificates }
}

extension Mending {
  /// Whether a text tells more when this is undone.
  fileprivate func gains(_ after: Candidate, over before: Candidate?) -> Bool {
    guard let before else { return true }
    if after.format.format.id != before.format.format.id {
      return after.fitting > before.fitting
        || (after.format.detail > before.format.detail && after.fitting * 2 >= before.fitting)
    }
    if after.fitting > before.fitting { return after.share >= before.share }
    // Broken messages are of the same format as whole ones.
    return self == .broken && before.format.reader.kind == .lines && after.fitting == before.fitting
  }
}
