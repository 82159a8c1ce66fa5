package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.RecordedSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which loose files of a service are told, and by which name. */
class ServiceFilesTest extends ServiceFilesScene {
    @Test
    void tellsLooseFilesButNotWhatOtherFactsTellOrTheServiceWrites() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/views/index.html", LONG)
                .file("/srv/front/small.txt", "abc")
                .file("/srv/front/node_modules/x/index.js", LONG)
                .file("/srv/front/node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")
                .file("/srv/front/venv/pyvenv.cfg", "home = /usr/bin\n")
                .file("/srv/front/venv/bin/activate", LONG)
                .file("/srv/front/logs/a.txt", LONG)
                .file("/srv/front/app.log", LONG)
                .file("/srv/front/app.pid", "1")
                .file("/srv/front/state.sqlite", LONG)
                .file("/srv/front/lib/a-1.jar", Jar.of("g:a", "1").bytes());
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front))
                .containsExactly(
                        "file[server.js]/content",
                        "file[small.txt]/content",
                        "file[views/index.html]/content",
                        "file[views/index.html]/size");
        assertThat(front.shown("file[views%2Findex.html]/size")).contains("300 B");
        assertThat(front.uncovered()).noneMatch(each -> each.matches("(file|stray).*"));
    }

    @Test
    void namesFilesAlikeInEveryRelease() throws Exception {
        for (String version : List.of("1.4.2", "1.5.0")) {
            started(version);
            host.file("/srv/front/server.js", LONG)
                    .file("/srv/front/vendor/lib-" + version + "/a.txt", LONG)
                    .file("/srv/front/vendor/" + version + "/b.txt", LONG)
                    .file("/srv/front/static/main." + (version.equals("1.5.0") ? "9f8e7d6c" : "3f2a1b9c") + ".js", LONG)
                    .file("/srv/front/static/app-" + version + ".min.css", LONG);
            node().add();
            assertThat(files(about("front")))
                    .filteredOn(path -> path.endsWith("/content"))
                    .containsExactly(
                            "file[server.js]/content",
                            "file[static/app.min.css]/content",
                            "file[static/main.%7Bhash%7D.js]/content",
                            "file[vendor/%7Bversion%7D/b.txt]/content",
                            "file[vendor/lib/a.txt]/content");
        }
    }

    @Test
    void oneChangedLooseFileChangesOneFactAndOtherLineEndsNone() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG + "\n" + LONG).file("/srv/front/b.txt", "one\r\ntwo\r\n" + LONG);
        node().add();
        RecordedSection before = about("front");
        started("b");
        host.file("/srv/front/server.js", LONG + "\n" + LONG.replace('x', 'y'))
                .file("/srv/front/b.txt", "one\ntwo\n" + LONG);
        node().add();
        assertThat(changed(before, about("front"))).containsExactly("file[server.js]/content");
    }

    @Test
    void saysWhatItMayNotReadAndSearchesWhereItWasTold() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/tls/server.key", LONG)
                .file("/srv/shared/logo.txt", LONG)
                .file("/srv/front/big/x.txt", LONG);
        host.refuse("/srv/front/tls/server.key", Kind.DENIED);
        host.dependencies(new DependencySettings(
                Optional.empty(),
                List.of("/srv/front/big"),
                new TreeMap<>(Map.of("front", List.of("/srv/shared"))),
                Map.of()));
        node().add();
        RecordedSection front = about("front");
        assertThat(front.uncovered()).contains("file[tls%2Fserver.key]/** permission", "stray[*] permission");
        assertThat(files(front))
                .contains("file[shared/logo.txt]/content")
                .noneMatch(path -> path.startsWith("file[big"));
    }

    @Test
    void tellsNoSizeOfWhatMayHoldASecret() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/.env", LONG)
                .file("/srv/front/config/app.yml", LONG)
                .file("/srv/front/tls/a.pem", LONG)
                .file("/srv/front/db-password.txt", LONG)
                .file("/srv/front/secret.png", LONG)
                .file("/srv/front/logo.png", LONG);
        for (String name : List.of(
                ".npmrc",
                ".pypirc",
                "config.js",
                "id_rsa.deploy",
                "requirements.txt",
                "settings.py",
                "terraform.tfvars")) {
            host.file("/srv/front/" + name, LONG);
        }
        node().add();
        assertThat(files(about("front")))
                .filteredOn(path -> path.endsWith("/size"))
                .containsExactly("file[logo.png]/size");
    }

    @Test
    void aFileWhoseNameIsNoTextLeavesUnknownWhatItIs() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG).link("/srv/front/static/latin\uFFFD.js.map", "/nowhere");
        node().add();
        assertThat(about("front").uncovered())
                .contains("file[static%2F*]/** unreadable", "stray[*] unreadable")
                .noneMatch(each -> each.startsWith("npm["));
    }
}
