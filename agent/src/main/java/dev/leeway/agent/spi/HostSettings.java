package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the user said of places of the host that probes cannot know by themselves.
 *
 * @param git where working copies lie
 * @param certificates files of certificates that no service leads to
 * @param custom where files of a team's own facts lie
 * @param resolve names that are looked up
 */
public record HostSettings(
        GitSettings git, CertificateSettings certificates, CustomSettings custom, List<String> resolve) {
    /** Nothing said. */
    public static final HostSettings NONE =
            new HostSettings(GitSettings.NONE, CertificateSettings.NONE, CustomSettings.USUAL, List.of());

    public HostSettings {
        requireNonNull(git, "git is null");
        requireNonNull(certificates, "certificates are null");
        requireNonNull(custom, "custom is null");
        resolve = List.copyOf(resolve);
    }

    /** These settings where they say something, {@code base} where they do not. */
    public HostSettings over(HostSettings base) {
        return new HostSettings(
                git.equals(NONE.git) ? base.git : git,
                certificates.equals(NONE.certificates) ? base.certificates : certificates,
                custom.equals(NONE.custom) ? base.custom : custom,
                resolve.isEmpty() ? base.resolve : resolve);
    }

    /** The same, with those working copies. */
    public HostSettings with(GitSettings copies) {
        return new HostSettings(copies, certificates, custom, resolve);
    }

    /** The same, with those files of certificates. */
    public HostSettings with(CertificateSettings files) {
        return new HostSettings(git, files, custom, resolve);
    }

    /** The same, with that directory of facts. */
    public HostSettings with(CustomSettings facts) {
        return new HostSettings(git, certificates, facts, resolve);
    }

    /** The same, with those names to look up. */
    public HostSettings resolving(List<String> names) {
        return new HostSettings(git, certificates, custom, names);
    }
}
