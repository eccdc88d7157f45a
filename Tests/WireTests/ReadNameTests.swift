import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

@Suite("Names, serial numbers and what CertPoll, GetCert and GetCRL ask for")
struct ReadNameTests {
  private func name(_ values: [Element]) -> [UInt8] {
    Element.sequence(values.map { .set([.sequence([.objectIdentifier("2.5.4.3"), $0])]) }).encoded()
  }

  @Test("String type, case and blanks do not make another name; order and values do")
  func names() {
    let plain = name([.printableString("Test CA"), .printableString("b")])
    #expect(DistinguishedName.areEqual(plain, name([.utf8String(" test  ca"), .printableString("B")])))
    #expect(!DistinguishedName.areEqual(plain, name([.printableString("b"), .printableString("Test CA")])))
    #expect(!DistinguishedName.areEqual(plain, name([.printableString("Test CA")])))
    #expect(!DistinguishedName.areEqual(plain, []))
  }

  @Test("Serial numbers are compared by value, their sign included")
  func serials() {
    #expect(SerialNumber.areEqual([0x00, 0x05], [0x05]))
    #expect(!SerialNumber.areEqual([0x00, 0x85], [0x85]))
    #expect(SerialNumber.areEqual([0xFF, 0x85], [0x85]))
    #expect(SerialNumber.isNotPositive([0x00]))
    #expect(SerialNumber.isNotPositive([0x80, 0x01]))
    #expect(!SerialNumber.isNotPositive([0x00, 0x80]))
    #expect(SerialNumber.isNotPositive([]))
  }

  @Test("IssuerAndSubject and IssuerAndSerialNumber")
  func payloads() throws {
    let client = try TestIdentity.client.get().certificate
    let both = Element.sequence([.raw(client.issuerName), .raw(client.subjectName)]).encoded()
    let poll = try IssuerAndSubject.read(both + [0])
    #expect(poll.value == IssuerAndSubject(issuerName: client.issuerName, subjectName: client.subjectName))
    #expect(poll.trailingOctets == 1)
    let serial = Element.sequence([.raw(client.issuerName), .integer(content: client.serialNumber)]).encoded()
    let wanted = try IssuerAndSerialNumber.read(serial)
    #expect(wanted.value.means(client))
    #expect(wanted.trailingOctets == 0)
    #expect(throws: ReadError.self) { try IssuerAndSubject.read(serial) }
    #expect(throws: ReadError.self) { try IssuerAndSerialNumber.read(both) }
    #expect(throws: ReadError.self) { try IssuerAndSubject.read([]) }
  }
}
