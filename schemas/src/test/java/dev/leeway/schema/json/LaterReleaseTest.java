package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a later release with the same major version may add, and how it reads here. */
class LaterReleaseTest {
    @Test
    void isReadWithItsUnknownMembersPassedOver() throws Exception {
        Snapshot snapshot = Documents.snapshot(resource("snapshot.json"));

        assertThat(snapshot.host().name()).isEqualTo("web-01");
        assertThat(snapshot.sections().keySet())
                .containsExactly(SectionKey.of("future"), SectionKey.of("os"), SectionKey.of("quantum", "q"));
    }

    @Test
    void isAcceptedByThePublishedSchemas() throws Exception {
        assertThat(PublishedSchema.open("snapshot-1.json").complaints(resource("snapshot.json")))
                .isEmpty();
        assertThat(PublishedSchema.closed("snapshot-1.json").complaints(resource("snapshot.json")))
                .isNotEmpty();
        assertThat(PublishedSchema.open("report-1.json").complaints(resource("report.json")))
                .isEmpty();
    }

    @Test
    void countsAnOutcomeNotKnownHereAsNotObserved() throws Exception {
        Section section = section("quantum", "q");

        assertThat(section.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(section.facts().size()).isZero();
        assertThat(section.reason()).contains("outcome 'entangled' not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "scheme", "presence", "decorated", "inside", "bare"})
    void comparesAValueOfAKindNotKnownHereWithNothing(String fact) throws Exception {
        assertThat(section("future", null).facts().find(FactPath.of(fact))).contains(new Value.Withheld("unknownKind"));
    }

    @Test
    void keepsTheIdsThatCoverWhatIsNotKnownHere() throws Exception {
        String json = resource("snapshot.json");

        assertThat(json)
                .contains(section("future", null).id())
                .contains(section("quantum", "q").id());
        assertThatThrownBy(() -> Documents.snapshot(json.replace("fe80::1", "fe80::2")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("does not fit its content");
    }

    @Test
    void keepsTheIdsHoweverTheFileIsLaidOut() throws Exception {
        String json = resource("snapshot.json");
        String scrambled = ScrambledJson.of(new com.fasterxml.jackson.databind.ObjectMapper().readTree(json));

        assertThat(Documents.snapshot(scrambled)).isEqualTo(Documents.snapshot(json));
    }

    @Test
    void writesReportsThatReadHereWithoutWhatIsNotKnown() throws Exception {
        Report report = Documents.report(resource("report.json"));

        assertThat(report.drifts()).hasSize(1);
        assertThat(report.drifts().get(0).values().get(0).value()).contains(new Value.Withheld("unknownKind"));
    }

    private static Section section(String probe, @org.jspecify.annotations.Nullable String subject) throws Exception {
        SectionKey key = subject == null ? SectionKey.of(probe) : SectionKey.of(probe, subject);
        return Objects.requireNonNull(
                Documents.snapshot(resource("snapshot.json")).sections().get(key));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LaterReleaseTest.class.getResourceAsStream("/later/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
