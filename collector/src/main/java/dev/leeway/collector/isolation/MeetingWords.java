package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.judge.BornNames;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Says what two environments have in common in words. */
final class MeetingWords {
    private static final int NAMED = 3;

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
        String what = meeting.oneDatabase() ? " database" : " database server";
        String told = meeting.oneDatabase()
                ? label(meeting.guest()) + " is " + label(meeting.host())
                : label(meeting.guest()) + " is another database on the server of " + label(meeting.host());
        String opening = meeting.roads().isEmpty()
                ? label(meeting.guest()) + (meeting.oneDatabase() ? " is " : " is on ") + whose(meeting.host()) + what
                        + (meeting.oneDatabase() ? ", " + label(meeting.host()) : " beside " + label(meeting.host()))
                        + ": "
                : services(meeting.roads()) + " to " + whose(meeting.host()) + what + ": " + told + ", ";
        return opening + ground + " (" + place(meeting.host()) + ")" + logins(meeting);
    }

    /** {@code shop-web and 2 others connect}; where only the name of the database says so, that is said. */
    private static String services(List<Road> roads) {
        Set<String> sure = new TreeSet<>();
        roads.stream()
                .filter(Road::sure)
                .forEach(road -> sure.add(road.endpoint().service()));
        Set<String> all = new TreeSet<>(sure);
        if (sure.isEmpty()) {
            roads.forEach(road -> all.add(road.endpoint().service()));
        }
        String ground = sure.isEmpty() ? " (by the database its settings name)" : "";
        return listed(List.copyOf(all)) + ground + (all.size() == 1 ? " connects" : " connect");
    }

    /** As whom, and what that role may do there: who logs in, else whose name says so, else whoever looked. */
    private String logins(Meeting meeting) {
        Writing writing = Writing.in(meeting.guest());
        Set<String> users = new TreeSet<>();
        meeting.roads().forEach(road -> road.endpoint().user().ifPresent(users::add));
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
                    + writing.of(user).map(may -> ", which " + may).orElse(""));
        }
        Optional<String> self = writing.of(Writing.SELF);
        boolean writes = users.stream().anyMatch(user -> writing.of(user).isPresent());
        if (!writes && self.isPresent()) {
            told.add("the role that looked there " + self.get());
        }
        return told.length() == 0 ? "" : ", " + told;
    }

    private String whose(SectionSite host) {
        return environments.isProduction(host.environment()) ? "production's" : host.environmentName() + "'s";
    }

    static String label(SectionSite site) {
        return site.label() + " of " + site.environmentName();
    }

    /** {@code 10.0.0.5:5432, database orders}. */
    static String place(SectionSite site) {
        List<String> parts = new ArrayList<>();
        String port = String.join(",", site.texts("server/port"));
        String address = site.text("server/address").orElse("");
        if (!address.isEmpty()) {
            parts.add((address.contains(":") ? "[" + address + "]" : address) + (port.isEmpty() ? "" : ":" + port));
        } else {
            parts.add(port.isEmpty() ? "address not told" : "port " + port);
        }
        site.text("server/database").ifPresent(name -> parts.add("database " + name));
        return String.join(", ", parts);
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
