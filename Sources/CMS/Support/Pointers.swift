import COpenSSL
import COpenSSLShims

/// The encoding that an `i2d_` function writes; empty where it fails.
func encoding(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
  let length = Int(write(nil))
  guard length > 0 else { return [] }
  return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
    var position = buffer.baseAddress
    count = max(0, min(length, Int(write(&position))))
  }
}

/// What a `d2i_` function reads from the start of the octets, and how many octets it took.
func decoding<T>(
  _ octets: [UInt8], _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> T?
) -> (value: T, consumed: Int)? {
  octets.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return nil }
    var position: UnsafePointer<UInt8>? = start
    guard let value = read(&position, buffer.count) else { return nil }
    return (value, position.map { $0 - start } ?? 0)
  }
}

/// What `write` put into a memory BIO; `nil` where it returned nothing positive.
func written(_ write: (OpaquePointer) -> Int32) -> [UInt8]? {
  guard let bio = BIO_new(BIO_s_mem()) else { return nil }
  defer { BIO_free(bio) }
  guard write(bio) > 0 else { return nil }
  var data: UnsafePointer<CChar>?
  let count = shim_bio_data(bio, &data)
  guard let data else { return [] }
  return data.withMemoryRebound(to: UInt8.self, capacity: count) {
    [UInt8](UnsafeBufferPointer(start: $0, count: count))
  }
}

/// Reads from a memory BIO that holds a copy of the octets.
func reading<T>(_ octets: [UInt8], _ read: (OpaquePointer) -> T?) -> T? {
  guard octets.count <= Int(Int32.max), let bio = BIO_new(BIO_s_mem()) else { return nil }
  defer { BIO_free(bio) }
  guard octets.isEmpty || BIO_write(bio, octets, Int32(octets.count)) == Int32(octets.count) else { return nil }
  return read(bio)
}

/// The dotted form of an object identifier; empty for none.
func dotted(_ object: OpaquePointer?) -> String {
  guard let object else { return "" }
  var text = [CChar](repeating: 0, count: 256)
  let length = OBJ_obj2txt(&text, Int32(text.count), object, 1)
  guard length > 0 else { return "" }
  return String(decoding: text.prefix(min(Int(length), text.count - 1)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Seconds since 1970-01-01T00:00:00Z; 0 where the time cannot be read.
func epochSeconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int {
  guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return 0 }
  defer { ASN1_TIME_free(epoch) }
  var days: Int32 = 0
  var seconds: Int32 = 0
  guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return 0 }
  return Int(days) * 86_400 + Int(seconds)
}
