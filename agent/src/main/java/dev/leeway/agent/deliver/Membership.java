package dev.leeway.agent.deliver;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What this host is to a collector.
 *
 * @param collector where it answers
 * @param agent the name it gave this host's key
 * @param audience the name by which it knows that requests are meant for it
 * @param name the host was told to go by when it joined; empty where it goes by its own
 * @param environment the host was taken into, if one was said
 * @param role likewise
 * @param keyFile name of the file, in the state directory, that holds the key
 * @param nextKeyFile likewise of the key that the collector was asked to take in its place, and may have; empty where it was not asked
 * @param arrived the highest sequence that any collector had acknowledged when this host joined; 0 where none had
 * @param trust whom to believe that it is the collector
 */
public record Membership(
        URI collector,
        String agent,
        String audience,
        Optional<String> name,
        Optional<String> environment,
        Optional<String> role,
        String keyFile,
        Optional<String> nextKeyFile,
        long arrived,
        Trust trust) {
    private static final String MAGIC = "leeway/membership/1";
    private static final String SUM = "sum ";

    /**
     * Certificates beside those of the system.
     *
     * @param authority file of certificates that sign the collector's, instead of those this host trusts otherwise
     * @param certificate file of the certificate to show to it
     * @param certificateKey file of that certificate's key
     */
    public record Trust(Optional<Path> authority, Optional<Path> certificate, Optional<Path> certificateKey) {
        /** Those of the system. */
        public static final Trust SYSTEM = new Trust(Optional.empty(), Optional.empty(), Optional.empty());

        public Trust {
            requireNonNull(authority, "authority is null");
            requireNonNull(certificate, "certificate is null");
            requireNonNull(certificateKey, "certificateKey is null");
        }
    }

    public Membership {
        requireNonNull(collector, "collector is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(audience, "audience is null");
        requireNonNull(name, "name is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(keyFile, "keyFile is null");
        requireNonNull(nextKeyFile, "nextKeyFile is null");
        requireNonNull(trust, "trust is null");
    }

    /** The same, while the collector is asked to take another key. */
    Membership asking(Optional<String> file) {
        return new Membership(collector, agent, audience, name, environment, role, keyFile, file, arrived, trust);
    }

    /** The same by another key. */
    Membership by(String other, String file) {
        return new Membership(
                collector, other, audience, name, environment, role, file, Optional.empty(), arrived, trust);
    }

    /** One line for each thing that is known. */
    String text() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("collector", collector.toString());
        said.put("agent", agent);
        said.put("audience", audience);
        name.ifPresent(own -> said.put("name", own));
        environment.ifPresent(name -> said.put("environment", name));
        role.ifPresent(name -> said.put("role", name));
        said.put("key", keyFile);
        nextKeyFile.ifPresent(file -> said.put("nextKey", file));
        if (arrived > 0) {
            said.put("arrived", Long.toString(arrived));
        }
        trust.authority().ifPresent(file -> said.put("authority", file.toString()));
        trust.certificate().ifPresent(file -> said.put("certificate", file.toString()));
        trust.certificateKey().ifPresent(file -> said.put("certificateKey", file.toString()));
        StringBuilder text = new StringBuilder(MAGIC).append('\n');
        said.forEach((name, value) -> {
            if (value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("'" + name + "' has a line break");
            }
            text.append(name).append(' ').append(value).append('\n');
        });
        String sum = sum(text.toString());
        return text.append(SUM).append(sum).append('\n').toString();
    }

    private static String sum(String text) {
        return SpoolFile.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is none, or is not as it was written
     */
    static Membership parse(String text) {
        int end = text.lastIndexOf(SUM);
        if (!text.startsWith(MAGIC + "\n")
                || end < 0
                || !text.substring(end).equals(SUM + sum(text.substring(0, end)) + "\n")) {
            throw new IllegalArgumentException("not what joining wrote");
        }
        Map<String, String> said = new TreeMap<>();
        text.lines().skip(1).forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                said.put(line.substring(0, blank), line.substring(blank + 1));
            }
        });
        return new Membership(
                URI.create(required(said, "collector")),
                required(said, "agent"),
                required(said, "audience"),
                Optional.ofNullable(said.get("name")),
                Optional.ofNullable(said.get("environment")),
                Optional.ofNullable(said.get("role")),
                required(said, "key"),
                Optional.ofNullable(said.get("nextKey")),
                Long.parseLong(said.getOrDefault("arrived", "0")),
                new Trust(path(said, "authority"), path(said, "certificate"), path(said, "certificateKey")));
    }

    private static Optional<Path> path(Map<String, String> said, String name) {
        return Optional.ofNullable(said.get(name)).map(Path::of);
    }

    private static String required(Map<String, String> said, String name) {
        String value = said.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }
}
