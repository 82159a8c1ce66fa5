package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.json.ColumnShape;
import dev.leeway.agent.probe.database.json.JsonColumn;
import dev.leeway.agent.probe.database.json.ShapeReader;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.shape.ShapeLimits;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.DatabaseTarget.Scan;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at documents in a session of its own, so that what it runs into costs nothing of what is known by then. */
final class JsonLook {
    /** For the server to end what it does, and for the facts. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    private final List<JsonColumn> columns;
    private final List<ColumnShape> seen = new ArrayList<>();
    private final Map<String, Kind> unseen = new TreeMap<>();
    /** A session left behind may go on for a moment, and must not be heard any more. */
    private boolean over;

    private JsonLook(List<JsonColumn> columns) {
        this.columns = columns;
    }

    /** Looks at the columns of {@code database} that hold JSON, within {@link DatabaseTarget#time()}. */
    static void at(
            Database database, DatabaseServers servers, DatabaseTarget target, SectionRecorder section, Gaps gaps)
            throws InterruptedException {
        if (target.json().scan() == Scan.OFF) {
            // Nobody asked, so that nothing is known of what is there.
            gaps.add("json[*]/**", Kind.NOT_LIVE);
            return;
        }
        List<JsonColumn> columns = JsonColumn.of(database, target.json().columns());
        target.json().columns().stream()
                .filter(pattern -> columns.stream().noneMatch(column -> column.isMeantBy(pattern)))
                .forEach(pattern -> gaps.remark(Gaps.unmet("json.columns", pattern)));
        if (columns.isEmpty()) {
            return;
        }
        JsonLook look = new JsonLook(columns);
        Kind failure = look.read(servers, target);
        look.record(section, gaps, failure);
    }

    /** What the columns that are not reached are told with. */
    private Kind read(DatabaseServers servers, DatabaseTarget target) throws InterruptedException {
        Duration time = target.time().minus(RESERVE);
        try {
            servers.session(
                    target,
                    session -> new ShapeReader(target.json(), ShapeLimits.DEFAULT, time)
                            .read(session, target.engine(), columns, this::saw, this::missed));
            return Kind.UNREADABLE;
        } catch (HostAccessException e) {
            return e.kind();
        }
    }

    private synchronized void saw(ColumnShape shape) {
        if (!over) {
            seen.add(shape);
        }
    }

    private synchronized void missed(JsonColumn column, Kind kind) {
        if (!over) {
            unseen.put(column.text(), kind);
        }
    }

    private synchronized void record(SectionRecorder section, Gaps gaps, Kind failure) {
        over = true;
        JsonFacts facts = new JsonFacts(section, gaps);
        seen.forEach(facts::record);
        List<String> known = seen.stream().map(shape -> shape.column().text()).toList();
        for (JsonColumn column : columns) {
            if (!known.contains(column.text())) {
                gaps.add(
                        FactPath.of("json", column.text()).text() + "/**", unseen.getOrDefault(column.text(), failure));
            }
        }
    }
}
