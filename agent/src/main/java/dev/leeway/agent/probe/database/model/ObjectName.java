package dev.leeway.agent.probe.database.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A schema and a name in it, as the catalogue spells both.
 *
 * @param schema empty for an engine without schemas, and where the database is the schema
 */
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {
    private static final Comparator<ObjectName> ORDER =
            Comparator.comparing(ObjectName::schema).thenComparing(ObjectName::name);

    public ObjectName {
        requireNonNull(schema, "schema is null");
        requireNonNull(name, "name is null");
    }

    /** Both with a dot between them. */
    public String text() {
        return schema.isEmpty() ? name : schema + "." + name;
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }
}
