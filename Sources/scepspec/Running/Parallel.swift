import Dispatch
import Foundation

/// Work on several cores.
enum Parallel {
  /// The results in the order of the items; the first error where there was one.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ body: @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    let shared = Shared<Result>()
    DispatchQueue.concurrentPerform(iterations: min(jobs, items.count)) { _ in
      while let index = shared.next(of: items.count) {
        do {
          shared.finish(index, try body(items[index]))
        } catch {
          shared.fail(error)
        }
      }
    }
    return try shared.all()
  }

  private final class Shared<Result: Sendable>: @unchecked Sendable {  // `lock` guards everything
    private let lock = NSLock()
    private var position = 0
    private var results: [Int: Result] = [:]
    private var problem: (any Error)?

    /// The next item that nobody has taken; `nil` at the end, and once something failed.
    func next(of count: Int) -> Int? {
      lock.withLock {
        guard problem == nil, position < count else { return nil }
        defer { position += 1 }
        return position
      }
    }

    func finish(_ index: Int, _ result: Result) { lock.withLock { results[index] = result } }

    func fail(_ error: any Error) { lock.withLock { problem = problem ?? error } }

    func all() throws -> [Result] {
      try lock.withLock {
        if let problem { throw problem }
        return results.sorted { $0.key < $1.key }.map(\.value)
      }
    }
  }
}
