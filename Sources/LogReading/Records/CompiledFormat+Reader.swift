extension CompiledFormat {
  /// A reader for one input.
  func makeReader(_ certificates: (any CertificateDecoder)?) -> any RecordReader {
    switch reader.kind {
    case .lines: LineReader(self)
    case .delimited: DelimitedReader(self)
    case .w3c: W3CReader(self)
    case .json: JSONReader(self)
    case .xml: ElementReader(self)
    case .evtx: EventLogReader(self)
    case .blocks: BlockReader(self)
    case .certificates: CertificateReader(certificates)
    }
  }

  /// Whether it reads bytes as they are rather than text.
  var readsBytes: Bool { reader.kind == .evtx || reader.kind == .certificates }
}
