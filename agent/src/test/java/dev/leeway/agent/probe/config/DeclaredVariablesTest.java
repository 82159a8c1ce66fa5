package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredVariablesTest {
    private static RecordedSection seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(new ConfigProbe(), FixtureServices.foundOn(host))
                .about("shop-web");
    }

    private static void is(RecordedSection web, String name, String state, String place) {
        assertThat(web.shown("required[" + name + "]/state")).as(name).contains(state);
        assertThat(web.evidence("required[" + name + "]/state")).as(name).contains(place);
        assertThat(web.paths().contains("required[" + name + "]/met"))
                .as(name + " is met")
                .isEqualTo(!state.equals("missing"));
    }

    @Test
    void holdsPlaceholdersAgainstWhatTheServiceHas(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file("/srv/shop/application.yml", """
                        payment:
                          timeout: ${PAYMENT_TIMEOUT}
                          url: ${PAYMENT_URL:http://localhost}
                          key: ${PAYMENT_KEY}
                        log: ${LOG_HOST}
                        home: ${HOME}
                        """)
                .file("/srv/shop/application-prod.yml", "a: ${ONLY_PROD}\n")
                .file("/srv/shop/application-live.properties", "a=${ONLY_LIVE}\n")
                .file("/srv/shop/.env", "LOG_HOST=logs\n")
                .file("/srv/shop/logback.xml", "<a><b>${env:XML_ONE}</b><c>${LOG_PATH}</c></a>");
        ConfigProbeTest.web(host, 700, "--spring.profiles.active=live")
                .with("PAYMENT_KEY", "hunter2")
                .add();
        RecordedSection web = seen(host);
        String yaml = "/srv/shop/application.yml:";
        is(web, "PAYMENT_TIMEOUT", "missing", yaml + 2);
        is(web, "PAYMENT_URL", "default", yaml + 3);
        is(web, "PAYMENT_KEY", "set", yaml + 4);
        is(web, "LOG_HOST", "set", yaml + 5);
        is(web, "ONLY_LIVE", "missing", "/srv/shop/application-live.properties:1");
        is(web, "XML_ONE", "missing", "/srv/shop/logback.xml:1");
        assertThat(web.shown("required[PAYMENT_TIMEOUT]/declared")).contains("{application.yml}");
        assertThat(web.paths())
                .noneMatch(path -> path.contains("ONLY_PROD") || path.contains("HOME") || path.contains("LOG_PATH"));
    }

    @Test
    void takesExamplesForDemandsAndNeverReadsTheirValues(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file("/srv/shop/.env.example", "# all of them\nA_ONE=hunter2\nB_TWO=\nC_THREE\n")
                .file("/srv/shop/.env.sample", "D_FOUR=\"hunter2\n");
        ConfigProbeTest.web(host, 700).with("B_TWO", "2").add();
        RecordedSection web = seen(host);
        is(web, "A_ONE", "missing", "/srv/shop/.env.example:2");
        is(web, "B_TWO", "set", "/srv/shop/.env.example:3");
        is(web, "C_THREE", "missing", "/srv/shop/.env.example:4");
        assertThat(web.evidence("file[.env.sample]/malformed")).contains("/srv/shop/.env.sample:1");
        assertThat(web.uncovered()).contains("required[*]/** format");
        assertThat(web.toString()).doesNotContain("hunter2");
    }

    @Test
    void readsWhatScriptsAndUnitsCannotDoWithout(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file(
                        "/etc/systemd/system/shop-web.service",
                        "[Service]\nExecStart=/opt/shop/start.sh --timeout=${UNIT_TIMEOUT}\nEnvironment=A=1\n")
                .file(
                        "/opt/shop/start.sh",
                        "#!/bin/sh\n# ${COMMENTED:?}\n: \"${DB_ONE:?must be set}\"\necho ${OTHER} ${MAYBE:-x}\n")
                .file("/opt/shop/run.sh", "#!/usr/bin/env bash\nexec java -Dx=\"${DB_TWO?}\"\n");
        FixtureProcess.of(host, 700)
                .runs("/bin/bash", "/bin/bash", "/opt/shop/run.sh")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .with("DB_TWO", "x")
                .add();
        RecordedSection web = seen(host);
        is(web, "UNIT_TIMEOUT", "missing", "/etc/systemd/system/shop-web.service:2");
        is(web, "DB_ONE", "missing", "/opt/shop/start.sh:3");
        is(web, "DB_TWO", "set", "/opt/shop/run.sh:2");
        assertThat(web.paths())
                .noneMatch(path -> path.contains("COMMENTED") || path.contains("OTHER") || path.contains("MAYBE"));
    }

    @Test
    void saysNothingOfWhatIsMissingWhereVariablesCannotBeRead(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file("/srv/shop/application.yml", "a: ${A_ONE}\n");
        ConfigProbeTest.web(host, 700).add();
        host.deny("/proc/700/environ");
        assertThat(seen(host).uncovered()).contains("required[*]/** permission", "** permission");
    }
}
