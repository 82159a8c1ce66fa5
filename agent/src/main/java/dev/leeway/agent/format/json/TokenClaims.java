package dev.leeway.agent.format.json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a service account's token speaks for. Of a token nothing else is looked at, its signature least of all.
 *
 * @param account name of the service account
 */
public record TokenClaims(String account) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?");
    private static final int PARTS = 3;

    /** Reads a token of Kubernetes, of the bound kind or the older one; empty when {@code text} is none. */
    public static Optional<TokenClaims> of(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return JsonText.read(claims).flatMap(TokenClaims::of);
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static Optional<TokenClaims> of(JsonNode claims) {
        return claims.textAt("kubernetes.io", "serviceaccount", "name")
                .or(() -> claims.textAt("kubernetes.io/serviceaccount/service-account.name"))
                .filter(name -> NAME.matcher(name).matches())
                .map(TokenClaims::new);
    }
}
