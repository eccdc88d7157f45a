import ScepspecCMS
import ScepspecHTTPWire
import ScepspecReferenceServer
import ScepspecSCEPMessages
import Testing

@Suite("Reference server: operations")
struct ServerOperationTests {
  @Test("GetCACaps lists each capability on a line of its own")
  func capabilities() throws {
    let client = try ServerTestClient()
    let response = try #require(client.get("?operation=GetCACaps").response)
    #expect(response.status == 200)
    #expect(response.headers.first("Content-Type") == "text/plain")
    let lines = String(decoding: response.body, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines == client.server.capabilities)
    #expect(
      Set(lines).isSuperset(of: ["AES", "POSTPKIOperation", "SCEPStandard", "SHA-256", "SHA-384", "Renewal"]))
  }

  @Test(
    "GetCACert gives one bare certificate, or all of them in a degenerate SignedData", arguments: ServerLayout.allCases)
  func caCertificates(layout: ServerLayout) throws {
    let client = try ServerTestClient { $0.layout = layout }
    let response = try #require(client.get("?operation=GetCACert&message=anything").response)
    let bundle =
      layout == .single
      ? [try Certificate(der: response.body)] : try SignedMessage.read(response.body).readableCertificates
    #expect(bundle == client.server.certificates)
    #expect(bundle.count == (layout == .single ? 1 : layout == .raPair ? 3 : 2))
    let type = layout == .single ? "application/x-x509-ca-cert" : "application/x-x509-ca-ra-cert"
    #expect(response.headers.first("Content-Type") == type)
    let uses: Set = layout == .raPair ? ["keyEncipherment"] : ["digitalSignature", "keyEncipherment"]
    #expect(bundle.first?.keyUsage?.isSuperset(of: uses) == true)
    #expect(bundle.first?.isCA == (layout == .single || layout == .chain))
    #expect(bundle.last?.isSelfIssued == true)
  }

  @Test("The same over TLS")
  func tls() throws {
    let key = try ServerKeys.other.get()
    let identity = try Identity.selfSigned("/CN=127.0.0.1", key: key)
    let client = try ServerTestClient { $0.tls = .init(certificates: identity.certificate.pem, key: key.pem) }
    #expect(client.url.isTLS)
    #expect(try client.ask(client.recipe()).status == "0")
  }

  @Test("GetNextCACert is signed by the current CA around the certificates that follow")
  func nextCA() throws {
    let client = try ServerTestClient()
    let response = try #require(client.get("?operation=GetNextCACert").response)
    #expect(response.headers.first("Content-Type") == "application/x-x509-next-ca-cert")
    let outer = try SignedMessage.read(response.body)
    #expect(outer.verify(with: client.server.certificates).coversContent)
    let inner = try SignedMessage.read(try #require(outer.eContent).octets)
    let next = try #require(inner.readableCertificates.first)
    let current = try #require(client.server.certificates.first)
    #expect(next.isCA && next != current && next.notAfter > current.notAfter && next.notBefore < current.notAfter)
    #expect(inner.signers.isEmpty && inner.eContent == nil)
  }

  @Test("A PKCSReq is granted at once", arguments: ServerLayout.allCases)
  func enrolment(layout: ServerLayout) throws {
    let client = try ServerTestClient { $0.layout = layout }
    let recipe = try client.recipe()
    let reply = try client.ask(recipe)
    #expect(reply.status == "0")
    #expect(reply.exchange.response?.headers.first("Content-Type") == "application/x-pki-message")
    #expect(reply.exchange.response?.headers.first("Cache-Control") == "no-store")
    #expect(reply.finding.isValid && reply.finding.coversContent && !reply.finding.needsSorting)
    #expect(client.server.certificates.dropFirst(layout == .raPair ? 1 : 0).first == reply.finding.signer)
    #expect(reply.message.transactionID == recipe.transactionID)
    #expect(reply.message.recipientNonce == recipe.senderNonce)
    #expect(reply.message.senderNonce?.count == 16)
    #expect(reply.message.firstDeviationFromDER == nil)
    #expect(reply.envelope?.recipients.count == 1)
    let issued = try #require(reply.issued.first)
    #expect(reply.issued.count == 1)
    #expect(issued.publicKey == recipe.signer.key.publicKey)
    #expect(issued.subject == "CN=device,O=Tests")
    #expect(client.server.certificates.contains { issued.isSigned(by: $0) })
    #expect(!issued.isCA && issued.version == 3 && issued.notBefore < ServerTestClient.now)
  }

  @Test(
    "Replies use the digest and the cipher of the request",
    arguments: [
      (Digest.sha1, ContentCipher.des3CBC), (.sha256, .aes128CBC), (.sha384, .aes192CBC), (.sha512, .aes256CBC),
    ])
  func algorithms(digest: Digest, cipher: ContentCipher) throws {
    let client = try ServerTestClient()
    var recipe = try client.recipe()
    recipe.signer.digest = digest
    recipe.cipher = cipher
    let reply = try client.ask(recipe)
    #expect(reply.status == "0" && reply.issued.count == 1)
    #expect(reply.message.signer?.digestAlgorithm?.oid == digest.oid)
    #expect(reply.envelope?.contentEncryptionAlgorithm?.oid == cipher.oid)
    #expect(reply.message.signer?.signatureAlgorithm?.oid == "1.2.840.113549.1.1.1")
  }

  @Test("RSAES-OAEP is understood and answered alike", arguments: [KeyTransport.oaepSHA1, .oaepSHA256])
  func oaep(transport: KeyTransport) throws {
    let client = try ServerTestClient()
    var recipe = try client.recipe()
    recipe.keyTransport = transport
    let reply = try client.ask(recipe)
    #expect(reply.status == "0" && reply.issued.count == 1)
    #expect(reply.envelope?.recipients.first?.keyEncryptionAlgorithm?.oid == transport.oid)
  }

  @Test("A RenewalReq needs no challenge, and what it gives is another certificate that lasts longer")
  func renewal() throws {
    let client = try ServerTestClient()
    let old = try client.enrolled()
    let signer = Identity(certificate: old, key: try ServerKeys.client.get())
    let recipe = try client.recipe("17", key: try ServerKeys.other.get(), signer: signer, challenge: nil)
    let reply = try client.ask(recipe)
    let new = try #require(reply.issued.first)
    #expect(reply.status == "0" && new.serialNumber != old.serialNumber && new.notAfter > old.notAfter)
    #expect(new.publicKey == (try ServerKeys.other.get().publicKey))
  }

  @Test("GetCert gives the very certificate, also to a self-signed stranger")
  func getCert() throws {
    let client = try ServerTestClient()
    let wanted = try client.enrolled()
    var recipe = try client.recipe("21", key: try ServerKeys.other.get())
    recipe.payload = client.payload(naming: wanted)
    #expect(try client.ask(recipe).issued == [wanted])
  }

  @Test("GetCRL gives the CRL alone, with what was revoked")
  func getCRL() throws {
    let client = try ServerTestClient()
    let certificate = try client.enrolled()
    #expect(client.server.revoke(serialNumber: certificate.serialNumber))
    var recipe = try client.recipe("22")
    recipe.payload = client.payload(naming: certificate)
    let contents = try #require(try client.ask(recipe).contents)
    #expect(contents.certificates.isEmpty && !contents.hasCertificatesField && contents.crls.count == 1)
    let list = try RevocationList(der: try #require(contents.crls.first).bytes)
    #expect(list.entries.map(\.serialNumber) == [certificate.serialNumber])
    #expect(list.isSigned(by: try #require(client.server.certificates.first)))
  }

  @Test("A request enciphered for the next CA is certified by it")
  func rollover() throws {
    let client = try ServerTestClient()
    let response = try #require(client.get("?operation=GetNextCACert").response)
    let inner = try SignedMessage.read(try #require(try SignedMessage.read(response.body).eContent).octets)
    let next = try #require(inner.readableCertificates.first)
    var recipe = try client.recipe()
    recipe.recipients = [Recipient(next)]
    let issued = try #require(try client.ask(recipe).issued.first)
    #expect(issued.isSigned(by: next) && issued.issuerName == next.subjectName)
  }

  @Test("Requested names and harmless usages are granted, those of a CA are not")
  func extensions() throws {
    let client = try ServerTestClient()
    let extensions = [
      "subjectAltName=DNS:device.example", "keyUsage=digitalSignature,keyCertSign",
      "extendedKeyUsage=serverAuth,OCSPSigning", "basicConstraints=critical,CA:TRUE",
    ]
    let issued = try #require(try client.ask(client.recipe(extensions: extensions)).issued.first)
    #expect(issued.subjectAltNames == ["DNS:device.example"])
    #expect(issued.keyUsage == ["digitalSignature"] && !issued.isCA)
    #expect(issued.extendedKeyUsage == ["1.3.6.1.5.5.7.3.1"])
  }
}
