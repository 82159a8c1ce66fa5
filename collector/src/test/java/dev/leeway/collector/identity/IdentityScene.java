package dev.leeway.collector.identity;

import dev.leeway.schema.wire.SignedRequest;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Hosts with keys, and tokens for them. */
public final class IdentityScene {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final String AUDIENCE = "https://leeway.example:7411";
    private static final Tokens TOKENS = new Tokens(new SecureRandom());

    private IdentityScene() {}

    /** A key pair of a host. */
    public record HostKey(AgentKey key, PrivateKey secret) {
        /** The headers of a request that this host signs. */
        public SignedHeaders signed(String name, long count, String machine, byte[] body)
                throws GeneralSecurityException {
            return signed(AUDIENCE, name, count, machine, "gzip", body);
        }

        /** The same for any audience and encoding. */
        public SignedHeaders signed(
                String audience, String name, long count, String machine, String encoding, byte[] body)
                throws GeneralSecurityException {
            SignedRequest request = new SignedRequest(
                    audience, "POST", "/api/v1/snapshots", name, count, machine, encoding, SignedRequest.digest(body));
            return new SignedHeaders(
                    "POST",
                    "/api/v1/snapshots",
                    Optional.of(name),
                    Optional.of(Long.toString(count)),
                    Optional.of(machine),
                    Optional.of(Base64.getEncoder().encodeToString(request.sign(secret))),
                    encoding,
                    Optional.empty());
        }
    }

    /** A new key. */
    public static HostKey key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            AgentKey key = AgentKey.parse(
                            Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                    .orElseThrow();
            return new HostKey(key, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of a new token. */
    public static String text(TokenKind kind) {
        return TOKENS.create(kind);
    }

    /** A one-time token for any host of an environment. */
    public static JoinToken oneTime(String text, String environment) {
        return oneTime(text, environment, Optional.empty());
    }

    /** A one-time token, for one host where it is named. */
    public static JoinToken oneTime(String text, String environment, Optional<String> host) {
        return new JoinToken(
                Tokens.joining(text).orElseThrow(),
                JoinToken.Kind.ONE_TIME,
                environment,
                Optional.empty(),
                host,
                Set.of(),
                JoinToken.USUAL_SILENCE,
                NOON,
                Optional.of(NOON.plus(JoinToken.USUAL)),
                Optional.empty(),
                Optional.empty());
    }

    /** A pool's token. */
    public static JoinToken pool(String text, String environment, String... services) {
        return new JoinToken(
                Tokens.joining(text).orElseThrow(),
                JoinToken.Kind.POOL,
                environment,
                Optional.of("web"),
                Optional.empty(),
                Set.of(services),
                Duration.ofDays(2),
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A person's token for a day. */
    public static AccessToken person(String text, String person, Role role, String... environments) {
        return new AccessToken(
                Tokens.hash(text, TokenKind.ACCESS).orElseThrow(),
                person,
                role,
                Set.of(environments),
                NOON,
                NOON.plus(Duration.ofDays(1)),
                Optional.empty());
    }

    /** A host that shows a token. */
    public static Joining joining(String token, HostKey key, String host) {
        return new Joining(
                Tokens.joining(token).orElseThrow(),
                key.key(),
                host,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** An accepted agent of that key in {@code prod}. */
    public static Agent agent(HostKey key, String host) {
        return new Agent(
                key.key().name(),
                key.key(),
                "prod",
                host,
                Optional.of("web"),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                AgentState.ACTIVE,
                NOON,
                NOON,
                Optional.empty(),
                0,
                "",
                false);
    }
}
