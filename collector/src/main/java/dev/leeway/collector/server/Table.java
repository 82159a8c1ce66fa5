package dev.leeway.collector.server;

import static dev.leeway.collector.server.http.RouteWords.route;

import dev.leeway.collector.server.api.Ask;
import dev.leeway.collector.server.api.AuditApi;
import dev.leeway.collector.server.api.BaselinesApi;
import dev.leeway.collector.server.api.DriftsApi;
import dev.leeway.collector.server.api.FactsApi;
import dev.leeway.collector.server.api.HostsApi;
import dev.leeway.collector.server.api.IdentityApi;
import dev.leeway.collector.server.api.ReportsApi;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.server.http.RouteWords;
import dev.leeway.collector.server.http.Rule;
import dev.leeway.schema.wire.Wire;
import java.util.List;

/**
 * The table of all routes: who may use each, what it takes and answers. The description for programs, the checks at the door and the
 * matrix of permissions in the tests come from it.
 */
final class Table {
    private static final long JOIN_BODY = 16L << 10;
    private static final String SINCE = "the point of an earlier answer; 0 for the beginning";
    private static final String LIMIT = "how many at most";
    private static final String ENVIRONMENT = "of this environment alone";
    private static final String ABSENT = "there is none that the caller may see";

    private Table() {}

    /**
     * All of them.
     *
     * @param own what the process says of itself
     */
    static List<Route> routes(
            ProcessApi own,
            Route.Work join,
            Route.Work rotate,
            Route.Work intake,
            HostsApi hosts,
            FactsApi facts,
            DriftsApi drifts,
            ReportsApi reports,
            BaselinesApi baselines,
            IdentityApi identity,
            AuditApi audit) {
        return List.of(
                get("/healthz", Rule.ANYONE, "the process is up")
                        .types(List.of("text/plain"))
                        .does("health", "Whether the process is up", Ask.work(own::health)),
                get("/readyz", Rule.ANYONE, "it takes deliveries")
                        .types(List.of("text/plain"))
                        .or(503, "the store does not answer, or too many wait")
                        .does("ready", "Whether deliveries are taken", Ask.work(own::ready)),
                get("/metrics", Rule.READER, "counts as Prometheus reads them")
                        .types(List.of("text/plain"))
                        .does("metrics", "What was counted since the process began", Ask.work(own::metrics)),
                get("/openapi.json", Rule.READER, "this description")
                        .does("description", "What there is, for programs", Ask.work(own::description)),
                get("/", Rule.READER_OF_ALL, "the page")
                        .types(List.of("text/html"))
                        .or(404, "none was made yet")
                        .does("page", "The newest report as a page", Ask.work(reports::page)),
                route("POST", Wire.JOIN, Rule.JOINING, 201, "the host is known from now on")
                        .body("token, public key and name of the host: docs/protocol.md", JOIN_BODY)
                        .does("join", "Makes a host known", join),
                route("POST", Wire.ROTATE, Rule.AGENT, 201, "the new key holds, and the old one no more")
                        .body("the new public key and its proof: docs/protocol.md", JOIN_BODY)
                        .or(200, "it is the key that signed")
                        .does("rotate", "Puts a new key in the place of an agent's", rotate),
                route("POST", Wire.SNAPSHOTS, Rule.AGENT, 201, "it is on the disk")
                        .parameter(Wire.ARRIVED, "the highest count that had been acknowledged when the host joined")
                        .body("a delivery: docs/protocol.md", Long.MAX_VALUE)
                        .or(200, "it was there already")
                        .or(409, "something has to be sent first, or it contradicts what is there: fate says which")
                        .or(415, "packed otherwise than with gzip")
                        .does("deliver", "Takes a snapshot in", intake),
                get(Wire.SNAPSHOTS, Rule.READER, "in the order of arrival")
                        .parameter("since", SINCE)
                        .parameter("limit", LIMIT)
                        .parameter("environment", ENVIRONMENT)
                        .does("snapshots", "What arrived after a point", Ask.work(hosts::since)),
                get(Wire.SNAPSHOTS + "/{number}", Rule.READER, "the document, its secrets present or absent")
                        .or(404, ABSENT)
                        .does("snapshot", "One snapshot", Ask.work(hosts::document)),
                get("/api/v1/hosts", Rule.READER, "in the order of environments and names")
                        .parameter("environment", ENVIRONMENT)
                        .does("hosts", "Hosts, each with its newest snapshot", Ask.work(hosts::hosts)),
                get("/api/v1/hosts/{environment}/{host}/snapshots", Rule.READER, "the newest first")
                        .parameter("limit", LIMIT)
                        .or(404, ABSENT)
                        .does("hostSnapshots", "The snapshots of one host", Ask.work(hosts::ofHost)),
                get("/api/v1/facts", Rule.READER, "by the arrival of each host's snapshot and by address")
                        .parameter("match", "a pattern of addresses, as env[shop-web]/LOG_*")
                        .parameter("environment", ENVIRONMENT)
                        .parameter("since", "the point of an earlier answer, as it is: only what changed since")
                        .parameter("limit", LIMIT + "; facts of one host are not parted")
                        .does("facts", "Facts of the newest snapshots", Ask.work(facts::facts)),
                get("/api/v1/drifts", Rule.READER, "the gravest first")
                        .parameter("since", "the point of an earlier answer: only what came and went since")
                        .parameter("status", "those that are " + String.join(", ", DriftsApi.statuses()))
                        .parameter("limit", LIMIT)
                        .or(404, "nothing has arrived yet")
                        .or(409, "there is nothing to compare, or the policy cannot be read")
                        .does("drifts", "Drifts as they stand now", Ask.work(drifts::drifts)),
                get("/api/v1/reports", Rule.READER_OF_ALL, "the oldest first")
                        .does("reports", "The days whose reports are kept", Ask.work(reports::days)),
                get("/api/v1/reports/{day}", Rule.READER_OF_ALL, "in the format asked for")
                        .parameter("format", String.join(", ", ReportsApi.formats()))
                        .types(ReportsApi.types())
                        .or(404, "none of that day is kept")
                        .does("report", "The report of a day, or latest", Ask.work(reports::report)),
                get("/api/v1/baselines", Rule.READER, "in the order of names")
                        .does("baselines", "Snapshots kept under names", Ask.work(baselines::all)),
                get("/api/v1/baselines/{name}", Rule.READER, "its snapshots")
                        .or(404, ABSENT)
                        .does("baseline", "One baseline", Ask.work(baselines::one)),
                route("PUT", "/api/v1/baselines/{name}", Rule.OPERATOR, 201, "it is kept")
                        .body("selector: what to keep, as prod or prod~1")
                        .or(404, "the selector names nothing that the caller may see")
                        .or(409, "there is one of that name")
                        .does("keepBaseline", "Keeps snapshots under a name", Ask.work(baselines::keep)),
                route("DELETE", "/api/v1/baselines/{name}", Rule.OPERATOR, 204, "it is removed")
                        .or(404, ABSENT)
                        .does("removeBaseline", "Removes a baseline", Ask.work(baselines::remove)),
                get("/api/v1/agents", Rule.READER, "in the order of environments and hosts")
                        .does("agents", "Agents and whether they are accepted", Ask.work(identity::agents)),
                route("DELETE", "/api/v1/agents/{agent}", Rule.ADMIN, 204, "it is refused from now on")
                        .or(404, "there is none that the caller may revoke")
                        .or(409, "it was replaced; the agent that has its host's name is named")
                        .does("revokeAgent", "Revokes an agent", Ask.work(identity::revokeAgent)),
                get("/api/v1/tokens", Rule.OPERATOR, "never their texts")
                        .does("tokens", "Tokens that were made", Ask.work(identity::tokens)),
                route("POST", "/api/v1/tokens/joining", Rule.OPERATOR, 201, "the token, told this once")
                        .body(
                                "environment; may be: role, kind (one-time, pool), host unless it is a pool's, services if it"
                                        + " is, lifetime (PT10M)")
                        .does("issueJoining", "Makes a token by which hosts join", Ask.work(identity::issueJoining)),
                route("POST", "/api/v1/tokens/people", Rule.ADMIN_OF_ALL, 201, "the token, told this once")
                        .body(
                                "person, role (reader, operator, admin) and environments, [\"*\"] for all; may be: lifetime"
                                        + " (P30D)")
                        .does("issuePerson", "Makes a token for a person", Ask.work(identity::issuePerson)),
                route("DELETE", "/api/v1/tokens/{token}", Rule.OPERATOR, 204, "it is ended")
                        .or(404, "there is none that the caller may end")
                        .does("revokeToken", "Ends a token", Ask.work(identity::revokeToken)),
                get(
                                "/api/v1/audit/head",
                                Rule.READER,
                                "number and digest of the newest entry, and both as leeway audit verify takes them")
                        .does("auditHead", "The end of the audit log, to be kept elsewhere", Ask.work(audit::head)),
                get("/api/v1/audit", Rule.ADMIN_OF_ALL, "the oldest first")
                        .parameter("since", "the number of the last entry known; 0 for the beginning")
                        .parameter("limit", LIMIT)
                        .does("audit", "What was decided, and by whom", Ask.work(audit::entries)));
    }

    private static RouteWords get(String path, Rule rule, String meaning) {
        return route("GET", path, rule, 200, meaning);
    }
}
