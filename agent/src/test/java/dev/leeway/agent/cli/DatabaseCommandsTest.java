package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say of databases that cannot be looked at, or not whole. */
class DatabaseCommandsTest extends CommandScene {
    @ParameterizedTest
    @CsvSource({
        "REFUSED,shop: permission (the server refuses this user or password),"
                + "correct user%2C passwordFile or passwordVariable of shop",
        "FAILED,shop: absent (nothing answers at its address),start the server of shop",
        "FAILED,shop: absent (the name of its host is not known),correct the host in the url of shop",
        "FAILED,shop: absent (the server has no database of that name),correct the database at the end of the url",
        "REFUSED,shop: permission (this user may not enter the database),let the user in: GRANT CONNECT ON DATABASE",
        "REFUSED,shop: permission (this user may not enter the database or there is none of that name),"
                + "grant what docs/databases.md lists to the user of shop%2C or correct the database at the end of its url",
        "FAILED,shop: format (the driver cannot read its url),correct the url of shop",
        "TIMED_OUT,shop: time,raise time of shop"
    })
    void endsAlikeWhateverKeepsItFromADatabaseThatIsConfigured(Outcome outcome, String reason, String fix)
            throws Exception {
        probes.add(FakeProbe.of("database", (host, out) -> {
            out.section().uncovered("database[shop]/observed", HostAccessException.Kind.DENIED);
            out.section("shop").end(outcome, reason);
            out.section("other:data.db").end(Outcome.FAILED, "other:data.db: in use");
        }));
        assertThat(snapshot("-o", file.toString())).as("found, not configured").isZero();
        String config = Files.writeString(
                        directory.resolve("agent.yaml"), "databases: [{name: shop, url: 'jdbc:postgresql://db/shop'}]")
                .toString();
        assertThat(snapshot("--config", config, "-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err.toString()).contains("database[shop] ", ": " + reason);
        assertThat(run("doctor", "--config", config, "--host-root", root.toString(), "--only", "database"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString())
                .contains(
                        "2 of 2 databases not seen whole",
                        fix.replace("%2C", ","),
                        "look again when other:data.db is written to less")
                .doesNotContain("CAP_");
    }

    @Test
    void namesTheGrantThatADatabaseLacksAndWhatIsNotThere() throws Exception {
        probes.add(FakeProbe.of("database", (host, out) -> {
            out.section()
                    .fact(
                            FactPath.of("database", "shop").child("observed"),
                            Observed.flag(true),
                            "tables.exclude 'tmp_*' matches nothing");
            out.section("shop")
                    .fact(FactPath.parse("server/product"), Observed.text("PostgreSQL"))
                    .uncovered("table[app.*]/**", HostAccessException.Kind.NOT_LIVE)
                    .uncovered("client[*]/address", HostAccessException.Kind.DENIED)
                    .uncovered("json[app.events.raw]/**", HostAccessException.Kind.DENIED);
        }));
        assertThat(snapshot("-o", file.toString())).isZero();
        assertThat(err.toString()).contains("leeway-agent: database shop: tables.exclude 'tmp_*' matches nothing\n");
        assertThat(run("doctor", "--host-root", root.toString(), "--only", "database"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString())
                .contains(
                        "in shop: GRANT pg_read_all_stats TO the agent's user",
                        "in shop: GRANT SELECT ON app.events TO the agent's user",
                        "shop: tables.exclude 'tmp_*' matches nothing")
                .doesNotContain("CAP_", "not requested");
    }

    @Test
    void losesNothingByWhatNobodyAskedFor() throws Exception {
        probes.add(FakeProbe.of("database", (host, out) -> {
            out.section()
                    .fact(
                            FactPath.of("database", "shop").child("observed"),
                            Observed.flag(true),
                            "tables.exclude 'tmp_*' matches nothing");
            out.section("shop")
                    .fact(FactPath.parse("server/product"), Observed.text("PostgreSQL"))
                    .uncovered("table[app.*]/**", HostAccessException.Kind.NOT_LIVE);
        }));
        assertThat(run("doctor", "--host-root", root.toString(), "--only", "database"))
                .isZero();
        assertThat(out.toString()).contains("[-] database: 2 facts; shop: tables.exclude 'tmp_*' matches nothing");
    }
}
