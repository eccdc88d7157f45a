import Testing

@Suite struct LogInputsPlaceholder {}
