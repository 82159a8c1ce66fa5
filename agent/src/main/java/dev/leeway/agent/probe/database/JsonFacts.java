package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.json.ColumnShape;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.shape.JsonType;
import dev.leeway.agent.probe.database.shape.Shape;
import dev.leeway.agent.spi.DatabaseTarget.Scan;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;

/** Turns shapes of JSON into facts. */
final class JsonFacts {
    private final SectionRecorder section;
    private final Gaps gaps;

    JsonFacts(SectionRecorder section, Gaps gaps) {
        this.section = section;
        this.gaps = gaps;
    }

    void record(ColumnShape seen) {
        Shape shape = seen.shape();
        FactPath column = FactPath.of("json", seen.column().text());
        section.fact(column.child("scan"), Observed.text(seen.scan() == Scan.FULL ? "full" : "sample"));
        section.fact(column.child("bound"), Observed.text(seen.bound()));
        section.fact(
                column.child("rows-seen"),
                Observed.text(shape.documents() == 0 ? "none" : Magnitude.of(shape.documents())));
        shape.paths().forEach((path, found) -> {
            FactPath at = column.child("path", path);
            section.fact(
                    at.child("types"),
                    new Observed.Plain(Value.SetOf.texts(
                            found.types().stream().map(JsonType::text).toList())));
            section.fact(at.child("presence"), Observed.text(found.presence().text()));
        });
        // Of what was not looked at nobody can say that it is not there.
        String below = column.text() + "/path[*]/**";
        seen.ended().ifPresent(kind -> gaps.add(below, kind));
        if (shape.tooLarge() > 0 || shape.cut() > 0) {
            gaps.add(below, Kind.TOO_LARGE);
        } else if (shape.unreadable() > 0) {
            gaps.add(below, Kind.MALFORMED);
        }
    }
}
