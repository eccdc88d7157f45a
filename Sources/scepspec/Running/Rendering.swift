import ScepspecModel
import ScepspecReports

/// A run in each format of a report.
enum Rendering {
  static func render(_ run: RunReport, _ context: RunContext, as format: ReportFormat, usesColour: Bool) -> String {
    switch format {
    case .text: TextReport(context, usesColour: usesColour).render(run)
    case .json: JSONReport.render(run)
    case .junit: JUnitReport(context).render(run)
    case .markdown: MarkdownReport(context).render(run)
    case .sarif: SARIFReport(context).render(run)
    case .tap: TAPReport(context).render(run)
    case .html: HTMLReport(context).render(run)
    }
  }
}
