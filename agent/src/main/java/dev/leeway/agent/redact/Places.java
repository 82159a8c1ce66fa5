package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises where something lies: paths, lists of paths, file names. */
final class Places {
    private static final int MAX = 8192;
    private static final int MAX_SEGMENT = 255;
    private static final String SIGNS = "._-+@~,:= ()#%${}*&[]!";

    /** Endings by which a file name without a directory is known. */
    static final Set<String> EXTENSIONS = Set.of(
            "yml",
            "yaml",
            "json",
            "properties",
            "xml",
            "conf",
            "cfg",
            "config",
            "ini",
            "toml",
            "env",
            "jar",
            "war",
            "ear",
            "py",
            "js",
            "mjs",
            "cjs",
            "ts",
            "sh",
            "rb",
            "php",
            "pl",
            "go",
            "java",
            "class",
            "log",
            "pid",
            "sock",
            "txt",
            "md",
            "csv",
            "sql",
            "db",
            "sqlite",
            "sqlite3",
            "pem",
            "crt",
            "cer",
            "key",
            "p12",
            "pfx",
            "jks",
            "keystore",
            "truststore",
            "so",
            "dll",
            "exe",
            "zip",
            "gz",
            "tar",
            "tgz",
            "html",
            "htm",
            "css",
            "tmpl",
            "j2",
            "tpl",
            "lua",
            "policy",
            "security",
            "args",
            "options",
            "service",
            "lst",
            "list",
            "dat",
            "hprof",
            "jfr",
            "jfc",
            "jsa",
            "whl",
            "cnf",
            "rules",
            "groovy",
            "kt",
            "kts",
            "wasm");

    private Places() {}

    /** One path, or several with {@code :} or {@code ;} between them. */
    static boolean paths(String text) {
        if (text.isEmpty() || text.length() > MAX) {
            return false;
        }
        if (windows(text)) {
            return text.indexOf(';') < 0 ? segments(text.substring(2), '\\') : list(text, ';');
        }
        return rooted(text) && (path(text) || list(text, ':') || list(text, ','));
    }

    private static boolean list(String text, char separator) {
        int start = 0;
        int elements = 0;
        while (start <= text.length()) {
            int at = text.indexOf(separator, start);
            int end = at < 0 ? text.length() : at;
            String element = text.substring(start, end);
            if (!element.isEmpty()
                    && !path(element)
                    && !windowsPath(element)
                    && !fileName(element)
                    && !element.equals(".")) {
                return false;
            }
            elements++;
            start = end + 1;
        }
        return elements > 1;
    }

    /** An absolute or explicitly relative path, or a resource: {@code /etc/shop}, {@code ./x}, {@code classpath:/a.yml}. */
    static boolean path(String text) {
        if (!rooted(text)) {
            return false;
        }
        int start = resource(text);
        return text.equals("/") || text.equals("./") || segments(text.substring(start), '/');
    }

    private static boolean rooted(String text) {
        return text.startsWith("/")
                || text.startsWith("./")
                || text.startsWith("../")
                || text.startsWith("~/")
                || resource(text) > 0;
    }

    private static int resource(String text) {
        for (String scheme :
                new String[] {"optional:classpath:", "optional:file:", "classpath*:", "classpath:", "file:"}) {
            if (text.startsWith(scheme)) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static boolean windowsPath(String text) {
        return windows(text) && segments(text.substring(2), text.indexOf('\\') >= 0 ? '\\' : '/');
    }

    private static boolean windows(String text) {
        return text.length() >= 3
                && Ascii.isLetter(text.charAt(0))
                && text.charAt(1) == ':'
                && (text.charAt(2) == '\\' || text.charAt(2) == '/');
    }

    private static boolean segments(String text, char separator) {
        int start = 0;
        while (start <= text.length()) {
            int at = text.indexOf(separator, start);
            int end = at < 0 ? text.length() : at;
            if (end - start > MAX_SEGMENT || !segment(text.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean segment(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (!Ascii.isAlphanumeric(c) && SIGNS.indexOf(c) < 0 && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return !Randomness.shortKey(segment);
    }

    /** A file name with a known ending, relative directories before it allowed: {@code app.jar}, {@code config/web.yml}. */
    static boolean fileName(String text) {
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || text.length() > MAX_SEGMENT || !EXTENSIONS.contains(Ascii.lower(text.substring(dot + 1)))) {
            return false;
        }
        return plainName(text.substring(0, dot)) && segments(text, '/');
    }

    private static boolean plainName(String stem) {
        for (int i = 0; i < stem.length(); i++) {
            char c = stem.charAt(i);
            if (!Ascii.isName(c) && c != '/' && c != '+') {
                return false;
            }
        }
        return true;
    }
}
