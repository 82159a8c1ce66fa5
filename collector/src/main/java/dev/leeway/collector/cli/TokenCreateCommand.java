package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Names;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code leeway token create}: makes a token and prints it once. */
@Command(
        name = "create",
        description = "Makes a token and prints it, this once; the store keeps only its hash.",
        customSynopsis = {
            "leeway token create --environment NAME [--host NAME] [--role NAME]",
            "                    [--for TIME] [--store STORE]",
            "       leeway token create --environment NAME --pool [--service NAME]...",
            "                    [--role NAME] [--silence TIME] [--for TIME] [--store STORE]",
            "       leeway token create --person NAME --as ROLE [--environment NAME]...",
            "                    [--for TIME] [--store STORE]"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  TOKEN=$(leeway token create --environment prod --host web-01)",
            "  leeway token create --environment prod --pool --service shop-web",
            "  leeway token create --person ada --as reader --environment prod",
            "",
            "The token alone goes to standard output, all else to standard error.",
            "",
            "Exit codes: 0 made, 2 usage or nothing made, 4 internal error."
        })
final class TokenCreateCommand extends LeewayCommand {
    private static final Duration LONGEST_ONE_TIME = Duration.ofDays(7);
    private static final Duration LONGEST_PERSON = Duration.ofDays(366);
    private static final Duration USUAL_PERSON = Duration.ofDays(90);

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "The environment of hosts that join by it; of a person, the only ones it is for (repeatable).")
    private List<String> environments = List.of();

    @Option(names = "--host", paramLabel = "NAME", description = "The only host that may join by it.")
    private @Nullable String host;

    @Option(names = "--role", paramLabel = "NAME", description = "The role hosts have that join by it.")
    private @Nullable String role;

    @Option(names = "--pool", description = "For hosts that come and go: any number of them, until it is revoked.")
    private boolean pool;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Of a pool: the service its hosts may speak of, and no other (repeatable).")
    private List<String> services = List.of();

    @Option(
            names = "--silence",
            paramLabel = "TIME",
            converter = TermConverter.class,
            description = "Of a pool: after how long without a word a host of it has ended. Default: 2d.")
    private @Nullable Duration silence;

    @Option(names = "--person", paramLabel = "NAME", description = "For a person of this name instead of a host.")
    private @Nullable String person;

    @Option(
            names = "--as",
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            completionCandidates = RoleConverter.Words.class,
            description = "What the person may do: ${COMPLETION-CANDIDATES}.")
    private @Nullable Role as;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TermConverter.class,
            description = "How long it lasts. Default: 10m; of a person 90d; of a pool until it is revoked.")
    private @Nullable Duration term;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        checkOptions(command());
        checkNames();
        TokenKind kind = person != null ? TokenKind.ACCESS : pool ? TokenKind.POOL : TokenKind.JOIN;
        String text = new Tokens(new SecureRandom()).create(kind);
        Set<String> known;
        try (Registry registry = store.registry(surroundings())) {
            known = registry.agents().stream().map(Agent::environment).collect(Collectors.toSet());
            if (kind == TokenKind.ACCESS) {
                registry.issue(access(text), AuditDraft.STORE);
            } else {
                registry.issue(joining(text), AuditDraft.STORE);
            }
        }
        out().println(text);
        out().flush();
        err().println(words(kind));
        environments.forEach(name -> doubt(name, known).ifPresent(err()::println));
        return ExitCodes.OK;
    }

    /** A slip of the pen makes an environment of its own, in which nothing is compared with anything and a person sees nothing. */
    private static Optional<String> doubt(String environment, Set<String> known) {
        return known.contains(environment)
                ? Optional.empty()
                : Suggestion.nearest(environment, known)
                        .map(near -> "no host of " + VisibleText.of(environment) + " has joined so far; did you mean '"
                                + VisibleText.of(near) + "'? leeway token list names this token, leeway token revoke"
                                + " ends it");
    }

    private void checkOptions(CommandSpec command) {
        String wrong = "";
        if (person != null) {
            boolean ofHosts = host != null || role != null || pool || !services.isEmpty() || silence != null;
            wrong = ofHosts
                    ? "--host, --role, --pool, --service and --silence are for hosts, --person for people."
                    : as == null ? "Name what the person may do: --as reader, operator or admin." : "";
        } else if (as != null) {
            wrong = "--as is for people: name one with --person.";
        } else if (environments.size() != 1) {
            wrong = "Name the one environment of the hosts: --environment prod. For a person: --person NAME --as ROLE.";
        } else if (pool && host != null) {
            wrong = "--host is for one host, --pool for many.";
        } else if (!pool && (!services.isEmpty() || silence != null)) {
            wrong = "--service and --silence are for hosts that come and go: --pool.";
        }
        if (!wrong.isEmpty()) {
            throw new ParameterException(command.commandLine(), wrong);
        }
    }

    private void checkNames() throws CommandFailure {
        for (String name : environments) {
            checkName("environment", name);
        }
        if (host != null) {
            checkName("host", host);
        }
        if (role != null) {
            checkName("role", role);
        }
        for (String service : services) {
            if (service.isBlank() || service.chars().anyMatch(Character::isISOControl)) {
                throw new CommandFailure("'" + FormatException.shown(service) + "' is no name of a service");
            }
        }
        if (person != null && !Names.isPerson(person)) {
            throw new CommandFailure("'" + FormatException.shown(person) + "' is no name of a person: " + Names.PEOPLE);
        }
        Duration longest = person != null ? LONGEST_PERSON : LONGEST_ONE_TIME;
        if (!pool && term != null && term.compareTo(longest) > 0) {
            throw new CommandFailure(
                    person != null
                            ? "a token of a person lasts 366 days at most; make another then"
                            : "a one-time token lasts 7 days at most; for hosts that come and go there is --pool");
        }
    }

    private static void checkName(String what, String name) throws CommandFailure {
        if (!Names.isName(name)) {
            throw new CommandFailure(
                    "'" + FormatException.shown(name) + "' is no name of " + what + ": " + Names.NAMING);
        }
    }

    private Instant now() {
        return surroundings().clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private AccessToken access(String text) {
        return new AccessToken(
                Tokens.hash(text, TokenKind.ACCESS).orElseThrow(),
                String.valueOf(person),
                as == null ? Role.READER : as,
                Set.copyOf(environments),
                now(),
                now().plus(Optional.ofNullable(term).orElse(USUAL_PERSON)),
                Optional.empty());
    }

    private JoinToken joining(String text) {
        Optional<Duration> lasts = Optional.ofNullable(term);
        return new JoinToken(
                Tokens.joining(text).orElseThrow(),
                pool ? JoinToken.Kind.POOL : JoinToken.Kind.ONE_TIME,
                environments.get(0),
                Optional.ofNullable(role),
                Optional.ofNullable(host),
                Set.copyOf(services),
                Optional.ofNullable(silence).orElse(JoinToken.USUAL_SILENCE),
                now(),
                (pool ? lasts : Optional.of(lasts.orElse(JoinToken.USUAL))).map(now()::plus),
                Optional.empty(),
                Optional.empty());
    }

    private static String words(TokenKind kind) {
        return switch (kind) {
            case JOIN -> "for one host, once; on the host: leeway-agent join URL --token-file -";
            case POOL ->
                "for any number of hosts until it is revoked; on each: leeway-agent join URL --token-file FILE";
            case ACCESS -> "to be sent as Authorization: Bearer TOKEN; leeway token list tells when it ends";
        };
    }
}
