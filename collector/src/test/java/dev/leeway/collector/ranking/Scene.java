package dev.leeway.collector.ranking;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hosts of three environments, before they are compared. */
final class Scene {
    static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

    final List<SceneHost> hosts = new ArrayList<>();

    /** The hosts of an environment that have a section. */
    List<SceneHost> with(String environment, String section) {
        return of(environment)
                .filter(host -> host.sections.containsKey(section))
                .toList();
    }

    Stream<SceneHost> of(String environment) {
        return hosts.stream().filter(host -> host.environment.equals(environment));
    }

    Scene copy() {
        Scene copy = new Scene();
        hosts.forEach(host -> copy.hosts.add(host.copy(host.name, host.environment)));
        return copy;
    }

    /** The report by the shipped policy, with ages from an earlier one where there is one. */
    Report report(Optional<Report> previous) {
        Compared compared = Compared.nothing();
        for (String environment : ENVIRONMENTS) {
            compared.snapshots(
                    environment, of(environment).map(SceneHost::snapshot).toList());
        }
        previous.ifPresent(compared::after);
        return compared.report();
    }

    /** A secret of its own for whatever text it is made from. */
    static Value secret(String of) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            String mac = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return new Value.Secret(List.of(new SecretTag("k-080c1932", mac)), Presence.TAGGED);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Value version(String version, VersionScheme scheme) {
        return new Value.Version(version, scheme);
    }

    static Value texts(String... members) {
        return Value.SetOf.texts(List.of(members));
    }

    static Value order(String... members) {
        return Value.ListOf.texts(List.of(members));
    }

    static Value megabytes(long count) {
        return new Value.Size(count << 20);
    }
}
