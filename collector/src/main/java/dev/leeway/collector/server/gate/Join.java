package dev.leeway.collector.server.gate;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.Joining;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RequestCheck;
import dev.leeway.collector.identity.TokenHash;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.JsonMembers;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes hosts known that show a token and sign with the key they bring (docs/protocol.md). */
public final class Join implements Route.Work {
    private final Registry registry;
    private final Gate gate;
    private final String audience;
    private final boolean secure;

    /**
     * With what joined agents are to call this collector.
     *
     * @param secure whether it is reached over TLS
     */
    public Join(Registry registry, Gate gate, String audience, boolean secure) {
        this.registry = registry;
        this.gate = gate;
        this.audience = audience;
        this.secure = secure;
    }

    @Override
    public CompletionStage<Answer> answer(Call call, Caller caller) throws RefusedException {
        if (!call.header("content-encoding").orElse("").isEmpty()) {
            throw Problems.malformed("this is not to be packed", "send it plain");
        }
        JoinRequest asked = JoinRequest.read(call.body());
        Optional<AgentKey> key = AgentKey.parse(asked.publicKey());
        if (key.isEmpty()) {
            throw Problems.malformed(
                    "publicKey is no Ed25519 key in its X.509 form, in base64", "see docs/protocol.md");
        }
        if (!signed(call, key.get())) {
            throw gate.mistaken(call, Refusal.SIGNATURE, "-", OutsideAnswer.JOIN);
        }
        Optional<TokenHash> token = Tokens.joining(asked.token());
        if (token.isEmpty()) {
            throw gate.mistaken(call, Refusal.UNKNOWN_TOKEN, "-", OutsideAnswer.JOIN);
        }
        Joining joining = new Joining(
                token.get(), key.get(), asked.host(), asked.environment(), asked.role(), call.certificate());
        return CompletableFuture.completedFuture(joined(call, joining));
    }

    private Answer joined(Call call, Joining joining) throws RefusedException {
        JoinResult result;
        try {
            // Joining waits for all who write; where guesses come from, a token has to be known first.
            if (gate.isDoubted(call) && !isKnown(joining.token())) {
                throw gate.mistaken(call, Refusal.UNKNOWN_TOKEN, "-", OutsideAnswer.JOIN);
            }
            result = registry.join(joining);
        } catch (StoreException e) {
            throw Troubles.of(e);
        }
        if (result instanceof JoinResult.Refused refused) {
            throw gate.mistaken(call, refused.refusal(), joining.token().id(), OutsideAnswer.JOIN);
        }
        Agent agent = ((JoinResult.Joined) result).agent();
        return Answer.json(
                201,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("agent", agent.name())
                                .text("environment", agent.environment())
                                .text("role", agent.role())
                                .text("audience", audience)));
    }

    private boolean isKnown(TokenHash hash) throws StoreException {
        return registry.tokens().stream().anyMatch(token -> token.hash().matches(hash));
    }

    /** A host that is not known yet knows the collector only by the address it was told, which may be another way to the same. */
    private boolean signed(Call call, AgentKey key) {
        String host = call.header("host").or(() -> call.header(":authority")).orElse("");
        String called = (secure ? "https://" : "http://") + host.toLowerCase(Locale.ROOT);
        return RequestCheck.isJoinSigned(Gate.signed(call), call.body(), key, audience)
                || RequestCheck.isJoinSigned(Gate.signed(call), call.body(), key, called);
    }
}
