package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTextTest {
    private static Map<String, PromisedVariable> variables(String text) throws MalformedException {
        return ComposeText.variables(text, "/srv/.env", Map.of());
    }

    private static Written value(Map<String, PromisedVariable> variables, String name) {
        return requireNonNull(variables.get(name), name).value().orElseThrow();
    }

    private static ServicePart part(String service) throws MalformedException {
        return ComposeText.read("services:\n  web:\n    " + service.replace("\n", "\n    ") + "\n")
                .service("web", "/srv/a.yml", "/srv", Map.of("TAG", Given.of("1.0")))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$TAG|1.0",
                "a${TAG}b|a1.0b",
                "${NONE:-x}|x",
                "${NONE-${TAG}}|1.0",
                "${TAG:+y${NONE:-z}}w|yzw",
                "${NONE:+y}|''",
                "${TAG:?no}|1.0",
                "$$TAG|$TAG",
                "${TAG|${TAG",
                "${NONE:-a${OPEN}|${NONE:-a",
                "${1}|${1}",
                "${TAG!}|${TAG!}",
                "$|$"
            })
    void fillsInVariablesAsComposeDoes(String written, String filled) {
        assertThat(new Interpolation(Map.of("TAG", Given.of("1.0")))
                        .fill(written, "a:1")
                        .text())
                .isEqualTo(filled);
    }

    @Test
    void holdsNoMoreThanAFewLinesMayMakeOfEachOther() throws Exception {
        String doubling = "A0=" + "x".repeat(1_000) + "\n"
                + IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "A" + i + "=$A" + (i - 1) + "$A" + (i - 1) + "\n")
                        .collect(Collectors.joining());
        Map<String, PromisedVariable> read = variables(doubling);
        assertThat(value(read, "A2").text()).hasSize(4_000);
        assertThat(read.values())
                .allSatisfy(each ->
                        assertThat(each.value().orElseThrow().text()).hasSizeLessThanOrEqualTo(Interpolation.MAX_TEXT));
        assertThat(value(read, "A30").certain()).isFalse();
    }

    @Test
    void holdsNoMoreThanManyLinesMayMakeOfOne() throws Exception {
        String many = "A=" + "x".repeat(60_000) + "\n"
                + IntStream.range(0, 50_000).mapToObj(i -> "B" + i + "=$A\n").collect(Collectors.joining());
        Map<String, PromisedVariable> read = variables(many);
        assertThat(read.values().stream()
                        .mapToLong(each -> each.value().orElseThrow().text().length())
                        .sum())
                .isLessThan(4 << 20);
        assertThat(value(variables("A=" + "x".repeat(1_000_000) + "\nB=" + "$A".repeat(20_000) + "\n"), "B")
                        .text())
                .hasSizeLessThanOrEqualTo(Interpolation.MAX_TEXT);
    }

    @Test
    @Timeout(10)
    void takesTimeInProportionToWhatIsWritten() {
        Interpolation interpolation = new Interpolation(Map.of());
        for (int i = 0; i < 200; i++) {
            Written filled = interpolation.fill("${".repeat(32_000), "a:1");
            assertThat(filled.certain()).isFalse();
        }
    }

    @Test
    void countsATaggedPartInsteadOfWhatLiesBeneath() throws Exception {
        ServicePart lower =
                part("image: a:1\nports: ['80:80']\nenv_file: a.env\nenvironment: {A: x, B: y}\nmem_limit: 1g");
        assertThat(part("ports: !override ['81:80']").over(lower).ports())
                .extracting(port -> port.hostPort().orElseThrow())
                .containsExactly("81");
        assertThat(part("ports: !reset []").over(lower).ports()).isEmpty();
        assertThat(part("ports: ['81:80']").over(lower).ports()).hasSize(2);
        assertThat(part("environment: {A: !reset null}").over(lower).variables())
                .containsOnlyKeys("B");
        assertThat(part("environment: !override {C: z}").over(lower).variables())
                .containsOnlyKeys("C");
        assertThat(part("env_file: !reset null").over(lower).files()).isEmpty();
        assertThat(part("image: !reset null").over(lower).image()).isEmpty();
        ServicePart limits = part("deploy: !reset {}").over(lower);
        assertThat(limits.clear("limits")).isFalse();
        assertThat(limits.clear("ports")).isTrue();
        assertThat(part("extends: !reset null").over(lower).clear("environment"))
                .isFalse();
        assertThatThrownBy(() -> ComposeText.read("services: !override {web: {image: a}}"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void countsATaggedServiceInsteadOfAllBeneath() throws Exception {
        ServicePart lower = part("image: a:1\nports: ['80:80']");
        ServicePart upper = ComposeText.read("services: {web: !override {image: b}}")
                .service("web", "/srv/b.yml", "/srv", Map.of())
                .orElseThrow();
        assertThat(upper.over(lower).ports()).isEmpty();
        assertThat(upper.over(lower).image().orElseThrow().text()).isEqualTo("b");
    }
}
