package dev.leeway.agent.format.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${A_B} | {A_B=false}",
                "x-${A_B}-${CD:1}-y | {A_B=false, CD=true}",
                "${A_B:-x}${CD-x}${EF:=x}${GH:+x} | {A_B=true, CD=true, EF=true, GH=true}",
                "${A_B:?must be set}${CD?} | {A_B=false, CD=false}",
                "${?A_B} | {A_B=true}",
                "${A_B:${CD}} | {A_B=true, CD=true}",
                "${A_B}${A_B:1} | {A_B=false}",
                "$${A_B}\\${CD} | {}",
                "${env:A_B} | {A_B=false}",
                "${a.b}${A.B}${A-B | {}",
                "$A_B | {}",
                "${ | {}"
            })
    void tellsWhoCannotDoWithout(String text, String names) {
        assertThat(Placeholders.in(text)).hasToString(names);
    }

    @Test
    void passesOverTextsTooLongForASetting() {
        assertThat(Placeholders.in("${A_B}".repeat(100_000))).isEmpty();
    }
}
