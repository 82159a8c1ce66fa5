package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leeway token list}: which tokens there are, without their texts, which nobody has. */
@Command(
        name = "list",
        description = "Lists tokens, by the ids they are revoked by.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  leeway token list --store leeway.db", "", "Exit codes: 0 listed, 2 usage, 4 internal error."})
final class TokenListCommand extends LeewayCommand {
    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Instant now = surroundings().clock().instant();
        try (Registry registry = store.registry(surroundings())) {
            for (JoinToken token : registry.tokens()) {
                out().println(VisibleText.of(line(token, now)));
            }
            for (AccessToken token : registry.accessTokens()) {
                out().println(VisibleText.of(line(token, now)));
            }
        }
        return ExitCodes.OK;
    }

    private static String line(JoinToken token, Instant now) {
        StringBuilder line = new StringBuilder(token.id())
                .append(token.kind() == JoinToken.Kind.POOL ? "  pool  " : "  one host  ")
                .append(token.environment());
        token.host().ifPresent(host -> line.append("/").append(host));
        token.role().ifPresent(role -> line.append(", role ").append(role));
        if (!token.services().isEmpty()) {
            line.append(", services ").append(String.join(" ", token.services()));
        }
        line.append("  ");
        if (token.redeemedBy().isPresent()) {
            return line.append("redeemed by ").append(token.redeemedBy().get()).toString();
        }
        return line.append(end(token.revokedAt(), token.expiresAt(), now)).toString();
    }

    private static String line(AccessToken token, Instant now) {
        return token.id() + "  " + RoleConverter.word(token.role()) + "  " + token.person() + ", "
                + (token.environments().isEmpty() ? "all environments" : String.join(" ", token.environments())) + "  "
                + end(token.revokedAt(), Optional.of(token.expiresAt()), now);
    }

    private static String end(Optional<Instant> revoked, Optional<Instant> expires, Instant now) {
        if (revoked.isPresent()) {
            return "revoked " + revoked.get().truncatedTo(ChronoUnit.SECONDS);
        }
        return expires.map(end -> (now.isBefore(end) ? "until " : "expired ") + end.truncatedTo(ChronoUnit.SECONDS))
                .orElse("until it is revoked");
    }
}
