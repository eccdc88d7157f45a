public import ScepspecModel

extension Graph {
  /// The machine, suite, client family or workflow with this id; `nil` where there is none.
  public static func of(_ id: String, in specifications: Specifications) -> Graph? {
    if let machine = specifications.machines.first(where: { $0.id == id }) { return Graph(machine) }
    if let suite = specifications.suites.first(where: { $0.id == id }) {
      return Graph(suite.title, suite.checks, specifications)
    }
    if let client = specifications.clients.first(where: { $0.id == id }) {
      return Graph(client.title, client.steps, specifications)
    }
    return specifications.workflows.first { $0.id == id }.map { Graph($0) }
  }

  /// The ids that `of` knows.
  public static func ids(in specifications: Specifications) -> [String] {
    specifications.machines.map(\.id) + specifications.suites.map(\.id) + specifications.clients.map(\.id)
      + specifications.workflows.map(\.id)
  }

  private init(_ machine: Machine) {
    var builder = GraphBuilder(title: machine.title)
    for state in machine.states {
      builder.add(state.name, Node(id: state.name, about: state.about, kind: Kind(state, of: machine)))
    }
    for state in machine.states {
      for next in state.next { builder.connect(state.name, next) }
    }
    self = builder.graph
  }

  /// Checks, what they require, the exchanges they look at, and what has to be sent before those.
  private init(_ title: String, _ checks: [Check], _ specifications: Specifications) {
    var builder = GraphBuilder(title: title)
    for check in checks { builder.add("check \(check.id)", Node(id: check.id, about: check.title, kind: .step)) }
    for check in checks {
      for required in check.requires { builder.connect("check \(required)", "check \(check.id)") }
      for id in [check.exchange] + check.otherExchanges {
        guard let exchange = specifications.exchanges[id] else { continue }
        Self.add(exchange, to: &builder, specifications)
        builder.connect("exchange \(id)", "check \(check.id)", .shows)
      }
    }
    self = builder.graph
  }

  private static func add(_ exchange: Exchange, to builder: inout GraphBuilder, _ specifications: Specifications) {
    builder.add("exchange \(exchange.id)", Node(id: exchange.id, about: exchange.about, kind: .exchange))
    for id in exchange.after {
      guard let earlier = specifications.exchanges[id] else { continue }
      builder.add("exchange \(id)", Node(id: id, about: earlier.about, kind: .exchange))
      builder.connect("exchange \(id)", "exchange \(exchange.id)")
    }
  }

  private init(_ workflow: Workflow) {
    var builder = GraphBuilder(title: workflow.title)
    for step in workflow.steps {
      builder.add("\(step.number)", Node(id: "\(step.number). \(step.title)", about: step.about, kind: .step))
      builder.connect("\(step.number - 1)", "\(step.number)")
    }
    self = builder.graph
  }
}

extension Graph.Kind {
  fileprivate init(_ state: Machine.State, of machine: Machine) {
    self =
      switch state.conclusion {
      case .success: .success
      case .failure: .failure
      case .waitingForUser: .waiting
      default: state.name == machine.start ? .start : .step
      }
  }
}
