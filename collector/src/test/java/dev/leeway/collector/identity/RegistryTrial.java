package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.joining;
import static dev.leeway.collector.identity.IdentityScene.key;
import static dev.leeway.collector.identity.IdentityScene.oneTime;
import static dev.leeway.collector.identity.IdentityScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import dev.leeway.collector.identity.JoinResult.Joined;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene.SetClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A registry that is tried, and how it is spoken of. */
abstract class RegistryTrial {
    protected final SetClock clock = new SetClock();

    protected Registry registry;

    /** Opens the registry under test, the same one each time within one test, by {@link #clock}. */
    protected abstract Registry open() throws Exception;

    @BeforeEach
    void opened() throws Exception {
        clock.set(NOON);
        registry = open();
    }

    @AfterEach
    void closed() {
        registry.close();
    }

    Agent joined(String token, HostKey key, String host) throws StoreException {
        JoinResult result = registry.join(joining(token, key, host));
        assertThat(result).isInstanceOf(Joined.class);
        return ((Joined) result).agent();
    }

    Agent joined(HostKey key, String host) throws StoreException {
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "prod"), "store");
        return joined(token, key, host);
    }

    Refusal refused(String token, HostKey key, String host) throws StoreException {
        JoinResult result = registry.join(joining(token, key, host));
        assertThat(result).isInstanceOf(JoinResult.Refused.class);
        return ((JoinResult.Refused) result).refusal();
    }

    Advanced advance(String agent, long count, String machine) throws StoreException {
        return registry.advance(List.of(new Advance(agent, count, machine))).get(0);
    }

    List<String> actions() throws StoreException {
        return registry.audit(0, 1_000).stream().map(AuditEntry::action).toList();
    }
}
