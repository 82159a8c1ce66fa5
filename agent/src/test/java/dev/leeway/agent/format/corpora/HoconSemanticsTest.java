package dev.leeway.agent.format.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.settings.SettingsFormat;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HOCON's specification says of merging and joining, and that nothing is resolved. */
class HoconSemanticsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b.c = 1                                  | {'a': {'b': {'c': 1}}}",
                "a { b = 1 }, a { c = 2 }                   | {'a': {'b': 1, 'c': 2}}",
                "a.b = 1, a = { c = 2 }                     | {'a': {'b': 1, 'c': 2}}",
                "a { b = 1 }, a = 3, a { c = 2 }            | {'a': {'c': 2}}",
                "a = 1, a = 2                               | {'a': 2}",
                "a = [1] [2, 3]                             | {'a': [1, 2, 3]}",
                "a = one two  three                         | {'a': 'one two  three'}",
                "a = \"x\" y                                | {'a': 'x y'}",
                "a = \"1\"                                  | {'a': '1'}",
                "a = 10 seconds                             | {'a': '10 seconds'}",
                "a = true, b = yes, c = null                | {'a': true, 'b': 'yes', 'c': null}",
                "\"a.b\" = 1                                | {'a.b': 1}",
                "a.\"b.c\".d = 1                            | {'a': {'b.c': {'d': 1}}}",
                "a = ${X}                                   | {'a': '${X}'}",
                "a = ${?X}                                  | {'a': '${?X}'}",
                "a = 1 // c                                 | {'a': 1}",
                "a = 1 # c                                  | {'a': 1}",
                "include \"other.conf\", a = 1              | {'a': 1}",
                "{ a : 1 }                                  | {'a': 1}",
                "a = \"\"\"x\"y\"\"\"                       | {'a': 'x\"y'}",
                "a = { b = 1, }                             | {'a': {'b': 1}}",
                "a = ${PATH}                                | {'a': '${PATH}'}",
                "a = ${user.home}                           | {'a': '${user.home}'}"
            })
    void readsWhatTheSpecificationSays(String text, String expected) throws MalformedException, IOException {
        Object read = PlainTree.of(SettingsFormat.HOCON.read(text).get(0));
        assertThat(read)
                .isEqualTo(SuiteCase.documents(expected.replace("\"", "\\\"").replace('\'', '"'))
                        .get(0));
    }
}
