package dev.leeway.schema.json;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Writes reports: one line for each environment, gap, cause, drift and finding. */
final class ReportWriter {
    private final JsonOut out;

    /** Writes one of several. */
    private interface Line<T> {
        void write(T item) throws IOException;
    }

    ReportWriter(JsonOut out) {
        this.out = out;
    }

    void write(Report report) throws IOException {
        out.raw("{\"schema\":").string(Report.SCHEMA);
        out.raw(",\n\"asOf\":").string(report.asOf().toString());
        if (report.previous().isPresent()) {
            out.raw(",\n\"previous\":").string(report.previous().get().toString());
        }
        if (report.promotion().isPresent()) {
            Promotion way = report.promotion().get();
            out.raw(",\n\"promotion\":{\"from\":").string(way.from());
            out.raw(",\"to\":").string(way.to()).raw('}');
        }
        if (report.part().isPresent()) {
            out.raw(",\n\"part\":").string(report.part().get());
        }
        out.raw(",\n\"policy\":{\"name\":").string(report.policyName());
        out.raw(",\"id\":").string(report.policyId()).raw('}');
        out.raw(",\n\"failOn\":").string(report.failOn().text());
        out.raw(",\n\"verdict\":").string(report.verdict().text());
        names("owners", report.owners());
        names("names", report.names());
        lines("environments", report.environments(), this::environment);
        out.raw(",\n\"coverage\":");
        coverage(report.coverage());
        lines("causes", report.causes(), this::cause);
        lines("drifts", report.drifts(), this::drift);
        lines("resolved", report.resolved(), this::resolved);
        if (!report.silent().isEmpty()) {
            lines("silent", report.silent(), this::silent);
        }
        lines("policyFindings", report.policyFindings(), this::finding);
        lines("notes", report.notes(), out::string);
        if (!report.remembered().isEmpty()) {
            lines("remembered", report.remembered(), this::remembered);
        }
        out.raw("}\n");
    }

    private void names(String member, SortedMap<String, String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        out.raw(",\n").key(member).raw('{');
        String separator = "";
        for (Map.Entry<String, String> name : names.entrySet()) {
            out.raw(separator).key(name.getKey()).string(name.getValue());
            separator = ",";
        }
        out.raw('}');
    }

    private <T> void lines(String name, List<T> items, Line<T> item) throws IOException {
        out.raw(",\n").key(name).raw('[');
        String separator = "\n";
        for (T each : items) {
            out.raw(separator);
            item.write(each);
            separator = ",\n";
        }
        out.raw(']');
    }

    private void texts(String name, List<String> texts) throws IOException {
        out.raw(',').key(name).raw('[');
        String separator = "";
        for (String text : texts) {
            out.raw(separator).string(text);
            separator = ",";
        }
        out.raw(']');
    }

    private void text(String name, String text) throws IOException {
        out.raw(',').key(name).string(text);
    }

    private void optional(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            text(name, text.get());
        }
    }

    private void number(String name, long number) throws IOException {
        out.raw(',').key(name).number(number);
    }

    private void environment(ReportEnvironment environment) throws IOException {
        out.raw("{\"name\":").string(environment.name());
        texts("services", environment.services());
        out.raw(",\"hosts\":[");
        String separator = "\n";
        for (ReportHost host : environment.hosts()) {
            out.raw(separator);
            host(host);
            separator = ",\n";
        }
        out.raw("]}");
    }

    private void host(ReportHost host) throws IOException {
        out.raw("{\"name\":").string(host.name());
        text("kind", host.kind().text());
        optional("role", host.role());
        text("snapshot", host.snapshot());
        text("capturedAt", host.capturedAt().toString());
        text("agent", host.agent());
        optional("receivedAt", host.receivedAt().map(Instant::toString));
        if (host.ephemeral()) {
            out.raw(",\"ephemeral\":true");
        }
        optional("clockOffSince", host.clockOffSince().map(Instant::toString));
        out.raw('}');
    }

    private void silent(SilentService silent) throws IOException {
        out.raw("{\"service\":").string(silent.service());
        text("environment", silent.environment());
        text("lastSeen", silent.lastSeen().toString());
        optional("since", silent.since().map(Instant::toString));
        texts("hosts", silent.hosts());
        optional("owner", silent.owner());
        out.raw('}');
    }

    private void coverage(Coverage coverage) throws IOException {
        out.raw("{\"compared\":").number(coverage.compared());
        number("same", coverage.same());
        number("withinLeeway", coverage.withinLeeway());
        number("unknown", coverage.unknown());
        number("notComparable", coverage.notComparable());
        number("presenceOnly", coverage.presenceOnly());
        if (coverage.unseen() > 0) {
            number("unseen", coverage.unseen());
        }
        number("parityPermille", coverage.parityPermille());
        number("observedPermille", coverage.observedPermille());
        if (!coverage.probes().isEmpty()) {
            lines("probes", coverage.probes(), this::probe);
        }
        lines("gaps", coverage.gaps(), this::gap);
        out.raw('}');
    }

    private void probe(ProbeCoverage probe) throws IOException {
        out.raw("{\"probe\":").string(probe.probe());
        number("compared", probe.compared());
        number("same", probe.same());
        number("withinLeeway", probe.withinLeeway());
        number("unknown", probe.unknown());
        number("notComparable", probe.notComparable());
        out.raw('}');
    }

    private void gap(Gap gap) throws IOException {
        out.raw("{\"pattern\":").string(gap.pattern());
        text("environment", gap.environment());
        texts("hosts", gap.hosts());
        text("outcome", gap.outcome().text());
        text("reason", gap.reason());
        out.raw(",\"required\":").raw(Boolean.toString(gap.required()));
        number("facts", gap.facts());
        out.raw('}');
    }

    private void cause(Cause cause) throws IOException {
        out.raw("{\"id\":").string(cause.id());
        text("summary", cause.summary());
        text("severity", cause.severity().text());
        text("disposition", cause.disposition().text());
        texts("drifts", cause.drifts());
        optional("grewFrom", cause.grewFrom().map(Severity::text));
        out.raw('}');
    }

    private void drift(Drift drift) throws IOException {
        out.raw("{\"id\":").string(drift.id());
        text("address", drift.address().text());
        text("state", drift.state().text());
        text("severity", drift.severity().text());
        text("disposition", drift.disposition().text());
        text("status", drift.status().text());
        optional("waivedUntil", drift.waivedUntil().map(LocalDate::toString));
        out.raw(",\"scope\":{\"kind\":").string(drift.scope().kind().text());
        text("name", drift.scope().name());
        out.raw('}');
        texts("between", drift.between());
        values("values", drift.values());
        if (drift.direction().isPresent()) {
            direction(drift.direction().get());
        }
        text("cause", drift.cause());
        explanation(drift.explanation());
        text("judgedBy", drift.judgedBy());
        lifecycle(drift.lifecycle());
        if (drift.change().isPresent()) {
            change(drift.change().get());
        }
        if (drift.owner().isPresent()) {
            text("owner", drift.owner().get());
        }
        out.raw('}');
    }

    private void change(Change change) throws IOException {
        out.raw(",\"change\":{\"since\":").string(change.since().toString());
        texts("moved", change.moved());
        texts("still", change.still());
        values("before", change.before());
        out.raw('}');
    }

    private void values(String name, List<EnvironmentValue> values) throws IOException {
        out.raw(',').key(name).raw('[');
        String separator = "";
        for (EnvironmentValue value : values) {
            out.raw(separator);
            value(value);
            separator = ",";
        }
        out.raw(']');
    }

    private void value(EnvironmentValue value) throws IOException {
        out.raw("{\"environment\":").string(value.environment());
        texts("hosts", value.hosts());
        if (value.count() > value.hosts().size()) {
            number("count", value.count());
        }
        text("standing", value.standing().text());
        if (value.value().isPresent()) {
            out.raw(",\"value\":");
            ValueJson.write(value.value().get(), out);
        }
        optional("evidence", value.evidence());
        out.raw('}');
    }

    private void direction(Direction direction) throws IOException {
        out.raw(",\"direction\":{\"ahead\":").string(direction.ahead());
        text("behind", direction.behind());
        text("distance", direction.distance().text());
        optional("movement", direction.movement().map(Direction.Movement::text));
        out.raw('}');
    }

    private void explanation(Explanation explanation) throws IOException {
        out.raw(",\"explanation\":{\"summary\":").string(explanation.summary());
        text("why", explanation.why());
        text("align", explanation.align());
        text("unproven", explanation.unproven());
        out.raw('}');
    }

    private void lifecycle(Lifecycle lifecycle) throws IOException {
        out.raw(",\"lifecycle\":{\"stage\":").string(lifecycle.stage().text());
        optional("firstSeen", lifecycle.firstSeen().map(Instant::toString));
        if (lifecycle.returned().isPresent()) {
            number("returns", lifecycle.returns());
            text("returned", lifecycle.returned().get().toString());
        }
        recent(lifecycle.recent());
        out.raw('}');
    }

    /** Of one return alone {@code returned} tells. */
    private void recent(List<Instant> recent) throws IOException {
        if (recent.size() > 1) {
            texts("recent", recent.stream().map(Instant::toString).toList());
        }
    }

    private void resolved(ResolvedDrift drift) throws IOException {
        out.raw("{\"id\":").string(drift.id());
        text("address", drift.address().text());
        text("severity", drift.severity().text());
        text("status", Status.RESOLVED.text());
        text("summary", drift.summary());
        out.raw('}');
    }

    private void remembered(Remembered drift) throws IOException {
        out.raw("{\"id\":").string(drift.id());
        text("firstSeen", drift.firstSeen().toString());
        text("gone", drift.gone().toString());
        number("returns", drift.returns());
        if (drift.returned().isPresent()) {
            text("returned", drift.returned().get().toString());
        }
        recent(drift.recent());
        if (drift.unseen()) {
            out.raw(",\"unseen\":true");
        }
        if (drift.held().isPresent()) {
            text("held", drift.held().get());
        }
        if (drift.concern().isPresent()) {
            out.raw(",\"concern\":");
            concern(drift.concern().get());
        }
        out.raw('}');
    }

    private void finding(PolicyFinding finding) throws IOException {
        out.raw("{\"origin\":").string(finding.origin());
        text("kind", finding.kind());
        text("message", finding.message());
        optional("about", finding.about());
        optional("since", finding.since().map(Instant::toString));
        if (!finding.concerns().isEmpty()) {
            out.raw(",\"concerns\":[");
            String separator = "";
            for (Concern concern : finding.concerns()) {
                out.raw(separator);
                concern(concern);
                separator = ",";
            }
            out.raw(']');
        }
        out.raw('}');
    }

    private void concern(Concern concern) throws IOException {
        out.raw("{\"between\":[");
        String separator = "";
        for (String environment : concern.between()) {
            out.raw(separator).string(environment);
            separator = ",";
        }
        out.raw(']');
        optional("owner", concern.owner());
        optional("severity", concern.severity().map(Severity::text));
        out.raw('}');
    }
}
