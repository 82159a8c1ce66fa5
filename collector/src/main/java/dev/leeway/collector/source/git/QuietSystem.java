package dev.leeway.collector.source.git;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The system as JGit may see it: no variables and no configuration of the user or the machine, by which an address could come
 * to mean another, certificates go unchecked, or a program be run.
 */
public final class QuietSystem extends SystemReader {
    private QuietSystem() {
        setPlatformChecker();
    }

    /** Lets JGit see this from now on, in the whole process. */
    public static void install() {
        SystemReader.setInstance(new QuietSystem());
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public @Nullable String getProperty(String key) {
        return key.equals("os.name") ? "Linux" : null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public long getCurrentTime() {
        return now().toEpochMilli();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public int getTimezone(long when) {
        return 0;
    }

    @Override
    public ZoneId getTimeZoneId() {
        return ZoneOffset.UTC;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    /** Holds nothing and keeps nothing. */
    private static final class Nowhere extends FileBasedConfig {
        Nowhere(@Nullable Config base, FS fs) {
            super(base, null, fs);
        }

        @Override
        public void load() {
            // There is no such file.
        }

        @Override
        public void save() {
            // Nor shall there be one.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
