package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostAccessException.Remark;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what went wrong by the code alone: messages of servers quote what they met. */
final class SqlFailure {
    private static final Map<String, Kind> STATES = Map.ofEntries(
            Map.entry("42501", Kind.DENIED),
            Map.entry("0P000", Kind.DENIED),
            Map.entry("57014", Kind.TIMED_OUT),
            Map.entry("55P03", Kind.TIMED_OUT),
            Map.entry("25P03", Kind.TIMED_OUT),
            Map.entry("25P04", Kind.TIMED_OUT),
            Map.entry("57P03", Kind.ABSENT),
            Map.entry("3D000", Kind.ABSENT),
            Map.entry("08001", Kind.ABSENT),
            Map.entry("57P01", Kind.VANISHED),
            Map.entry("57P02", Kind.VANISHED),
            Map.entry("57P04", Kind.VANISHED),
            Map.entry("57P05", Kind.VANISHED),
            Map.entry("54000", Kind.TOO_LARGE),
            Map.entry("55006", Kind.IN_USE),
            Map.entry("90146", Kind.ABSENT),
            Map.entry("90013", Kind.ABSENT),
            Map.entry("90096", Kind.DENIED));

    /** By the first two characters; those above go before. */
    private static final Map<String, Kind> CLASSES =
            Map.of("28", Kind.DENIED, "08", Kind.VANISHED, "42", Kind.MALFORMED, "07", Kind.MALFORMED);

    /** Of MySQL and MariaDB, whose states are coarse: access, commands, columns, routines denied. */
    private static final Set<Integer> DENIALS = Set.of(1044, 1045, 1142, 1143, 1227, 1345, 1370, 1698, 4049);

    /** Likewise: statement time and waiting for locks. */
    private static final Set<Integer> TIMES = Set.of(1205, 1969, 3024);

    /** Likewise: a database of that name. */
    private static final int NO_DATABASE = 1049;

    private static final int MAX_CAUSES = 8;

    /** Of logins, by state; those of MySQL and MariaDB by number. */
    private static final Map<String, Remark> REMARKS = Map.ofEntries(
            Map.entry("28P01", Remark.LOGIN),
            Map.entry("28000", Remark.LOGIN),
            Map.entry("42501", Remark.NOT_ADMITTED),
            Map.entry("3D000", Remark.NO_DATABASE),
            Map.entry("90146", Remark.NO_DATABASE),
            Map.entry("90013", Remark.NO_DATABASE),
            Map.entry("57P03", Remark.NOT_READY),
            Map.entry("57P01", Remark.NOT_READY),
            Map.entry("53300", Remark.FULL));

    private static final Map<Integer, Remark> NUMBERED = Map.of(
            1045,
            Remark.LOGIN,
            1698,
            Remark.LOGIN,
            1130,
            Remark.LOGIN,
            1044,
            Remark.NOT_ADMITTED_OR_ABSENT,
            NO_DATABASE,
            Remark.NO_DATABASE,
            1040,
            Remark.FULL,
            1203,
            Remark.FULL,
            1226,
            Remark.FULL,
            1053,
            Remark.NOT_READY);

    private SqlFailure() {}

    /** What a login that failed is told as. */
    static HostAccessException ofLogin(SQLException failure, String name) {
        Kind kind = kind(failure);
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return nobody(failure)
                .or(() -> Optional.ofNullable(NUMBERED.get(failure.getErrorCode())))
                .or(() -> Optional.ofNullable(REMARKS.get(state)))
                .map(remark -> new HostAccessException(kind, name, remark))
                .orElseGet(() -> new HostAccessException(kind, name));
    }

    private static Optional<Remark> nobody(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof UnknownHostException) {
                return Optional.of(Remark.NO_HOST);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return Optional.of(Remark.NO_SERVER);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    static Kind kind(SQLException failure) {
        Optional<Kind> network = network(failure);
        if (network.isPresent()) {
            return network.get();
        }
        if (failure instanceof SQLTimeoutException || TIMES.contains(failure.getErrorCode())) {
            return Kind.TIMED_OUT;
        }
        if (DENIALS.contains(failure.getErrorCode())) {
            return Kind.DENIED;
        }
        if (failure.getErrorCode() == NO_DATABASE) {
            return Kind.ABSENT;
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        Kind ofClass =
                state.length() < 2 ? Kind.UNREADABLE : CLASSES.getOrDefault(state.substring(0, 2), Kind.UNREADABLE);
        return STATES.getOrDefault(state, ofClass);
    }

    /** What the line itself ran into. */
    private static Optional<Kind> network(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SocketTimeoutException) {
                return Optional.of(Kind.TIMED_OUT);
            }
            boolean nobody = cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException;
            if (nobody) {
                return Optional.of(Kind.ABSENT);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
