import ScepspecEngine
import ScepspecModel
import ScepspecReports
import ScepspecRunning

/// What a run would send, for those who ask before they let it loose.
struct PlanText {
  var plan: Plan
  var specifications: Specifications
  var manners: MannersOptions

  /// One line: how much there is to be done.
  var summary: String {
    let exchanges = plan.exchanges(of: specifications)
    let issuing = exchanges.filter { !$0.isReadOnly }.count
    var text = "\(plan.checks.count) checks, at most \(exchanges.count) exchanges"
    if manners.safe { return text + ", none of which makes the server issue anything (--safe)" }
    text += ", \(issuing) of them pkiMessages or hostile input that may make the server issue a certificate"
    return text + (manners.budget.map { "; it stops at \($0) certificates (--budget)" } ?? "")
  }

  /// The exchanges in the order in which they are sent, and the summary.
  func render() -> String {
    let rows = plan.exchanges(of: specifications).enumerated().map { index, exchange in
      let mark = exchange.harmful ? "may hurt" : exchange.isReadOnly ? "reads" : "may issue"
      return ["\(index + 1)", mark, exchange.id, exchange.about]
    }
    return Table(columns: ["number", "manner", "exchange", "about"], rows: rows).text() + "\n" + summary + "\n"
  }
}
