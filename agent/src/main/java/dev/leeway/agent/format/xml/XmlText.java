package dev.leeway.agent.format.xml;

import dev.leeway.agent.format.MalformedException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML document of at most 64 levels and 200,000 elements; a document type is refused, not skipped. */
public final class XmlText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 200_000;

    private final XMLStreamReader in;
    private int elements;

    private XmlText(XMLStreamReader in) {
        this.in = in;
    }

    /**
     * The root element.
     *
     * @throws MalformedException naming the line, when {@code text} is not well-formed, has a document type or passes a
     *     limit
     */
    public static XmlElement read(String text) throws MalformedException {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new StringReader(text));
            while (in.next() != XMLStreamConstants.START_ELEMENT) {
                refuseDocumentType(in);
            }
            XmlText reader = new XmlText(in);
            XmlElement root = reader.element(0);
            while (in.hasNext()) {
                in.next();
            }
            return root;
        } catch (XMLStreamException e) {
            // The parser's own message may quote the content.
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new MalformedException("line " + line + ": expected well-formed XML");
        }
    }

    /** Without entities, document types and access to anything outside the text. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private static void refuseDocumentType(XMLStreamReader in) throws MalformedException {
        if (in.getEventType() == XMLStreamConstants.DTD) {
            throw fault(in, "no document type");
        }
    }

    private static MalformedException fault(XMLStreamReader in, String expected) {
        return new MalformedException("line " + in.getLocation().getLineNumber() + ": expected " + expected);
    }

    private XmlElement element(int depth) throws XMLStreamException, MalformedException {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw fault(in, "at most " + MAX_DEPTH + " levels and " + MAX_ELEMENTS + " elements");
        }
        String name = in.getLocalName();
        int line = in.getLocation().getLineNumber();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.putIfAbsent(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw fault(in, "no entity of its own");
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(
                            name, line, attributes, text.toString().strip(), children);
                }
                default -> {}
            }
        }
    }
}
