package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory with files that declare dependencies, and what is read of them. */
abstract class DeclaredScene {
    FixtureHost host;
    Survey survey;

    @BeforeEach
    void begin(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
    }

    /** Each declaration in one line: name, precision, version, condition, file and line. */
    List<String> read(String name, String text) {
        host.file("/srv/app/" + name, text);
        return all();
    }

    List<String> all() {
        return DeclaredFiles.read(survey, "/srv/app").stream()
                .map(each -> String.join(
                                " ",
                                each.name(),
                                each.precision().text(),
                                each.version(),
                                each.condition().map(when -> "(" + when + ")").orElse(""),
                                PathText.name(each.file()) + ":" + each.line())
                        .replaceAll(" +", " "))
                .toList();
    }
}
