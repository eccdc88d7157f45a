import COpenSSL
import Foundation

/// Which server certificates a client believes.
public enum TLSTrust: Hashable, Sendable {
  /// The certificates that the system trusts.
  case system
  /// The certificates of a PEM file.
  case file(String)
  /// Any certificate, for any name.
  case insecure
}

/// A TLS handshake or session that failed.
public struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
  public var reason: String
  public var description: String { reason }

  /// Takes every message out of this thread's OpenSSL queue.
  static func drained(_ what: String) -> TLSError {
    var messages: [String] = []
    while case let code = ERR_get_error(), code != 0 {
      if let text = ERR_reason_error_string(code) { messages.append(String(cString: text)) }
    }
    return TLSError(reason: messages.isEmpty ? what : "\(what): \(messages.joined(separator: ", "))")
  }
}

/// What all sessions of a client or server share. OpenSSL lets several threads use one context.
final class TLSContext: @unchecked Sendable {  // OpenSSL locks inside a context
  let pointer: OpaquePointer

  private init(_ method: OpaquePointer?) throws(TLSError) {
    ERR_clear_error()
    guard let made = SSL_CTX_new(method) else { throw TLSError.drained("no TLS") }
    pointer = made
  }

  deinit { SSL_CTX_free(pointer) }

  static func client(trust: TLSTrust) throws(TLSError) -> TLSContext {
    let context = try TLSContext(TLS_client_method())
    switch trust {
    case .insecure:
      SSL_CTX_set_verify(context.pointer, SSL_VERIFY_NONE, nil)
    case .system:
      SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
      guard SSL_CTX_set_default_verify_paths(context.pointer) == 1 else { throw TLSError.drained("no system trust") }
    case .file(let path):
      SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
      guard SSL_CTX_load_verify_locations(context.pointer, path, nil) == 1 else {
        throw TLSError.drained("the trust file \(path) cannot be read")
      }
    }
    SSL_CTX_set_client_cert_cb(context.pointer) { session, _, _ in
      TLSSession.note(TLSSession.certificateRequested, session)
      return 0
    }
    // A handshake message that is a HelloRequest, which only servers send.
    SSL_CTX_set_msg_callback(context.pointer) { isSent, _, type, octets, count, session, _ in
      guard isSent == 0, type == SSL3_RT_HANDSHAKE, count > 0, let octets else { return }
      if octets.load(as: UInt8.self) == UInt8(SSL3_MT_HELLO_REQUEST) {
        TLSSession.note(TLSSession.renegotiated, session)
      }
    }
    return context
  }

  /// Reads a certificate chain and its key, both as PEM text.
  static func server(
    certificatePEM: String, keyPEM: String, manner: TLSManner = .ordinary
  ) throws(TLSError) -> TLSContext {
    let context = try TLSContext(TLS_server_method())
    switch manner {
    case .ordinary: break
    case .asksForCertificate: SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER) { _, _ in 1 }
    case .latestOnly: SSL_CTX_ctrl(context.pointer, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_3_VERSION), nil)
    case .renegotiates: SSL_CTX_ctrl(context.pointer, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
    }
    try withPEM(certificatePEM) { pem throws(TLSError) in try context.useCertificates(pem) }
    try withPEM(keyPEM) { pem throws(TLSError) in try context.useKey(pem) }
    return context
  }

  private func useCertificates(_ pem: OpaquePointer) throws(TLSError) {
    guard let leaf = PEM_read_bio_X509(pem, nil, nil, nil) else {
      throw TLSError.drained("the TLS certificate cannot be read")
    }
    defer { X509_free(leaf) }
    guard SSL_CTX_use_certificate(pointer, leaf) == 1 else { throw TLSError.drained("the TLS certificate is no use") }
    while let issuer = PEM_read_bio_X509(pem, nil, nil, nil) {
      // The context takes the certificate over where this succeeds.
      if SSL_CTX_ctrl(pointer, SSL_CTRL_EXTRA_CHAIN_CERT, 0, UnsafeMutableRawPointer(issuer)) != 1 {
        X509_free(issuer)
      }
    }
    ERR_clear_error()
  }

  private func useKey(_ pem: OpaquePointer) throws(TLSError) {
    guard let key = PEM_read_bio_PrivateKey(pem, nil, nil, nil) else {
      throw TLSError.drained("the TLS key cannot be read")
    }
    defer { EVP_PKEY_free(key) }
    guard SSL_CTX_use_PrivateKey(pointer, key) == 1 else {
      throw TLSError.drained("the TLS key does not fit the certificate")
    }
  }
}

/// The client's context, made when it is first wanted: reading the system's certificates takes its time.
final class ClientContexts: @unchecked Sendable {  // `lock` guards what was made
  private let trust: TLSTrust
  private let lock = NSLock()
  private var made: TLSContext?

  init(_ trust: TLSTrust) { self.trust = trust }

  func context() throws(TLSError) -> TLSContext {
    lock.lock()
    defer { lock.unlock() }
    if let made { return made }
    let context = try TLSContext.client(trust: trust)
    made = context
    return context
  }
}

/// PEM text as OpenSSL reads it.
private func withPEM(_ text: String, _ body: (OpaquePointer) throws(TLSError) -> Void) throws(TLSError) {
  guard let memory = BIO_new(BIO_s_mem()) else { throw TLSError.drained("no memory for PEM") }
  defer { BIO_free(memory) }
  let octets = Array(text.utf8)
  BIO_write(memory, octets, Int32(octets.count))
  try body(memory)
}
