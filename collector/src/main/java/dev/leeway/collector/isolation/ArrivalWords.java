package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of a connection alone, without any login, that it leads to another environment's server. */
final class ArrivalWords {
    private final Environments environments;

    ArrivalWords(Environments environments) {
        this.environments = environments;
    }

    Explanation of(Endpoint endpoint, SectionSite host, Rule rule) {
        String guest = endpoint.site().environmentName();
        Set<String> names = endpoint.site().texts(endpoint.path("database"));
        boolean other =
                !names.isEmpty() && !names.contains(host.text("server/database").orElse(""));
        boolean open = endpoint.site().texts(endpoint.path("established")).contains("true");
        String ground = endpoint.key() + (open ? " is a connection held to " : " leads to ")
                + (other ? "database " + MeetingWords.listed(List.copyOf(names)) + " at " : "") + where(host)
                + ", where " + MeetingWords.label(host) + " is" + (other ? " too" : "");
        return explanation(
                endpoint.service(),
                host.environment(),
                guest,
                other ? "database server" : "database",
                ground + login(endpoint, host),
                rule.because());
    }

    private static String login(Endpoint endpoint, SectionSite host) {
        return endpoint.user()
                .map(user -> ", as " + user
                        + Writing.in(host).of(user).map(may -> ", which " + may).orElse(""))
                .orElse("");
    }

    private static String where(SectionSite host) {
        return host.text("server/address").orElse("") + ":" + String.join(",", host.texts("server/port"));
    }

    /** {@code shop-web connects to production's database: GROUND}. */
    Explanation explanation(
            String service, int host, String guest, String what, String ground, Optional<String> because) {
        String owner = environments.isProduction(host) ? "production's" : environments.name(host) + "'s";
        return new Explanation(
                service + " connects to " + owner + " " + what + ": " + ground,
                because.orElse("What is done in " + guest + " is done to the data of " + environments.name(host) + "."),
                "Give " + guest + " a server of its own, and close the way to " + owner + ".",
                "That what is done in " + guest + " leaves " + environments.name(host) + " untouched.");
    }
}
