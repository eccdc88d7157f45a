import Testing

@Suite struct LogReadingPlaceholder {}
