package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.CountRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Agents, and the machines they came from. */
final class AgentRows {
    private static final int AT_ONCE = 500;

    private final Handle handle;

    AgentRows(Handle handle) {
        this.handle = handle;
    }

    void add(Agent agent) {
        handle.createUpdate("insert into agent (name, public_key, environment, host, role, pool, services, certificate,"
                        + " state, joined, seen, silence, count, machine, settled) values (:name, :key, :environment,"
                        + " :host, :role, :pool, :services, :certificate, :state, :joined, :seen, :silence, :count,"
                        + " :machine, :settled)")
                .bind("name", agent.name())
                .bind("key", agent.key().base64())
                .bind("environment", agent.environment())
                .bind("host", agent.host())
                .bind("role", agent.role().orElse(null))
                .bind("pool", agent.pool().orElse(null))
                .bind("services", Columns.joined(agent.services()))
                .bind("certificate", agent.certificate().orElse(null))
                .bind("state", Columns.word(agent.state()))
                .bind("joined", agent.joinedAt().toEpochMilli())
                .bind("seen", agent.seenAt().toEpochMilli())
                .bind("silence", agent.silence().map(Duration::toSeconds).orElse(null))
                .bind("count", agent.count())
                .bind("machine", agent.machine())
                .bind("settled", agent.settled() ? 1 : 0)
                .execute();
    }

    List<Agent> all() {
        return handle.createQuery("select * from agent").map((row, context) -> agent(row)).stream()
                .sorted(Comparator.comparing(Agent::environment)
                        .thenComparing(Agent::host)
                        .thenComparing(Agent::joinedAt)
                        .thenComparing(Agent::name))
                .toList();
    }

    Optional<Agent> named(String name) {
        return Optional.ofNullable(named(List.of(name)).get(name));
    }

    Map<String, Agent> named(Collection<String> names) {
        Map<String, Agent> found = new HashMap<>();
        List<String> all = names.stream().distinct().toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            handle.createQuery("select * from agent where name in (<names>)")
                    .bindList("names", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .map((row, context) -> agent(row))
                    .forEach(agent -> found.put(agent.name(), agent));
        }
        return found;
    }

    /** Those that have the name of a host, or had it as long as they were accepted, the last to join first. */
    List<Agent> holders(String environment, String host) {
        return handle
                .createQuery("select * from agent where environment = :environment and host = :host and state in"
                        + " ('active', 'cloned')")
                .bind("environment", environment)
                .bind("host", host)
                .map((row, context) -> agent(row))
                .stream()
                .sorted(Comparator.comparing(Agent::joinedAt).reversed().thenComparing(Agent::name))
                .toList();
    }

    List<Agent> ofPool(String pool) {
        return all().stream()
                .filter(agent -> agent.state() == AgentState.ACTIVE)
                .filter(agent -> agent.pool().map(pool::equals).orElse(false))
                .toList();
    }

    List<Agent> silent(Instant now) {
        return handle
                .createQuery(
                        "select * from agent where state = 'active' and silence is not null and seen + silence * 1000"
                                + " < :now")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> agent(row))
                .stream()
                .sorted(Comparator.comparing(Agent::name))
                .toList();
    }

    void state(String name, AgentState state) {
        handle.createUpdate("update agent set state = :state where name = :name")
                .bind("name", name)
                .bind("state", Columns.word(state))
                .execute();
    }

    /** Accepts it again, as if it had been seen now and on one machine only. */
    void restore(String name, Instant now) {
        handle.createUpdate("update agent set state = 'active', seen = :now where name = :name")
                .bind("name", name)
                .bind("now", now.toEpochMilli())
                .execute();
        handle.createUpdate("delete from agent_machine where agent = :name")
                .bind("name", name)
                .execute();
    }

    /** Writes count, machine and moment of those that were counted. */
    void counted(Collection<Agent> agents) {
        if (agents.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "update agent set count = :count, machine = :machine, seen = :seen where name = :name");
        for (Agent agent : agents) {
            batch.bind("count", agent.count())
                    .bind("machine", agent.machine())
                    .bind("seen", agent.seenAt().toEpochMilli())
                    .bind("name", agent.name())
                    .add();
        }
        batch.execute();
    }

    /** Notes that something of them is stored, after which a count that was used before is a contradiction. */
    void settled(Collection<String> names) {
        PreparedBatch batch = handle.prepareBatch("update agent set settled = 1 where name = :name and settled = 0");
        names.forEach(name -> batch.bind("name", name).add());
        batch.execute();
    }

    /** The machines it came from before the present one. */
    Set<String> machines(String agent) {
        return new HashSet<>(handle.createQuery("select machine from agent_machine where agent = :agent")
                .bind("agent", agent)
                .mapTo(String.class)
                .list());
    }

    /** Notes the machine it came from until now; the oldest beyond what is remembered goes. */
    void left(String agent, String machine) {
        long number = handle.createQuery("select coalesce(max(number), 0) + 1 from agent_machine where agent = :agent")
                .bind("agent", agent)
                .mapTo(Long.class)
                .one();
        handle.createUpdate("insert into agent_machine (agent, machine, number) values (:agent, :machine, :number)")
                .bind("agent", agent)
                .bind("machine", machine)
                .bind("number", number)
                .execute();
        handle.createUpdate("delete from agent_machine where agent = :agent and number <= :last")
                .bind("agent", agent)
                .bind("last", number - CountRule.MACHINES)
                .execute();
    }

    private static Agent agent(ResultSet row) throws SQLException {
        return new Agent(
                row.getString("name"),
                new AgentKey(row.getString("public_key")),
                row.getString("environment"),
                row.getString("host"),
                Columns.text(row, "role"),
                Columns.text(row, "pool"),
                Set.copyOf(new ArrayList<>(Columns.split(row, "services"))),
                Columns.text(row, "certificate"),
                Columns.constant(AgentState.class, row, "state"),
                Instant.ofEpochMilli(row.getLong("joined")),
                Instant.ofEpochMilli(row.getLong("seen")),
                Columns.number(row, "silence").map(Duration::ofSeconds),
                row.getLong("count"),
                row.getString("machine"),
                row.getLong("settled") > 0);
    }
}
