package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/**
 * What the outside learns of a refusal: the same whatever the reason, with every way out.
 *
 * @param status of HTTP
 * @param title of the problem
 * @param detail of the problem
 * @param next what to do
 */
public record OutsideAnswer(int status, String title, String detail, String next) {
    /** To an agent whose request is not accepted. */
    public static final OutsideAnswer REQUEST = new OutsideAnswer(
            401,
            "not accepted",
            "The key is not known here, was revoked, ended or is used by two machines, or the request was altered or sent before.",
            "The collector's log has the reason: leeway audit list. To begin anew, join the host again with a new token:"
                    + " leeway-agent join --again");

    /** To a host that wanted to join. */
    public static final OutsideAnswer JOIN = new OutsideAnswer(
            403,
            "not joined",
            "The token is not known here, was used, ended, or is for another host, role or environment.",
            "The collector's log has the reason: leeway audit list. Make another: leeway token create --environment"
                    + " ENVIRONMENT --host HOST");

    /** To an agent whose new key is not taken; its own stays as it is. */
    public static final OutsideAnswer ROTATION = new OutsideAnswer(
            403,
            "the key stays",
            "A new key has to be one that was never known here, and to sign that it takes the place of the old one.",
            "Make another: leeway-agent rotate");

    /** To an agent that speaks for somebody else. */
    public static final OutsideAnswer NOT_ITS_OWN = new OutsideAnswer(
            403,
            "not this agent's to tell",
            "An agent speaks for the environment, host, role and services it joined for, and no other.",
            "Put right what the host calls itself, or join it again as what it is now: leeway-agent join --again");

    /** To a person who shows no valid token. */
    public static final OutsideAnswer PERSON = new OutsideAnswer(
            401,
            "token needed",
            "This takes the token of a person, as Authorization: Bearer TOKEN, that has not ended.",
            "An administrator makes one: leeway token create --person NAME --as reader");

    public OutsideAnswer {
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(next, "next is null");
    }

    /**
     * To a person whose token does not permit it.
     *
     * @param enough the least role that would do
     * @param environments it has to be for, as the token at hand is; none where only one for all of them would do
     */
    public static OutsideAnswer permission(Role enough, Set<String> environments) {
        StringBuilder command = new StringBuilder("leeway token create --person NAME --as ");
        command.append(enough.name().toLowerCase(Locale.ROOT));
        environments.stream()
                .sorted()
                .forEach(name -> command.append(" --environment ").append(name));
        return new OutsideAnswer(
                403,
                "not permitted",
                "The token's role or environments do not reach so far.",
                "An administrator can make one that does: " + command);
    }
}
