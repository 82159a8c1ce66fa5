package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "now()",
                "score >= (0)::numeric",
                "nextval('app.tickets'::regclass)",
                "to_tsvector('english'::regconfig, note)",
                "CURRENT_DATE",
                "(\"weird name\" > 3)",
                "-1"
            })
    void showsWhatHoldsNamesNumbersAndSignsAlone(String text) {
        assertThat(Expressions.judged("c", "n", text)).isEqualTo(Observed.text(text));
        assertThat(Expressions.byText("c", "n", text)).isEqualTo(Observed.text(text));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
                    'new'::text, new
                    'new', new
                    'it''s'::character varying(20), it's
                    '2026-01-01'::date, 2026-01-01
                    '{a}'::text[], {a}
                    'x'::app.mood, x
                    """)
    void judgesASingleTextAsAValue(String text, String literal) {
        assertThat(Expressions.judged("c", "n", text)).isEqualTo(new Observed.Guarded("c", "n", literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'new'::text", "'t'", "'https://db.example/x'", "state = 'new'"})
    void leavesNothingOfAConditionToNamesAndRules(String text) {
        assertThat(Expressions.byText("c", "n", text)).isInstanceOf(Observed.Content.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a' || 'b'",
                "state = ANY (ARRAY['new'::text, 'paid'::text])",
                "concat('x', now())",
                "E'\\x41'",
                "$$body$$",
                "$tag$ it's $tag$",
                "'a'::text || b",
                "0x67656865696d37",
                "(c <> 0X67656865696d37)",
                "c <> x'67656865696d37'",
                "'unterminated"
            })
    void tagsWhatHoldsATextAmongOtherThings(String text) {
        assertThat(Expressions.judged("c", "n", text)).isNotInstanceOf(Observed.Plain.class);
        assertThat(Expressions.byText("c", "n", text)).isInstanceOf(Observed.Content.class);
    }

    @Test
    void takesTextsOutWhereOnlyHarmlessThingsMayStand() {
        assertThat(SqlExpression.of("lower(note || 'Erika' ) , (a + 1)").withoutLiterals())
                .isEqualTo("lower(note||'…'), (a+1)");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', delimiter = ';', textBlock = """
                    ((a > 0)); a > 0
                    (a) > (b); (a) > (b)
                    a; a
                    (); |_|
                    ((a)::text = ')'); (a)::text = ')'
                    (a; (a
                    """)
    void takesBracketsAroundAllOffAndNoOthers(String text, String expected) {
        assertThat(SqlExpression.unwrapped(text)).isEqualTo(expected.equals("_") ? "" : expected);
    }
}
