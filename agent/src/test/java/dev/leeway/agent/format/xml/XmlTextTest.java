package dev.leeway.agent.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {
    @Test
    void readsElementsWithTheirLines() throws MalformedException {
        XmlElement root = XmlText.read(
                "<?xml version=\"1.0\"?>\n<!-- x -->\n<a xmlns='urn:x'>\n <b> 1 &amp; 2 </b><b><c><![CDATA[<3>]]></c></b></a>\n");
        assertThat(root.name()).isEqualTo("a");
        assertThat(root.line()).isEqualTo(3);
        assertThat(root.textAt("b")).contains("1 & 2");
        assertThat(root.children().get(1).textAt("c")).contains("<3>");
        assertThat(root.at("b").map(XmlElement::line)).contains(4);
        assertThat(root.at("x", "y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<a>&x;</a>",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "",
                "no xml",
                "\u0000<a/>"
            })
    void refusesDocumentTypesEntitiesAndWhatIsNotWellFormed(String text) {
        assertThatThrownBy(() -> XmlText.read(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("line ")
                .hasMessageNotContaining("passwd");
    }

    @Test
    void refusesWhatIsTooDeepOrTooMuch() {
        assertThatThrownBy(() -> XmlText.read("<a>".repeat(100_000))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> XmlText.read("<a>" + "<b/>".repeat(300_000) + "</a>"))
                .isInstanceOf(MalformedException.class);
    }
}
