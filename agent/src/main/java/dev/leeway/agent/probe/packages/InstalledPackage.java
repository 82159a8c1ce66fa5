package dev.leeway.agent.probe.packages;

import dev.leeway.schema.fact.VersionScheme;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One package as its manager's database tells of it.
 *
 * @param manager {@code deb}, {@code rpm}, {@code apk}, {@code brew} or {@code cask}
 * @param name as the manager calls it
 * @param version with epoch and packaging revision
 * @param architecture it was built for
 * @param origin who built it, where the database tells
 * @param hold whether it is kept from being upgraded
 * @param state the manager's own word where it is installed only in part
 * @param size of its files in bytes, where the database tells
 */
record InstalledPackage(
        Manager manager,
        String name,
        String version,
        String architecture,
        Optional<String> origin,
        boolean hold,
        Optional<String> state,
        OptionalLong size) {

    /** One whose manager says nothing of sizes. */
    InstalledPackage(
            Manager manager,
            String name,
            String version,
            String architecture,
            Optional<String> origin,
            boolean hold,
            Optional<String> state) {
        this(manager, name, version, architecture, origin, hold, state, OptionalLong.empty());
    }

    /** Its size as the database writes it, in units of so many bytes; empty for what is no number. */
    static OptionalLong sized(String text, int unit) {
        return text.matches("[0-9]{1,12}") ? OptionalLong.of(Long.parseLong(text) * unit) : OptionalLong.empty();
    }

    enum Manager {
        DEB("deb", VersionScheme.DEB),
        RPM("rpm", VersionScheme.RPM),
        APK("apk", VersionScheme.APK),
        /** A formula of Homebrew. */
        BREW("brew", VersionScheme.GENERIC),
        /** An application that Homebrew installed as its maker built it. */
        CASK("cask", VersionScheme.GENERIC);

        private final String segment;
        private final VersionScheme scheme;

        Manager(String segment, VersionScheme scheme) {
            this.segment = segment;
            this.scheme = scheme;
        }

        /** Name of the address segment that holds its packages. */
        String segment() {
            return segment;
        }

        VersionScheme scheme() {
            return scheme;
        }
    }
}
