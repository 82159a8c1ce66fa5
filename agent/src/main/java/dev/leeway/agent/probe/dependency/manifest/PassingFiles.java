package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.format.archive.ArchiveName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What lies in a deployment and is none of its files: what the service writes, and what other facts tell of. */
final class PassingFiles {
    private static final Set<String> DIRECTORIES = Set.of(
            "__pycache__",
            "cache",
            "caches",
            "coverage",
            "data",
            "dist-packages",
            "files",
            "log",
            "logs",
            "lost+found",
            "media",
            "node_modules",
            "run",
            "sessions",
            "site-packages",
            "spool",
            "storage",
            "temp",
            "tmp",
            "upload",
            "uploads",
            "var",
            "work");
    /** Hidden directories that are part of what people deploy; all others are tools' own. */
    private static final Set<String> HIDDEN =
            Set.of(".well-known", ".platform", ".ebextensions", ".next", ".output", ".nuxt");

    private static final Pattern FILES =
            Pattern.compile("(?:.*\\.(?:log|pid|lock|lck|sock|socket|tmp|temp|part|py[co]|hprof|jfr"
                    + "|db|sqlite3?|db3|mdb|ldb|ibd|frm|myd|myi|rdb|aof|wal|shm|journal)|.*-(?:wal|shm|journal)|.*\\.(?:log|out)[.-][\\w.-]*"
                    + "|nohup\\.out|catalina\\.out|gc\\.log.*|hs_err_pid.*|replay_pid.*|core(?:\\.\\d+)?|\\.nfs.*|\\.ds_store"
                    + "|\\.bash_history|\\.lesshst|\\.viminfo|\\.wget-hsts|\\.python_history|\\.node_repl_history)");

    private PassingFiles() {}

    static boolean isDirectory(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DIRECTORIES.contains(lower) || (name.startsWith(".") && !HIDDEN.contains(lower));
    }

    /** Logs, databases and the like; and archives, whose contents are told as libraries. */
    static boolean isFile(String name) {
        return ArchiveName.isArchive(name)
                || FILES.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
