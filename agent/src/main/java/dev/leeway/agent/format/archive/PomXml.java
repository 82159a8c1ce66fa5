package dev.leeway.agent.format.archive;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The artefact that a {@code pom.xml} is about; what it inherits is taken from its parent element, variables are not resolved. */
final class PomXml {
    private static final int DEEPEST = 200;

    private PomXml() {}

    /** The artefact, or empty when the text is not a pom that names one in full. */
    static Optional<Coordinates> read(byte[] content) {
        Map<String, String> found = new HashMap<>();
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            gather(reader, found);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
        Optional<String> artifact = plain(found, "artifactId");
        Optional<String> group = plain(found, "groupId").or(() -> plain(found, "parent/groupId"));
        Optional<String> version = plain(found, "version").or(() -> plain(found, "parent/version"));
        return artifact.map(name -> new Coordinates(group, name, Optional.empty(), version));
    }

    private static void gather(XMLStreamReader reader, Map<String, String> found) throws XMLStreamException {
        String[] path = new String[DEEPEST];
        int depth = 0;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (depth == DEEPEST) {
                    return;
                }
                path[depth++] = reader.getLocalName();
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (depth == 1) {
                    found.putIfAbsent(path[1], text.toString().strip());
                } else if (depth == 2 && "parent".equals(path[1])) {
                    found.putIfAbsent("parent/" + path[2], text.toString().strip());
                }
                text.setLength(0);
            }
        }
    }

    private static Optional<String> plain(Map<String, String> found, String name) {
        return Optional.ofNullable(found.get(name)).filter(value -> !value.isEmpty() && !value.contains("${"));
    }
}
