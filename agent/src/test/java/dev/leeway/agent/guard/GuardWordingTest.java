package dev.leeway.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is refused finds in the message what they typed. */
class GuardWordingTest {
    private static final Guard GUARD = new Guard(
            List.of(new ProtectedEndpoints("prod", List.of("db-prod-1:5432/shop"))),
            Set.of("prod"),
            HostsFile.read("127.0.0.1 localhost\n"));

    private static List<String> names(List<String> sentences) {
        return sentences.stream()
                .map(text -> text.substring(0, text.indexOf(" leads to ")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "psql|-h|db-prod-1|shop; -h (argument 2)",
                "psql|-hdb-prod-1|shop; -h (argument 1)",
                "psql|-Ath|db-prod-1|shop; -h (argument 2)",
                "psql|-XAthdb-prod-1|shop; -h (argument 1)",
                "psql|--host|db-prod-1; --host (argument 2)",
                "psql|--host=db-prod-1; --host (argument 1)",
                "psql|postgres://u:hunter2@db-prod-1/shop; argument 1",
                "psql|host=db-prod-1 dbname=shop password=hunter2; argument 1",
                "psql|-d|host=db-prod-1 dbname=shop; -d (argument 2)",
                "pg_dump|-tpublic.orders|-h|db-prod-1; -h (argument 3)",
                "./x|--database-url|postgres://db-prod-1/shop; --database-url (argument 2)",
                "./x|--database-url=postgres://db-prod-1/shop; --database-url (argument 1)",
                "./x|-phunter2|postgres://db-prod-1/shop; argument 2",
                "java|-Dspring.datasource.url=jdbc:postgresql://db-prod-1/shop; -Dspring.datasource.url (argument 1)",
                "env|PGHOST=db-prod-1|psql; PGHOST (argument 1)",
                "docker|run|--env=PGHOST=db-prod-1|image; PGHOST (argument 2)",
                "docker|run|-e|PGHOST=db-prod-1|image; PGHOST (argument 3)",
                "sh|-c|export PGHOST=db-prod-1; PGHOST (in argument 2)",
                "sh|-c|psql -h db-prod-1 shop; -h (in argument 2)",
                "sh|-c|psql postgres://db-prod-1/shop; a word of argument 2",
            })
    void namesArgumentsByPlaceAndOption(String command, String name) {
        assertThat(names(GUARD.decide(List.of(command.split("\\|", 20)), Map.of())
                        .breaches()))
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "alembic|-x|url=postgres://a:hunter2@db-prod-1/shop|upgrade|head; url (argument 2)",
                "alembic|-x|db.url=postgres://a:hunter2@db-prod-1/shop|upgrade; db.url (argument 2)",
                "sh|-c|alembic -x url=postgres://a:hunter2@db-prod-1/shop upgrade head; url (in argument 2)",
                "./x|--set=url=postgres://a:hunter2@db-prod-1/shop; url (argument 1)",
                "celery|db+postgresql://a:hunter2@db-prod-1/shop; argument 1",
                "celery|db+postgresql+psycopg2://a:hunter2@db-prod-1/shop; argument 1",
                "./x|jdbc:tc:postgresql:15://db-prod-1/shop; argument 1",
                "./x|jdbc:tc:postgresql:15.3-alpine://db-prod-1/shop; argument 1",
                "psql|-hdb-prod-1|shop; -h (argument 1)",
                "psql|-XAthdb-prod-1|shop; -h (argument 1)",
            })
    void leavesNoDoubtBesideWhatIsRefused(String command, String name) {
        Guard.Decision decision = GUARD.decide(List.of(command.split("\\|", 20)), Map.of());
        assertThat(names(decision.breaches())).containsExactly(name);
        assertThat(decision.doubtful()).isEmpty();
    }

    @Test
    void stillDoubtsALongerNameBehindALetter() {
        assertThat(GUARD.decide(List.of("./x", "-hxdb-prod-1", "postgres://db-prod-1/shop"), Map.of())
                        .doubtful())
                .containsExactly("argument 1");
    }

    @Test
    void judgesACommandOfAShellUpToItsEnd() {
        assertThat(names(GUARD.decide(List.of("sh", "-c", "export PGHOST=db-prod-1; psql"), Map.of())
                        .breaches()))
                .containsExactly("PGHOST (in argument 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "PGHOST, db-prod-1, PGHOST (variable)",
        "DB_HOST, db-prod-1, DB_HOST (variable)",
        "shop.db.host, db-prod-1, shop.db.host (variable)",
        "DATABASE_URL, postgres://db-prod-1/shop, DATABASE_URL (variable)",
        "JAVA_TOOL_OPTIONS, -Ddb.host=db-prod-1, -Ddb.host (in JAVA_TOOL_OPTIONS)",
    })
    void namesVariablesAsTheyAreTyped(String name, String value, String typed) {
        assertThat(names(GUARD.decide(List.of("./x"), Map.of(name, value)).breaches()))
                .containsExactly(typed);
    }

    @ParameterizedTest
    @CsvSource({"API_URL, https://db-prod-1/", "DATABASE_URL, postgres://db-prod-1/shop?service=x"})
    void saysOnceWhatIsRefused(String name, String value) {
        Guard guard = new Guard(
                List.of(new ProtectedEndpoints("prod", List.of("db-prod-1"))), Set.of("prod"), HostsFile.read(""));
        Guard.Decision decision = guard.decide(List.of("./x"), Map.of(name, value));
        assertThat(decision.breaches()).hasSize(1);
        assertThat(decision.doubtful()).isEmpty();
    }

    @Test
    void saysInWordsWhatLedWhere() {
        assertThat(GUARD.decide(List.of("psql"), Map.of("PGHOST", "db-prod-1")).breaches())
                .containsExactly("PGHOST (variable) leads to db-prod-1, which is prod's: db-prod-1:5432/shop");
    }
}
