public import ArgumentParser
public import ScepspecModel

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
