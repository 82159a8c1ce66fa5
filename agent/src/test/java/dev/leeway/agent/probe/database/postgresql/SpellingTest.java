package dev.leeway.agent.probe.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.model.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL makes up, and what its versions spell differently. */
class SpellingTest {
    @Test
    void evensOutTheNameOfTheOnlyTable() {
        assertThat(ViewText.normalised(
                        " SELECT orders.state,\n    count(*) AS n\n   FROM app.orders\n  GROUP BY orders.state;"))
                .isEqualTo(ViewText.normalised("SELECT state, count(*) AS n FROM app.orders GROUP BY state;"));
        assertThat(ViewText.normalised("SELECT o.id FROM app.orders o WHERE (o.id > 3)"))
                .isEqualTo(ViewText.normalised("SELECT id FROM app.orders o WHERE (id > 3)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    SELECT a.id FROM app.a JOIN app.b ON true; SELECT b.id FROM app.a JOIN app.b ON true
                    SELECT a.id FROM app.a, app.b; SELECT b.id FROM app.a, app.b
                    SELECT id FROM app.a WHERE (EXISTS ( SELECT 1 FROM app.b WHERE (b.x = a.x))); SELECT id FROM app.a WHERE (EXISTS ( SELECT 1 FROM app.b WHERE (b.x = b.x)))
                    SELECT id FROM app.a; SELECT id FROM app.b
                    SELECT 'a.id' FROM app.a; SELECT 'id' FROM app.a
                    SELECT a.id FROM app.a UNION SELECT b.id FROM app.b; SELECT id FROM app.a UNION SELECT b.id FROM app.b
                    """)
    void keepsNamesThatSaySomething(String one, String other) {
        assertThat(ViewText.normalised(one)).isNotEqualTo(ViewText.normalised(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "SELECT", "(((", "FROM FROM", "SELECT a. FROM a", "'", "))))"})
    void survivesWhatIsNoQuery(String text) {
        assertThat(ViewText.normalised(text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "orders,id,orders_id_seq,true",
        "orders,id,orders_id_seq12,true",
        "orders,id,tickets,false",
        "orders,id,orders_id_seqx,false",
        "a_table_with_a_name_that_is_much_longer_than_thirty_letters,a_column_of_the_same_sort_of_length,a_table_with_a_name_that_is_m_a_column_of_the_same_sort_of__seq,true"
    })
    void knowsTheNamesOfCountersThatTheServerMadeUp(String table, String column, String name, boolean generated) {
        assertThat(GeneratedNames.sequence(table, column, name)).isEqualTo(generated);
    }

    @Test
    void knowsTheNamesOfIndexesThatTheServerMadeUp() {
        assertThat(GeneratedNames.index("orders", List.of("a", "b desc"), "orders_a_b_idx"))
                .isTrue();
        assertThat(GeneratedNames.index("orders", List.of("lower(a)"), "orders_lower_idx3"))
                .isTrue();
        assertThat(GeneratedNames.index("orders", List.of("(a + 1)"), "orders_expr_idx"))
                .isTrue();
        assertThat(GeneratedNames.index("orders", List.of("a"), "orders_by_a")).isFalse();
        assertThat(GeneratedNames.index("orders", List.of("a"), "other_a_idx")).isFalse();
    }

    @Test
    void namesTheCounterBehindAColumnByTheColumn() {
        SequenceNames names = new SequenceNames();
        names.put(new ObjectName("app", "orders_id_seq4"), new ObjectName("app", "orders.id"));
        names.put(new ObjectName("app", "tickets"), new ObjectName("app", "tickets"));
        String own = "nextval('app.orders_id_seq4'::regclass)";
        assertThat(names.inDefault(own, "app.orders.id")).isEqualTo("nextval(own sequence)");
        assertThat(names.inDefault(own, "app.lines.id")).isEqualTo("nextval('app.orders.id'::regclass)");
        assertThat(names.inDefault("nextval('app.tickets'::regclass)", "app.orders.ticket"))
                .isEqualTo("nextval('app.tickets'::regclass)");
        assertThat(names.inDefault("nextval('app.tickets'::regclass) + 1", "x"))
                .isEqualTo("nextval('app.tickets'::regclass) + 1");
    }
}
