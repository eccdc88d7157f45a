import COpenSSL

/// One TLS connection, over memory: octets of the wire go in and come out, and the caller owns the socket.
final class TLSSession {
  private let pointer: OpaquePointer
  private let context: TLSContext
  private let fromPeer: OpaquePointer
  private let toPeer: OpaquePointer
  private(set) var isClosedByPeer = false

  /// A client's side when `serverName` is given.
  ///
  /// - Parameter isOld: No version of TLS after 1.2 is offered.
  init(_ context: TLSContext, serverName: String? = nil, isOld: Bool = false) throws(TLSError) {
    guard let session = SSL_new(context.pointer) else { throw TLSError.drained("no TLS session") }
    guard let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
      SSL_free(session)
      throw TLSError.drained("no memory for TLS")
    }
    pointer = session
    self.context = context
    fromPeer = incoming
    toPeer = outgoing
    SSL_set_bio(session, incoming, outgoing)
    if isOld { SSL_ctrl(session, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil) }
    if let serverName { expect(serverName) } else { SSL_set_accept_state(session) }
  }

  deinit { SSL_free(pointer) }

  private func expect(_ name: String) {
    SSL_set_connect_state(pointer)
    if X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(pointer), name) == 1 { return }
    ERR_clear_error()
    SSL_set1_host(pointer, name)
    var octets = name.utf8CString
    octets.withUnsafeMutableBytes {
      _ = SSL_ctrl(pointer, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), $0.baseAddress)
    }
  }

  /// True once the handshake is done.
  func advanceHandshake() throws(TLSError) -> Bool {
    ERR_clear_error()
    let result = SSL_do_handshake(pointer)
    if result == 1 { return true }
    if wantsMore(result) { return false }
    let verification = SSL_get_verify_result(pointer)
    if verification != Int(X509_V_OK), let text = X509_verify_cert_error_string(verification) {
      ERR_clear_error()
      throw TLSError(reason: "the server's certificate is not trusted: \(String(cString: text))")
    }
    throw TLSError.drained("the TLS handshake failed")
  }

  func feed(_ octets: [UInt8]) {
    if !octets.isEmpty { BIO_write(fromPeer, octets, Int32(octets.count)) }
  }

  /// What the peer said, as far as it is complete.
  func open() throws(TLSError) -> [UInt8] {
    var plain: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      ERR_clear_error()
      let count = SSL_read(pointer, &buffer, Int32(buffer.count))
      if count > 0 {
        plain += buffer[..<Int(count)]
        continue
      }
      if SSL_get_error(pointer, count) == SSL_ERROR_ZERO_RETURN { isClosedByPeer = true }
      if isClosedByPeer || wantsMore(count) || !plain.isEmpty { return plain }
      throw TLSError.drained("the TLS session broke")
    }
  }

  /// The octets to send for these.
  func seal(_ plain: [UInt8]) throws(TLSError) -> [UInt8] {
    var rest = plain[...]
    while !rest.isEmpty {
      ERR_clear_error()
      let count = rest.withUnsafeBytes { SSL_write(pointer, $0.baseAddress, Int32($0.count)) }
      guard count > 0 else { throw TLSError.drained("the TLS session broke") }
      rest = rest.dropFirst(Int(count))
    }
    return takeOutgoing()
  }

  func closeNotice() -> [UInt8] {
    ERR_clear_error()
    SSL_shutdown(pointer)
    ERR_clear_error()
    return takeOutgoing()
  }

  func takeOutgoing() -> [UInt8] {
    let waiting = BIO_ctrl_pending(toPeer)
    if waiting == 0 { return [] }
    return [UInt8](unsafeUninitializedCapacity: waiting) { buffer, filled in
      filled = Int(max(BIO_read(toPeer, buffer.baseAddress, Int32(buffer.count)), 0))
    }
  }

  /// A server's wish to shake hands again; what follows goes on in `open()`, until `isRenegotiating` ends.
  func renegotiate() throws(TLSError) {
    ERR_clear_error()
    guard SSL_renegotiate(pointer) == 1, SSL_do_handshake(pointer) == 1 else {
      throw TLSError.drained("the TLS session cannot be renegotiated")
    }
  }

  var isRenegotiating: Bool { SSL_renegotiate_pending(pointer) == 1 }

  /// - Parameter isDone: The handshake succeeded, so that there is a version.
  func facts(isDone: Bool) -> TLSFacts {
    let noted = Self.noted(pointer)
    return TLSFacts(
      version: isDone ? String(cString: SSL_get_version(pointer)) : nil,
      asksForCertificate: noted & Self.certificateRequested != 0, renegotiates: noted & Self.renegotiated != 0)
  }

  // What OpenSSL tells about a session, on the thread that shakes hands, is kept as bits in the session's own place for
  // an application's pointer.
  static let certificateRequested: UInt = 1
  static let renegotiated: UInt = 2

  static func note(_ bit: UInt, _ session: OpaquePointer?) {
    guard let session else { return }
    SSL_set_ex_data(session, 0, UnsafeMutableRawPointer(bitPattern: noted(session) | bit))
  }

  private static func noted(_ session: OpaquePointer) -> UInt { UInt(bitPattern: SSL_get_ex_data(session, 0)) }

  private func wantsMore(_ result: Int32) -> Bool {
    let error = SSL_get_error(pointer, result)
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE || error == SSL_ERROR_WANT_X509_LOOKUP
  }
}
