package dev.leeway.collector.report;

import dev.leeway.collector.history.Story;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What there is to say of one drift, for machines. */
public final class ExplainJson {
    /** What {@code schema} says. */
    public static final String SCHEMA = "leeway/explanation/1";

    private ExplainJson() {}

    /** One object that says in {@code schema} how it is to be read; members in the order of their names. */
    public static String render(Report report, Drift drift, Optional<Story> story) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(bytes, out -> write(out, report, drift, story));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static void write(JsonOut out, Report report, Drift drift, Optional<Story> story) throws IOException {
        out.raw('{').key("address").string(drift.address().text());
        out.raw(',').key("align").string(drift.explanation().align());
        out.raw(',').key("asOf").string(report.asOf().toString());
        out.raw(',').key("between");
        texts(out, drift.between());
        out.raw(',').key("disposition").string(drift.disposition().text());
        member(out, "firstSeen", drift.lifecycle().firstSeen());
        if (story.isPresent()) {
            out.raw(',').key("history");
            story(out, story.get());
        }
        out.raw(',').key("id").string(drift.id());
        out.raw(',').key("schema").string(SCHEMA);
        out.raw(',').key("severity").string(drift.severity().text());
        out.raw(',').key("stage").string(drift.lifecycle().stage().text());
        out.raw(',').key("state").string(drift.state().text());
        out.raw(',').key("status").string(drift.status().text());
        out.raw(',').key("summary").string(drift.explanation().summary());
        out.raw(',').key("why").string(drift.explanation().why()).raw('}');
    }

    private static void story(JsonOut out, Story story) throws IOException {
        out.raw('{').key("arising").string(story.arising().text());
        out.raw(',').key("begins").string(story.begins().toString());
        member(out, "came", story.came());
        out.raw(',').key("ending").string(story.ending().name().toLowerCase(Locale.ROOT));
        member(out, "lastWithout", story.lastWithout());
        out.raw(',').key("moves").raw('[');
        String separator = "";
        for (Story.Move move : story.moves()) {
            out.raw(separator);
            move(out, move);
            separator = ",";
        }
        out.raw("],").key("sides").raw('[');
        separator = "";
        for (Story.Part side : story.sides()) {
            out.raw(separator).raw('{').key("environment").string(side.environment());
            out.raw(',').key("motion").string(side.motion().text());
            member(out, "since", side.since());
            out.raw(',').key("unobserved").number(side.unobserved()).raw('}');
            separator = ",";
        }
        out.raw("],").key("until").string(story.until().toString()).raw('}');
    }

    private static void move(JsonOut out, Story.Move move) throws IOException {
        out.raw('{').key("after");
        seen(out, move.after());
        if (move.before().isPresent()) {
            out.raw(',').key("before");
            seen(out, move.before().get());
        }
        out.raw(',').key("coincidences").raw('[');
        String separator = "";
        for (Story.Coincidence each : move.coincidences()) {
            out.raw(separator).raw('{').key("address").string(each.address().text());
            out.raw(',').key("is").string(each.is());
            out.raw(',').key("kind").string(each.kind());
            out.raw(',').key("was").string(each.was()).raw('}');
            separator = ",";
        }
        out.raw("],").key("environment").string(move.environment());
        out.raw(',').key("host").string(move.host());
        if (move.is().isPresent()) {
            out.raw(',').key("is").string(move.is().get());
        }
        out.raw(',').key("others").number(move.others());
        if (move.was().isPresent()) {
            out.raw(',').key("was").string(move.was().get());
        }
        out.raw('}');
    }

    private static void seen(JsonOut out, Story.Seen seen) throws IOException {
        out.raw('{').key("capturedAt").string(seen.capturedAt().toString());
        out.raw(',').key("id").string(seen.id());
        out.raw(',').key("receivedAt").string(seen.receivedAt().toString()).raw('}');
    }

    private static void member(JsonOut out, String name, Optional<Instant> moment) throws IOException {
        if (moment.isPresent()) {
            out.raw(',').key(name).string(moment.get().toString());
        }
    }

    private static void texts(JsonOut out, List<String> texts) throws IOException {
        out.raw('[');
        String separator = "";
        for (String text : texts) {
            out.raw(separator).string(text);
            separator = ",";
        }
        out.raw(']');
    }
}
