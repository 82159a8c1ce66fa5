package dev.leeway.schema.json;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one report; used once. */
final class ReportReader {
    private static final String WRITE_AGAIN = "write or fetch the report again";

    private final JsonIn in;
    private final ValueReader values;

    ReportReader(JsonIn in) {
        this.in = in;
        this.values = new ValueReader(in);
    }

    Report read() throws FormatException {
        in.start();
        Members report = Members.read(in, this::reportMember);
        in.end();
        Members policy = report.get("policy", Members.class);
        report.text("schema");
        return new Report(
                report.instant("asOf"),
                policy.text("name"),
                policy.text("id"),
                report.known("failOn", Severity::of),
                report.items("environments"),
                report.known("verdict", Verdict::of),
                report.get("coverage", Coverage.class),
                report.items("causes"),
                report.items("drifts"),
                report.items("resolved"),
                report.items("policyFindings"),
                report.items("notes"),
                report.has("previous") ? Optional.of(report.instant("previous")) : Optional.empty(),
                promotion(report),
                report.has("remembered") ? report.items("remembered") : List.of(),
                report.has("owners") ? report.get("owners", Members.class).texts() : new TreeMap<>(),
                report.has("part") ? Optional.of(report.text("part")) : Optional.empty(),
                report.has("names") ? report.get("names", Members.class).texts() : new TreeMap<>(),
                report.has("silent") ? report.items("silent") : List.of());
    }

    private static Optional<Promotion> promotion(Members report) throws FormatException {
        if (!report.has("promotion")) {
            return Optional.empty();
        }
        Members promotion = report.get("promotion", Members.class);
        return Optional.of(new Promotion(promotion.text("from"), promotion.text("to")));
    }

    private Optional<Object> reportMember(String name) throws FormatException {
        return switch (name) {
            case "schema" -> Optional.of(schema(in.text()));
            case "asOf", "previous", "failOn", "verdict", "part" -> Optional.of(in.text());
            case "policy", "promotion", "owners", "names" -> Optional.of(Members.read(in, this::textMember));
            case "environments" -> Optional.of(Members.list(in, this::environment));
            case "coverage" -> Optional.of(coverage());
            case "causes" -> Optional.of(Members.list(in, this::cause));
            case "drifts" -> Optional.of(Members.list(in, this::drift));
            case "resolved" -> Optional.of(Members.list(in, this::resolved));
            case "silent" -> Optional.of(Members.list(in, this::silent));
            case "policyFindings" -> Optional.of(Members.list(in, this::finding));
            case "notes" -> Optional.of(Members.list(in, in::text));
            case "remembered" -> Optional.of(Members.list(in, this::remembered));
            default -> Optional.empty();
        };
    }

    /** A member of an object in which only texts matter. */
    private Optional<Object> textMember(String name) throws FormatException {
        return in.next() == JsonIn.Next.TEXT ? Optional.of(in.text()) : Optional.empty();
    }

    private String schema(String text) throws FormatException {
        if (!text.equals(Report.SCHEMA)) {
            throw in.error(
                    text.startsWith("leeway/report/")
                            ? "a report in another version of the format"
                            : "not a Leeway report",
                    "this release reads " + Report.SCHEMA + "; update Leeway, or choose another file");
        }
        return text;
    }

    private ReportEnvironment environment() throws FormatException {
        Members environment = Members.read(in, name -> switch (name) {
            case "name" -> Optional.of(in.text());
            case "hosts" -> Optional.of(Members.list(in, this::host));
            case "services" -> Optional.of(Members.list(in, in::text));
            default -> Optional.empty();
        });
        return new ReportEnvironment(
                environment.text("name"), environment.items("hosts"), environment.items("services"));
    }

    private ReportHost host() throws FormatException {
        Members host = Members.read(in, name -> name.equals("ephemeral") ? Optional.of(in.flag()) : textMember(name));
        return new ReportHost(
                host.text("name"),
                host.known("kind", HostKind::of),
                host.find("role", String.class),
                host.text("snapshot"),
                host.instant("capturedAt"),
                host.text("agent"),
                host.has("receivedAt") ? Optional.of(host.instant("receivedAt")) : Optional.empty(),
                host.has("ephemeral") && host.get("ephemeral", Boolean.class),
                host.has("clockOffSince") ? Optional.of(host.instant("clockOffSince")) : Optional.empty());
    }

    private SilentService silent() throws FormatException {
        Members silent = Members.read(in, name -> switch (name) {
            case "service", "environment", "lastSeen", "since", "owner" -> Optional.of(in.text());
            case "hosts" -> Optional.of(Members.list(in, in::text));
            default -> Optional.empty();
        });
        return new SilentService(
                silent.text("service"),
                silent.text("environment"),
                silent.instant("lastSeen"),
                silent.has("since") ? Optional.of(silent.instant("since")) : Optional.empty(),
                silent.items("hosts"),
                silent.find("owner", String.class));
    }

    private Coverage coverage() throws FormatException {
        Members coverage = Members.read(in, name -> switch (name) {
            case "compared", "same", "withinLeeway", "unknown", "notComparable", "presenceOnly", "unseen" ->
                Optional.of(in.integer());
            case "gaps" -> Optional.of(Members.list(in, this::gap));
            case "probes" -> Optional.of(Members.list(in, this::probe));
            default -> Optional.empty();
        });
        return new Coverage(
                coverage.count("compared"),
                coverage.count("same"),
                coverage.count("withinLeeway"),
                coverage.count("unknown"),
                coverage.count("notComparable"),
                coverage.count("presenceOnly"),
                coverage.has("unseen") ? coverage.count("unseen") : 0,
                coverage.items("gaps"),
                coverage.has("probes") ? coverage.items("probes") : List.of());
    }

    private ProbeCoverage probe() throws FormatException {
        Members probe = Members.read(in, name -> switch (name) {
            case "probe" -> Optional.of(in.text());
            case "compared", "same", "withinLeeway", "unknown", "notComparable" -> Optional.of(in.integer());
            default -> Optional.empty();
        });
        return new ProbeCoverage(
                probe.text("probe"),
                probe.count("compared"),
                probe.count("same"),
                probe.count("withinLeeway"),
                probe.count("unknown"),
                probe.count("notComparable"));
    }

    private Gap gap() throws FormatException {
        Members gap = Members.read(in, name -> switch (name) {
            case "pattern", "environment", "outcome", "reason" -> Optional.of(in.text());
            case "hosts" -> Optional.of(Members.list(in, in::text));
            case "required" -> Optional.of(in.flag());
            case "facts" -> Optional.of(in.integer());
            default -> Optional.empty();
        });
        return new Gap(
                gap.text("pattern"),
                gap.text("environment"),
                gap.items("hosts"),
                gap.known("outcome", Outcome::of),
                gap.text("reason"),
                gap.get("required", Boolean.class),
                gap.count("facts"));
    }

    private Cause cause() throws FormatException {
        Members cause = Members.read(in, name -> switch (name) {
            case "id", "summary", "severity", "disposition", "grewFrom" -> Optional.of(in.text());
            case "drifts" -> Optional.of(Members.list(in, in::text));
            default -> Optional.empty();
        });
        if (cause.items("drifts").isEmpty()) {
            throw in.error("a cause without drifts", WRITE_AGAIN);
        }
        return new Cause(
                cause.text("id"),
                cause.text("summary"),
                cause.known("severity", Severity::of),
                cause.known("disposition", Disposition::of),
                cause.items("drifts"),
                cause.has("grewFrom") ? Optional.of(cause.known("grewFrom", Severity::of)) : Optional.empty());
    }

    private Drift drift() throws FormatException {
        Members drift = Members.read(in, this::driftMember);
        Members scope = drift.get("scope", Members.class);
        DriftState state = drift.known("state", DriftState::of);
        Disposition disposition = drift.known("disposition", Disposition::of);
        Lifecycle lifecycle = drift.get("lifecycle", Lifecycle.class);
        return new Drift(
                drift.text("id"),
                drift.get("address", Address.class),
                new Scope(scope.known("kind", Scope.Kind::of), scope.text("name")),
                drift.items("between"),
                state,
                drift.known("severity", Severity::of),
                disposition,
                drift.items("values"),
                drift.find("direction", Direction.class),
                drift.text("cause"),
                drift.get("explanation", Explanation.class),
                drift.text("judgedBy"),
                lifecycle,
                drift.find("change", Change.class),
                drift.find("owner", String.class),
                // One of an earlier release tells by what it had; one of a later may be in a way not known here.
                drift.find("status", String.class)
                        .flatMap(Status::of)
                        .orElseGet(() -> Status.of(state, disposition, lifecycle.stage())),
                drift.has("waivedUntil") ? Optional.of(drift.day("waivedUntil")) : Optional.empty());
    }

    private Optional<Object> driftMember(String name) throws FormatException {
        return switch (name) {
            case "id", "state", "severity", "disposition", "status", "waivedUntil", "cause", "judgedBy", "owner" ->
                Optional.of(in.text());
            case "address" -> Optional.of(address());
            case "scope" -> Optional.of(Members.read(in, this::textMember));
            case "between" -> Optional.of(Members.list(in, in::text));
            case "values" -> Optional.of(Members.list(in, this::value));
            case "direction" -> Optional.of(direction());
            case "explanation" -> Optional.of(explanation());
            case "lifecycle" -> Optional.of(lifecycle());
            case "change" -> Optional.of(change());
            default -> Optional.empty();
        };
    }

    private Address address() throws FormatException {
        try {
            return Address.parse(in.text());
        } catch (IllegalArgumentException e) {
            throw in.error("not the address of a fact", "see the addresses in docs/format.md");
        }
    }

    private EnvironmentValue value() throws FormatException {
        Members value = Members.read(in, name -> switch (name) {
            case "environment", "standing", "evidence" -> Optional.of(in.text());
            case "hosts" -> Optional.of(Members.list(in, in::text));
            case "value" -> Optional.of(values.read());
            case "count" -> Optional.of(in.integer());
            default -> Optional.empty();
        });
        try {
            List<String> hosts = value.items("hosts");
            return new EnvironmentValue(
                    value.text("environment"),
                    hosts,
                    value.has("count")
                            ? value.count("count")
                            : HostNames.of(hosts).size(),
                    value.known("standing", EnvironmentValue.Standing::of),
                    value.find("value", Value.class),
                    value.find("evidence", String.class));
        } catch (IllegalArgumentException e) {
            throw in.error(
                    "a value that does not go with its standing or the number of its hosts, or carries secret tags",
                    WRITE_AGAIN);
        }
    }

    private Direction direction() throws FormatException {
        Members direction = Members.read(in, this::textMember);
        boolean inOrder = direction.find("movement", String.class).isPresent();
        return new Direction(
                direction.text("ahead"),
                direction.text("behind"),
                direction.known("distance", Distance::of),
                inOrder ? Optional.of(direction.known("movement", Direction.Movement::of)) : Optional.empty());
    }

    private Explanation explanation() throws FormatException {
        Members explanation = Members.read(in, this::textMember);
        return new Explanation(
                explanation.text("summary"),
                explanation.text("why"),
                explanation.text("align"),
                explanation.text("unproven"));
    }

    private Lifecycle lifecycle() throws FormatException {
        Members lifecycle = Members.read(in, name -> switch (name) {
            case "stage", "firstSeen", "returned" -> Optional.of(in.text());
            case "returns" -> Optional.of(in.integer());
            case "recent" -> Optional.of(Members.list(in, this::moment));
            default -> Optional.empty();
        });
        boolean came = lifecycle.has("returns") && lifecycle.has("returned") && lifecycle.count("returns") > 0;
        return new Lifecycle(
                lifecycle.known("stage", Lifecycle.Stage::of),
                lifecycle.has("firstSeen") ? Optional.of(lifecycle.instant("firstSeen")) : Optional.empty(),
                came ? lifecycle.count("returns") : 0,
                came ? Optional.of(lifecycle.instant("returned")) : Optional.empty(),
                came ? recent(lifecycle) : List.of());
    }

    private Instant moment() throws FormatException {
        try {
            return Instant.parse(in.text());
        } catch (DateTimeException e) {
            throw in.error("not a time such as 2026-11-20T02:00:00Z", WRITE_AGAIN);
        }
    }

    /** The moments of the last returns, of which a report names the last alone where it names no others. */
    private List<Instant> recent(Members drift) throws FormatException {
        Instant last = drift.instant("returned");
        List<Instant> recent = drift.has("recent") ? drift.items("recent") : List.of(last);
        boolean fits = recent.size() <= Math.min(drift.count("returns"), Lifecycle.RECENT)
                && !recent.isEmpty()
                && recent.get(recent.size() - 1).equals(last);
        if (!fits) {
            throw in.error("moments of returns that do not end with the last one", WRITE_AGAIN);
        }
        return recent;
    }

    private Change change() throws FormatException {
        Members change = Members.read(in, name -> switch (name) {
            case "since" -> Optional.of(in.text());
            case "moved", "still" -> Optional.of(Members.list(in, in::text));
            case "before" -> Optional.of(Members.list(in, this::value));
            default -> Optional.empty();
        });
        return new Change(
                change.instant("since"), change.items("moved"), change.items("still"), change.items("before"));
    }

    private Remembered remembered() throws FormatException {
        Members drift = Members.read(in, name -> switch (name) {
            case "id", "firstSeen", "gone", "returned", "held" -> Optional.of(in.text());
            case "returns" -> Optional.of(in.integer());
            case "recent" -> Optional.of(Members.list(in, this::moment));
            case "unseen" -> Optional.of(in.flag());
            case "concern" -> Optional.of(concern());
            default -> Optional.empty();
        });
        return new Remembered(
                drift.text("id"),
                drift.instant("firstSeen"),
                drift.instant("gone"),
                drift.count("returns"),
                drift.has("returned") ? Optional.of(drift.instant("returned")) : Optional.empty(),
                drift.has("returned") && drift.count("returns") > 0 ? recent(drift) : List.of(),
                drift.find("unseen", Boolean.class).orElse(false),
                drift.has("held") ? Optional.of(drift.text("held")) : Optional.empty(),
                drift.find("concern", Concern.class));
    }

    private ResolvedDrift resolved() throws FormatException {
        Members drift = Members.read(in, name -> switch (name) {
            case "id", "severity", "summary" -> Optional.of(in.text());
            case "address" -> Optional.of(address());
            default -> Optional.empty();
        });
        return new ResolvedDrift(
                drift.text("id"),
                drift.get("address", Address.class),
                drift.known("severity", Severity::of),
                drift.text("summary"));
    }

    private PolicyFinding finding() throws FormatException {
        Members finding = Members.read(
                in, name -> name.equals("concerns") ? Optional.of(Members.list(in, this::concern)) : textMember(name));
        return new PolicyFinding(
                finding.text("origin"),
                finding.text("kind"),
                finding.text("message"),
                finding.find("about", String.class),
                finding.has("since") ? Optional.of(finding.instant("since")) : Optional.empty(),
                finding.has("concerns") ? finding.items("concerns") : List.of());
    }

    private Concern concern() throws FormatException {
        Members concern = Members.read(in, name -> switch (name) {
            case "owner", "severity" -> Optional.of(in.text());
            case "between" -> Optional.of(Members.list(in, in::text));
            default -> Optional.empty();
        });
        return new Concern(
                concern.items("between"),
                concern.find("owner", String.class),
                concern.has("severity") ? Optional.of(concern.known("severity", Severity::of)) : Optional.empty());
    }
}
