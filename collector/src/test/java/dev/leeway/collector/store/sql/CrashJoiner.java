package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Advance;
import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.TokenKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A process that lets hosts join and counts their requests, and says what was answered, until it is killed. */
final class CrashJoiner {
    private CrashJoiner() {}

    /** Works on the store given. */
    public static void main(String[] args) throws Exception {
        Clock clock = Clock.fixed(IdentityScene.NOON, ZoneOffset.UTC);
        try (Registry registry =
                SqlStores.sqliteCollector(Path.of(args[0]), clock).registry()) {
            List<String> agents = new ArrayList<>();
            long count = 0;
            while (true) {
                String token = IdentityScene.text(TokenKind.JOIN);
                registry.issue(IdentityScene.oneTime(token, "prod"), "store");
                System.out.println("issued " + token);
                IdentityScene.HostKey key = IdentityScene.key();
                String host = "h" + key.key().name();
                JoinResult result = registry.join(IdentityScene.joining(token, key, host));
                if (result instanceof JoinResult.Joined joined) {
                    System.out.println("joined " + token + " " + joined.agent().name());
                    agents.add(joined.agent().name());
                }
                count++;
                List<Advance> group = new ArrayList<>();
                for (String agent : agents.subList(Math.max(0, agents.size() - 5), agents.size())) {
                    group.add(new Advance(agent, count, "m"));
                }
                List<Advanced> counted = registry.advance(group);
                for (int i = 0; i < group.size(); i++) {
                    if (counted.get(i).accepted()) {
                        System.out.println("accepted " + group.get(i).agent() + " " + count);
                    }
                }
                registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "")));
                System.out.println("head " + registry.auditHead().text());
            }
        }
    }
}
