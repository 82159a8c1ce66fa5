package dev.leeway.collector.server.gate;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RotationResult;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.wire.KeyRotation;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Puts a new key in the place of the one that an agent signs with (docs/protocol.md). */
public final class Rotate implements Route.Work {
    private static final ReadingLimits LIMITS = new ReadingLimits(16 << 10, 1, 8, 4 << 10, 100, 100);
    /** Each leaves an agent behind that is remembered for ever. */
    private static final int PER_MINUTE = 3;

    private final Registry registry;
    private final String audience;
    private final RefusalLog log;
    private final Consumer<Agent> cloned;
    private final Rates hosts;

    /**
     * With what agents call this collector.
     *
     * @param cloned is told of keys that two machines use
     */
    public Rotate(Registry registry, String audience, RefusalLog log, Consumer<Agent> cloned, Clock clock) {
        this.registry = registry;
        this.audience = audience;
        this.log = log;
        this.cloned = cloned;
        this.hosts = new Rates(PER_MINUTE, clock);
    }

    /** What is asked for: members that are not known are passed over. */
    private record Asked(String publicKey, String proof) {
        static Asked read(byte[] body) throws RefusedException {
            String publicKey = "";
            String proof = "";
            try {
                JsonIn in = new JsonIn(new ByteArrayInputStream(body), "rotation", LIMITS);
                in.start();
                in.beginObject();
                for (String name = in.nextName(); name != null; name = in.nextName()) {
                    switch (name) {
                        case "publicKey" -> publicKey = in.text();
                        case "proof" -> proof = in.text();
                        default -> in.skip();
                    }
                }
                in.end();
            } catch (FormatException e) {
                throw Problems.malformed(String.valueOf(e.getMessage()), "see docs/protocol.md");
            }
            return new Asked(publicKey, proof);
        }
    }

    @Override
    public CompletionStage<Answer> answer(Call call, Caller caller) throws RefusedException {
        if (!(caller instanceof AgentCaller agent)) {
            throw Problems.forbidden("only agents have keys", "run leeway-agent rotate on the host");
        }
        if (!call.header("content-encoding").orElse("").isEmpty()) {
            throw Problems.malformed("this is not to be packed", "send it plain");
        }
        Asked asked = Asked.read(call.body());
        Optional<AgentKey> key = AgentKey.parse(asked.publicKey());
        if (key.isEmpty()) {
            throw Problems.malformed(
                    "publicKey is no Ed25519 key in its X.509 form, in base64", "see docs/protocol.md");
        }
        Checked.Verified from = agent.verified();
        if (!hosts.take(from.agent().environment() + "/" + from.agent().host())) {
            throw Problems.tooOften();
        }
        if (!isProved(asked.proof(), from.agent(), key.get())) {
            throw refused(from.agent(), Refusal.PROOF);
        }
        return CompletableFuture.completedFuture(rotated(from, key.get()));
    }

    private boolean isProved(String proof, Agent agent, AgentKey key) {
        try {
            return new KeyRotation(audience, agent.name(), key.base64())
                    .isSigned(Base64.getDecoder().decode(proof), key.publicKey());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Answer rotated(Checked.Verified from, AgentKey key) throws RefusedException {
        RotationResult result;
        try {
            result = registry.rotate(from.advance(), key);
        } catch (StoreException e) {
            throw Troubles.of(e);
        }
        if (result instanceof RotationResult.Refused refused) {
            if (refused.newlyCloned()) {
                cloned.accept(from.agent());
            }
            throw refused(from.agent(), refused.refusal());
        }
        RotationResult.Rotated rotated = (RotationResult.Rotated) result;
        return Answer.json(
                rotated.again() ? 200 : 201,
                out -> JsonMembers.object(
                        out, members -> members.text("agent", rotated.agent().name())));
    }

    /** What the new key is to blame for is told; of all else the outside learns as little as ever. */
    private RefusedException refused(Agent agent, Refusal refusal) {
        log.refused(agent.name(), refusal, agent.name());
        boolean newKey = refusal == Refusal.PROOF || refusal == Refusal.KEY_KNOWN;
        return Gate.outside(refusal, newKey ? OutsideAnswer.ROTATION : OutsideAnswer.REQUEST);
    }
}
