package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which operator classes are taken unless a statement says otherwise, and for which type. */
final class OperatorClasses {
    private static final String SQL = """
            select o.oid::bigint as number, o.opcintype::bigint as typenumber from pg_opclass o where o.opcdefault
            """;

    private static final long TEXT = 25;
    private static final long VARCHAR = 1043;

    private final Map<Long, Long> types = new HashMap<>();

    static OperatorClasses read(DatabaseSession session) throws HostAccessException, InterruptedException {
        OperatorClasses classes = new OperatorClasses();
        session.each(
                SQL,
                List.of(),
                row -> classes.types.put(
                        row.number("number").orElse(0), row.number("typenumber").orElse(0)));
        return classes;
    }

    /** Whether it certainly goes without saying for a column of {@code type}; those of text serve {@code varchar} too. */
    boolean plain(long number, long type) {
        long made = types.getOrDefault(number, 0L);
        return made != 0 && (made == type || (made == TEXT && type == VARCHAR));
    }
}
