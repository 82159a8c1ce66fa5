package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.plist.PropertyList;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Which macOS this is, from its own property lists; nothing of any other system.
 *
 * <p>Programs of macOS are built for several processors at once, so that files alone seldom tell on which they run.
 */
final class MacSystem implements Aspect {
    static final String RELEASE = "/System/Library/CoreServices/SystemVersion.plist";
    private static final String PREFERENCES = "/Library/Preferences/.GlobalPreferences.plist";
    private static final String PROGRAM = "/bin/sh";
    private static final String ALL = "distribution/**";
    private static final String ARCHITECTURE = "architecture";
    private static final String LOCALE = "locale/setting[AppleLocale]";
    private static final int MAX_LIST = 1 << 20;
    private static final int THIN_64_BITS = 0xCFFAEDFE;
    private static final Map<Integer, String> PROCESSORS = Map.of(0x01000007, "x86_64", 0x0100000C, "aarch64");

    /** Whether these are the files of a Mac. */
    static boolean isOne(Reading reading) {
        return reading.stat(RELEASE).isPresent();
    }

    /** The list at {@code path}; a damaged one is a gap. */
    static Optional<TreeNode> list(Reading reading, String path, String... patterns) {
        Optional<byte[]> content = reading.bytes(path, MAX_LIST, patterns);
        try {
            return content.isEmpty() ? Optional.empty() : Optional.of(PropertyList.read(content.get()));
        } catch (MalformedException e) {
            for (String pattern : patterns) {
                reading.section().uncovered(pattern, HostAccessException.Kind.MALFORMED);
            }
            return Optional.empty();
        }
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Optional<TreeNode> release = list(reading, RELEASE, ALL);
        if (release.isEmpty()) {
            return;
        }
        section.fact(new FactPath("distribution/id"), Observed.text("macos"), RELEASE);
        version(section, release.get(), "ProductVersion", "distribution/version");
        release.get()
                .textAt("ProductBuildVersion")
                .ifPresent(build -> section.fact(new FactPath("distribution/build"), Observed.text(build), RELEASE));
        section.fact(new FactPath("libc/kind"), Observed.text("libsystem"), RELEASE);
        architecture(reading);
        list(reading, PREFERENCES, LOCALE)
                .flatMap(list -> list.textAt("AppleLocale"))
                .ifPresent(locale -> section.fact(new FactPath(LOCALE), Observed.text(locale), PREFERENCES));
    }

    private static void version(SectionRecorder section, TreeNode release, String name, String fact) {
        release.textAt(name)
                .ifPresent(version ->
                        section.fact(new FactPath(fact), Observed.version(version, VersionScheme.GENERIC), RELEASE));
    }

    /** A program for one processor tells it; which of several is at work only a running host can tell. */
    private static void architecture(Reading reading) {
        Optional<ByteBuffer> head = reading.head(PROGRAM, 8, ARCHITECTURE)
                .filter(bytes -> bytes.length == 8)
                .map(ByteBuffer::wrap);
        Optional<String> processor = head.filter(bytes -> bytes.getInt(0) == THIN_64_BITS)
                .map(bytes -> PROCESSORS.get(Integer.reverseBytes(bytes.getInt(4))));
        processor.ifPresentOrElse(
                name -> reading.section().fact(new FactPath(ARCHITECTURE), Observed.text(name), PROGRAM),
                () -> reading.section().uncovered(ARCHITECTURE, HostAccessException.Kind.NOT_LIVE));
    }
}
