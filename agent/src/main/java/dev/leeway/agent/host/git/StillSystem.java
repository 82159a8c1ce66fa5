package dev.leeway.agent.host.git;

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
 * A system of which JGit learns nothing: no variables, no configuration of a user or of the machine, and no place where it
 * could keep what it measured.
 */
final class StillSystem extends SystemReader {
    private StillSystem() {
        setPlatformChecker();
    }

    /** Puts it in place of the real one. */
    static void install() {
        SystemReader.setInstance(new StillSystem());
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
        // Which platform this is decides how names are checked; nothing else is told.
        return key.equals("os.name") ? "Linux" : null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
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

    /** A configuration that lies nowhere. */
    private static final class Empty extends FileBasedConfig {
        Empty(@Nullable Config base, FS fs) {
            super(base, null, fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // Nothing is kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
