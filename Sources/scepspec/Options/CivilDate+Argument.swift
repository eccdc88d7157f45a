public import ArgumentParser
public import Model

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
