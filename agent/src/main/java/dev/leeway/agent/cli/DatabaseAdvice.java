package dev.leeway.agent.cli;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostAccessException.Remark;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What would let the agent see databases, or more of them: a login, an address, or the very grant that lacks. */
final class DatabaseAdvice {
    /** What helps where a database is larger than what may be held of it. */
    static final String MORE_MEMORY = "give the agent more memory: LEEWAY_JAVA_OPTS=-Xmx512m";

    private static final Pattern SUBJECT = Pattern.compile("database\\[([^]]*)]");
    private static final Pattern OF_JSON = Pattern.compile("json\\[(.+)\\.[^.]+]/.*");

    /** By what is not seen, in the order they are told. */
    private static final List<Map.Entry<Pattern, String>> POSTGRESQL = List.of(
            grant("client\\[.*", "GRANT pg_read_all_stats TO %s"),
            grant("server/setting\\[ssl_.*", "GRANT pg_read_all_settings TO %s"),
            grant("server/setting\\[timezone]", "GRANT SELECT ON pg_catalog.pg_file_settings TO %s"),
            grant("server/(identifier|instance)", "GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO %s"));

    private static final List<Map.Entry<Pattern, String>> MYSQL = List.of(
            grant("table\\[\\*]/\\*\\*", "GRANT SELECT ON DATABASE.* TO %s"),
            grant("view\\[.*", "GRANT SELECT, SHOW VIEW ON DATABASE.* TO %s"),
            grant("table\\[\\*]/trigger.*", "GRANT TRIGGER ON DATABASE.* TO %s"),
            grant("routine\\[.*", "GRANT EXECUTE, EVENT ON DATABASE.* TO %s"),
            grant("client\\[.*", "GRANT PROCESS ON *.* TO %s"),
            grant("(role|grant)\\[.*", "GRANT SELECT ON mysql.* TO %s"));

    private static final String USER = "the agent's user";

    private final Set<String> fixes = new LinkedHashSet<>();

    private static Map.Entry<Pattern, String> grant(String pattern, String text) {
        return Map.entry(Pattern.compile(pattern), text.formatted(USER));
    }

    /** What to do for these sections, each thing once; empty where nothing special is known. */
    static List<String> of(List<Section> wanting) {
        DatabaseAdvice advice = new DatabaseAdvice();
        for (Section section : wanting) {
            section.key().subject().ifPresent(name -> advice.about(name, section));
        }
        return new ArrayList<>(advice.fixes);
    }

    private void about(String name, Section section) {
        if (section.outcome().fell()) {
            fixes.add(login(name, section));
            return;
        }
        String opening = section.key().text() + "/";
        for (Uncovered gap : section.uncovered()) {
            String path = gap.pattern().text().substring(opening.length());
            if (gap.reason().equals(Kind.DENIED.text())) {
                fixes.add(missing(name, section, path));
            } else if (gap.reason().equals(Kind.NEVER_ANALYSED.text())) {
                fixes.add("run ANALYZE in " + name + " where numbers of rows matter");
            } else if (gap.reason().equals(Kind.TIMED_OUT.text())) {
                fixes.add(longer(name));
            }
        }
    }

    private static String missing(String name, Section section, String path) {
        Matcher json = OF_JSON.matcher(path);
        if (json.matches()) {
            return "in " + name + ": GRANT SELECT ON " + json.group(1) + " TO " + USER;
        }
        return grants(section).stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(each -> "in " + name + ": " + each.getValue())
                .findFirst()
                .orElse("in " + name + ": grant what docs/databases.md lists");
    }

    private static List<Map.Entry<Pattern, String>> grants(Section section) {
        String product = section.facts()
                .find(new FactPath("server/product"))
                .map(Value::display)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return switch (product) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb", "mysql" -> MYSQL;
            default -> List.of();
        };
    }

    private static String login(String name, Section section) {
        Optional<Remark> remark = remark(section);
        if (remark.isEmpty()) {
            return unremarked(name, section);
        }
        return switch (remark.get()) {
            case LOGIN ->
                "correct user, passwordFile or passwordVariable of " + name + " under databases in agent.yaml";
            case NOT_ADMITTED ->
                "let the user in: GRANT CONNECT ON DATABASE, or the privileges of docs/databases.md, for " + name;
            case NOT_ADMITTED_OR_ABSENT ->
                "grant what docs/databases.md lists to the user of " + name
                        + ", or correct the database at the end of its url";
            case URL -> "correct the url of " + name + " under databases in agent.yaml";
            case NO_DATABASE -> "correct the database at the end of the url of " + name + ", or create it";
            case NO_HOST -> "correct the host in the url of " + name + ", or make its name known to this host";
            case NO_SERVER -> "start the server of " + name + ", or correct host and port in its url";
            case NOT_READY -> "look again when the server of " + name + " has started";
            case FULL ->
                "leave a connection for the agent: raise max_connections, or the limit of the user, for " + name;
        };
    }

    private static String unremarked(String name, Section section) {
        if (section.outcome() == Outcome.TIMED_OUT) {
            return longer(name);
        }
        if (section.reason().orElse("").endsWith(Kind.IN_USE.text())) {
            return "look again when " + name + " is written to less";
        }
        if (isBeyondMemory(section)) {
            return "where " + name + " is meant to hold so much, " + MORE_MEMORY;
        }
        return section.outcome() == Outcome.REFUSED
                ? "let this user read the file of " + name + ", or correct its login under databases in agent.yaml"
                : "see that " + name + " is there and can be read, or correct its url under databases in agent.yaml";
    }

    /** Whether a database, which nobody reads in part, describes more than there is memory for. */
    static boolean isBeyondMemory(Section section) {
        return section.key().probe().equals("database")
                && section.outcome() == Outcome.FAILED
                && section.reason().orElse("").contains(": " + Kind.TOO_LARGE.text() + " (");
    }

    private static String longer(String name) {
        return "raise time of " + name + " under databases in agent.yaml, or look at what keeps the server busy";
    }

    private static Optional<Remark> remark(Section section) {
        String reason = section.reason().orElse("");
        for (Remark remark : Remark.values()) {
            if (reason.endsWith("(" + remark.text() + ")")) {
                return Optional.of(remark);
            }
        }
        return Optional.empty();
    }

    /** What the agent was asked for that is not there, by the database: {@code shop: tables.exclude 'tmp_*' matches nothing}. */
    static List<String> remarks(Iterable<Section> sections) {
        List<String> remarks = new ArrayList<>();
        for (Section section : sections) {
            if (section.key().probe().equals("database")
                    && section.key().subject().isEmpty()) {
                section.evidence().forEach((path, remark) -> {
                    Matcher subject = SUBJECT.matcher(path);
                    remarks.add((subject.lookingAt() ? subject.group(1) + ": " : "") + remark);
                });
            }
        }
        return remarks;
    }
}
