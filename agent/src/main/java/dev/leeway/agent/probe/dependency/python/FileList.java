package dev.leeway.agent.probe.dependency.python;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The list of files that an installer leaves beside a distribution, {@code RECORD} or {@code installed-files.txt}. */
public final class FileList {
    private static final int MAX_LIST = 16 << 20;
    private static final Pattern END = Pattern.compile("[/.].*");

    private FileList() {}

    /** Its files, below the directory on the path where they lie there; none when there is no list. */
    public static List<String> paths(Survey survey, Distribution distribution) {
        Optional<String> list = survey.text(PathText.below(distribution.path(), "RECORD"), MAX_LIST)
                .or(() -> survey.text(PathText.below(distribution.path(), "installed-files.txt"), MAX_LIST));
        return list.stream().flatMap(String::lines).map(FileList::path).toList();
    }

    /** The second list tells paths as seen from the metadata's directory. */
    private static String path(String line) {
        boolean quoted = line.startsWith("\"");
        int end = line.indexOf(quoted ? '"' : ',', quoted ? 1 : 0);
        String path = line.substring(quoted ? 1 : 0, end < 0 ? line.length() : end);
        return path.startsWith("../") ? path.substring("../".length()) : path;
    }

    /** The name under which what lies at {@code path} is imported: {@code numpy} of {@code numpy.libs/x.so}. */
    public static String topName(String path) {
        return END.matcher(path).replaceFirst("");
    }
}
