import ScepspecEVTX
import ScepspecMarkup
import Testing

typealias Part = LogWriter.Part

/// An event with one element `Data` that holds `parts`.
func event(_ parts: Part...) -> [Part] { [.element("Event", [.element("Data", parts)])] }

/// The one event of a log of one record.
func read(
  _ parts: [Part], _ values: [LogWriter.Value] = [], sourceLocation: SourceLocation = #_sourceLocation
) throws -> Element {
  var writer = LogWriter()
  writer.record(1, "only", parts, values)
  let (records, damage) = EVTX.records(ofChunk: writer.chunk(), at: 4096)
  #expect(damage.isEmpty, sourceLocation: sourceLocation)
  return try #require(records.first, sourceLocation: sourceLocation).event
}
