package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene.SetClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/** What a registry has to answer, by maps and sets that know nothing of it. */
final class RegistryModel {
    private final Callable<Registry> opening;
    private final SetClock clock;
    private final Random random;
    private final String run;
    private Registry registry;
    private final Registry first;

    /** Tokens by text: whether they were redeemed, revoked, and when they end. */
    private final Map<String, Known> tokens = new HashMap<>();

    private final Map<String, Host> agents = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private long seconds;

    private static final class Known {
        private boolean redeemed;
        private boolean revoked;
        private long ends;
        private Optional<String> host = Optional.empty();
    }

    private static final class Host {
        private AgentState state = AgentState.ACTIVE;
        private String host = "";
        private long count;
        private String machine = "";
        private final Set<String> before = new HashSet<>();
    }

    RegistryModel(Registry registry, Callable<Registry> opening, SetClock clock, Random random, String run) {
        this.first = registry;
        this.registry = registry;
        this.opening = opening;
        this.clock = clock;
        this.random = random;
        this.run = run;
        clock.set(NOON);
    }

    void step() throws Exception {
        switch (random.nextInt(13)) {
            case 0 -> issue();
            case 1, 2 -> join();
            case 3 -> revokeToken();
            case 4 -> standing();
            case 5 -> time();
            case 6 -> reopen();
            case 7 -> rotate();
            default -> advance();
        }
    }

    private void issue() throws StoreException {
        String text = IdentityScene.text(TokenKind.JOIN);
        Known known = new Known();
        known.host = random.nextInt(3) == 0 ? Optional.of(hostName()) : Optional.empty();
        known.ends = JoinToken.USUAL.toSeconds();
        registry.issue(IdentityScene.oneTime(text, run, known.host), "store");
        tokens.put(text, known);
    }

    private String hostName() {
        return "web-" + random.nextInt(6);
    }

    private Optional<String> anyToken() {
        List<String> all = tokens.keySet().stream().sorted().toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void join() throws StoreException {
        String text = anyToken().orElse(IdentityScene.text(TokenKind.JOIN));
        Known known = tokens.get(text);
        HostKey key = IdentityScene.key();
        String host = known == null || random.nextBoolean() ? hostName() : known.host.orElse(hostName());
        JoinResult result = registry.join(IdentityScene.joining(text, key, host));
        Optional<Host> holder = agents.values().stream()
                .filter(agent -> agent.host.equals(host))
                .filter(agent -> agent.state == AgentState.ACTIVE || agent.state == AgentState.CLONED)
                .findFirst();
        boolean open = known != null
                && !known.redeemed
                && !known.revoked
                && seconds < known.ends
                && known.host.map(host::equals).orElse(true)
                && (holder.isEmpty() || known.host.isPresent());
        assertThat(result instanceof JoinResult.Joined).as(result.toString()).isEqualTo(open);
        if (open && known != null) {
            known.redeemed = true;
            holder.ifPresent(agent -> agent.state = AgentState.REPLACED);
            Host agent = new Host();
            agent.host = host;
            agents.put(key.key().name(), agent);
            names.add(key.key().name());
        }
    }

    private void revokeToken() throws StoreException {
        Optional<String> text = anyToken();
        if (text.isPresent()) {
            registry.revokeToken(Tokens.joining(text.get()).orElseThrow().id(), false, "store");
            requireNonNull(tokens.get(text.get())).revoked = true;
        }
    }

    private void standing() throws StoreException {
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        Host agent = requireNonNull(agents.get(name));
        boolean taken = agents.values().stream()
                .anyMatch(other -> other != agent
                        && other.host.equals(agent.host)
                        && (other.state == AgentState.ACTIVE || other.state == AgentState.CLONED));
        if (random.nextBoolean()) {
            boolean another = taken && agent.state == AgentState.REPLACED;
            try {
                registry.revokeAgent(name, "store");
                assertThat(another).isFalse();
                agent.state = AgentState.REVOKED;
            } catch (StoreException e) {
                assertThat(another).isTrue();
            }
            return;
        }
        try {
            registry.restoreAgent(name, "store");
            assertThat(taken).isFalse();
            if (agent.state != AgentState.ACTIVE) {
                agent.before.clear();
            }
            agent.state = AgentState.ACTIVE;
        } catch (StoreException e) {
            assertThat(taken).isTrue();
        }
    }

    /** Clocks go back as well. */
    private void time() {
        seconds = Math.max(0, seconds + random.nextInt(240) - 60);
        clock.set(NOON.plusSeconds(seconds));
    }

    private void reopen() throws Exception {
        if (registry != first) {
            registry.close();
        }
        registry = opening.call();
    }

    private void advance() throws StoreException {
        if (names.isEmpty()) {
            return;
        }
        List<Advance> group = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            Host agent = requireNonNull(agents.get(name));
            long count = Math.max(1, agent.count + random.nextInt(4) - 1);
            String machine = random.nextInt(8) == 0 ? "boot-" + random.nextInt(40) : agent.machine;
            group.add(new Advance(name, count, machine));
            expected.add(accepts(agent, count, machine));
        }
        assertThat(registry.advance(group)).extracting(Advanced::accepted).isEqualTo(expected);
    }

    private void rotate() throws StoreException {
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        Host agent = requireNonNull(agents.get(name));
        long count = Math.max(1, agent.count + random.nextInt(3) - 1);
        HostKey key = IdentityScene.key();
        RotationResult result = registry.rotate(new Advance(name, count, agent.machine), key.key());
        boolean accepted = accepts(agent, count, agent.machine);
        assertThat(result instanceof RotationResult.Rotated)
                .as(result.toString())
                .isEqualTo(accepted);
        if (accepted) {
            agent.state = AgentState.REPLACED;
            Host next = new Host();
            next.host = agent.host;
            next.count = count;
            agents.put(key.key().name(), next);
            names.add(key.key().name());
        }
    }

    private static boolean accepts(Host agent, long count, String machine) {
        if (agent.state != AgentState.ACTIVE || count <= agent.count) {
            return false;
        }
        boolean other = !machine.equals(agent.machine);
        if (other && machine.isEmpty()) {
            return false;
        }
        agent.count = count;
        if (other && agent.before.contains(machine)) {
            agent.state = AgentState.CLONED;
            return false;
        }
        if (other && !agent.machine.isEmpty()) {
            agent.before.add(agent.machine);
        }
        agent.machine = machine;
        return true;
    }

    /** What is remembered is what was done. */
    void end() throws StoreException {
        Map<String, Agent> there = registry.agents(names);
        for (String name : names) {
            Agent agent = requireNonNull(there.get(name));
            Host host = requireNonNull(agents.get(name));
            assertThat(agent.state()).isEqualTo(host.state);
            assertThat(agent.count()).isEqualTo(host.count);
            assertThat(agent.machine()).isEqualTo(host.machine);
            assertThat(agent.host()).isEqualTo(host.host);
        }
        if (registry != first) {
            registry.close();
        }
    }
}
