import CXML
import ScepspecMarkup

/// libxml2's opinion of a document, as trees of the kind that the reader makes.
enum ReferenceXML {
  /// `nil` where libxml2 finds it not well-formed.
  static func parse(_ text: String) -> Element? {
    let document = text.withCString { bytes in
      xmlReadMemory(
        bytes, Int32(text.utf8.count), nil, "UTF-8",
        Int32(XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue))
    }
    guard let document else { return nil }
    defer { xmlFreeDoc(document) }
    return xmlDocGetRootElement(document).map(element)
  }

  private static func element(_ node: xmlNodePtr) -> Element {
    var result = Element(string(node.pointee.name))
    var attribute = node.pointee.properties
    while let current = attribute {
      let value = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1)
      result.attributes.append((string(current.pointee.name), string(value)))
      if let value { free(value) }
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE { result.children.append(element(current)) }
      if current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE {
        result.text += string(current.pointee.content)
      }
      child = current.pointee.next
    }
    if !result.children.isEmpty, result.text.unicodeScalars.allSatisfy({ " \t\r\n".unicodeScalars.contains($0) }) {
      result.text = ""
    }
    return result
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
