package dev.leeway.collector.source.git;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in which repository a policy lies: {@code git:URL#REF:PATH}.
 *
 * @param url {@code https://...} or {@code file:///...}, without a user, a password or a query
 * @param ref a tag, a full commit id, or a branch
 * @param path of the policy in the repository, {@code leeway.yaml} where none is said
 */
public record GitPolicyName(String url, String ref, String path) {
    /** What names of policies in repositories begin with. */
    public static final String PREFIX = "git:";

    private static final Pattern NAME = Pattern.compile("git:([^#]+)#([^:#]+)(?::([^#]+))?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+@-]{0,199}");
    private static final Pattern URL = Pattern.compile("(https|file)://(\\S{1,2000})");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\\\]");
    /** A host, and a port that is a number. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^:@\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private static final String TOLD =
            "the address of the repository holds a user, a password or a query, which would be"
                    + " told in every report; leave it out";
    private static final String USUAL = "leeway.yaml";

    public GitPolicyName {
        requireNonNull(url, "url is null");
        requireNonNull(ref, "ref is null");
        requireNonNull(path, "path is null");
    }

    /** Whether {@code name} speaks of a policy in a repository. */
    public static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * Reads a name.
     *
     * @throws GitPolicyException saying what is wrong with it; a password in it is not repeated
     */
    public static GitPolicyName parse(String name) throws GitPolicyException {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new GitPolicyException("a policy in a repository is written git:URL#REF:PATH, as in"
                    + " git:https://git.example.com/ops/policies#v3:leeway.yaml");
        }
        String url = checkedUrl(parts.group(1));
        String ref = parts.group(2);
        boolean odd = ref.contains("..") || ref.endsWith(".lock") || ref.contains("@{") || ref.contains("//");
        if (!REF.matcher(ref).matches() || odd) {
            throw new GitPolicyException("the part between '#' and ':' is no tag, commit or branch");
        }
        String path = Optional.ofNullable(parts.group(3)).orElse(USUAL);
        checkPath(path);
        checkRest(url, ref, path);
        return new GitPolicyName(url, ref, path);
    }

    private static void checkPath(String path) throws GitPolicyException {
        boolean outside = path.startsWith("/")
                || List.of(path.split("/", -1)).stream()
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (outside || path.contains("#") || CONTROL.matcher(path).find()) {
            throw new GitPolicyException("the path after ':' must lead to a file within the repository");
        }
    }

    /**
     * Another file of the same repository and ref.
     *
     * @throws GitPolicyException when the path leads out of it
     */
    GitPolicyName beside(String other) throws GitPolicyException {
        checkPath(other);
        return new GitPolicyName(url, ref, other);
    }

    private static String checkedUrl(String url) throws GitPolicyException {
        Matcher known = URL.matcher(url);
        if (!known.matches()) {
            throw new GitPolicyException("policies are fetched by https:// or from file:// alone; for a repository that"
                    + " is reached otherwise, clone it, and name the clone: git:file:///srv/policies#v3:leeway.yaml");
        }
        String rest = known.group(2);
        String authority = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        boolean remote = known.group(1).equals("https");
        // A '#' in a password ends the address before its '@', so that what is left of it looks like a host and a port.
        boolean login = rest.contains("@") || !AUTHORITY.matcher(authority).matches();
        if (remote ? login || rest.contains("?") : authority.contains("@") || rest.contains("?")) {
            throw new GitPolicyException(TOLD);
        }
        return url;
    }

    /** The rest of a password may be all there is of it: of what could follow one nothing is tried, or told. */
    private static void checkRest(String url, String ref, String path) throws GitPolicyException {
        boolean port = url.indexOf(':', url.indexOf("://") + 1) > 0;
        if (!url.startsWith("file:") && (ref.contains("@") || (port && path.contains("@")))) {
            throw new GitPolicyException(TOLD + ", and name what is meant by a tag or path without '@', or by the whole"
                    + " id of its commit");
        }
    }

    /** Whether the ref is the full id of a commit, which means one text for ever. */
    public boolean pinned() {
        return COMMIT.matcher(ref).matches();
    }

    /** What a report calls the policy: its name and the first twelve digits of the commit. */
    public String at(String commit) {
        return PREFIX + url + "#" + ref + ":" + path + "@" + commit.substring(0, 12);
    }
}
