package dev.leeway.agent.probe.dependency.python;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The list of files that an installer leaves beside a distribution, {@code RECORD} or {@code installed-files.txt}. */
public final class FileList {
    private static final int MAX_LIST = 16 << 20;
    private static final Pattern FIRST_NAME = Pattern.compile("(?:\\.\\./)?([^/.,\"]+)[/.][^\\n]*");

    private FileList() {}

    /** The names its files are imported under; none when there is no list. */
    public static Set<String> topNames(Survey survey, Distribution distribution) {
        Optional<String> list = survey.text(PathText.below(distribution.path(), "RECORD"), MAX_LIST)
                .or(() -> survey.text(PathText.below(distribution.path(), "installed-files.txt"), MAX_LIST));
        return list.stream()
                .flatMap(String::lines)
                .map(FIRST_NAME::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }
}
