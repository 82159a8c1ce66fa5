package dev.leeway.agent.probe.database.postgresql;

/** Conditions that all questions share: what belongs to users, and neither to the server nor to an extension. */
final class Scope {
    /** Of {@code n}, a row of {@code pg_namespace}. */
    static final String OWN_SCHEMA = " n.nspname !~ '^pg_' and n.nspname <> 'information_schema' ";

    /** Tables and views of users; a partition is told with its parent. Of {@code c} in {@code pg_class} and {@code n}. */
    static final String OWN_RELATION = OWN_SCHEMA + " and not c.relispartition " + notOfExtension("pg_class", "c.oid");

    /** Of those, the ones that nobody has locked against readers: to print an expression the server locks its table, too. */
    static final String READABLE = OWN_RELATION + " and c.oid <> all (?::text[]::oid[]) ";

    private Scope() {}

    /** That a function was made neither by an extension nor by the server for a type, as constructors of ranges are. */
    static String ownRoutine(String oid) {
        return notOfExtension("pg_proc", oid).replace("e.deptype = 'e'", "e.deptype in ('e', 'i')");
    }

    /** That an object was not made by {@code CREATE EXTENSION}; by a set of all that were, which is small and made once. */
    static String notOfExtension(String catalogue, String oid) {
        return " and " + oid + " not in (select e.objid from pg_depend e where e.classid = '" + catalogue
                + "'::regclass and e.deptype = 'e') ";
    }
}
