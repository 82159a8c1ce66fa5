package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published names whose values are shown although they are of no known kind, each with what its values look like: a
 * value of another look is not shown.
 *
 * <p>Patterns are over names in capitals with {@code _} between words ({@code serverPort} is {@code SERVER_PORT}), numbers
 * at the end dropped. {@code *_X} also covers {@code X} alone.
 */
final class HarmlessNames {
    /** What values of a harmless name look like. */
    enum Look {
        /** Names of environments: {@code prod}, {@code staging2}, {@code prod-eu-west-1}. */
        ENVIRONMENTS("the name of an environment"),
        /** Numbers, sizes and durations. */
        MEASURES("a number, a size, a duration or a switch"),
        /** Words, not sentences: letters, digits and {@code . _ / + @ * : -}, several with commas or blanks. */
        WORDS("words, none of them run together with a number as in a password"),
        /** The same, where numbers are part of words: versions, classes, algorithms, paths. */
        CODES("words, numbers in them allowed"),
        /** Hosts, single labels included. */
        HOSTS("hosts, single labels included"),
        /** Any printable line. */
        TEXT("a line of text, no word run together with a number as in a password"),
        /** A digest or commit of a usual length, in hexadecimal. */
        DIGEST("a digest");

        private final String title;

        Look(String title) {
            this.title = title;
        }

        /** The word the documentation uses. */
        String title() {
            return title;
        }
    }

    /** The patterns of each look, in the order of the documentation. */
    static final Map<Look, List<String>> PUBLISHED = Map.of(
            Look.ENVIRONMENTS,
            sorted("NODE_ENV RAILS_ENV RACK_ENV *_ENV *_ENVIRONMENT *_STAGE"),
            Look.MEASURES,
            sorted("*_TIMEOUT *_INTERVAL *_TTL *_TIMEOUTS"),
            Look.WORDS,
            sorted("""
                    *_TIER *_PROFILE *_PROFILES *_PROFILES_ACTIVE *_PROFILES_INCLUDE *_LEVEL *_MODE *_TYPE *_KIND
                    *_BACKEND *_PROVIDER *_STRATEGY *_POLICY *_CURRENCY *_COUNTRY *_SERVICE *_SERVICE_NAME *_APP
                    *_APP_NAME *_APPLICATION *_APPLICATION_NAME *_COMPONENT *_DATABASE *_DATABASE_NAME *_DB
                    *_DB_NAME *_DBNAME *_SCHEMA *_SCHEMAS *_CATALOG *_KEYSPACE *_TOPIC *_TOPICS *_TOPIC_NAME *_QUEUE
                    *_QUEUES *_QUEUE_NAME *_EXCHANGE *_VHOST *_VIRTUAL_HOST *_ROUTING *_BUCKET *_BUCKET_NAME
                    *_NAMESPACE *_CLUSTER *_CLUSTER_NAME *_INDEX *_TABLE *_TABLE_NAME *_COLLECTION *_CONSUMER_GROUP
                    *_GROUP_ID *_GROUP *_PREFIX *_SUFFIX *_ISOLATION *_FEATURES *_FEATURE_FLAGS *_SSLMODE *_SSL_MODE
                    *_REPLICA_SET *_READ_PREFERENCE *_WRITE_CONCERN *_ORDER *_THEME *_EVENTS *_METHODS *_EXPORTER
                    *_PROPAGATORS *_SAMPLER *_CLIENT_TYPE *_DDL_AUTO *_INCLUDE *_EXCLUDE *_RESTART_POLICY
                    *_UPDATE_STRATEGY *_ROLE_NAME *_NODE_NAME *_SLOT *_COLOR *_CHANNEL *_TRANSPORT *_NODENAME *_MAP
                    *_STATE *_EXECUTOR *_ROLES *_WITHOUT *_VOTERS PGDATABASE *_ISOLATION_LEVEL *_OFFSET_RESET *_ACKS
                    COMPOSE_PROJECT_NAME *_APPLICATION_INSTANCE
                    """),
            Look.CODES,
            sorted("""
                    *_REGION *_REGIONS *_ZONE *_LOCATION *_FORMAT *_LANG *_LANGUAGE *_LOCALE *_DIALECT *_DRIVER
                    *_DRIVER_CLASS_NAME *_CLASS *_CLASS_NAME *_MODULE *_MODULES *_PACKAGE *_PACKAGES *_ENGINE
                    *_PROTOCOL *_PROTOCOLS *_SCHEME *_ENCODING *_CHARSET *_COLLATION *_TIMEZONE *_TIME_ZONE *_TZ TZ
                    *_VERSION *_RELEASE *_TAG *_IMAGE *_PLUGINS *_EXTENSIONS *_MECHANISM *_MECHANISMS *_ALGORITHM
                    *_CIPHERS *_CIPHER_SUITES *_COMPRESSION *_COMPATIBILITY *_CODEC *_LOGGER *_RUNTIME *_PLATFORM
                    *_ARCH *_OS *_VENDOR *_DISTRO *_EDITION *_PATH *_DIR *_DIRECTORY *_FOLDER *_FILE *_FILES *_HOME
                    *_ROOT CLASSPATH *_COLLECTOR *_GC *_CAPABILITIES *_SERIALIZER *_DESERIALIZER *_NAMING_STRATEGY
                    TERM SHELL EDITOR VISUAL PAGER LANG LANGUAGE LC_* OSTYPE HOSTTYPE MACHTYPE COLORTERM
                    DJANGO_SETTINGS_MODULE *_WSGI_MODULE *_WORKER_CLASS XDG_* PYTHON* NPM_CONFIG_LOGLEVEL GOOS
                    GOARCH GOFLAGS GODEBUG JAVA_UTIL_LOGGING_MANAGER JAVA_PROTOCOL_HANDLER_PKGS
                    JAVA_SYSTEM_CLASS_LOADER JAVA_LOCALE_PROVIDERS JAVA_AWT_GRAPHICSENV JAVAX_NET_DEBUG JAVAX_XML_*
                    JDK_TLS_NAMED_GROUPS
                    """),
            Look.HOSTS,
            sorted("""
                    *_HOST *_HOSTS *_HOSTNAME *_HOST_NAME *_SERVER *_SERVERS *_SERVER_NAME *_BROKER *_BROKERS *_BOOTSTRAP_SERVERS *_NODES
                    *_ENDPOINT *_ENDPOINTS *_ADDR *_ADDRESS *_ADDRESSES *_SEEDS *_PEERS *_MEMBERS *_BIND *_LISTEN *_LISTEN_ADDRESS
                    *_SENTINELS *_CONTACT_POINTS *_DOMAIN *_DOMAINS *_ALLOWED_HOSTS *_NO_PROXY *_NAMESERVERS *_UPSTREAM *_UPSTREAMS
                    *_MASTER *_REPLICAS *_ZOOKEEPER *_ZOOKEEPER_CONNECT
                    """),
            Look.TEXT,
            sorted("""
                    *_CRON *_SCHEDULE *_USER_AGENT *_TITLE *_DESCRIPTION *_PATTERN *_DATE *_DATE_FORMAT *_TIME_FORMAT LOGGING_LEVEL_*
                    LOGGING_PATTERN_* DEBUG RUST_LOG LS_COLORS OTEL_RESOURCE_ATTRIBUTES MALLOC_CONF JDK_SERIAL_FILTER *_LABELS *_TAGS *_OPTIONS_SUMMARY
                    """),
            Look.DIGEST,
            sorted(
                    "*_COMMIT *_COMMIT_SHA *_COMMIT_ID *_GIT_SHA *_GIT_COMMIT *_SHA256 *_SHA512 *_GIT_REVISION *_VCS_REF"));

    private static final int MAX = 2048;
    private static final int MAX_WORD = 128;

    private static final Map<String, Look> EXACT = new HashMap<>(64);
    private static final Map<String, Look> ENDINGS = new HashMap<>(512);
    private static final Map<String, Look> BEGINNINGS = new HashMap<>(16);

    static {
        for (Map.Entry<Look, List<String>> look : PUBLISHED.entrySet()) {
            for (String pattern : look.getValue()) {
                index(pattern, look.getKey());
            }
        }
    }

    private HarmlessNames() {}

    private static List<String> sorted(String words) {
        List<String> patterns = new ArrayList<>(WordList.of(words));
        Collections.sort(patterns);
        return List.copyOf(patterns);
    }

    private static void index(String pattern, Look look) {
        if (pattern.startsWith("*_")) {
            ENDINGS.put(pattern.substring(2), look);
        } else if (pattern.endsWith("*")) {
            BEGINNINGS.put(pattern.substring(0, pattern.length() - 1), look);
        } else {
            EXACT.put(pattern, look);
        }
    }

    /** How values of the name look, where it is on the list. */
    static Optional<Look> look(String name) {
        String shouted = withoutNumber(NameWords.shouted(name));
        Look exact = EXACT.get(shouted);
        if (exact != null) {
            return Optional.of(exact);
        }
        int from = 0;
        while (from >= 0 && from < shouted.length()) {
            Look ending = ENDINGS.get(shouted.substring(from));
            if (ending != null) {
                return Optional.of(ending);
            }
            int bar = shouted.indexOf('_', from);
            from = bar < 0 ? -1 : bar + 1;
        }
        for (Map.Entry<String, Look> beginning : BEGINNINGS.entrySet()) {
            if (shouted.startsWith(beginning.getKey())) {
                return Optional.of(beginning.getValue());
            }
        }
        return Optional.empty();
    }

    private static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && (Ascii.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '_')) {
            end--;
        }
        return end == 0 || digest(name) ? name : name.substring(0, end);
    }

    private static boolean digest(String name) {
        return name.endsWith("SHA256") || name.endsWith("SHA512");
    }

    /** Whether {@code text} looks as values of a name of this kind do. */
    static boolean suits(Look look, String text) {
        if (!printable(text)) {
            return false;
        }
        return switch (look) {
            case ENVIRONMENTS -> EnvironmentNames.are(text);
            case MEASURES -> measures(text);
            case WORDS -> words(text) && !WordsWithNumbers.in(text);
            case CODES -> words(text);
            case HOSTS -> Hosts.expected(text);
            case TEXT -> !WordsWithNumbers.in(text);
            case DIGEST -> hexDigest(text);
        };
    }

    /** Whether {@code text} is one line of a bounded length. */
    static boolean printable(String text) {
        return !text.isEmpty() && text.length() <= MAX && !SafeValues.hasControls(text);
    }

    private static boolean measures(String text) {
        for (String measure : text.split("[,; ]", -1)) {
            if (!measure.isEmpty() && !Counts.count(measure) && !KnownWords.has(measure)) {
                return false;
            }
        }
        return true;
    }

    private static boolean words(String text) {
        int start = 0;
        while (start <= text.length()) {
            int end = start;
            while (end < text.length() && ", ;|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (!word(text.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Ascii.isAlphanumeric(c) && "._/+@*:-~$%{}#".indexOf(c) < 0) {
                return false;
            }
        }
        return word.length() <= MAX_WORD && !Randomness.shortKey(word);
    }

    /** The lengths of abbreviated commits, SHA-1, SHA-256 and SHA-512, an algorithm's name before it allowed. */
    static boolean hexDigest(String text) {
        int colon = text.indexOf(':');
        String hex = colon > 0 && text.startsWith("sha") ? text.substring(colon + 1) : text;
        int length = hex.length();
        if ((length < 7 || length > 12) && length != 40 && length != 64 && length != 128) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!Ascii.isHex(hex.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
