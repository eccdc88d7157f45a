/// Why a request failed (RFC 8894 section 3.2.1.4); the raw values are those of the attribute.
public enum FailInfo: String, CaseIterable, Hashable, Sendable {
  case badAlg = "0"
  case badMessageCheck = "1"
  case badRequest = "2"
  case badTime = "3"
  case badCertId = "4"

  /// By its name in the RFC, or by its number.
  init?(word: String) {
    let found = Self.allCases.first { $0.name == word || $0.rawValue == word }
    guard let found else { return nil }
    self = found
  }

  var name: String {
    switch self {
    case .badAlg: "badAlg"
    case .badMessageCheck: "badMessageCheck"
    case .badRequest: "badRequest"
    case .badTime: "badTime"
    case .badCertId: "badCertId"
    }
  }
}

/// How a transaction stands (RFC 8894 section 3.2.1.3); the raw values are those of the attribute.
public enum PKIStatus: String, CaseIterable, Hashable, Sendable {
  case success = "0"
  case failure = "2"
  case pending = "3"

  var name: String {
    switch self {
    case .success: "SUCCESS"
    case .failure: "FAILURE"
    case .pending: "PENDING"
    }
  }
}

/// What a message is (RFC 8894 section 3.2.1.2); the raw values are those of the attribute.
public enum MessageType: String, CaseIterable, Hashable, Sendable {
  case certRep = "3"
  case renewalReq = "17"
  case pkcsReq = "19"
  case certPoll = "20"
  case getCert = "21"
  case getCRL = "22"

  /// A certificate is asked for.
  var isEnrolment: Bool { self == .pkcsReq || self == .renewalReq }

  var name: String {
    switch self {
    case .certRep: "CertRep"
    case .renewalReq: "RenewalReq"
    case .pkcsReq: "PKCSReq"
    case .certPoll: "CertPoll"
    case .getCert: "GetCert"
    case .getCRL: "GetCRL"
    }
  }
}
