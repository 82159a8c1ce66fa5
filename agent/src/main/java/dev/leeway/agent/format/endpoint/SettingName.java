package dev.leeway.agent.format.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a setting as a variable would spell it, and which part of an endpoint it tells of.
 *
 * @param text {@code SPRING_DATASOURCE_URL}, whether it was found as a variable, a property or a YAML key
 */
record SettingName(String text) {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");
    private static final int MAX = 200;

    /** What endings say of the rest of a name; longer ones first. */
    private static final List<Map.Entry<String, Part>> ENDINGS = List.of(
            Map.entry("BOOTSTRAP_SERVERS", Part.HOST),
            Map.entry("BOOTSTRAPSERVERS", Part.HOST),
            Map.entry("DRIVER_CLASS_NAME", Part.ENGINE),
            Map.entry("DRIVERCLASSNAME", Part.ENGINE),
            Map.entry("DATABASE_NAME", Part.DATABASE),
            Map.entry("CONTACT_POINTS", Part.HOST),
            Map.entry("CONTACTPOINTS", Part.HOST),
            Map.entry("VIRTUAL_HOST", Part.DATABASE),
            Map.entry("SERVER_NAME", Part.HOST),
            Map.entry("SERVERNAME", Part.HOST),
            Map.entry("HOSTNAME", Part.HOST),
            Map.entry("HOST_NAME", Part.HOST),
            Map.entry("HOSTADDR", Part.HOST),
            Map.entry("ADDRESSES", Part.HOST),
            Map.entry("ADDRESS", Part.HOST),
            Map.entry("USER_NAME", Part.USER),
            Map.entry("USERNAME", Part.USER),
            Map.entry("DATABASE", Part.DATABASE),
            Map.entry("TCP_PORT", Part.PORT),
            Map.entry("CONNECTION", Part.ENGINE),
            Map.entry("BROKERS", Part.HOST),
            Map.entry("BROKER", Part.HOST),
            Map.entry("SERVERS", Part.HOST),
            Map.entry("SERVER", Part.HOST),
            Map.entry("DIALECT", Part.ENGINE),
            Map.entry("ADAPTER", Part.ENGINE),
            Map.entry("DRIVER", Part.ENGINE),
            Map.entry("ENGINE", Part.ENGINE),
            Map.entry("CLIENT", Part.ENGINE),
            Map.entry("TYPE", Part.ENGINE),
            Map.entry("DBNAME", Part.DATABASE),
            Map.entry("DB_NAME", Part.DATABASE),
            Map.entry("VHOST", Part.DATABASE),
            Map.entry("NODES", Part.HOST),
            Map.entry("HOSTS", Part.HOST),
            Map.entry("HOST", Part.HOST),
            Map.entry("ADDR", Part.HOST),
            Map.entry("NAME", Part.DATABASE),
            Map.entry("PORT", Part.PORT),
            Map.entry("USER", Part.USER),
            Map.entry("PATH", Part.FILE),
            Map.entry("FILE", Part.FILE),
            Map.entry("DB", Part.DATABASE));

    private static final Pattern URL_ENDING =
            Pattern.compile("(.+)_(?:R2DBC_URL|JDBC_URL|JDBCURL|URL|URI|DSN|CONNECTION_STRING|CONNECTIONSTRING)");
    private static final Pattern KEEPS_SECRETS =
            Pattern.compile("(?:.*_)?(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY|CREDENTIALS?)");
    private static final Pattern SPEAKS_OF_DATA = Pattern.compile(
            "(?:.*_)?(?:DB|DATABASE|DATASOURCE|DSN|SQL|JDBC|CONNECTION|CONN|CONNECTIONSTRINGS|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB"
                    + "|CONNECTION_STRINGS?|DATA_STORE)(?:_.*)?");

    private static final Pattern ENDS_WITH_DATA =
            Pattern.compile("(?:.*_)?(?:DB|DATABASE|DATASOURCE|DSN|CONNECTION|CONN|CONNECTION_?STRING)");

    private static final Pattern RELAY = Pattern.compile("(?:.*_)?(?:SMTP|MAIL|MAILER)");

    /** Names of Postgres' own library, which have no seam between words. */
    private static final Map<String, Part> LIBPQ = Map.of(
            "PGHOST", Part.HOST,
            "PGHOSTADDR", Part.HOST,
            "PGPORT", Part.PORT,
            "PGDATABASE", Part.DATABASE,
            "PGUSER", Part.USER);

    /** What a setting tells of an endpoint. */
    enum Part {
        HOST,
        PORT,
        DATABASE,
        USER,
        ENGINE,
        FILE
    }

    /**
     * A name taken apart.
     *
     * @param owner what the part belongs to: {@code SHOP_DB} of {@code SHOP_DB_HOST}
     */
    record Split(String owner, Part part) {}

    static SettingName of(String name) {
        String cut = name.length() > MAX ? name.substring(0, MAX) : name;
        String words = HUMP.matcher(cut).replaceAll("_");
        String plain = OTHER.matcher(words).replaceAll("_");
        String stripped = plain.replaceAll("^_+|_+$", "").toUpperCase(Locale.ROOT);
        return new SettingName(stripped.replace("DATA_SOURCE", "DATASOURCE"));
    }

    /** Whether the value is a secret by its name and is not looked at. */
    boolean keepsSecrets() {
        return KEEPS_SECRETS.matcher(text).matches();
    }

    /** Whether it speaks of a database, so that its value may be a connection string of any form. */
    boolean speaksOfData() {
        return SPEAKS_OF_DATA.matcher(text).matches();
    }

    /** Whether the value as a whole should lead to a database: {@code DATABASE_URL}, {@code APP_DB}, no {@code DB_POOL_SIZE}. */
    boolean leadsToData() {
        return speaksOfData()
                && (URL_ENDING.matcher(text).matches()
                        || ENDS_WITH_DATA.matcher(text).matches());
    }

    /** Whether it is named as a URL of whatever kind. */
    boolean isUrl() {
        return URL_ENDING.matcher(text).matches();
    }

    /** The name without an ending that says only that its value is a URL. */
    String owner() {
        var matcher = URL_ENDING.matcher(text);
        return matcher.matches() ? matcher.group(1) : text;
    }

    /** The key of an endpoint told by a URL: frameworks' groups by their owner, others by the whole name. */
    String urlKey() {
        boolean grouped = text.startsWith("SPRING_") || text.contains("DATASOURCE");
        return grouped ? owner() : text;
    }

    /** The part told of and whose, where the owner is known to be an engine or a database. */
    Optional<Split> split() {
        Part libpq = LIBPQ.get(text);
        if (libpq != null) {
            return Optional.of(new Split("PG", libpq));
        }
        for (Map.Entry<String, Part> ending : ENDINGS) {
            if (text.endsWith("_" + ending.getKey())) {
                String owner = text.substring(0, text.length() - ending.getKey().length() - 1);
                if (OwnerWords.isOwner(owner)) {
                    // What a relay for mail has a name for is the account.
                    boolean account = ending.getKey().equals("NAME")
                            && RELAY.matcher(owner).matches();
                    return Optional.of(new Split(owner, account ? Part.USER : ending.getValue()));
                }
            }
        }
        return Optional.empty();
    }
}
