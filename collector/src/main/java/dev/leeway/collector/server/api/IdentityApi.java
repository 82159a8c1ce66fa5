package dev.leeway.collector.server.api;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Names;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.JsonMembers;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Agents and tokens. */
public final class IdentityApi {
    private static final Duration PERSON = Duration.ofDays(90);
    private static final Duration LONGEST_PERSON = Duration.ofDays(366);
    private static final Duration LONGEST_JOIN = Duration.ofDays(1);
    /** Every environment there is and will be; said, for whoever forgets to say which must not get all. */
    private static final String ALL = "*";

    private final Registry registry;
    private final Tokens tokens;
    private final Clock clock;

    /** Over a registry. */
    public IdentityApi(Registry registry, Tokens tokens, Clock clock) {
        this.registry = registry;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Agents of environments the caller may see. */
    public Answer agents(Call call, Caller caller) throws StoreException {
        Instant now = clock.instant();
        List<Agent> shown = registry.agents().stream()
                .filter(agent -> caller.reads(agent.environment()))
                .toList();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.objects(
                                "agents",
                                shown,
                                (each, agent) -> each.text("agent", agent.name())
                                        .text("environment", agent.environment())
                                        .text("host", agent.host())
                                        .text("role", agent.role())
                                        .text("pool", agent.pool())
                                        .text("state", agent.stateAt(now).name().toLowerCase(Locale.ROOT))
                                        .text("joinedAt", agent.joinedAt().toString())
                                        .text("seenAt", agent.seenAt().toString()))));
    }

    /** Refuses an agent from now on. */
    public Answer revokeAgent(Call call, Caller caller) throws RefusedException, StoreException {
        Optional<Agent> agent = registry.agent(call.variable("agent"));
        if (agent.isEmpty() || !caller.administers(agent.get().environment())) {
            throw Problems.absent("no such agent that you may revoke");
        }
        String name = agent.get().name();
        try {
            registry.revokeAgent(name, caller.name());
        } catch (StoreException e) {
            if (isReplaced(registry.agent(name))) {
                throw Problems.conflicting(String.valueOf(e.getMessage()), "revoke the agent that has the name");
            }
            throw e;
        }
        return Answer.done();
    }

    private static boolean isReplaced(Optional<Agent> agent) {
        return agent.isPresent() && agent.get().state() == AgentState.REPLACED;
    }

    /** Tokens of both kinds, never their texts. */
    public Answer tokens(Call call, Caller caller) throws StoreException {
        List<JoinToken> joining = registry.tokens().stream()
                .filter(token -> caller.operates(token.environment()))
                .toList();
        List<AccessToken> people = caller.everywhere()
                ? registry.accessTokens().stream()
                        .filter(token -> caller.administers(""))
                        .toList()
                : List.of();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.objects("joining", joining, IdentityApi::joining)
                                .objects("people", people, IdentityApi::person)));
    }

    private static void joining(JsonMembers members, JoinToken token) throws IOException {
        members.text("id", token.id())
                .text("kind", token.kind() == JoinToken.Kind.POOL ? "pool" : "one-time")
                .text("environment", token.environment())
                .text("role", token.role())
                .text("host", token.host())
                .texts("services", token.services())
                .text("issuedAt", token.issuedAt().toString())
                .text("expiresAt", token.expiresAt().map(Instant::toString))
                .text("revokedAt", token.revokedAt().map(Instant::toString))
                .text("redeemedBy", token.redeemedBy());
    }

    private static void person(JsonMembers members, AccessToken token) throws IOException {
        members.text("id", token.id())
                .text("person", token.person())
                .text("role", token.role().name().toLowerCase(Locale.ROOT))
                .texts("environments", token.environments())
                .text("issuedAt", token.issuedAt().toString())
                .text("expiresAt", token.expiresAt().toString())
                .text("revokedAt", token.revokedAt().map(Instant::toString));
    }

    /** Makes a token by which hosts of an environment join; its text is in this answer and nowhere else. */
    public Answer issueJoining(Call call, Caller caller) throws RefusedException, StoreException {
        Body body = Body.of(call, Set.of("environment", "role", "host", "services", "kind", "lifetime"));
        String environment = body.needed("environment");
        if (!caller.operates(environment)) {
            throw Problems.forbidden(
                    "that environment is not yours to let hosts into",
                    OutsideAnswer.permission(Role.OPERATOR, Names.isName(environment) ? Set.of(environment) : Set.of())
                            .next());
        }
        boolean pool = pool(body);
        Optional<Duration> lifetime = lifetime(body, pool ? LONGEST_PERSON : LONGEST_JOIN);
        Instant now = clock.instant();
        String text = tokens.create(pool ? TokenKind.POOL : TokenKind.JOIN);
        JoinToken token = new JoinToken(
                Tokens.joining(text).orElseThrow(),
                pool ? JoinToken.Kind.POOL : JoinToken.Kind.ONE_TIME,
                environment,
                body.text("role"),
                body.text("host"),
                new TreeSet<>(body.list("services")),
                JoinToken.USUAL_SILENCE,
                now,
                pool ? lifetime.map(now::plus) : Optional.of(now.plus(lifetime.orElse(JoinToken.USUAL))),
                Optional.empty(),
                Optional.empty());
        registry.issue(token, caller.name());
        return issued(token.id(), text, token.expiresAt());
    }

    /** Whether it is to be a pool's token. What does not fit the kind is refused: left out, the token would let in more than was asked for. */
    private static boolean pool(Body body) throws RefusedException {
        String kind = body.text("kind").orElse("one-time");
        boolean pool = kind.equals("pool");
        if (!pool && !kind.equals("one-time")) {
            throw Problems.malformed("kind is none of one-time, pool", "choose one of them");
        }
        if (pool && body.has("host")) {
            throw Problems.malformed("host is for one host, a pool for many", "leave out one of them");
        }
        if (!pool && body.has("services")) {
            throw Problems.malformed("services are for pools", "leave them out, or set kind to pool");
        }
        if (body.has("services") && body.list("services").isEmpty()) {
            throw Problems.malformed("services names none", "name some, or leave it out for all");
        }
        return pool;
    }

    /** Those a person's token is for; none stands for all. */
    private static Set<String> environments(Body body) throws RefusedException {
        List<String> named = body.list("environments");
        if (named.isEmpty()) {
            throw Problems.malformed("environments names none", "name them, or [\"*\"] for all");
        }
        if (!named.contains(ALL)) {
            return new TreeSet<>(named);
        }
        if (named.size() > 1) {
            throw Problems.malformed("environments names all and some", "name some, or [\"*\"] alone");
        }
        return Set.of();
    }

    /** Makes a token for a person; its text is in this answer and nowhere else. */
    public Answer issuePerson(Call call, Caller caller) throws RefusedException, StoreException {
        Body body = Body.of(call, Set.of("person", "role", "environments", "lifetime"));
        Optional<Role> role = role(body.needed("role"));
        if (role.isEmpty()) {
            throw Problems.malformed("role is none of reader, operator, admin", "choose one of them");
        }
        Instant now = clock.instant();
        String text = tokens.create(TokenKind.ACCESS);
        AccessToken token = new AccessToken(
                Tokens.hash(text, TokenKind.ACCESS).orElseThrow(),
                body.needed("person"),
                role.get(),
                environments(body),
                now,
                now.plus(lifetime(body, LONGEST_PERSON).orElse(PERSON)),
                Optional.empty());
        registry.issue(token, caller.name());
        return issued(token.id(), text, Optional.of(token.expiresAt()));
    }

    private static Optional<Role> role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> lifetime(Body body, Duration most) throws RefusedException {
        Optional<String> text = body.text("lifetime");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration lifetime = Duration.parse(text.get());
            if (!lifetime.isNegative() && !lifetime.isZero() && lifetime.compareTo(most) <= 0) {
                return Optional.of(lifetime);
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw Problems.malformed("lifetime is no duration up to " + most, "write it as PT10M or P30D");
    }

    private static Answer issued(String id, String text, Optional<Instant> expiresAt) {
        return Answer.json(
                201,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("id", id)
                                .text("token", text)
                                .text("expiresAt", expiresAt.map(Instant::toString))));
    }

    /** Ends a token; people's by administrators of all, others by who could have made them. */
    public Answer revokeToken(Call call, Caller caller) throws RefusedException, StoreException {
        String id = call.variable("token");
        List<JoinToken> joining = new ArrayList<>(registry.tokens());
        joining.removeIf(token -> !token.id().equals(id) || !caller.operates(token.environment()));
        boolean person = caller.everywhere()
                && caller.administers("")
                && registry.accessTokens().stream().anyMatch(token -> token.id().equals(id));
        if (joining.isEmpty() && !person) {
            throw Problems.absent("no such token that you may end");
        }
        registry.revokeToken(id, false, caller.name());
        return Answer.done();
    }
}
