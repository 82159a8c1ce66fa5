package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.xml.XmlElement;
import dev.leeway.agent.format.xml.XmlText;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML, accepted and refused as Java's own reader of whole documents does, and with what it finds in them. */
class XmlOracleTest {
    private static final String[] PIECES = {
        "<a>", "</a>", "<b c='1'>", "</b>", "<d/>", "<d e=\"x &amp; y\" f='2'/>", "text", " ", "\n", "&lt;", "&#65;",
                "&#x1F600;", "&none;",
        "<!-- c -->", "<!-- a -- b -->", "<![CDATA[<x>]]>", "]]>", "<?p i?>", "<a", ">", "<", "&", "é", "<e:f/>",
                "c='1'", "\u0001"
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "<?xml version='1.0'?>" : "");
        text.append("<r>");
        int open = 0;
        for (int i = random.nextInt(12); i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            } else if (open > 0 && random.nextBoolean()) {
                text.append("</n>");
                open--;
            } else {
                text.append("<n m='").append(i).append("'>").append(PIECES[6 + random.nextInt(6)]);
                open++;
            }
        }
        return text.append("</n>".repeat(open)).append("</r>").toString();
    }

    /** Names, attributes and texts without the blanks around them, in one line. */
    private static String told(Element element) {
        StringBuilder out = new StringBuilder(element.getLocalName());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            out.append(' ').append(attribute.getLocalName()).append('=').append(attribute.getNodeValue());
        }
        StringBuilder text = new StringBuilder();
        StringBuilder children = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.append(told(inner));
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return out + "[" + text.toString().strip() + "]{" + children + "}";
    }

    private static String told(XmlElement element) {
        StringBuilder out = new StringBuilder(element.name());
        element.attributes()
                .forEach((name, value) ->
                        out.append(' ').append(name).append('=').append(value));
        out.append('[').append(element.text()).append("]{");
        element.children().forEach(child -> out.append(told(child)));
        return out.append('}').toString();
    }

    private static String ours(String text) {
        try {
            return told(XmlText.read(text));
        } catch (MalformedException e) {
            assertThat(SuiteResult.placed(e)).isEmpty();
            return "refused";
        }
    }

    private static String theirs(DocumentBuilder builder, String text) throws IOException {
        try {
            return told(builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException e) {
            return "refused";
        }
    }

    @Test
    void readsWhatJavaReads() throws IOException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        int accepted = 0;
        for (int seed = 0; seed < Scale.cases(1_500); seed++) {
            String text = text(new Random(seed));
            String theirs = theirs(builder, text);
            accepted += theirs.equals("refused") ? 0 : 1;
            assertThat(ours(text)).as("seed %d: %s", seed, text).isEqualTo(theirs);
        }
        assertThat(accepted).isBetween(300, Scale.cases(1_500) - 300);
    }
}
