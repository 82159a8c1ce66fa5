package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.judge.BornNames;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says what two environments have in common in words. */
final class MeetingWords {
    private static final int NAMED = 3;
    private static final String NAME = "server/database";

    private final Environments environments;

    MeetingWords(Environments environments) {
        this.environments = environments;
    }

    Explanation of(Meeting meeting, Rule rule) {
        String guest = meeting.guest().environmentName();
        String host = meeting.host().environmentName();
        boolean copy = meeting.kinship() == Kinship.COPY;
        String why = copy
                ? "A copy brings all of " + host + "'s data along, accounts and what belongs to persons among it, and a"
                        + " replica that is promoted by mistake takes its place."
                : rule.because().orElse("What is done in " + guest + " is done to the data of " + host + ".");
        String align = copy
                ? "Make " + guest + "'s database from a dump without personal data, or set its identifier anew"
                        + " (pg_resetwal, or a new auto.cnf) where the copy is wanted."
                : "Give " + guest + " a server of its own, and take from its roles the right to log in to "
                        + whose(meeting.host()) + ".";
        return new Explanation(
                summary(meeting), why, align, "That what is done in " + guest + " leaves " + host + " untouched.");
    }

    private String summary(Meeting meeting) {
        return switch (meeting.kinship()) {
            case ONE_INSTANCE -> shared(meeting, "one running server");
            case ONE_ADDRESS -> shared(meeting, "one identifier at one address");
            case UNTOLD ->
                label(meeting.guest()) + " may be " + whose(meeting.host()) + " database: it has the identifier of "
                        + label(meeting.host()) + ", and where they are (" + place(meeting.guest()) + "; "
                        + place(meeting.host()) + ") does not tell the server from a copy of its files";
            case ADDRESS_ALONE ->
                label(meeting.guest()) + " may be " + whose(meeting.host()) + " database: it is where "
                        + label(meeting.host()) + " is (" + place(meeting.host())
                        + "), and identifiers could not be compared";
            default ->
                label(meeting.guest()) + " is a physical copy of " + whose(meeting.host())
                        + " data directory, or a replica: it has the identifier of " + label(meeting.host())
                        + " and is another server (" + place(meeting.guest()) + "; " + place(meeting.host()) + ")";
        };
    }

    private String shared(Meeting meeting, String ground) {
        boolean one = meeting.oneDatabase();
        String theirs = label(meeting.host());
        Set<String> others = otherNames(meeting);
        String what = one && others.isEmpty() ? " database" : " database server";
        String told = label(meeting.guest()) + (one ? " is " : " is another database on the server of ") + theirs;
        Set<String> services = services(meeting);
        String opening = services.isEmpty()
                ? label(meeting.guest()) + (one ? " is " : " is on ") + whose(meeting.host()) + what
                        + (one ? ", " + theirs : " beside " + theirs) + ": "
                : listed(List.copyOf(services)) + ground(meeting) + (services.size() == 1 ? " connects" : " connect")
                        + " to " + whose(meeting.host()) + what + into(others) + ": " + told + ", ";
        return opening + ground + " (" + (one ? place(meeting.host()) : places(meeting)) + ")" + logins(meeting);
    }

    /** What settings of services call the database they use there, where none calls it what it was looked at by. */
    private static Set<String> otherNames(Meeting meeting) {
        Set<String> names = new TreeSet<>();
        if (!meeting.users().isEmpty()) {
            return names;
        }
        for (Road road : meeting.roads()) {
            names.addAll(road.endpoint().site().texts(road.endpoint().path("database")));
        }
        boolean known = Stream.of(meeting.guest(), meeting.host())
                .anyMatch(site -> site.text(NAME).filter(names::contains).isPresent());
        return known ? Set.of() : names;
    }

    private static String into(Set<String> names) {
        return names.isEmpty() ? "" : ", there to " + listed(List.copyOf(names));
    }

    /** Where the server is, and the databases on it: {@code 10.0.0.5:5432, database shop_dev beside orders}. */
    private static String places(Meeting meeting) {
        String server = server(meeting.host());
        Optional<String> guest = meeting.guest().text(NAME);
        Optional<String> host = meeting.host().text(NAME);
        return guest.isPresent() && host.isPresent()
                ? server + ", database " + guest.get() + " beside " + host.get()
                : place(meeting.host());
    }

    /** Who connects there: those of which it is sure, else those whose settings name the database. */
    private static Set<String> services(Meeting meeting) {
        Set<String> services = new TreeSet<>(meeting.users().keySet());
        roads(meeting).forEach(road -> services.add(road.endpoint().service()));
        return services;
    }

    private static List<Road> roads(Meeting meeting) {
        List<Road> sure = meeting.roads().stream().filter(Road::sure).toList();
        return sure.isEmpty() && meeting.users().isEmpty() ? meeting.roads() : sure;
    }

    /** Where only the name of the database says so, that is said. */
    private static String ground(Meeting meeting) {
        boolean byName = roads(meeting).stream().anyMatch(road -> !road.sure());
        return byName ? " (by the database its settings name)" : "";
    }

    /** As whom, and what that role may do there: who logs in, else whose name says so, else whoever looked. */
    private String logins(Meeting meeting) {
        Writing writing = Writing.in(meeting.guest());
        Set<String> users = new TreeSet<>();
        meeting.users().values().forEach(users::addAll);
        meeting.roads().forEach(road -> road.endpoint().user().ifPresent(users::add));
        // Whoever looked is told below, whatever he is called.
        users.remove(Writing.SELF);
        String how = "";
        if (users.isEmpty()) {
            how = " by its name";
            Set<String> own = environments.spellings(meeting.host().environment());
            Set<String> theirs = environments.spellings(meeting.guest().environment());
            writing.roles().stream()
                    .filter(role -> writing.of(role).isPresent() && BornNames.bears(role, own, theirs))
                    .forEach(users::add);
        }
        StringJoiner told = new StringJoiner(", and ");
        for (String user : users) {
            told.add("as " + user + how
                    + writing.of(user)
                            .map(may -> ", which " + may + elsewhere(meeting, may))
                            .orElse(""));
        }
        Optional<String> self = writing.of(Writing.SELF);
        boolean writes = users.stream().anyMatch(user -> writing.of(user).isPresent());
        if (!writes && self.isPresent()) {
            told.add("the role that looked there " + self.get() + elsewhere(meeting, self.get()));
        }
        List<String> writers = writing.writers();
        if (users.isEmpty() && !writers.isEmpty()) {
            String may = writers.size() == 1 ? writing.of(writers.get(0)).orElse("may write") : "may write";
            String other = elsewhere(meeting, may);
            told.add(listed(writers) + " " + may + (other.isEmpty() ? " there" : other));
        }
        return told.length() == 0 ? "" : ", " + told;
    }

    /** What a role may do in the guest's database it may not do in the other one of the server, unless it may do anything. */
    private static String elsewhere(Meeting meeting, String may) {
        return meeting.oneDatabase() || may.equals(Writing.ANYTHING)
                ? ""
                : " in database "
                        + meeting.guest().text(NAME).orElse(meeting.guest().name());
    }

    private String whose(SectionSite host) {
        return environments.isProduction(host.environment()) ? "production's" : host.environmentName() + "'s";
    }

    static String label(SectionSite site) {
        return "database " + site.name() + " of " + site.environmentName();
    }

    /** {@code 10.0.0.5:5432, database orders}. */
    static String place(SectionSite site) {
        return server(site) + site.text(NAME).map(name -> ", database " + name).orElse("");
    }

    private static String server(SectionSite site) {
        String port = String.join(",", site.texts("server/port"));
        String address = site.text("server/address").orElse("");
        if (address.isEmpty()) {
            return port.isEmpty() ? "address not told" : "port " + port;
        }
        return (address.contains(":") ? "[" + address + "]" : address) + (port.isEmpty() ? "" : ":" + port);
    }

    static String listed(List<String> names) {
        if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
