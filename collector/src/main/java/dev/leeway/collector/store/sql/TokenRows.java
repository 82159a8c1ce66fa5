package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Tokens of both kinds. */
final class TokenRows {
    private final Handle handle;

    TokenRows(Handle handle) {
        this.handle = handle;
    }

    void add(JoinToken token) {
        handle.createUpdate(
                        "insert into join_token (id, hash, kind, environment, role, host, services, silence, issued,"
                                + " expires, revoked, redeemed_by) values (:id, :hash, :kind, :environment, :role, :host,"
                                + " :services, :silence, :issued, :expires, :revoked, :redeemed)")
                .bind("id", token.id())
                .bind("hash", token.hash().hex())
                .bind("kind", Columns.word(token.kind()))
                .bind("environment", token.environment())
                .bind("role", token.role().orElse(null))
                .bind("host", token.host().orElse(null))
                .bind("services", Columns.joined(token.services()))
                .bind("silence", token.silence().toSeconds())
                .bind("issued", token.issuedAt().toEpochMilli())
                .bind("expires", Columns.millis(token.expiresAt()))
                .bind("revoked", Columns.millis(token.revokedAt()))
                .bind("redeemed", token.redeemedBy().orElse(null))
                .execute();
    }

    void add(AccessToken token) {
        handle.createUpdate("insert into access_token (id, hash, person, role, environments, issued, expires, revoked)"
                        + " values (:id, :hash, :person, :role, :environments, :issued, :expires, :revoked)")
                .bind("id", token.id())
                .bind("hash", token.hash().hex())
                .bind("person", token.person())
                .bind("role", Columns.word(token.role()))
                .bind("environments", Columns.joined(token.environments()))
                .bind("issued", token.issuedAt().toEpochMilli())
                .bind("expires", token.expiresAt().toEpochMilli())
                .bind("revoked", Columns.millis(token.revokedAt()))
                .execute();
    }

    List<JoinToken> joining() {
        return handle.createQuery("select * from join_token").map((row, context) -> joinToken(row)).stream()
                .sorted(Comparator.comparing(JoinToken::issuedAt).thenComparing(JoinToken::id))
                .toList();
    }

    List<AccessToken> access() {
        return handle.createQuery("select * from access_token").map((row, context) -> accessToken(row)).stream()
                .sorted(Comparator.comparing(AccessToken::issuedAt).thenComparing(AccessToken::id))
                .toList();
    }

    /** Found by the part of the hash that is no secret; the rest is compared in constant time. */
    Optional<JoinToken> joining(TokenHash hash) {
        return joining(hash.id()).filter(token -> token.hash().matches(hash));
    }

    Optional<AccessToken> access(TokenHash hash) {
        return access(hash.id()).filter(token -> token.hash().matches(hash));
    }

    Optional<JoinToken> joining(String id) {
        return handle.createQuery("select * from join_token where id = :id")
                .bind("id", id)
                .map((row, context) -> joinToken(row))
                .findOne();
    }

    Optional<AccessToken> access(String id) {
        return handle.createQuery("select * from access_token where id = :id")
                .bind("id", id)
                .map((row, context) -> accessToken(row))
                .findOne();
    }

    void redeemed(String id, String agent) {
        handle.createUpdate("update join_token set redeemed_by = :agent where id = :id")
                .bind("id", id)
                .bind("agent", agent)
                .execute();
    }

    /** Whether one was open until now; which of the tables has it does not matter. */
    boolean revoke(String id, Instant now) {
        int revoked = 0;
        for (String table : List.of("join_token", "access_token")) {
            revoked += handle.createUpdate("update " + table + " set revoked = :now where id = :id and revoked is null")
                    .bind("id", id)
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        return revoked > 0;
    }

    /** Forgets those that ended before a moment. */
    int prune(Instant before) {
        String ended = " where coalesce(revoked, expires) < :before or expires < :before";
        return handle.createUpdate("delete from join_token" + ended)
                        .bind("before", before.toEpochMilli())
                        .execute()
                + handle.createUpdate("delete from access_token" + ended)
                        .bind("before", before.toEpochMilli())
                        .execute();
    }

    private static JoinToken joinToken(ResultSet row) throws SQLException {
        return new JoinToken(
                new TokenHash(row.getString("hash")),
                Columns.constant(JoinToken.Kind.class, row, "kind"),
                row.getString("environment"),
                Columns.text(row, "role"),
                Columns.text(row, "host"),
                Set.copyOf(Columns.split(row, "services")),
                Duration.ofSeconds(row.getLong("silence")),
                Instant.ofEpochMilli(row.getLong("issued")),
                Columns.moment(row, "expires"),
                Columns.moment(row, "revoked"),
                Columns.text(row, "redeemed_by"));
    }

    private static AccessToken accessToken(ResultSet row) throws SQLException {
        return new AccessToken(
                new TokenHash(row.getString("hash")),
                row.getString("person"),
                Columns.constant(Role.class, row, "role"),
                Set.copyOf(Columns.split(row, "environments")),
                Instant.ofEpochMilli(row.getLong("issued")),
                Instant.ofEpochMilli(row.getLong("expires")),
                Columns.moment(row, "revoked"));
    }
}
