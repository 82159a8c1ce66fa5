package dev.leeway.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest extends ProbeContract {
    private static final String HOME = "/opt/jdk-17";
    private static final String JAVA = HOME + "/bin/java";
    private static final String UNIT = "/system.slice/shop-web.service";

    @Override
    protected Probe probe() {
        return new ProcessProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        host.procFile("/sys/kernel/cap_last_cap", "40\n");
        host.file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nshop:x:998:998::/srv:/bin/false\n");
        host.file("/etc/group", "shop:x:998:\n");
        host.file(HOME + "/release", "IMPLEMENTOR=\"Acme\"\nJAVA_VERSION=\"17.0.15\"\n");
        host.file("/etc/shop/jvm.args", "-Xms256m -Dshop.mode=full");
        host.sysFile("/fs/cgroup/cgroup.controllers", "cpu memory pids\n");
        host.sysFile("/fs/cgroup/system.slice/memory.max", "4294967296\n");
        host.sysFile("/fs/cgroup" + UNIT + "/memory.max", "max\n");
        host.sysFile("/fs/cgroup" + UNIT + "/cpu.max", "150000 100000\n");
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/systemd/systemd", "/opt/init")
                .cgroup("/init.scope")
                .uid(0)
                .in("/opt/nowhere")
                .add();
        web(host, 700).add();
        FixtureProcess.of(host, 800)
                .runs("/opt/python/bin/python3.11", "python3", "/opt/py/gunicorn", "shop.wsgi", "--reload")
                .cgroup("/system.slice/shop-api.service")
                .in("/opt/api")
                .listens(8000)
                .add();
        FixtureProcess.of(host, 900)
                .runs("/opt/node/v18.17.0/bin/node", "node", "--inspect=0.0.0.0:9229", "/opt/front/server.js")
                .cgroup("/system.slice/shop-front.service")
                .in("/opt/front")
                .add();
        return FixtureServices.foundOn(host);
    }

    private static FixtureProcess web(FixtureHost host, int pid) {
        return FixtureProcess.of(host, pid)
                .uid(998)
                .runs(
                        JAVA,
                        "java",
                        "@/etc/shop/jvm.args",
                        "-Xmx512m",
                        "-XX:+UseG1GC",
                        "-XX:MaxMetaspaceSize=256m",
                        "-Ddb.password=hunter2",
                        "-javaagent:/opt/otel/opentelemetry-javaagent-1.32.0.jar=endpoint=x",
                        "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-jar",
                        "/opt/shop/releases/20260102030405/shop-web-1.4.2.jar",
                        "--server.port=8080")
                .cgroup(UNIT)
                .in("/opt/shop/releases/20260102030405")
                .with("JAVA_TOOL_OPTIONS", "-Duser.timezone=UTC -Xmx256m")
                .with("_JAVA_OPTIONS", "-XX:MaxMetaspaceSize=128m")
                .file("maps", "7f00-7f10 r-xp 00000000 fe:00 9 " + HOME + "/lib/server/libjvm.so\n")
                .listens(8080);
    }

    private RecordingRecorder seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host);
    }

    @Test
    void listsTheServicesInItsIndex(@TempDir Path directory) throws Exception {
        RecordingRecorder seen = seen(richHost(directory));
        assertThat(seen.host().outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(seen.host().paths())
                .containsExactly(
                        "service[shop-api]/anchoredBy",
                        "service[shop-api]/namedBy",
                        "service[shop-front]/anchoredBy",
                        "service[shop-front]/namedBy",
                        "service[shop-web]/anchoredBy",
                        "service[shop-web]/namedBy");
        assertThat(seen.subjects()).containsExactly("shop-api", "shop-front", "shop-web");
    }

    @Test
    void tellsTheJavaInUseAndWhatItWasTold(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory)).about("shop-web");
        assertThat(web.shown("runtime/kind")).contains("java");
        assertThat(web.shown("runtime/version")).contains("17.0.15");
        assertThat(web.shown("runtime/vendor")).contains("Acme");
        assertThat(web.shown("runtime/home")).contains(HOME);
        assertThat(web.shown("main/kind")).contains("jar");
        assertThat(web.shown("main/name")).contains("shop-web");
        assertThat(web.shown("main/version")).contains("1.4.2");
        assertThat(web.shown("main/path")).contains("/opt/shop/releases/{release}/shop-web-1.4.2.jar");
        assertThat(web.shown("jvm/heap/max")).contains("512 MiB");
        assertThat(web.evidence("jvm/heap/max")).contains("command line");
        assertThat(web.shown("jvm/heap/initial")).contains("256 MiB");
        assertThat(web.evidence("jvm/flag[InitialHeapSize]")).contains("argument file");
        assertThat(web.shown("jvm/heap/chosenBy")).contains("option");
        assertThat(web.shown("jvm/gc/name")).contains("G1");
        assertThat(web.shown("jvm/gc/chosenBy")).contains("option");
        assertThat(web.shown("jvm/flag[MaxMetaspaceSize]")).contains("128 MiB");
        assertThat(web.evidence("jvm/flag[MaxMetaspaceSize]")).contains("_JAVA_OPTIONS");
        assertThat(web.evidence("jvm/property[user.timezone]")).contains("JAVA_TOOL_OPTIONS");
        assertThat(web.observed("jvm/property[db.password]"))
                .containsExactly(new Observed.Guarded("variable", "db.password", "hunter2"));
        assertThat(web.shown("jvm/agent[opentelemetry-javaagent]/version")).contains("1.32.0");
        assertThat(web.observed("jvm/agent[opentelemetry-javaagent]/settings")).hasSize(1);
        assertThat(web.shown("debug[jdwp]")).contains("*:5005");
        assertThat(web.observed("arguments")).containsExactly(new Observed.Arguments(List.of("--server.port=8080")));
        assertThat(web.observed("jvm/options"))
                .containsExactly(new Observed.Arguments(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED")));
    }

    @Test
    void tellsUserLimitsAndWhatTheControlGroupsAllow(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory)).about("shop-web");
        assertThat(web.shown("user")).contains("shop");
        assertThat(web.shown("group")).contains("shop");
        assertThat(web.shown("umask")).contains("0022");
        assertThat(web.shown("limit[nofile]/soft")).contains("1024");
        assertThat(web.shown("limit[nofile]/hard")).contains("524288");
        assertThat(web.shown("cgroup/memory/max")).contains("4 GiB");
        assertThat(web.shown("cgroup/cpu/max")).contains("1.5");
        assertThat(web.shown("cgroup/pids/max")).contains("unlimited");
        assertThat(web.shown("security/capabilities")).contains("{}");
        assertThat(web.shown("security/noNewPrivileges")).contains("false");
        assertThat(web.shown("scheduling/nice")).contains("0");
        assertThat(web.shown("workingDirectory")).contains("/opt/shop/releases/{release}");
        assertThat(web.shown("listen")).contains("{tcp 8080 wildcard}");
        assertThat(web.shown("replicas")).contains("1");
    }

    @Test
    void readsTheLimitsOfOlderControlGroups(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.sysFile("/fs/cgroup/memory/docker/memory.limit_in_bytes", "1073741824\n");
        host.sysFile("/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        host.sysFile("/fs/cgroup/cpu/docker/cpu.cfs_quota_us", "50000\n");
        host.sysFile("/fs/cgroup/cpu/docker/cpu.cfs_period_us", "100000\n");
        FixtureProcess.init(host);
        web(host, 700)
                .file("cgroup", "4:memory:/docker\n3:cpu,cpuacct:/docker\n1:name=systemd:" + UNIT + "\n")
                .add();
        RecordedSection web = seen(FixtureServices.foundOn(host)).about("shop-web");
        assertThat(web.shown("cgroup/memory/max")).contains("1 GiB");
        assertThat(web.shown("cgroup/cpu/max")).contains("0.5");
    }

    @Test
    void tellsInterpretersAndTheirDebuggers(@TempDir Path directory) throws Exception {
        RecordingRecorder seen = seen(richHost(directory));
        RecordedSection api = seen.about("shop-api");
        assertThat(api.shown("runtime/kind")).contains("python");
        assertThat(api.shown("runtime/line")).contains("3.11");
        assertThat(api.uncovered()).contains("runtime/version unreadable");
        assertThat(api.shown("main/kind")).contains("application");
        assertThat(api.shown("main/name")).contains("shop.wsgi");
        assertThat(api.shown("main/server")).contains("gunicorn");
        RecordedSection front = seen.about("shop-front");
        assertThat(front.shown("runtime/version")).contains("18.17.0");
        assertThat(front.shown("debug[inspect]")).contains("0.0.0.0:9229");
    }

    @Test
    void mergesReplicasAndSaysWhereTheyDisagree(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        FixtureProcess.init(host);
        for (int i = 1; i < 3; i++) {
            FixtureProcess.of(host, 700 + i)
                    .runs("/opt/shop", "/opt/shop", "--port", "808" + i)
                    .cgroup("/system.slice/shop@" + i + ".service")
                    .in("/opt/x")
                    .listens(8080 + i)
                    .add();
        }
        RecordedSection shop = seen(FixtureServices.foundOn(host)).about("shop");
        assertThat(shop.shown("replicas")).contains("2");
        assertThat(shop.shown("listen")).contains("{tcp 8081 wildcard, tcp 8082 wildcard}");
        assertThat(shop.observed("arguments")).hasSize(2);
        assertThat(shop.observed("user")).hasSize(1);
    }

    @Test
    void saysTheSameAfterARestartWithOtherIdsAndMoreWorkers(@TempDir Path before, @TempDir Path after)
            throws Exception {
        FixtureHost first = FixtureHost.in(before);
        FixtureHost second = FixtureHost.in(after);
        for (FixtureHost host : List.of(first, second)) {
            FixtureProcess.of(host, 1)
                    .parent(0)
                    .runs("/opt/init", "/opt/init")
                    .in("/opt/x")
                    .add();
        }
        web(first, 700).add();
        web(second, 7000).startedAt(200_000).add();
        for (int worker = 7001; worker < 7004; worker++) {
            FixtureProcess.of(second, worker)
                    .parent(7000)
                    .runs("/opt/convert", "convert", "x.png")
                    .cgroup(UNIT)
                    .in("/opt/x")
                    .listens(40_000 + worker)
                    .add();
        }
        assertThat(seen(FixtureServices.foundOn(second)))
                .hasToString(seen(FixtureServices.foundOn(first)).toString());
    }

    @Test
    void leavesAnotherUsersProcessUnknownAndNotMissing(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .closed()
                .add();
        web(host, 700).closed().add();
        host.deny("/proc/700/maps").deny("/proc/700/environ").deny("/proc/700/cwd");
        RecordingRecorder seen = seen(FixtureServices.foundOn(host));
        assertThat(seen.host().uncovered()).containsExactly("service[*]/** permission");
        RecordedSection web = seen.about("shop-web");
        assertThat(web.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(web.uncovered())
                .contains(
                        "executable permission",
                        "jvm/** permission",
                        "listen permission",
                        "stale/** permission",
                        "workingDirectory permission");
        assertThat(web.shown("main/name")).contains("shop-web");
        assertThat(web.shown("user")).contains("#998");
    }

    @Test
    void saysTheSameOfOthersProcessesWhetherACommandOfTheirsRunsOrNot(@TempDir Path quiet, @TempDir Path busy)
            throws Exception {
        FixtureHost idle = FixtureHost.in(quiet);
        FixtureHost working = FixtureHost.in(busy);
        for (FixtureHost host : List.of(idle, working)) {
            FixtureProcess.of(host, 1)
                    .parent(0)
                    .runs("/opt/init", "/opt/init")
                    .closed()
                    .add();
            web(host, 700).add();
        }
        FixtureProcess.of(working, 900)
                .runs("/bin/sleep", "sleep", "1")
                .closed()
                .add();
        RecordingRecorder seen = seen(FixtureServices.foundOn(idle));
        assertThat(seen.host().uncovered()).containsExactly("service[*]/** permission");
        assertThat(seen(FixtureServices.foundOn(working))).hasToString(seen.toString());
    }

    @Test
    void isCompleteWhereTheFirstProcessAloneRefusesOneWhoMayLookIntoAny(@TempDir Path directory, @TempDir Path other)
            throws Exception {
        FixtureHost sandbox = FixtureHost.in(directory);
        FixtureHost guarded = FixtureHost.in(other);
        for (FixtureHost host : List.of(sandbox, guarded)) {
            host.procFile("/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n");
            FixtureProcess.of(host, 1)
                    .parent(0)
                    .runs("/opt/init", "/opt/init")
                    .closed()
                    .add();
            web(host, 700).add();
        }
        FixtureProcess.of(guarded, 900).runs("/opt/db", "/opt/db").closed().add();
        assertThat(seen(FixtureServices.foundOn(sandbox)).host().uncovered()).isEmpty();
        assertThat(seen(FixtureServices.foundOn(guarded)).host().uncovered())
                .containsExactly("service[*]/** permission");
    }

    @Test
    void isIncompleteWhereTheFirstProcessRefusesOneWithoutThatRight(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n");
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .closed()
                .add();
        web(host, 700).add();
        assertThat(seen(FixtureServices.foundOn(host)).host().uncovered()).containsExactly("service[*]/** permission");
    }

    @Test
    void saysThatAnIndexIsIncompleteWhenOthersProcessesAreHidden(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        web(host, 700).add();
        assertThat(seen(FixtureServices.foundOn(host)).host().uncovered()).containsExactly("service[*]/** permission");
    }

    @Test
    void leavesThePortsOfAServerStillLoadingUnknown(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "100.00 1.00\n");
        FixtureProcess.init(host);
        FixtureProcess.of(host, 700)
                .startedAt(7_000)
                .runs(JAVA, "java", "-jar", "/opt/a.jar")
                .cgroup(UNIT)
                .in("/opt/x")
                .add();
        FixtureProcess.of(host, 701)
                .startedAt(7_000)
                .runs("/opt/poll", "/opt/poll")
                .cgroup("/system.slice/poll.service")
                .in("/opt/x")
                .add();
        RecordingRecorder seen = seen(FixtureServices.foundOn(host));
        assertThat(seen.about("shop-web").uncovered()).contains("listen vanished");
        assertThat(seen.about("poll").uncovered()).doesNotContain("listen vanished");
    }

    @Test
    void leavesAServiceThatRestartsMeanwhileUnknown(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory);
        host.procFile("/700/stat", "700 (java) S 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 999999 0 0\n");
        RecordingRecorder seen = seen(host);
        assertThat(seen.about("shop-web").uncovered()).containsExactly("** vanished");
        assertThat(seen.about("shop-web").paths()).containsExactly("replicas");
        assertThat(seen.about("shop-api").outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(seen.about("shop-api").uncovered()).doesNotContain("** vanished");
    }

    @Test
    void readsNoArgumentsFromATitle(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        FixtureProcess.init(host);
        FixtureProcess.of(host, 700)
                .titled("/opt/ruby/bin/ruby3.1", "sidekiq 7.1.0 shop [3 of 5 busy]")
                .cgroup("/system.slice/shop-jobs.service")
                .in("/opt/x")
                .add();
        RecordedSection jobs = seen(FixtureServices.foundOn(host)).about("shop-jobs");
        assertThat(jobs.uncovered()).contains("arguments/** format");
        assertThat(jobs.toString()).doesNotContain("busy");
    }

    @Test
    void tellsReplacedAndDeletedFilesButNotTouchedOrTemporaryOnes(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.file("/opt/lib/libkept.so", "x");
        FixtureProcess.init(host);
        FixtureProcess.of(host, 700)
                .runs("/opt/shop (deleted)", "/opt/shop")
                .cgroup(UNIT)
                .in("/opt/x (deleted)")
                .file(
                        "maps",
                        "1-2 r-xp 0 fe:00 1 /opt/lib/libssl.so.3 (deleted)\n"
                                + "2-3 r-xp 0 fe:00 2 /opt/lib/libkept.so\n"
                                + "3-4 r-xp 0 fe:00 3 /tmp/jna123.tmp (deleted)\n"
                                + "4-5 rw-s 0 00:01 4 /memfd:x (deleted)\n"
                                + "5-6 r--p 0 fe:00 5 /usr/lib/locale/locale-archive (deleted)\n")
                .add();
        host.procLink("/700/fd/90", "/opt/shop/web-1.0.jar (deleted)");
        host.procLink("/700/fd/91", "/opt/shop/log.txt (deleted)");
        RecordedSection web = seen(FixtureServices.foundOn(host)).about("shop-web");
        assertThat(web.shown("stale/executable")).contains("true");
        assertThat(web.shown("stale/files")).contains("{libssl.so.3, web-1.0.jar}");
        assertThat(web.shown("stale/workingDirectory")).contains("true");
    }
}
