package dev.leeway.collector.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bills as other tools really write them; the file beside them tells how each was made. */
class BillsOfOtherToolsTest {
    private static ReadBill read(String name) throws IOException, FormatException {
        try (InputStream in = BillsOfOtherToolsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return BillReader.read(in, name, new BillOptions(Optional.empty(), Instant.EPOCH));
        }
    }

    private static Map<String, String> facts(ReadBill bill, String service) {
        Map<String, String> facts = new TreeMap<>();
        Section section = bill.snapshot().sections().get(SectionKey.of("dependency", service));
        assertThat(section).as(service).isNotNull();
        section.facts().forEach((path, value) -> facts.put(path, value.display()));
        return facts;
    }

    @Test
    void tellsWhatNpmInstalled() throws IOException, FormatException {
        ReadBill bill = read("cyclonedx-npm.cdx.json");
        assertThat(facts(bill, "shop-front"))
                .containsOnly(
                        entry("npm[@types%2Fms]/version", "2.1.0"),
                        entry("npm[debug]/version", "4.4.0"),
                        entry("npm[ms]/version", "2.1.3"));
        assertThat(bill.scope().maker()).isEqualTo("npm 11.19.1, cyclonedx-npm 6.0.1");
        assertThat(bill.scope().unplaced()).isZero();
        assertThat(bill.scope().guessed()).isEmpty();
    }

    @Test
    void tellsWhatAVirtualEnvironmentHolds() throws IOException, FormatException {
        ReadBill bill = read("cyclonedx-py.cdx.json");
        assertThat(facts(bill, "shop-api"))
                .containsOnly(
                        entry("pypi[ruamel-yaml]/version", "0.18.6"),
                        entry("pypi[typing-extensions]/version", "4.12.2"),
                        entry("pypi[zipp]/version", "3.21.0"));
        assertThat(bill.scope().maker()).startsWith("cyclonedx-py 7.5.0");
        assertThat(bill.scope().dated()).isTrue();
    }

    @Test
    void partsWhatRequirementsAskForFromWhatIsInstalled() throws IOException, FormatException {
        ReadBill bill = read("syft-api.cdx.json");
        assertThat(facts(bill, "api"))
                .containsOnly(
                        entry("pypi[click]/declared", "8.1.8"),
                        entry("pypi[flask-cors]/declared", "5.0.0"),
                        entry("pypi[ruamel-yaml]/version", "0.18.6"),
                        entry("pypi[typing-extensions]/version", "4.12.2"),
                        entry("pypi[zipp]/version", "3.21.0"));
        assertThat(bill.scope().guessed()).contains("a file or directory");
    }
}
