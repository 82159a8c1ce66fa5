package dev.leeway.samples.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with one schema, of which one was changed by hand: what the packaged programs make of it. */
class SchemaDiffIT {
    private static final Path EXPECTED =
            Program.REPOSITORY.resolve("samples/src/test/resources/database-reports/schema-diff.text");

    private static final Pattern CHANGING = Pattern.compile(
            "(?i)\\b(?:create|alter|drop|grant|revoke|insert|update|delete|truncate)\\s+(?:or\\s+replace\\s+)?(?:unique\\s+)?"
                    + "(?:table|index|view|type|domain|sequence|schema|column|constraint|policy|function|role|into|from|on)\\b");

    private static final String CHANGES = """
            alter table app.customers drop constraint customers_score_check;
            alter table app.customers add check (score::text <> 'never mind');
            alter domain app.positive drop constraint positive_check;
            alter domain app.positive add check (value::text <> 'odd');
            drop index app.customers_recent;
            create index customers_recent on app.customers (created_at desc, id) include (score) where name <> 'x';
            alter table app.customers alter full_name drop expression;
            alter table app.lines alter product type varchar(40);
            alter table app.orders drop constraint orders_customer_id_fkey;
            alter table app.orders add foreign key (customer_id) references app.customers on delete set null;
            alter table app.orders add refunded boolean not null default false;
            alter table app.orders disable row level security;
            alter sequence app.tickets increment 10;
            alter sequence app.orders_id_seq maxvalue 99999;
            alter type app.mood add value 'angry' before 'sad';
            create or replace view app.rich as select id, email from app.customers where score > 200;
            create table app.refunds (id integer primary key, order_id integer not null, reason text);
            """;

    @TempDir
    static Path scratch;

    private static Path staging = Path.of("staging");
    private static Path prod = Path.of("prod");

    @BeforeAll
    static void lookAtBoth() throws Exception {
        Path key = scratch.resolve("fleet.key");
        assertThat(Program.agent()
                        .run(scratch, "key", "create", "-o", key.toString())
                        .exit())
                .isZero();
        PostgresServer one = PostgresServer.of(PostgresServer.NEW);
        try (PostgresServer.Own other = PostgresServer.own(PostgresServer.NEW)) {
            staging = taken(one, "staging", "", key);
            prod = taken(other.server(), "prod", CHANGES, key);
        }
    }

    private static Path taken(PostgresServer server, String environment, String changes, Path key) throws Exception {
        server.execute("postgres", "drop database if exists shop");
        server.execute("postgres", "create database shop template template0");
        server.execute("shop", Seen.shop("postgresql"));
        server.execute("shop", changes + "analyze");
        return Seen.snapshot(scratch, server.url("shop"), "postgres", List.of(key), "--environment", environment)
                .file();
    }

    @Test
    void tellsWhatDiffersObjectByObject() throws Exception {
        Ran ran = Program.leeway()
                .run(
                        scratch,
                        Map.of("XDG_STATE_HOME", scratch.toString()),
                        "diff",
                        staging.toString(),
                        prod.toString(),
                        "--width",
                        "120",
                        "--only",
                        "database[*]/*[*]/**",
                        "--ignore",
                        "database[*]/table[*]/rows");
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        // The first line names this host and the moment.
        String said = ran.out().substring(ran.out().indexOf('\n') + 1);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(EXPECTED, said);
        }
        assertThat(said).isEqualTo(Files.readString(EXPECTED));
        assertThat(said).contains("\\d app.orders").doesNotContain("never mind", "'odd'");
        assertThat(CHANGING.matcher(said).results().map(each -> each.group()).toList())
                .as("statements that change something")
                .isEmpty();
    }

    @Test
    void tellsAClearConditionFromOneThatIsWithheld() throws Exception {
        Map<String, Drift> drifts = new TreeMap<>();
        Compared compared = Compared.of(scratch, staging, prod);
        compared.report().drifts().forEach(drift -> drifts.put(drift.address().text(), drift));

        assertThat(compared.exit()).isEqualTo(1);
        for (String path : List.of(
                "table[app.customers]/check[score]/definition",
                "table[app.customers]/index[created_at desc,id]/predicate",
                "type[app.positive]/definition")) {
            Optional<Drift> drift = Optional.ofNullable(drifts.get("database[shop]/" + path));
            assertThat(drift).as(path).isPresent();
            assertThat(drift.get().state()).as(path).isEqualTo(DriftState.DIFFERENT);
            assertThat(drift.get().severity()).as(path).isEqualTo(Severity.HIGH);
            assertThat(drift.get().explanation().align()).as(path).contains("Look closer: ");
        }
        assertThat(compared.report().coverage().gaps())
                .noneMatch(gap -> gap.pattern().matches(".*(?:definition|predicate|expression).*"));
    }
}
