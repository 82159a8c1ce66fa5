package dev.leeway.agent.probe.database.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that was read of one database; what was not is told beside it. */
public record Database(
        Server server,
        List<Table> tables,
        List<View> views,
        List<Routine> routines,
        List<Sequence> sequences,
        List<UserType> types,
        List<Role> roles,
        List<Grant> grants,
        List<Client> clients) {
    public Database {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        sequences = List.copyOf(sequences);
        types = List.copyOf(types);
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
        clients = List.copyOf(clients);
    }

    /**
     * A view.
     *
     * @param kind {@code view} or {@code materialized}
     * @param columns name, blank, type, in order
     * @param text its query, brought to one spelling; empty where the server does not show it
     * @param indexes of one whose rows are kept
     */
    public record View(
            ObjectName name, String kind, List<String> columns, Optional<String> text, List<Table.Index> indexes) {
        public View {
            columns = List.copyOf(columns);
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * A function or procedure.
     *
     * @param signature its argument types, as {@code integer, text}
     * @param traits such as {@code language}, {@code volatility}, {@code security}, by name
     */
    public record Routine(
            ObjectName name,
            String signature,
            String kind,
            Optional<String> returns,
            SortedMap<String, String> traits,
            Optional<String> text) {
        public Routine {
            traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
        }
    }

    /** A counter; {@code ownedBy} the column it belongs to, as {@code table.column}. */
    public record Sequence(
            ObjectName name,
            String type,
            long start,
            long increment,
            OptionalLong minimum,
            OptionalLong maximum,
            boolean cycle,
            Optional<String> ownedBy) {}

    /**
     * A type that somebody made.
     *
     * @param kind {@code enum}, {@code domain}, {@code composite}, {@code range}
     * @param parts labels in order, or attributes with their types
     * @param definition what else defines it
     */
    public record UserType(ObjectName name, String kind, List<String> parts, Optional<String> definition) {
        public UserType {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Who may log in.
     *
     * @param self whether it is who asks
     * @param attributes such as {@code superuser}, {@code bypassrls}
     * @param owns schemas in which tables belong to it, so that it may do anything with them
     */
    public record Role(
            String name,
            boolean self,
            SortedSet<String> attributes,
            SortedSet<String> memberOf,
            SortedSet<String> owns) {
        public Role {
            attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
            memberOf = Collections.unmodifiableSortedSet(new TreeSet<>(memberOf));
            owns = Collections.unmodifiableSortedSet(new TreeSet<>(owns));
        }
    }

    /**
     * What a role may do with an object; {@code kind} is {@code table}, {@code schema}, {@code database}, ...
     *
     * @param object its name, empty for the database that is looked at
     * @param privileges as the engine calls them, with {@code *} where the role may hand them on
     */
    public record Grant(String role, String kind, String object, SortedSet<String> privileges) {
        public Grant {
            privileges = Collections.unmodifiableSortedSet(new TreeSet<>(privileges));
        }
    }

    /**
     * Somebody else who is connected.
     *
     * @param application as it calls itself; empty where it does not
     * @param address the other end as the server sees it; empty for a local socket, or where it may not be seen
     */
    public record Client(String role, String application, Optional<String> address) {}
}
