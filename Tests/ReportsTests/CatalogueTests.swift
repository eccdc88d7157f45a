import ScepspecModel
import ScepspecReports
import Testing

@Suite("What the specifications hold")
struct CatalogueTests {
  private var specifications: Specifications {
    var specifications = Sample.specifications
    let check = Sample.report.results[2].check
    specifications.suites[0].checks = [check]
    specifications.faults = [
      Fault(
        id: "no-nonce", title: "The nonce is left out", fails: [check.id], configure: [:],
        replies: [
          ReplyChange(
            to: ["operation": .text("PKIOperation")], build: [:], mutate: [Mutation(.drop, "attributes.nonce")],
            http: [:])
        ], location: check.location)
    ]
    return specifications
  }

  @Test("Every topic has a table with as many cells as columns", arguments: Topic.allCases)
  func topics(_ topic: Topic) {
    let table = topic.table(of: specifications)
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
  }

  @Test("A check is explained with its requirement, the clients it breaks and the fault that proves it")
  func check() throws {
    let explainer = Explainer(specifications: specifications) { _, _ in "words of the predicate" }
    let text = try #require(explainer.explain("reply/nonce").first).text()
    for part in [
      "REQ-1, RFC 8894 §3.2.1.5", "words of the predicate", "sscep and CertNanny", "no-nonce", "owner/repo#1",
    ] {
      #expect(text.contains(part))
    }
    #expect(explainer.explain("nothing").isEmpty)
  }

  @Test("A fault shows how to try it")
  func fault() throws {
    let explainer = Explainer(specifications: specifications) { _, _ in "" }
    let text = try #require(explainer.explain("no-nonce").first).text()
    #expect(text.contains("scepspec serve --fault no-nonce"))
    #expect(text.contains("drop attributes.nonce"))
  }

  @Test("Coverage joins requirement, check and fault")
  func coverage() {
    let coverage = Coverage(specifications)
    #expect(
      coverage.table().rows == [
        ["REQ-1", "MUST", "server", "reply/nonce", "no-nonce", ""], ["IB-1", "bug", "", "reply/nonce", "no-nonce", ""],
      ])
    #expect(coverage.summary().contains("1 of 1 checks have a fault"))
    #expect(coverage.gaps.isEmpty)
  }

  @Test("What has neither a check nor a reason is a gap, and so is a check without a fault")
  func gaps() {
    var lacking = Sample.specifications
    #expect(Coverage(lacking).gaps.count == 2)
    lacking.omissions = ["REQ-1", "IB-1"].map {
      Omission(row: $0, reason: "It cannot be seen.", location: Sample.report.results[0].check.location)
    }
    #expect(Coverage(lacking).gaps.isEmpty)
    #expect(Coverage(lacking).table().rows.allSatisfy { $0.last == "It cannot be seen." })
    lacking.suites[0].checks = [Sample.report.results[0].check]
    #expect(Coverage(lacking).gaps == ["no fault: caps/answered"])
  }

  @Test("Requirements that bind clients alone need a check or a reason as well; habits do not")
  func clientsAlone() {
    var specifications = Sample.specifications
    specifications.requirements["REQ-1"]?.role = "client"
    specifications.bugs["IB-1"]?.isHabit = true
    #expect(Coverage(specifications).gaps == ["no check, and no reason why not: REQ-1"])
  }

  @Test("A check of clients is proven by a conversation that breaks it")
  func conversations() {
    var specifications = Sample.specifications
    let place = Sample.report.results[0].check.location
    var check = Sample.report.results[0].check
    (check.id, check.exchange, check.requirements) = ("client/asks", Check.recorded, ["REQ-1"])
    specifications.suites = [
      Suite(id: "client", title: "Clients", about: "", checks: [check], exchanges: [], role: .client, location: place)
    ]
    specifications.bugs["IB-1"]?.isHabit = true
    #expect(Coverage(specifications).gaps == ["no fault: client/asks"])
    specifications.clientFaults = [
      ClientFault(id: "client-silent", title: "Asks nothing", sends: [], fails: ["client/asks"], location: place)
    ]
    #expect(Coverage(specifications).gaps.isEmpty)
    #expect(Coverage(specifications).table().rows.contains { $0.contains("client-silent") })
  }
}
