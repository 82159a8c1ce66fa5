package dev.leeway.agent.probe.database.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table with all that belongs to it.
 *
 * @param kind such as {@code table}, {@code foreign}, {@code unlogged}, or that it has partitions
 * @param partitioning by what it is parted: {@code RANGE (created_at)}
 * @param partitions how many parts it has
 * @param rows about how many, as statistics have it
 * @param options such as engine, character set, storage parameters, by name
 * @param columns in their order
 */
public record Table(
        ObjectName name,
        String kind,
        Optional<String> partitioning,
        int partitions,
        OptionalLong rows,
        SortedMap<String, String> options,
        Optional<String> comment,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        List<Trigger> triggers,
        Optional<RowSecurity> rowSecurity) {
    public Table {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
    }

    /**
     * A column.
     *
     * @param type with length or precision, in the spelling that all versions of the engine are brought to
     * @param defaultText the expression, brought to one spelling
     * @param generated {@code stored} or {@code virtual} where it is computed; {@code defaultText} is then what by
     * @param identity {@code always} or {@code by default}, where the server counts
     */
    public record Column(
            String name,
            String type,
            boolean nullable,
            Optional<String> defaultText,
            Optional<String> generated,
            Optional<String> identity,
            Optional<String> collation,
            Optional<String> comment) {}

    /** Something the table promises, told by what it promises and not by its name. */
    public sealed interface Constraint {
        /** The columns it speaks of, in its order, or sorted where it has none. */
        List<String> columns();

        /**
         * The primary key.
         *
         * @param traits as those of {@link Unique}
         */
        record PrimaryKey(List<String> columns, String traits) implements Constraint {
            public PrimaryKey {
                columns = List.copyOf(columns);
            }
        }

        /**
         * Columns whose values together occur once.
         *
         * @param traits such as {@code nulls not distinct}, {@code deferrable}; empty for a plain one
         */
        record Unique(List<String> columns, String traits) implements Constraint {
            public Unique {
                columns = List.copyOf(columns);
            }
        }

        /**
         * Columns that name a row elsewhere.
         *
         * @param onDelete {@code no action}, {@code cascade}, ...
         * @param traits such as {@code deferrable}, {@code not valid}
         */
        record ForeignKey(
                List<String> columns,
                ObjectName table,
                List<String> referenced,
                String onDelete,
                String onUpdate,
                String traits)
                implements Constraint {
            public ForeignKey {
                columns = List.copyOf(columns);
                referenced = List.copyOf(referenced);
            }
        }

        /**
         * A condition.
         *
         * @param definition brought to one spelling; may hold what nobody is to see
         */
        record Check(List<String> columns, String definition, String traits) implements Constraint {
            public Check {
                columns = List.copyOf(columns);
            }
        }

        /** Rows of which no two overlap. */
        record Exclusion(List<String> columns, String definition, String traits) implements Constraint {
            public Exclusion {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * An index that carries no constraint.
     *
     * @param parts columns and expressions with order, as {@code a}, {@code lower(b) desc}
     * @param included columns carried along and not searched by
     * @param definition what else defines it, such as operator classes and storage
     * @param name where somebody gave it one
     */
    public record Index(
            List<String> parts,
            List<String> included,
            String method,
            boolean unique,
            Optional<String> predicate,
            Optional<String> definition,
            boolean valid,
            Optional<String> name) {
        public Index {
            parts = List.copyOf(parts);
            included = List.copyOf(included);
        }
    }

    /** A trigger; {@code text} is what it does, brought to one spelling. */
    public record Trigger(String name, String timing, List<String> events, String level, boolean enabled, String text) {
        public Trigger {
            events = List.copyOf(events);
        }
    }

    /** Which rows who may see. */
    public record RowSecurity(boolean enabled, boolean forced, List<Policy> policies) {
        public RowSecurity {
            policies = List.copyOf(policies);
        }
    }

    /** One rule of it. */
    public record Policy(
            String name,
            String command,
            boolean permissive,
            List<String> roles,
            Optional<String> using,
            Optional<String> check) {
        public Policy {
            roles = List.copyOf(roles);
        }
    }
}
