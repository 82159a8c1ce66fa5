package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.json.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludeTextTest {
    private static String with(String yaml) throws FormatException {
        return IncludeText.with(yaml, "leeway.yaml", "a.yaml").orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: []# | rules: []#include: [a.yaml]#",
                "'' | include: [a.yaml]#",
                "include: [b.yaml]  # ours#rules: []# | include: [b.yaml, a.yaml]  # ours#rules: []#",
                "include: []#rules: []# | include: [a.yaml]#rules: []#",
                "include:#  - b.yaml#  - c.yaml#rules: []# | include:#  - b.yaml#  - c.yaml#  - a.yaml#rules: []#",
                "include:#- b.yaml#rules: []# | include:#- b.yaml#- a.yaml#rules: []#",
                "include: [b.yaml, a.yaml]# | include: [b.yaml, a.yaml]#",
                "include: b.yaml# | nothing",
            })
    void addsAFile(String before, String after) throws FormatException {
        assertThat(with(before.replaceAll("#(?! ours)", "\n"))).isEqualTo(after.replaceAll("#(?! ours)", "\n"));
    }

    @Test
    void addsNothingWhereItWouldReadOtherwise() throws FormatException {
        assertThat(with("rules: []\n...\n")).isEqualTo("nothing");
    }
}
