package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Writes what server it is. */
final class ServerFacts {
    private static final FactPath SERVER = FactPath.of("server");

    private final SectionRecorder section;

    ServerFacts(SectionRecorder section) {
        this.section = section;
    }

    void record(Server server, String driverVersion) {
        section.fact(SERVER.child("product"), Observed.text(server.product()));
        if (!server.version().isEmpty()) {
            section.fact(SERVER.child("version"), Observed.version(server.version(), VersionScheme.GENERIC));
        }
        server.edition().ifPresent(edition -> section.fact(SERVER.child("edition"), Observed.text(edition)));
        server.extensions()
                .forEach((name, version) -> section.fact(
                        SERVER.child("extension", name).child("version"),
                        Observed.version(version, VersionScheme.GENERIC)));
        server.settings()
                .forEach((name, setting) -> section.fact(SERVER.child("setting", name), setting(name, setting)));
        identity(server.identity());
        if (!driverVersion.isEmpty()) {
            section.fact(SERVER.child("driver"), Observed.version(driverVersion, VersionScheme.GENERIC));
        }
    }

    private void identity(Server.Identity identity) {
        identity.identifier()
                .ifPresent(text -> section.fact(
                        SERVER.child("identifier"), Expressions.tag("database-identity", "identifier", text)));
        identity.instance()
                .ifPresent(text ->
                        section.fact(SERVER.child("instance"), Expressions.tag("database-identity", "instance", text)));
        identity.started()
                .ifPresent(moment -> section.fact(
                        SERVER.child("started"),
                        Observed.text(moment.truncatedTo(ChronoUnit.SECONDS).toString())));
        identity.address().ifPresent(address -> section.fact(SERVER.child("address"), Observed.text(address)));
        identity.port().ifPresent(port -> section.fact(SERVER.child("port"), Observed.number(port)));
        section.fact(SERVER.child("database"), Observed.text(identity.database()));
        identity.replica()
                .ifPresent(
                        replica -> section.fact(SERVER.child("role"), Observed.text(replica ? "replica" : "primary")));
    }

    private static Observed setting(String name, Server.Setting setting) {
        String text = setting.text();
        return switch (setting.kind()) {
            case FLAG -> Observed.flag(text.equals("true"));
            case NUMBER -> number(text);
            case MILLISECONDS -> new Observed.Plain(new Value.Time(Duration.ofMillis(Long.parseLong(text))));
            case BYTES -> Observed.size(Long.parseLong(text));
            case WORD -> Observed.text(text);
            case TEXT -> new Observed.Guarded("database-setting", name, text);
        };
    }

    private static Observed number(String text) {
        return text.matches("-?\\d{1,18}(\\.\\d{1,18})?")
                ? new Observed.Plain(new Value.Numeric(new BigDecimal(text)))
                : Observed.text(text);
    }
}
