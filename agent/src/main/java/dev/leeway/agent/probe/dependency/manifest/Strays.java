package dev.leeway.agent.probe.dependency.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises what a deployment should not carry: by name, and by content where a name alone would lie. */
public final class Strays {
    private static final Pattern SOURCE_MAP = Pattern.compile(".*\\.(?:js|mjs|cjs|css|ts)\\.map");
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "\\.env(?:\\.[\\w.-]+)?|(?:[\\w-]+\\.)?(?:dev|development|prod|production|staging|stage|test|local)\\.env");
    private static final Pattern EXAMPLE =
            Pattern.compile(".*(?:example|sample|template|dist|default|schema|tmpl|tpl).*");
    private static final Pattern KEY_NAME =
            Pattern.compile("id_(?:rsa|dsa|ecdsa|ed25519)|.*\\.(?:pem|key|p8|pk8|ppk|crt|cer)");
    /** Of files called so the beginning is read, whatever their ending. */
    private static final List<String> KEY_WORDS = List.of("key", "rsa", "dsa", "ed25519", "pem");
    /** Without an ending larger files are programs. */
    private static final long LARGEST_BARE = 16 << 10;

    private static final Pattern KEY_TEXT = Pattern.compile(
            "(?m)^(?:-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\\d: )");
    private static final Pattern STORE = Pattern.compile(".*\\.(?:jks|jceks|p12|pfx|keystore|bcfks)");
    private static final Pattern BACKUP =
            Pattern.compile(".+(?:\\.(?:bak|backup|orig|old|save|rej|swp|swo)|~)|#.+#|.+ copy(?: \\d+)?\\.\\w+");
    private static final Pattern DUMP_NAME =
            Pattern.compile(".*\\.(?:sql|dump|pgdump)|.*dump.*\\.(?:sql|dump)\\.(?:gz|xz|zst|bz2)");
    private static final Pattern DUMP_TEXT =
            Pattern.compile("(?m)^(?:-- (?:MySQL|MariaDB|PostgreSQL database) dump|-- Dump completed|PGDMP"
                    + "|-- SQLite dump|PRAGMA foreign_keys=OFF;\\s+BEGIN TRANSACTION;)");
    private static final Set<String> CONTROL = Set.of(".git", ".hg", ".svn", ".bzr", "CVS", "_darcs");
    private static final Set<String> TESTS = Set.of(
            "test",
            "tests",
            "__tests__",
            "__mocks__",
            "testdata",
            "test-data",
            "test_data",
            "fixtures",
            "cypress",
            "e2e");
    private static final Pattern TEST_FILE = Pattern.compile(
            ".+\\.(?:test|spec)\\.(?:[cm]?[jt]sx?)|.+_test\\.go|test_.+\\.py|.+_test\\.py|conftest\\.py");
    /** The first bytes of keystores: of Java's own two kinds, and of the structure that PKCS #12 begins with. */
    private static final int[] STORE_MAGIC = {0xFEEDFEED, 0xCECECECE};

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Endings of pictures, fonts, sounds, pages and compiled code: what people put secrets into is not among them. */
    private static final Set<String> HARMLESS = Set.of(
            "avif", "bmp", "css", "dll", "dylib", "eot", "exe", "gif", "htm", "html", "ico", "jpeg", "jpg", "mp3",
            "mp4", "ogg", "otf", "pdf", "png", "so", "svg", "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff",
            "woff2");

    private static final Set<String> SETTINGS =
            Set.of("cfg", "cnf", "conf", "config", "env", "ini", "json", "properties", "toml", "xml", "yaml", "yml");
    private static final List<String> SECRET_WORDS =
            List.of("credential", "htpasswd", "key", "netrc", "passw", "pgpass", "private", "pwd", "secret", "token");

    private Strays() {}

    /** Whether the size of a file of this name tells nothing of a secret: it is of a kind that holds none. */
    static boolean isSizeHarmless(String name) {
        return isHarmless(name.toLowerCase(Locale.ROOT)) && !isLikelySecret(name);
    }

    /** Whether a file of this name is likely to hold a secret. */
    static boolean isLikelySecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ofName(name).filter(StrayKind.ENVIRONMENT_FILE::equals).isPresent()
                || lower.startsWith(".env")
                || SETTINGS.contains(lower.substring(lower.lastIndexOf('.') + 1))
                || STORE.matcher(lower).matches()
                || KEY_NAME.matcher(lower).matches()
                || SECRET_WORDS.stream().anyMatch(lower::contains);
    }

    /**
     * What a directory of this name is.
     *
     * @param within the directories it lies in, empty or ending in a slash: below {@code classes/} names are packages
     */
    public static Optional<StrayKind> ofDirectory(String name, String within) {
        if (CONTROL.contains(name)) {
            return Optional.of(StrayKind.VERSION_CONTROL);
        }
        boolean packages = within.startsWith("classes/") || within.contains("/classes/");
        return !packages && TESTS.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of(StrayKind.TEST_DATA)
                : Optional.empty();
    }

    /** What a file of this name is, as far as the name says. */
    public static Optional<StrayKind> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (CONTROL.contains(name)) {
            return Optional.of(StrayKind.VERSION_CONTROL);
        }
        if (BACKUP.matcher(lower).matches()) {
            return Optional.of(StrayKind.BACKUP);
        }
        if (ENVIRONMENT.matcher(lower).matches() && !EXAMPLE.matcher(lower).matches()) {
            return Optional.of(StrayKind.ENVIRONMENT_FILE);
        }
        if (SOURCE_MAP.matcher(lower).matches()) {
            return Optional.of(StrayKind.SOURCE_MAP);
        }
        if (TEST_FILE.matcher(lower).matches()) {
            return Optional.of(StrayKind.TEST_DATA);
        }
        boolean packed = lower.matches(".*\\.(?:gz|xz|zst|bz2)")
                && DUMP_NAME.matcher(lower).matches();
        return packed ? Optional.of(StrayKind.DATABASE_DUMP) : Optional.empty();
    }

    private static boolean isHarmless(String lower) {
        return HARMLESS.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    /**
     * Whether only its content tells what a file of this name is.
     *
     * @param size in bytes; 0 where it is not known
     */
    public static boolean askContent(String name, long size) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ofName(name).isEmpty()
                && (KEY_NAME.matcher(lower).matches()
                        || STORE.matcher(lower).matches()
                        || DUMP_NAME.matcher(lower).matches()
                        || mayBeKey(lower, size));
    }

    /** People call their keys as they like, with any ending or none. */
    private static boolean mayBeKey(String lower, long size) {
        boolean bare = lower.lastIndexOf('.') <= 0 && size <= LARGEST_BARE;
        return bare || (!isHarmless(lower) && KEY_WORDS.stream().anyMatch(lower::contains));
    }

    /** What a file is whose content begins with {@code head}, and whose name leaves it to that. */
    public static Optional<StrayKind> ofContent(String name, byte[] head) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (STORE.matcher(lower).matches()) {
            // What holds the certificates of others is no secret, whatever its format.
            boolean own = !lower.contains("trust") && !lower.contains("cacerts");
            return own && isStore(head) ? Optional.of(StrayKind.KEYSTORE) : Optional.empty();
        }
        int start = Arrays.equals(head, 0, Math.min(MARK.length, head.length), MARK, 0, MARK.length) ? MARK.length : 0;
        String text = new String(head, start, head.length - start, StandardCharsets.ISO_8859_1);
        if (KEY_NAME.matcher(lower).matches()) {
            boolean key = KEY_TEXT.matcher(text).find() || (lower.endsWith(".p8") && isSequence(head)) || isKey(head);
            return key ? Optional.of(StrayKind.PRIVATE_KEY) : Optional.empty();
        }
        if (DUMP_NAME.matcher(lower).matches()) {
            boolean dump = text.contains("-- PostgreSQL database cluster dump")
                    || DUMP_TEXT.matcher(text).find();
            return dump ? Optional.of(StrayKind.DATABASE_DUMP) : Optional.empty();
        }
        return KEY_TEXT.matcher(text).find() ? Optional.of(StrayKind.PRIVATE_KEY) : Optional.empty();
    }

    /** Whether {@code head} begins a private key in DER: a sequence that begins with a version of one byte, 0 or 1. */
    private static boolean isKey(byte[] head) {
        if (head.length < 8 || head[0] != 0x30) {
            return false;
        }
        int first = head[1] & 0xff;
        int inner = first < 0x80 ? 2 : first >= 0x81 && first <= 0x83 ? 2 + first - 0x80 : head.length;
        return inner + 3 < head.length
                && head[inner] == 2
                && head[inner + 1] == 1
                && (head[inner + 2] == 0 || head[inner + 2] == 1);
    }

    private static boolean isStore(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        int first = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
        return first == STORE_MAGIC[0] || first == STORE_MAGIC[1] || isSequence(head);
    }

    private static boolean isSequence(byte[] head) {
        return head.length > 4 && head[0] == 0x30 && (head[1] & 0xff) >= 0x80 && (head[1] & 0xff) <= 0x84;
    }
}
