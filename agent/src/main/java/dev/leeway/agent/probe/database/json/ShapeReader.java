package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.shape.SampleBound;
import dev.leeway.agent.probe.database.shape.ShapeFold;
import dev.leeway.agent.probe.database.shape.ShapeLimits;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.DatabaseTarget.Scan;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads column after column in one session; each has its share of the time, and what was seen when it ran out is told. */
public final class ShapeReader {
    /** As many of the largest documents as come at once are what lies in memory. */
    private static final int ROWS_AT_ONCE = 120;
    /** The part of a sample that is taken from each end of a table. */
    private static final int END = 4;

    private final DatabaseTarget.JsonLook look;
    private final ShapeLimits limits;
    private final long end;

    /**
     * @param look how much is read
     * @param time for all columns together
     */
    public ShapeReader(DatabaseTarget.JsonLook look, ShapeLimits limits, Duration time) {
        this.look = look;
        this.limits = limits;
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * Reads {@code columns} in their order.
     *
     * @param engine as {@link DatabaseTarget#engine} calls it
     * @param seen is told of each column when it is done
     * @param failed is told of each column of which nothing was seen
     * @throws HostAccessException when the session is at its end
     */
    public void read(
            DatabaseSession session,
            String engine,
            List<JsonColumn> columns,
            Consumer<ColumnShape> seen,
            BiConsumer<JsonColumn, Kind> failed)
            throws HostAccessException, InterruptedException {
        Optional<Dialect> dialect = Dialect.of(engine, session.product());
        for (int i = 0; i < columns.size(); i++) {
            JsonColumn column = columns.get(i);
            long share = (end - System.nanoTime()) / (columns.size() - i);
            if (dialect.isEmpty() || share <= 0) {
                failed.accept(column, dialect.isEmpty() ? Kind.UNREADABLE : Kind.TIMED_OUT);
                continue;
            }
            Look one = new Look(session, dialect.get(), column, System.nanoTime() + share);
            Optional<Kind> ended = one.ended(look);
            if (one.nothing() && ended.isPresent()) {
                failed.accept(column, ended.get());
            } else {
                seen.accept(one.told(ended));
            }
        }
    }

    /** One column. */
    private final class Look {
        private final DatabaseSession session;
        private final Dialect dialect;
        private final JsonColumn column;
        private final long until;
        private final ShapeFold fold = new ShapeFold(limits);
        private long rows;
        private long drawn;
        private boolean whole;

        Look(DatabaseSession session, Dialect dialect, JsonColumn column, long until) {
            this.session = session;
            this.dialect = dialect;
            this.column = column;
            this.until = until;
        }

        /** Reads, and says why it ended before it was done, if so. */
        Optional<Kind> ended(DatabaseTarget.JsonLook look) throws HostAccessException, InterruptedException {
            try {
                if (look.scan() == Scan.FULL) {
                    stream(dialect.all(column, limits.characters()));
                    whole = true;
                } else {
                    sample(look.rows());
                }
                return Optional.empty();
            } catch (HostAccessException e) {
                if (e.kind() == Kind.VANISHED || e.kind() == Kind.ABSENT) {
                    throw e;
                }
                return Optional.of(e.kind());
            }
        }

        private void sample(int most) throws HostAccessException, InterruptedException {
            Dialect.Draw draw = dialect.draw(session, column, most, limits.characters());
            stream(draw.sql());
            drawn = fold.documents();
            if (draw.whole()) {
                whole = rows < draw.rows();
                return;
            }
            if (!column.key().isEmpty()) {
                int atEnd = Math.max(1, most / END);
                stream(dialect.end(column, true, atEnd, limits.characters()));
                stream(dialect.end(column, false, atEnd, limits.characters()));
            }
        }

        private void stream(String sql) throws HostAccessException, InterruptedException {
            Duration left = Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
            dialect.limit(session, left);
            session.stream(dialect.within(left, sql), List.of(), ROWS_AT_ONCE, row -> {
                rows++;
                row.optional("document").ifPresentOrElse(fold::add, fold::addTooLarge);
                if (System.nanoTime() - until > 0) {
                    throw new HostAccessException(Kind.TIMED_OUT, column.text());
                }
            });
        }

        boolean nothing() {
            return rows == 0;
        }

        ColumnShape told(Optional<Kind> ended) {
            String bound = whole ? SampleBound.none() : drawn > 0 ? SampleBound.of(drawn) : SampleBound.of(0);
            return new ColumnShape(column, fold.shape(), whole ? Scan.FULL : Scan.SAMPLE, bound, ended);
        }
    }
}
