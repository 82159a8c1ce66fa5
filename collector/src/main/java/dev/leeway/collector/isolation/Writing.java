package dev.leeway.collector.isolation;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which roles may change what is in a database, by attributes, groups, ownership and grants. */
final class Writing {
    /** Whoever looked, as facts call it. */
    static final String SELF = "{self}";

    /** What superusers may, in all databases of a server. */
    static final String ANYTHING = "may do anything, as a superuser";

    private static final String EVERYBODY = "PUBLIC";
    /** PostgreSQL's own group of those who may write to every table. */
    private static final String OF_ALL_TABLES = "pg_write_all_data";

    /** No single program. */
    private static final Set<String> NOBODY = Set.of(SELF, EVERYBODY, "{person}");

    private static final List<String> VERBS = List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE");
    private static final Set<String> OBJECTS = Set.of("table", "column", "database", "schema", "server");

    private final SortedMap<String, Set<String>> verbs = new TreeMap<>();
    private final Map<String, SortedSet<String>> groups = new TreeMap<>();
    private final Set<String> superusers = new HashSet<>();
    private final Set<String> groupsAlone = new HashSet<>();
    private final Map<String, SortedSet<String>> owned = new TreeMap<>();

    private Writing() {}

    static Writing in(SectionSite site) {
        Writing writing = new Writing();
        Facts facts = site.section().facts();
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            if (path.startsWith("grant[") || path.startsWith("role[")) {
                writing.read(FactPath.parse(path).segments(), site, path);
            }
        }
        return writing;
    }

    private void read(List<FactPath.Segment> segments, SectionSite site, String path) {
        String role = segments.get(0).key().orElse("");
        String about = segments.get(segments.size() - 1).name();
        if (segments.get(0).name().equals("grant")) {
            if (OBJECTS.contains(about)) {
                grant(role, site.texts(path));
            }
            return;
        }
        switch (about) {
            case "superuser" ->
                site.value(path).filter(new Value.Flag(true)::equals).ifPresent(yes -> superusers.add(role));
            case "login" ->
                site.value(path).filter(new Value.Flag(false)::equals).ifPresent(no -> groupsAlone.add(role));
            case "member-of" -> groups.put(role, site.texts(path));
            case "owns" -> owned.put(role, site.texts(path));
            default -> {} // Other attributes change no data.
        }
    }

    private void grant(String role, Set<String> privileges) {
        for (String privilege : privileges) {
            String plain = privilege.replace("*", "").strip().toUpperCase(Locale.ROOT);
            Set<String> known = verbs.computeIfAbsent(role, unused -> new TreeSet<>());
            if (plain.equals("ALL") || plain.equals("ALL PRIVILEGES")) {
                known.addAll(VERBS);
            } else if (VERBS.contains(plain)) {
                known.add(plain);
            }
        }
    }

    /** Every role of which anything is told. */
    SortedSet<String> roles() {
        SortedSet<String> roles = new TreeSet<>(verbs.keySet());
        roles.addAll(groups.keySet());
        roles.addAll(owned.keySet());
        roles.addAll(superusers);
        return roles;
    }

    /** Programs that log in, other than whoever looked, and that are known to change data. */
    List<String> writers() {
        return roles().stream()
                .filter(role -> !NOBODY.contains(role) && !groupsAlone.contains(role))
                .filter(role -> of(role).isPresent())
                .toList();
    }

    /** {@code may INSERT, UPDATE}, or that it may do anything; empty for a role that is not known to change data. */
    Optional<String> of(String role) {
        Set<String> all = new TreeSet<>(List.of(role, EVERYBODY));
        List<String> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            for (String group : groups.getOrDefault(left.remove(0), new TreeSet<>())) {
                if (all.add(group)) {
                    left.add(group);
                }
            }
        }
        if (all.stream().anyMatch(superusers::contains)) {
            return Optional.of(ANYTHING);
        }
        StringJoiner may = new StringJoiner(", ");
        boolean everywhere = all.contains(OF_ALL_TABLES);
        for (String verb : VERBS) {
            boolean granted = all.stream()
                    .anyMatch(each -> verbs.getOrDefault(each, Set.of()).contains(verb));
            if (granted || (everywhere && !verb.equals("TRUNCATE"))) {
                may.add(verb);
            }
        }
        SortedSet<String> schemas = new TreeSet<>();
        all.forEach(each -> schemas.addAll(owned.getOrDefault(each, new TreeSet<>())));
        String owns = schemas.isEmpty() ? "" : "owns tables in " + String.join(", ", schemas);
        if (may.length() == 0) {
            return Optional.of(owns).filter(text -> !text.isEmpty());
        }
        return Optional.of("may " + may + (owns.isEmpty() ? "" : " and " + owns));
    }
}
