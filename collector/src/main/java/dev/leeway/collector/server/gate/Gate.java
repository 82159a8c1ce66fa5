package dev.leeway.collector.server.gate;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RequestCheck;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.SignedHeaders;
import dev.leeway.collector.identity.TokenHash;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.http.Admission;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problem;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.server.http.Rule;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.wire.Wire;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets in who may, as the rule of the route says. */
public final class Gate implements Admission {
    private static final String BEARER = "Bearer ";
    /** Mistakes of one address within a minute that are told and logged one by one; those beyond are sent away. */
    private static final int MISTAKES = 120;

    private final Registry registry;
    private final RequestCheck check;
    private final Clock clock;
    private final RefusalLog log;
    private final Rates agents;
    private final Rates mistakes;

    /**
     * Over what a registry knows.
     *
     * @param audience what agents know this collector as
     * @param perAgent requests of one agent within a minute
     */
    public Gate(Registry registry, String audience, int perAgent, Clock clock, RefusalLog log) {
        this.registry = registry;
        this.check = new RequestCheck(audience);
        this.clock = clock;
        this.log = log;
        this.agents = new Rates(perAgent, clock);
        this.mistakes = new Rates(MISTAKES, clock);
    }

    @Override
    public Caller admit(Route route, Call call) throws RefusedException {
        if (route.rule() == Rule.ANYONE) {
            return Caller.NOBODY;
        }
        try {
            return switch (route.rule()) {
                case ANYONE, JOINING -> Caller.NOBODY;
                case AGENT -> agent(call);
                case READER, READER_OF_ALL, OPERATOR, ADMIN, ADMIN_OF_ALL -> person(route.rule(), call);
            };
        } catch (StoreException e) {
            throw Troubles.of(e);
        }
    }

    /** What a call says of itself, for whoever verifies signatures. */
    public static SignedHeaders signed(Call call) {
        return new SignedHeaders(
                call.method(),
                call.target(),
                call.header(Wire.AGENT),
                call.header(Wire.COUNT),
                call.header(Wire.MACHINE),
                call.header(Wire.SIGNATURE),
                call.header("content-encoding").orElse(""),
                call.certificate());
    }

    /**
     * A refusal that costs its sender one of his mistakes, and stands in the audit log. Whoever made too many is told to wait instead; only
     * then, for many may have one address, and what one of them sends is not to lock out the others.
     */
    public RefusedException mistaken(Call call, Refusal refusal, String subject, OutsideAnswer outside) {
        if (!mistakes.take(call.remote())) {
            return Problems.tooOften();
        }
        log.refused(call.remote(), refusal, subject);
        return outside(refusal, outside);
    }

    /** Whether an address made more mistakes than it may, so that nothing dear is done for it on trust. */
    boolean isDoubted(Call call) {
        return mistakes.spent(call.remote());
    }

    /** What the outside learns. */
    public static RefusedException outside(Refusal refusal, OutsideAnswer outside) {
        return new RefusedException(
                refusal.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                new Problem(outside.status(), outside.title(), outside.detail(), outside.next()));
    }

    private Caller agent(Call call) throws RefusedException, StoreException {
        SignedHeaders headers = signed(call);
        Optional<String> name = RequestCheck.agent(headers);
        Optional<Agent> known = name.isPresent() ? registry.agent(name.get()) : Optional.empty();
        Checked checked = check.check(headers, call.body(), known, clock.instant());
        if (checked instanceof Checked.Verified verified) {
            if (!agents.take(verified.agent().name())) {
                throw Problems.tooOften();
            }
            return new AgentCaller(verified);
        }
        Checked.Refused refused = (Checked.Refused) checked;
        throw mistaken(call, refused.refusal(), refused.agent().orElse("-"), OutsideAnswer.REQUEST);
    }

    private Caller person(Rule rule, Call call) throws RefusedException, StoreException {
        Optional<TokenHash> hash = call.header("authorization")
                .filter(text -> text.startsWith(BEARER))
                .flatMap(text -> Tokens.hash(text.substring(BEARER.length()).strip(), TokenKind.ACCESS));
        Optional<AccessToken> token = hash.isPresent() ? registry.access(hash.get()) : Optional.empty();
        if (token.isEmpty() || !token.get().isValid(clock.instant())) {
            throw mistaken(call, Refusal.ACCESS_TOKEN, "-", OutsideAnswer.PERSON);
        }
        AccessToken shown = token.get();
        Role enough = rule.role().orElseThrow();
        if (rule.everywhere() ? !shown.permitsEverywhere(enough) : !shown.role().includes(enough)) {
            log.refused(shown.person(), Refusal.NOT_PERMITTED, "for " + rule.words());
            throw outside(
                    Refusal.NOT_PERMITTED,
                    OutsideAnswer.permission(enough, rule.everywhere() ? Set.of() : shown.environments()));
        }
        return new PersonCaller(shown);
    }
}
