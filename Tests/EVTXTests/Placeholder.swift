import Testing

@Suite struct EVTXPlaceholder {}
